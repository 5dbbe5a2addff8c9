"""What figures are sent: JSON that every browser reads, under Python's own names."""

import json
import math
from typing import Any, NamedTuple

import jax.numpy as jnp
import numpy as np
import pytest

from explainers.components import wire
from explainers.components.wire import Numbers, encoded
from explainers.core.catalog import CATALOG, Entry
from explainers.core.host import on_host
from explainers.core.tape import Operation, tape


class Point(NamedTuple):
    x_view: tuple[float, float]
    of: Any = None


class Found(NamedTuple):
    value: Any
    jacobian: Any
    step: Point | None = None


class Answer(NamedTuple):
    x: tuple[float, ...]
    numbers: Numbers[Found]
    checked: bool = True


TAPED = [entry for slug, entry in CATALOG.items() if slug != "eigenvalues"]
every_tape = pytest.mark.parametrize("entry", TAPED, ids=lambda entry: entry.slug)


@pytest.mark.parametrize(
    ("item", "sent"),
    [
        (2, 2.0),
        (0.1, 0.1),
        (math.inf, "#inf"),
        (None, None),
        (True, True),
        ("", ""),
        ([], []),
        ((), []),
        (np.zeros((0, 2)), []),
        (jnp.float32(0.5), 0.5),
        (np.float32(0.5), 0.5),
        (np.float64(-math.inf), "#-inf"),
        (np.int64(3), 3),
        (np.bool_(True), True),
        (np.array(math.nan), "#nan"),
        (np.array([True, False]), [True, False]),
        (np.arange(3), [0, 1, 2]),
        (np.eye(2), [[1, 0], [0, 1]]),
        (np.array([[1.0, math.nan], [math.inf, -math.inf]]), [[1.0, "#nan"], ["#inf", "#-inf"]]),
        ((1, (2.0, math.nan)), [1, [2.0, "#nan"]]),
        (Operation("mul", (0, 1)), ["mul", 0, 1]),
        (Point((0, math.inf)), {"x_view": [0, "#inf"], "of": None}),
        (Point((0, 1), Point((2, 3))), {"x_view": [0, 1], "of": {"x_view": [2, 3], "of": None}}),
    ],
)
def test_what_is_sent_is_plain_strict_json(item: Any, sent: object) -> None:
    assert encoded(item) == sent
    assert type(encoded(item)) is type(json.loads(json.dumps(encoded(item), allow_nan=False)))


@pytest.mark.parametrize("item", [{1}, object(), np.sin, 1j, {"x": 1.0}, np.array([object()])])
def test_what_no_figure_knows_is_refused(item: object) -> None:
    with pytest.raises(TypeError):
        encoded(item)


def test_numbers_lie_flat_beside_their_state_with_their_precision() -> None:
    found = Found(np.array(math.nan), np.arange(4.0).reshape(2, 2), Point((0.0, 0.0), np.eye(2)))
    assert encoded(Answer((1.0,), Numbers(on_host(found)))) == {
        "x": [1.0],
        "value": "#nan",
        "jacobian": [0, 1, 2, 3],
        "step": {"x_view": [0.0, 0.0], "of": [1, 0, 0, 1]},
        "precision": "float64",
        "checked": True,
    }


@pytest.mark.parametrize("precision", ["float32", "float64"])
def test_the_precision_is_that_of_the_arrays(precision: str) -> None:
    found = Found(np.zeros(2, precision), np.array([True]))
    assert encoded(Answer((), Numbers(found)))["precision"] == precision


def test_arrays_of_two_precisions_are_not_sent_as_one() -> None:
    with pytest.raises(ValueError, match="precision"):
        encoded(Answer((), Numbers(Found(np.float32(1.0), np.float64(1.0)))))


def test_a_function_is_known_by_its_names_and_windows() -> None:
    polar = CATALOG["polar"]
    sent = encoded(wire.entry(polar))
    assert sent["inputs"] == list(polar.inputs)
    assert sent["x_view"] == [list(view) for view in polar.x_view]
    assert sent["preset"] == {"x": list(polar.x), "v": list(polar.v), "u": list(polar.u)}


@every_tape
def test_the_tape_is_small_strict_json(entry: Entry) -> None:
    text = json.dumps(encoded(tape(entry.map, entry.n)), allow_nan=False)
    assert len(text) < (20_000 if entry.slug == "predator-prey-20" else 10_000)


@every_tape
def test_json_gives_the_tape_back(entry: Entry) -> None:
    program = tape(entry.map, entry.n)
    sent = json.loads(json.dumps(encoded(program)))
    assert sent["inputs"] == program.inputs
    assert [float(str(c).removeprefix("#")) for c in sent["constants"]] == list(program.constants)
    assert [(name, tuple(slots)) for name, *slots in sent["operations"]] == [*program.operations]
    assert (sent["value"], sent["jacobian"]) == ([*program.value], [*program.jacobian])


def test_constants_that_are_not_finite_travel_as_text() -> None:
    ends = jnp.array([jnp.inf, -jnp.inf, jnp.nan, 2.0])
    sent = encoded(tape(lambda x: x + ends, 4))
    assert {"#inf", "#-inf", "#nan", 2.0} <= set(sent["constants"])
    json.dumps(sent, allow_nan=False)
