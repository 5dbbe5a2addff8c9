"""What a class is asked in numbers: by what is printed a reader finds what counts as right."""

import re
from collections.abc import Callable
from functools import cache
from random import Random
from typing import NamedTuple

import numpy as np
import pytest

from explainers.core import products
from explainers.core.catalog import CATALOG, Entry
from explainers.core.numerals import reading
from explainers.lessons.asking import Cell, Mistake, Number
from explainers.lessons.room import asked
from explainers.lessons.room.asked import TOPICS, About
from tests.core.oracles import ORACLES, Oracle

STATES = 5
"""Of each function."""
_NUMERAL = r"−?\d+(?:\.\d+)?(?:·10[⁻⁰¹²³⁴-⁹]+)?"


class Given(NamedTuple):
    """What a reader is given, as it is printed."""

    J: np.ndarray
    v: np.ndarray
    u: np.ndarray


def by_hand(entry: Entry, x: tuple[float, ...] | np.ndarray) -> Oracle:
    """f(x) and J, derived by hand."""
    return ORACLES[entry.slug](np.array(x, dtype=float))


@cache
def abouts(entry: Entry) -> list[About]:
    """States of a function: the first one, some of chance, and some with zeros and ones."""
    chance = Random(f"asked {entry.slug}")

    def near(numbers: tuple[float, ...], far: float) -> tuple[float, ...]:
        return tuple(round(z + far * chance.uniform(-1, 1), 2) for z in numbers)

    found = [
        (near(entry.x, far), near(entry.v, 3 * far), near(entry.u, 3 * far))
        for far in [0.0, *(0.3 for _ in range(STATES))]
    ]
    found.append((entry.x, (0.0,) * entry.n, entry.u))
    found.append((entry.x, (1.0,) * entry.n, (1.0,) * entry.m))
    return [about(entry, *state) for state in found]


def about(entry: Entry, x: tuple[float, ...], v: tuple[float, ...], u: tuple[float, ...]) -> About:
    found = products.compiled(entry.map)(*map(np.array, (x, v, u)))
    return About(
        entry.inputs,
        entry.outputs,
        x,
        v,
        u,
        np.asarray(found.value),
        np.asarray(found.jacobian),
        np.asarray(found.push),
        np.asarray(found.pull),
        float(found.pairing),
    )


def vectors(text: str) -> list[np.ndarray]:
    found = re.findall(rf"\(({_NUMERAL}(?:, {_NUMERAL})*)\)", text)
    return [np.array([reading(part) for part in one.split(", ")]) for one in found]


def given(at: About, ask: str) -> Given:
    """J, v and, where it is printed, u, as a reader reads them."""
    rows = len(at.outputs)
    printed = vectors(ask)
    return Given(
        np.array(printed[:rows]), printed[rows], (printed[rows + 1 :] or [np.zeros(rows)])[0]
    )


each = pytest.mark.parametrize("entry", CATALOG.values(), ids=CATALOG)


def near(question: Number, value: float) -> bool:
    return abs(value - question.truth) <= question.tolerance * (1 + 1e-9)


@each
def test_by_what_is_printed_the_length_and_the_pairing_are_right(entry: Entry) -> None:
    for at in abouts(entry):
        length, pairing = asked.length(at), asked.pairing(at)
        J, v, _ = given(at, length.ask)
        assert near(length, float(np.sqrt(sum(z * z for z in J @ v)))), length.ask
        matrix, v, u = given(at, pairing.ask)
        assert near(pairing, float(u @ (matrix @ v))), pairing.ask
        assert near(pairing, float((u @ matrix) @ v)), pairing.ask
        by_rows = np.array(at.u) @ by_hand(entry, at.x).jacobian @ np.array(at.v)
        assert pairing.truth == pytest.approx(float(by_rows), rel=1e-9, abs=1e-9)


@each
def test_an_entry_is_the_slope_of_the_printed_place(entry: Entry) -> None:
    for at in abouts(entry):
        question = asked.entry(at)
        i, j = (int(z) - 1 for z in re.findall(r"row (\d), column (\d)", question.ask)[0])
        (x,) = vectors(question.ask)
        slope = float(by_hand(entry, x).jacobian[i, j])
        assert question.truth == pytest.approx(slope, rel=1e-5, abs=1e-9)


@each
def test_a_cell_is_the_slope_of_the_output_and_input_that_are_named(entry: Entry) -> None:
    for at in abouts(entry):
        question = asked.cell(at)
        (y, x), *_ = re.findall(r"how fast (.+?) moves when only (.+?) moves\?", question.ask)
        i, j = entry.outputs.index(y), entry.inputs.index(x)
        assert question.truth == (i, j)
        for row, whys in enumerate(question.whys):
            for column, why in enumerate(whys):
                told = f"{entry.outputs[row]} moves when {entry.inputs[column]} moves"
                assert told in why
                assert ("rows belong to outputs" in why) == ((row, column) == (i, j))
                assert ("for one another" in why) == ((row, column) == (j, i) != (i, j))
        slopes = np.array([[reading(entry_) for entry_ in row] for row in question.cells])
        J = by_hand(entry, at.x).jacobian
        np.testing.assert_allclose(slopes, J, rtol=0.06, atol=1e-9)


_BY_NUMBERS: dict[str, Callable[[Given], float]] = {
    "That is how long v is": lambda g: float(np.linalg.norm(g.v)),
    "the square of the length": lambda g: float((g.J @ g.v) @ (g.J @ g.v)),
    "sizes of Jv's numbers": lambda g: float(sum(map(abs, g.J @ g.v))),
    "Those are Jv's numbers, added": lambda g: float(sum(g.J @ g.v)),
    "how long Jᵀv is": lambda g: float(np.linalg.norm(g.v @ g.J)),
    "Those are uᵀJ's numbers": lambda g: float(sum(g.u @ g.J)),
    "how long Jv is": lambda g: float(np.linalg.norm(g.J @ g.v)),
    "That is v·(Ju)": lambda g: float(g.v @ (g.J @ g.u)),
    "That is u·v.": lambda g: float(g.u @ g.v),
}
"""What each sentence says of its number."""


@each
def test_each_mistake_gives_the_number_that_its_sentence_tells_of(entry: Entry) -> None:
    for at in abouts(entry):
        for question in (asked.length(at), asked.pairing(at)):
            read = given(at, question.ask)
            for mistake in question.mistakes:
                (by,) = {by for words, by in _BY_NUMBERS.items() if words in mistake.why}
                scale = 1 + float(np.abs(read.J).sum() * np.abs(read.v).sum())
                assert mistake.value[0] == pytest.approx(by(read), rel=0.01, abs=0.01 * scale)


@each
def test_mistakes_about_an_entry_are_what_they_are_called(entry: Entry) -> None:
    for at in abouts(entry):
        question = asked.entry(at)
        i, j = (int(z) - 1 for z in re.findall(r"row (\d), column (\d)", question.ask)[0])
        J = by_hand(entry, at.x).jacobian
        for (value,), why in question.mistakes:
            if why.startswith("That is row"):
                row, column = (int(z) - 1 for z in re.findall(r"row (\d), column (\d)", why)[0])
                assert (row, column) == (j, i)
                wanted = J[row, column]
            elif why.startswith("The size is right"):
                wanted = -J[i, j]
            else:
                assert why.startswith(f"That is {entry.outputs[i]} itself")
                wanted = by_hand(entry, at.x).value[i]
            assert value == pytest.approx(float(wanted), rel=1e-6, abs=1e-9)


@each
def test_no_answer_is_two_things(entry: Entry) -> None:
    for at in abouts(entry):
        for draw in TOPICS.values():
            question = draw(at)
            if isinstance(question, Cell):
                continue
            values = [question.truth, *(value for (value,), _ in question.mistakes)]
            for k, one in enumerate(values):
                for other in values[:k]:
                    assert abs(one - other) > 2 * question.tolerance


def test_mistakes_that_give_the_truth_are_none() -> None:
    """With v = (1, 0) and J = 1 the length of v, the sums and the square are all the truth."""
    unit = np.eye(2)
    at = About(
        ("x₁", "x₂"), ("y₁", "y₂"), (0, 0), (1, 0), (1, 0), np.zeros(2), unit, unit[0], unit[0], 1.0
    )
    assert asked.length(at).mistakes == ()
    assert asked.pairing(at).mistakes == ()
    assert isinstance(asked.entry(at).truth, float)
    assert all(isinstance(one, Mistake) for one in asked.entry(at).mistakes)


def test_what_nearly_cancels_is_not_right_by_the_size_of_what_is_added() -> None:
    """With J = 1, v = (1, 0.98) and u = (1, −1) there are 1 and −0.98 to add."""
    unit, v = np.eye(2), (1.0, 0.98)
    at = About(
        *(("x₁", "x₂"), ("y₁", "y₂"), (0, 0), v, (1, -1)),
        *(np.zeros(2), unit, np.array(v), np.array([1.0, -1.0]), 0.02),
    )
    question = asked.pairing(at)
    assert near(question, 0.02)
    for wrong in (0.0, -0.02, 0.04):
        assert not near(question, wrong)
