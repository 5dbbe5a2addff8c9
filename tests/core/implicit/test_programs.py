"""The programs of the lesson on implicit derivatives print what its figure shows."""

import contextlib
import runpy
from pathlib import Path

import numpy as np
import pytest

from explainers.core.implicit.numbers import Given, found
from explainers.core.implicit.problems import PROBLEMS, find
from explainers.core.implicit.programs import programs, shown
from explainers.lessons.implicit import captions
from tests.core.test_programs import run

GIVEN = [
    *(Given(one.slug, one.p, one.x, -0.5, (1.5, 0.4)[: one.n]) for one in PROBLEMS.values()),
    Given("=x^3+x*y-1", 1.0, (0.6823278038280193,), 1.0, (1.0,)),
]


@pytest.mark.parametrize("given", GIVEN, ids=lambda given: given.slug)
@pytest.mark.share(99)
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


SINGULAR = [
    Given("fold", 0.0, (0.0,), 1.0, (1.0,)),
    Given("crossing", 0.0, (0.0,), 1.0, (1.0,)),
]


@pytest.mark.parametrize("given", SINGULAR, ids=lambda given: given.slug)
def test_x_is_printed_before_a_solve_that_fails(
    given: Given, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    told = programs(given)
    file = tmp_path / "program.py"
    file.write_text(told.numpy, encoding="utf-8")
    with contextlib.suppress(np.linalg.LinAlgError):
        runpy.run_path(str(file))
    assert capsys.readouterr().out.startswith("x = [0.0]\n")
    assert told.torch.index('print("x ="') < told.torch.index("solve(")
    assert not captions.code(find(given.slug), given).startswith("Runs as pasted")


def test_differences_across_the_end_of_a_domain_are_not_held_to_the_page() -> None:
    near, far = (Given("=sqrt(x)-y", p, (p * p,), 1.0, (1.0,)) for p in (0.002, 1.0))
    assert [*shown(found(near), near, "numpy")] == ["x"]
    assert {"dx", "pull"} <= shown(found(near), near, "jax").keys()
    assert {"dx", "pull"} <= shown(found(far), far, "numpy").keys()
    beside = Given("=abs(x)+x-y", 2e-6, (1e-6,), 1.0, (1.0,))
    assert [*shown(found(beside), beside, "numpy")] == ["x"]
