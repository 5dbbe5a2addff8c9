"""The test before and after: what its items say is what JAX says."""

import re
from collections.abc import Callable
from functools import reduce
from itertools import combinations

import jax
import jax.numpy as jnp
import numpy as np
import pytest

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
    def plain(one: Variant) -> str:
        return re.sub(r"−?\d+", "#", one.ask)

    asked = {plain(one) for group in QUESTIONS.values() for q in group for one in q.variants}
    for item in _data().items:
        before, after = item.forms
        assert before.ask != after.ask
        if item.slug != "sweep":
            assert plain(before) == plain(after)
        assert not {plain(before), plain(after)} & asked


@pytest.mark.parametrize(
    ("slug", "name"), [("direction", "v"), ("question", "Jv"), ("pulled", "uJ")]
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


def test_a_transpose_leads_back_to_the_input_space() -> None:
    for one in drawn("transposed")[:5]:
        n, m = sizes(one.ask)
        J = jnp.arange(1.0, m * n + 1).reshape((m, n))
        (back,) = jax.linear_transpose(lambda x, J=J: J @ x, jnp.ones(n))(jnp.ones(m))
        np.testing.assert_array_equal(back, J.sum(0))
        assert truth(one) == f"In the input space: {back.size} numbers"


def runs(steps: int) -> list[tuple[str, int]]:
    """What reverse mode runs of a chain, in order, as JAX calls its rules."""
    log: list[tuple[str, int]] = []

    def link(k: int) -> Callable[[jax.Array], jax.Array]:
        @jax.custom_vjp
        def one(x: jax.Array) -> jax.Array:
            return jnp.sin(x)

        def forward(x: jax.Array) -> tuple[jax.Array, jax.Array]:
            log.append(("forward", k))
            return jnp.sin(x), jnp.cos(x)

        def back(residual: jax.Array, u: jax.Array) -> tuple[jax.Array]:
            log.append(("back", k))
            return (u * residual,)

        one.defvjp(forward, back)
        return one

    links = [link(k) for k in range(1, steps + 1)]
    jax.grad(lambda x: reduce(lambda z, one: one(z), links, x))(1.0)
    return log


def test_a_residual_waits_for_the_steps_that_jax_runs_after_it() -> None:
    for one in drawn("residual"):
        steps, step = sizes(one.ask)
        log = runs(steps)
        assert truth(one) == log.index(("back", step)) - log.index(("forward", step)) - 1


@jax.jit
def bent(H: jax.Array, directions: jax.Array) -> jax.Array:
    """Products of the Hessian of xᵀHx/2, by JAX, with each direction."""
    gradient = jax.grad(lambda x: x @ (H + H.T) @ x / 4)
    x = jnp.zeros(len(H))
    return jax.vmap(lambda v: jax.jvp(gradient, (x,), (v,))[1])(directions)


def test_a_diagonal_takes_a_product_for_each_weight_and_no_fewer() -> None:
    for one in drawn("diagonal")[:2]:
        (n,) = sizes(one.ask)
        draws = np.random.default_rng(n)
        half, fewer = draws.normal(size=(n, n)), draws.normal(size=(n - 1, n))
        H = half + half.T
        # Two losses that no product with fewer directions tells apart.
        unseen = np.linalg.svd(fewer)[2][-1]
        other = H + np.outer(unseen, unseen)
        np.testing.assert_allclose(bent(other, fewer), bent(H, fewer), atol=1e-9)
        assert abs(np.diag(other) - np.diag(H)).max() > 0.9 / n
        products = bent(H, jnp.eye(n))
        np.testing.assert_allclose(np.diag(products), np.diag(H), atol=1e-12)
        assert truth(one) == len(products)


def test_one_push_along_the_turns_tells_how_all_readings_change() -> None:
    for one in drawn("need")[:4]:
        n, m = sizes(one.ask)
        A = np.random.default_rng(n * m).normal(size=(m, n))
        x, turns = jnp.linspace(0.1, 0.7, n), np.linspace(-1, 2, n)

        def read(x: jax.Array, A: np.ndarray = A) -> jax.Array:
            return jnp.sin(A @ x)

        _, moved = jax.jvp(read, (x,), (jnp.array(turns),))
        apart = (read(x + 1e-6 * turns) - read(x - 1e-6 * turns)) / 2e-6
        np.testing.assert_allclose(moved, apart, atol=1e-7)
        with pytest.raises(ValueError, match="shape"):
            jax.vjp(read, x)[1](jnp.array(turns))
        assert truth(one) == "One push, with the turns as v"


def test_the_unit_of_a_pull_is_how_it_changes_with_its_units() -> None:
    """Centimetres, milliseconds and cents: the pull scales as its unit does."""
    metre, second, euro = 100.0, 1000.0, 100.0
    units = {
        "Euros per metre": euro / metre,
        "Euros per second": euro / second,
        "Seconds per metre": second / metre,
        "Metres": metre,
    }
    x, u = jnp.array([0.3, 0.5, 0.2]), jnp.array([1.0, -2.0, 0.5])

    def timed(x: jax.Array) -> jax.Array:
        return jnp.sin(x) * x[::-1]

    (pull,) = jax.vjp(timed, x)[1](u)
    (small,) = jax.vjp(lambda x: second * timed(x / metre), metre * x)[1](u * euro / second)
    for one in drawn("unit")[:15]:
        assert isinstance(one, Choose)
        fits = [a.text for a in one.answers if np.allclose(small, units[a.text] * pull)]
        assert fits == [truth(one)]
