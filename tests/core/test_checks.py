"""A program's check passes on what the page shows, and on nothing else."""

import contextlib
import io
import runpy
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from explainers.core.catalog import CATALOG
from explainers.core.checks import Shown, check, exactly
from explainers.core.expression import entry as typed
from explainers.core.known import known
from explainers.core.programs import products, shown

PROGRAM = """
import numpy as np
y = np.array([1.0, {second}])
print("y =", y.tolist())
print("total =", y.sum().item())
try:
    print("not always =", 1 / 0)
except ZeroDivisionError:
    pass
"""


def checked(program: str, shown: dict[str, Shown], place: Path, approximate: bool = False) -> str:
    """What a program and its check print. Raises AssertionError where they differ."""
    held = check(program, shown, approximate)
    assert held is not None
    file = place / "checked.py"
    file.write_text(program + "\n\n" + held, encoding="utf-8")
    said = io.StringIO()
    with contextlib.redirect_stdout(said):
        runpy.run_path(str(file), run_name="__main__")
    return said.getvalue()


def test_what_agrees_is_said_to_agree(tmp_path: Path) -> None:
    said = checked(PROGRAM.format(second=2.0), exactly({"y": [1, 2], "total": 3}), tmp_path)
    assert said.endswith("y agrees with the page\ntotal agrees with the page\n")


@pytest.mark.parametrize("second", ["2.0001", "-2.0", "np.nan", "np.inf"])
def test_what_differs_stops(second: str, tmp_path: Path) -> None:
    with pytest.raises(AssertionError, match=r"y: .* here, 2\.0 on the page"):
        checked(PROGRAM.format(second=second), exactly({"y": [1.0, 2.0]}), tmp_path)


def test_another_shape_stops(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="shorter"):
        checked(PROGRAM.format(second=2.0), exactly({"y": [1.0]}), tmp_path)


@pytest.mark.parametrize("number", [np.nan, np.inf, -np.inf])
def test_what_is_not_finite_may_be_shown_too(number: float, tmp_path: Path) -> None:
    text = str(number).replace("nan", "np.nan").replace("inf", "np.inf")
    shown_there = exactly({"y": [1.0, number]})
    assert "y agrees" in checked(PROGRAM.format(second=text), shown_there, tmp_path)


def test_only_what_is_printed_in_any_case_is_checked() -> None:
    assert check(PROGRAM, exactly({"not always": 1.0, "elsewhere": 2.0}), False) is None


@pytest.mark.parametrize("slug", CATALOG)
@pytest.mark.share(7)
def test_each_function_agrees_with_the_page_in_jax_and_in_numpy(slug: str, tmp_path: Path) -> None:
    entry = CATALOG[slug]
    there = shown(known(entry.map, entry.x, entry.v, entry.u))
    assert "f(x)" in there
    programs = products(entry, entry.x, entry.v, entry.u)
    for program, approximate in ((programs.jax, False), (programs.numpy, True)):
        said = checked(program, there, tmp_path, approximate)
        assert said.count("agrees") == len(there)


@pytest.mark.parametrize(
    ("slug", "x"), [("softmax", (0.0, 0.0, 0.0)), ("polar", (1e6, 0.3)), ("polar", (1e-7, 0.3))]
)
def test_numbers_of_any_size_agree(slug: str, x: tuple[float, ...], tmp_path: Path) -> None:
    entry = CATALOG[slug]
    u: Any = (1.0,) * entry.m
    there = shown(known(entry.map, x, entry.v, u))
    assert "uᵀJv" in there
    checked(products(entry, x, entry.v, u).jax, there, tmp_path)


def test_a_wrong_product_stops(tmp_path: Path) -> None:
    entry = CATALOG["seed"]
    there = shown(known(entry.map, entry.x, entry.v, entry.u))
    program = products(entry, entry.x, entry.v, entry.u).jax
    wrong = program.replace("jax.jvp(f, (x,), (v,))", "jax.jvp(f, (x,), (1.0001 * v,))")
    assert wrong != program
    with pytest.raises(AssertionError, match="Jv: "):
        checked(wrong, there, tmp_path)


def test_at_a_kink_only_the_value_is_compared() -> None:
    entry = typed("[max(x1,x2), x1*x2]")
    assert set(shown(known(entry.map, (1.0, 1.0), (1.0, 0.0), (1.0, 1.0)))) == {"f(x)"}
    assert "J" in shown(known(entry.map, (1.0, 1.5), (1.0, 0.0), (1.0, 1.0)))


def test_where_f_is_not_finite_nothing_is_compared() -> None:
    entry = typed("log(x1)")
    assert shown(known(entry.map, (-1.0,), (1.0,), (1.0,))) == {}
