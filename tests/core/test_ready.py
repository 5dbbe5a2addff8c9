"""A program that is run operation by operation gives what JAX gives for it, compiled and not."""

from collections.abc import Callable
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np
import pytest

from explainers.core import products
from explainers.core.catalog import CATALOG
from explainers.core.complex_plane.entry import PLANS
from explainers.core.complex_plane.entry import typed as typed_plan
from explainers.core.executable import Executable
from explainers.core.expression import FUNCTIONS, entry
from explainers.core.linearization.higher_derivatives import derivatives_along
from explainers.core.ready import Seldom, ready, stepwise
from explainers.core.types import Map

pytestmark = [pytest.mark.usefixtures("alone"), pytest.mark.share(4)]

TEXTS = [
    *(form for function in FUNCTIONS.values() for form in function.example.split(" or ")),
    *("softplus(softplus(x1*x2))+x1^x2", "[x1/x2,|x1-x2|,x1^3]", "norm(softmax([x1,x2,x3]))"),
]


def everything(f: Map) -> Callable[..., Any]:
    """A program with all that pages ask of f."""

    def program(x: Any, v: Any, points: Any) -> Any:
        y, tangent = jax.jvp(f, (x,), (v,))
        back = jax.vjp(f, x)[1](jnp.ones_like(y))
        many = jax.vmap(f)(points)
        bent = derivatives_along(f, x, v)
        return {"y": y, "J": jax.jacfwd(f)(x), "all": (tangent, back, many), "bent": bent}

    return program


@pytest.mark.parametrize("text", TEXTS)
def test_it_gives_what_jax_gives(text: str) -> None:
    made = entry(text)
    dice = np.random.default_rng(1)
    x, v = 0.2 + 0.6 * dice.random((2, made.n))
    points = 0.2 + 0.6 * dice.random((13, made.n))
    program = everything(made.map)
    found, expected = stepwise(program)(x, v, points), jax.jit(program)(x, v, points)
    assert jax.tree.structure(found) == jax.tree.structure(expected)
    for one, other in zip(jax.tree.leaves(found), jax.tree.leaves(expected), strict=True):
        assert one.dtype == other.dtype
        np.testing.assert_allclose(one, other, rtol=1e-12, atol=1e-13)


@pytest.mark.parametrize("slug", CATALOG)
def test_it_gives_what_jax_gives_of_the_catalogue(slug: str) -> None:
    made = CATALOG[slug]
    program = everything(made.map)
    given = np.array(made.x), np.array(made.v), np.array([made.x, made.x])
    pairs = zip(
        jax.tree.leaves(stepwise(program)(*given)),
        jax.tree.leaves(jax.jit(program)(*given)),
        strict=True,
    )
    for one, other in pairs:
        size = float(np.abs(other).max(initial=1.0))
        np.testing.assert_allclose(one, other, rtol=1e-9, atol=1e-12 * size)


def test_kinks_and_what_is_not_finite_are_as_jax_says() -> None:
    program = everything(lambda x: jnp.stack([jax.nn.relu(x[0]), jnp.sqrt(x[1]), jnp.abs(x[0])]))
    given = np.zeros(2), np.ones(2), np.zeros((2, 2))
    with jax.disable_jit():
        expected = program(*given)
    for one, other in zip(
        jax.tree.leaves(stepwise(program)(*given)), jax.tree.leaves(expected), strict=True
    ):
        np.testing.assert_array_equal(one, other)


def test_it_is_as_precise_as_what_it_is_given() -> None:
    with jax.enable_x64(False):
        assert stepwise(jnp.exp)(np.ones(3, np.float32)).dtype == np.float32
    assert stepwise(jnp.exp)(np.ones(3)).dtype == np.float64


def test_it_is_traced_once_for_each_kind_of_arguments() -> None:
    traced: list[tuple[int, ...]] = []

    def program(x: Any) -> Any:
        traced.append(x.shape)
        return x + 1

    run = stepwise(program)
    for size in (2, 2, 3, 2):
        np.testing.assert_array_equal(run(np.arange(size)), np.arange(size) + 1)
    assert traced == [(2,), (3,)]


def test_only_what_was_typed_is_run_so() -> None:
    assert isinstance(entry("x1*x2").map, Seldom)
    assert isinstance(typed_plan("z^3").map, Seldom)
    assert not any(isinstance(made.map, Seldom) for made in (*CATALOG.values(), *PLANS.values()))
    assert isinstance(ready(CATALOG["polar"].map, jnp.exp), Executable)
    assert not isinstance(ready(entry("x1*x2").map, jnp.exp), Executable)


def test_nothing_is_compiled_for_one_text_alone() -> None:
    first, second = entry("tanh(x1)*x2+sin(x2)"), entry("sin(x1)*x2+tanh(x2)+x1")
    numbers = [jnp.asarray(part) for part in (first.x, first.v, first.u)]
    products.compiled(first.map)(*numbers)
    compiled: list[str] = []

    def note(event: str, duration_secs: float, **kwargs: str | int) -> None:
        del duration_secs, kwargs
        if event.endswith("backend_compile_duration"):
            compiled.append(event)

    jax.monitoring.register_event_duration_secs_listener(note)
    try:
        products.compiled(second.map)(*numbers)
        assert compiled == []
        jax.jit(second.map)(numbers[0])
        assert len(compiled) == 1
    finally:
        jax.monitoring.unregister_event_duration_listener(note)
