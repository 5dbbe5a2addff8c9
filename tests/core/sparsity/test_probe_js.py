"""What the browser says that a probe shows is so, by SymPy and by JAX."""

import json
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any, NamedTuple

import jax
import jax.numpy as jnp
import numpy as np
import pytest
import sympy as sp

from explainers.components.wire import encoded
from explainers.core.sparsity.cases import CASES, Case, find
from explainers.core.tape import tape

ROOT = Path(__file__).parents[3]


class Place(NamedTuple):
    """A point, and what each column and each row answers there."""

    x: tuple[float, ...]
    lines: list[dict[str, Any]]


def probed(case: Case, draws: int = 0) -> list[Place]:
    """What the browser's module finds at the x of a case, and at places that it draws."""
    node = shutil.which("node")
    assert node, "Node.js runs the browser's modules"
    sent = {
        "tape": encoded(tape(case.map, case.n)),
        "rows": case.pattern.rows,
        "inputs": case.inputs,
        "outputs": case.outputs,
        "x": case.x,
        "draws": draws,
    }
    done = subprocess.run(
        [node, ROOT / "tests/js/probe_tapes.mjs"],
        input=json.dumps([sent]),
        capture_output=True,
        text=True,
        check=True,
    )
    return [Place(tuple(at["x"]), at["lines"]) for at in json.loads(done.stdout)[0]]


def traffic(x: list[sp.Symbol]) -> list[sp.Expr]:
    before = [sp.Rational("0.3"), *x[:-1]]
    return [z - z * (z - b) / 2 for z, b in zip(x, before, strict=True)]


def hub(x: list[sp.Symbol]) -> list[sp.Expr]:
    return [sum(map(sp.sin, x)), *(z**2 - x[0] * z for z in x[1:])]


def groups(x: list[sp.Symbol]) -> list[sp.Expr]:
    return [z * sum(of) for of in (x[:3], x[3:6], x[6:]) for z in of]


def energy(x: list[sp.Symbol]) -> list[sp.Expr]:
    return [
        sp.diff(x[0] * sum(z**2 for z in x[1:]) * x[0] / 2 + sum(z**4 for z in x[1:]) / 4, z)
        for z in x
    ]


TYPED = {
    "=[x1*x2, x2*x3, x1^2]": (0.0, 2.0, 0.0),
    "=[(x1+0.2-0.3)*x2, x1*x2-x2*x1, x2^3]": (0.1, 0.7),
    "=[exp(x1)*x2, sin(x2), 3]": (0.4, 0.0),
    "=[(x1-1)^2, x1-x1]": (1.0,),
}
FORMULAS = {"traffic": traffic, "hub": hub, "groups": groups, "energy": energy}


def exact(case: Case, x: tuple[float, ...]) -> np.ndarray:
    """Whether each entry of J is other than 0, with the decimals of x as they are written."""
    symbols = list(sp.symbols([f"x{k + 1}" for k in range(case.n)]))
    if case.slug in FORMULAS:
        f = FORMULAS[case.slug](symbols)
    else:
        parts = case.slug.removeprefix("=[").removesuffix("]").replace("^", "**").split(",")
        f = [sp.sympify(part, locals={str(z): z for z in symbols}, rational=True) for part in parts]
    at = {z: sp.Rational(str(part)) for z, part in zip(symbols, x, strict=True)}
    return np.array([[bool(sp.expand(sp.diff(y, z).subs(at)) != 0) for z in symbols] for y in f])


def names(text: str) -> set[str]:
    return set(re.split(r", | and ", text)) if text else set()


def judge(case: Case, other: np.ndarray, line: dict[str, Any]) -> None:
    """Hold what is heard on a line, and what is said of it, to what is other than 0."""
    column, place, told = line["line"] == "column", line["place"], line["told"]
    truth = other[:, place] if column else other[place]
    ends = case.outputs if column else case.inputs
    mays = [
        (place in case.pattern.rows[k]) if column else (k in case.pattern.rows[place])
        for k in range(len(ends))
    ]
    assert [one["kind"] == "other" for one in line["heard"]] == truth.tolist()
    assert [one["expected"] for one in line["heard"]] == mays
    answered = re.search(r"other than 0 at ([^.]+)\.", told)
    assert names(answered[1] if answered else "") == {
        name for name, there in zip(ends, truth, strict=True) if there
    }
    silent = re.search(
        r"The pattern has (\S+?(?:, \S+?)*?(?: and \S+?)?)(?:, too)?\. (?:It|They)", told
    )
    assert names(silent[1] if silent else "") == {
        name for name, there, may in zip(ends, truth, mays, strict=True) if may and not there
    }
    assert "misses an entry" not in told
    assert ("which has no more in" in told) == (bool(truth.any()) and truth.tolist() == mays)
    assert ("The pattern holds nothing" in told) == (not any(mays))


@pytest.mark.parametrize("slug", FORMULAS)
@pytest.mark.share(4)
def test_what_answers_is_what_sympy_finds_other_than_0(slug: str) -> None:
    case = find(slug)
    places = probed(case, draws=5)
    assert len({at.x for at in places}) > 1
    zeros = 0
    for at in places:
        other = exact(case, at.x)
        zeros += case.pattern.entries - np.count_nonzero(other)
        for line in at.lines:
            judge(case, other, line)
    assert zeros > 0


@pytest.mark.parametrize("slug", TYPED)
@pytest.mark.share(2)
def test_a_typed_function_is_probed_as_well(slug: str) -> None:
    case = find(slug)._replace(x=TYPED[slug])
    for at in probed(case):
        for line in at.lines:
            judge(case, exact(case, at.x), line)


def test_what_only_rounding_keeps_from_0_is_not_said_to_be_other() -> None:
    case = find("=[(x1+0.2-0.3)*x2, x2]")._replace(x=(0.1, 0.7))
    assert 0.1 + 0.2 - 0.3 != 0
    (at,) = probed(case)
    assert at.lines[1]["heard"][0] == {"kind": "rounding", "expected": True, "number": 0}
    assert "It is 0, or too small to tell from it, at this x" in at.lines[1]["told"]


def test_what_is_not_finite_tells_nothing() -> None:
    case = find("=[sqrt(x1), x2*x1]")._replace(x=(0.0, 1.0))
    (at,) = probed(case)
    assert [one["kind"] for one in at.lines[0]["heard"]] == ["none", "other"]
    assert "y₁ comes out as no finite number here, which tells nothing." in at.lines[0]["told"]
    assert "which has no more" not in at.lines[0]["told"]


@pytest.mark.parametrize("slug", CASES)
@pytest.mark.share(4)
def test_numbers_of_a_probe_are_those_of_jax(slug: str) -> None:
    case = find(slug)
    J = jax.jit(jax.jacfwd(case.map))
    for at in probed(case, draws=3):
        there = np.asarray(J(jnp.asarray(at.x)))
        for line in at.lines:
            truth = there[:, line["place"]] if line["line"] == "column" else there[line["place"]]
            heard = [one["number"] for one in line["heard"]]
            np.testing.assert_allclose(heard, truth, rtol=1e-12, atol=1e-14)
