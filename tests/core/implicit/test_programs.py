"""The programs of the lesson on implicit derivatives print what its figure shows."""

import runpy
from pathlib import Path

import numpy as np
import pytest

from explainers.core.implicit.numbers import Given, found
from explainers.core.implicit.problems import PROBLEMS
from explainers.core.implicit.programs import programs, shown
from tests.core.test_programs import run

GIVEN = [
    *(Given(one.slug, one.p, one.x, -0.5, (1.5, 0.4)[: one.n]) for one in PROBLEMS.values()),
    Given("=x^3+x*y-1", 1.0, (0.6823278038280193,), 1.0, (1.0,)),
]


@pytest.mark.parametrize("given", GIVEN, ids=lambda given: given.slug)
def test_jax_and_numpy_print_what_is_shown(given: Given, tmp_path: Path) -> None:
    told = programs(given)
    for library, text, near in (("jax", told.jax, 1e-9), ("numpy", told.numpy, 1e-6)):
        printed, wanted = run(text, tmp_path), shown(found(given), given, library)
        assert printed.keys() <= wanted.keys()
        assert len(printed) == {"jax": 6, "numpy": 3}[library]
        for label, numbers in printed.items():
            np.testing.assert_allclose(numbers, wanted[label].numbers, atol=near)


def test_at_a_fold_the_program_runs_and_only_x_is_held_to_the_page(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    given = Given("fold", 0.0, (0.0,), 1.0, (1.0,))
    assert [*shown(found(given), given, "jax")] == ["x"]
    file = tmp_path / "program.py"
    file.write_text(programs(given).jax, encoding="utf-8")
    runpy.run_path(str(file))
    assert "dx = [inf]" in capsys.readouterr().out
