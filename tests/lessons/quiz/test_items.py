"""The test before and after: what its items say is what JAX says."""

import re
from itertools import combinations

import jax
import jax.numpy as jnp
import numpy as np
import pytest

from explainers.core.numerals import reading
from explainers.lessons.asking import Choose, Number, Variant
from explainers.lessons.questions import QUESTIONS
from explainers.lessons.quiz.items import ITEMS, Item
from explainers.ui.quiz import _data

SEEDS = range(100)
each = pytest.mark.parametrize("item", ITEMS, ids=lambda item: item.asked.slug)


def drawn(slug: str) -> list[Variant]:
    (item,) = (one for one in ITEMS if one.asked.slug == slug)
    return [*{one.ask: one for one in map(item.asked.variant, SEEDS)}.values()]


def sizes(ask: str) -> list[int]:
    return [int(found) for found in re.findall(r"\b\d+\b", ask)]


def truth(one: Variant) -> float | str:
    match one:
        case Number():
            return one.truth
        case Choose():
            (right,) = (answer.text for answer in one.answers if answer.right)
            return right
        case _:
            raise AssertionError(one.kind)


def lives(n: int, m: int) -> dict[str, int]:
    """How long each vector is that JAX takes and returns for such a map, and the shape of J."""

    def f(x: jax.Array) -> jax.Array:
        return jnp.ones(m) * x.sum()

    x = jnp.ones(n)
    _, moved = jax.eval_shape(lambda v: jax.jvp(f, (x,), (v,)), x)
    (pulled,) = jax.eval_shape(lambda u: jax.vjp(f, x)[1](u), jnp.ones(m))
    rows, columns = jax.eval_shape(jax.jacfwd(f), x).shape
    return {"v": x.size, "Jv": moved.size, "uJ": pulled.size, "rows": rows, "columns": columns}


def test_there_are_twelve_and_half_of_them_ask_where_things_live() -> None:
    assert len(ITEMS) == len({item.asked.slug for item in ITEMS}) == 12
    assert [item.topic for item in ITEMS[:6]] == ["spaces"] * 6
    assert {item.topic for item in ITEMS[6:]} == {"sweeps", "products"}


@each
def test_an_item_has_one_truth_and_can_be_told_from_every_mistake(item: Item) -> None:
    for one in drawn(item.asked.slug):
        match one:
            case Number():
                values = [one.truth, *(mistake.value[0] for mistake in one.mistakes)]
                assert all(abs(a - b) > 2 * one.tolerance for a, b in combinations(values, 2))
            case Choose():
                assert len({answer.text for answer in one.answers}) == len(one.answers) == 4
                assert sum(answer.right for answer in one.answers) == 1
            case _:
                raise AssertionError(one.kind)


def test_both_forms_ask_the_same_with_other_numbers_and_nothing_that_lessons_ask() -> None:
    asked = {
        variant.ask for group in QUESTIONS.values() for one in group for variant in one.variants
    }
    for item in _data().items:
        before, after = item.forms
        assert before.ask != after.ask
        digits = re.compile(r"−?\d+")
        if item.slug != "sweep":
            assert digits.sub("#", before.ask) == digits.sub("#", after.ask)
        assert not {before.ask, after.ask} & asked


@pytest.mark.parametrize(
    ("slug", "name"), [("direction", "v"), ("pushed", "Jv"), ("question", "Jv"), ("pulled", "uJ")]
)
def test_what_is_said_of_lengths_is_jaxs(slug: str, name: str) -> None:
    for one in drawn(slug)[:15]:
        n, m = sizes(one.ask)
        assert float(truth(one)) == lives(n, m)[name]


def test_what_is_said_of_shapes_and_sweeps_is_jaxs() -> None:
    for one in drawn("shape")[:15]:
        found = lives(*sizes(one.ask))
        assert truth(one) == f"{found['rows']} rows, {found['columns']} columns"
    for one in drawn("returned")[:15]:
        n, m = sizes(one.ask)
        value, pull = jax.vjp(lambda x, m=m: jnp.ones(m) * x.sum(), jnp.ones(n))
        assert value.shape == (m,)
        assert pull(jnp.ones(m))[0].shape == (n,)
        assert truth(one) == f"f(x), and a function that takes {m} numbers"
    for one in drawn("sweep"):
        m, n = sizes(one.ask)
        line, size = ("column", m) if "forward" in one.ask else ("row", n)
        assert truth(one) == f"One {line}, {size} numbers"
    for one in drawn("gradient"):
        assert truth(one) == 1
    for one in drawn("mode"):
        n, m = sizes(one.ask)
        mode = "Forward" if n < m else "Reverse"
        assert truth(one) == f"{mode} mode, {min(n, m)} sweeps"


@pytest.mark.parametrize("slug", ["push_by_hand", "pull_by_hand"])
def test_products_by_hand_are_jaxs(slug: str) -> None:
    for one in drawn(slug):
        found = re.findall(r"\((−?\d+), (−?\d+)\)", one.ask)
        first, second, w = (np.array([reading(a), reading(b)]) for a, b in found)
        J = jnp.array([first, second])
        pushed = jax.jvp(lambda x, J=J: J @ x, (jnp.zeros(2),), (jnp.array(w),))[1]
        (pulled,) = jax.vjp(lambda x, J=J: J @ x, jnp.zeros(2))[1](jnp.array(w))
        assert truth(one) == (pushed[0] if slug == "push_by_hand" else pulled[1])
