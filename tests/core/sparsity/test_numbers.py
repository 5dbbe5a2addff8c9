"""J read back from its products is J, and the products are those of J with the seeds."""

import runpy
from pathlib import Path

import jax
import jax.numpy as jnp
import numpy as np
import pytest

from explainers.core.sparsity import cost
from explainers.core.sparsity.cases import CASES, find
from explainers.core.sparsity.colouring import ORDERINGS, Coloured, Way, greedy, judged, plain
from explainers.core.sparsity.numbers import compressed, of_table, read_back
from explainers.core.sparsity.programs import programs, shown

pytestmark = pytest.mark.share(5)

TYPED = "=[x1^2 + x2, x2*x3, x3 - x4, sin(x4)]"
EVERY = [(slug, way) for slug in (*CASES, TYPED) for way in find(slug).ways]
each_way = pytest.mark.parametrize(("slug", "way"), EVERY)


def by_differences(slug: str) -> np.ndarray:
    """J by finite differences of fourth order, good to 1e-9."""
    case = find(slug)
    x, h = np.asarray(case.x), 1e-3
    steps = h * np.eye(case.n)

    def f(at: np.ndarray) -> np.ndarray:
        return np.asarray(case.map(jnp.asarray(at)))

    columns = [
        (8 * (f(x + e) - f(x - e)) - (f(x + 2 * e) - f(x - 2 * e))) / (12 * h) for e in steps
    ]
    return np.stack(columns, axis=-1)


@each_way
@pytest.mark.share(30)
def test_what_is_read_back_is_j(slug: str, way: Way) -> None:
    case = find(slug)
    J = np.asarray(jax.jacfwd(case.map)(jnp.asarray(case.x)))
    np.testing.assert_allclose(J, by_differences(slug), atol=1e-8)
    for ordering in ORDERINGS:
        found = judged(case.pattern.rows, way, greedy(case.pattern.rows, case.n, way, ordering))
        numbers = compressed(case, found)
        back = read_back(found, numbers.pushes, numbers.pulls)
        np.testing.assert_allclose(back, J, rtol=0, atol=1e-12)


@each_way
def test_products_are_sums_of_columns_and_rows(slug: str, way: Way) -> None:
    case = find(slug)
    colours = Coloured((1, 1, *(0,) * (case.n - 2)), (2, 2, *(0,) * (case.m - 2)))
    found = judged(case.pattern.rows, way, colours)
    numbers, J = compressed(case, found), by_differences(slug)
    for group, product in zip(found.pushes, numbers.pushes, strict=True):
        np.testing.assert_allclose(product, J[:, list(group)].sum(axis=1), atol=1e-8)
    for group, product in zip(found.pulls, numbers.pulls, strict=True):
        np.testing.assert_allclose(product, J[list(group)].sum(axis=0), atol=1e-8)
    for probes in (numbers.forward, numbers.reverse):
        np.testing.assert_allclose(probes, J, atol=1e-8)


def test_what_is_mixed_is_not_read() -> None:
    case = CASES["rod"]
    colours = plain(case.pattern.rows, 8)._replace(columns=(1, 1, 0, 0, 0, 0, 0, 0))
    found = judged(case.pattern.rows, "columns", colours)
    numbers = compressed(case, found)
    back = read_back(found, numbers.pushes, numbers.pulls)
    assert np.argwhere(np.isnan(back)).tolist() == [[0, 0], [0, 1], [1, 0], [1, 1]]


def test_what_is_not_finite_stays_within_the_pattern() -> None:
    case = find("=[sqrt(x-x), y]")
    assert case.pattern.rows == ((0,), (1,))
    found = judged(case.pattern.rows, "columns", plain(case.pattern.rows, 2))
    numbers = compressed(case, found)
    np.testing.assert_array_equal(numbers.jacobian, [[np.nan, 0.0], [0.0, 1.0]])
    np.testing.assert_array_equal(numbers.forward, [[np.nan, np.nan], [0.0, 1.0]])
    back = read_back(found, numbers.pushes, numbers.pulls)
    np.testing.assert_array_equal(back, numbers.jacobian)


def test_a_program_without_products_prints_that_j_is_0(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    case = find("=[sign(x), 2]")
    colours = plain(case.pattern.rows, case.n)
    found = judged(case.pattern.rows, "both", colours)
    numbers = compressed(case, found)
    np.testing.assert_array_equal(read_back(found, numbers.pushes, numbers.pulls), [[0.0], [0.0]])
    for library in ("jax", "numpy"):
        file = tmp_path / f"{library}.py"
        file.write_text(programs(case, "both", colours)[library], encoding="utf-8")
        assert runpy.run_path(str(file))["J"] == [[0.0], [0.0]]
        assert "products = 0\n" in capsys.readouterr().out


def test_two_pushes_tell_the_rod_if_entries_are_solved_for() -> None:
    """15 unknown entries on and beside the diagonal, by the rank of what two pushes bring."""
    entries = [(i, j) for i in range(8) for j in range(i, min(i + 2, 8))]
    S = np.array([[k % 2 == 0, k % 2 == 1] for k in range(8)], float)
    brought = []
    for i, j in entries:
        one = np.zeros((8, 8))
        one[i, j] = one[j, i] = 1.0
        brought.append((one @ S).ravel())
    assert np.linalg.matrix_rank(np.array(brought)) == len(entries)


def test_products_of_a_table_are_its_own() -> None:
    table = np.arange(12.0).reshape(3, 4)
    rows = ((0, 1, 2, 3),) * 3
    found = judged(rows, "both", Coloured((1, 1, 2, 0), (0, 1, 1)))
    numbers = of_table(table, found)
    np.testing.assert_array_equal(numbers.pushes, [[1, 9, 17], [2, 6, 10], [3, 7, 11]])
    np.testing.assert_array_equal(numbers.pulls, [[12, 14, 16, 18]])


@pytest.mark.parametrize("n", [2, 3, 4, 16, 61])
def test_three_pushes_tell_the_rod_of_any_length(n: int) -> None:
    x = jnp.linspace(0.0, 1.0, n)
    J = np.asarray(cost.dense(x))
    bands = np.asarray(cost.coloured(x))
    for d in (-1, 0, 1):
        inside = [i for i in range(n) if 0 <= i + d < n]
        np.testing.assert_allclose(bands[inside, d + 1], [J[i, i + d] for i in inside], atol=1e-15)
    assert bands[0, 0] == bands[-1, 2] == 0


@each_way
@pytest.mark.parametrize("library", ["jax", "numpy"])
@pytest.mark.share(20)
def test_programs_print_j(
    slug: str, way: Way, library: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    case = find(slug)
    colours = greedy(case.pattern.rows, case.n, way, "smallest")
    found = judged(case.pattern.rows, way, colours)
    written = programs(case, way, colours)
    assert ("numpy" in written) == (not found.pulls)
    if library not in written:
        return
    file = tmp_path / "program.py"
    file.write_text(written[library], encoding="utf-8")
    result = runpy.run_path(str(file))
    expected = by_differences(slug)
    np.testing.assert_allclose(np.array(result["J"], float), expected, atol=1e-6)
    assert f"products = {found.products}\n" in capsys.readouterr().out


def test_a_mixed_entry_is_none_in_a_program(tmp_path: Path) -> None:
    case = CASES["rod"]
    colours = plain(case.pattern.rows, 8)._replace(columns=(1, 1, 0, 0, 0, 0, 0, 0))
    file = tmp_path / "program.py"
    file.write_text(programs(case, "columns", colours)["jax"], encoding="utf-8")
    J = runpy.run_path(str(file))["J"]
    assert [[i, j] for i in range(8) for j in range(8) if J[i][j] is None] == [
        [0, 0],
        [0, 1],
        [1, 0],
        [1, 1],
    ]
    assert "J" not in shown(judged(case.pattern.rows, "columns", colours), by_differences("rod"))
