"""The programs of the lesson on many products print what its figure shows."""

from pathlib import Path

import numpy as np
import pytest

from explainers.core.many.maps import MAPS
from explainers.core.many.numbers import LAWS, OFS, Given, Of
from explainers.core.many.programs import programs, shown
from tests.core.many.oracles import JACOBIANS
from tests.core.test_programs import run

pytestmark = pytest.mark.share(3)

GIVEN = [Given(slug, 0.7, law, 4) for slug, law in zip(MAPS, LAWS * 2, strict=True)]


@pytest.mark.parametrize("given", GIVEN, ids=lambda given: given.slug)
@pytest.mark.parametrize("of", OFS)
@pytest.mark.share(99)
def test_jax_and_numpy_print_what_is_shown(given: Given, of: Of, tmp_path: Path) -> None:
    told = programs(given, of, 5)
    wanted = shown(given, of, 5)
    for text, near in ((told.jax, 1e-11), (told.numpy, 1e-6)):
        printed = run(text, tmp_path)
        assert list(printed) == list(wanted)
        for label, numbers in wanted.items():
            size = max(1.0, float(np.abs(numbers.numbers).max()))
            np.testing.assert_allclose(printed[label], numbers.numbers, atol=near * size)


def test_no_series_is_printed_where_none_is_summed(tmp_path: Path) -> None:
    given = Given("ring", 0.9, "signs", 0)
    told, wanted = programs(given, "logdet", 5), shown(given, "logdet", 5)
    flow = 0.4 * JACOBIANS["ring"](0.9)
    for text, near in ((told.jax, 1e-12), (told.numpy, 1e-6)):
        printed = run(text, tmp_path)
        assert list(printed) == list(wanted) == ["norm", "truth"]
        assert printed["norm"] == pytest.approx(np.linalg.norm(flow, 2), abs=near)
        truth = np.linalg.slogdet(np.eye(12) + flow)[1]
        assert printed["truth"] == pytest.approx(truth, abs=near)
        assert wanted["truth"].numbers == pytest.approx(truth, abs=1e-12)


@pytest.mark.parametrize(
    ("given", "k", "rank"),
    [(Given("layer", 0.8, "signs", 3), 12, 11), (Given("swirl", 0.8, "signs", 5090), 1, 0)],
    ids=("dependent", "zero"),
)
def test_products_that_add_no_direction_give_the_picture_none(
    given: Given, k: int, rank: int, tmp_path: Path
) -> None:
    wanted = shown(given, "range", k)
    assert np.linalg.matrix_rank(wanted["QQᵀJ"].numbers, tol=1e-9) == rank
    told = programs(given, "range", k)
    for text, near in ((told.jax, 1e-11), (told.numpy, 1e-6)):
        printed = run(text, tmp_path)
        for label, numbers in wanted.items():
            np.testing.assert_allclose(printed[label], numbers.numbers, atol=near)


def test_all_of_a_narrow_j_is_printed_though_more_products_are_taken(tmp_path: Path) -> None:
    given = Given("bottleneck", 0.0, "signs", 0)
    printed = run(programs(given, "range", 5).jax, tmp_path)
    np.testing.assert_allclose(
        printed["QQᵀJ"], shown(given, "range", 5)["QQᵀJ"].numbers, atol=1e-11
    )
    assert printed["missing"] == pytest.approx(0, abs=1e-11)
