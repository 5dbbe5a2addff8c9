"""A function's text is translated call by call, and does the same in each library."""

import ast
import textwrap
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np
import pytest

from explainers.core.catalog import CATALOG
from explainers.core.catalog.translation import translated

BODIES = {
    # body, PyTorch, NumPy
    "top": (
        "return x - jax.lax.stop_gradient(jnp.max(x))",
        "return x - torch.amax(x).detach()",
        "return x - np.max(x)",
    ),
    "stopped sum": (
        "return x - jax.lax.stop_gradient(x - x[0])",
        "return x - (x - x[0]).detach()",
        "return x - (x - x[0])",
    ),
    "axes": (
        "return jnp.sum(jnp.stack([x, x]), axis=0, keepdims=True)",
        "return torch.sum(torch.stack([x, x]), dim=0, keepdim=True)",
        "return np.sum(np.stack([x, x]), axis=0, keepdims=True)",
    ),
    "largest of rows": (
        "return jnp.max(jnp.stack([x, 2 * x]), axis=-1)",
        "return torch.amax(torch.stack([x, 2 * x]), dim=-1)",
        "return np.max(np.stack([x, 2 * x]), axis=-1)",
    ),
    "smallest": ("return jnp.min(x)", "return torch.amin(x)", "return np.min(x)"),
    "clipped": (
        "return jnp.maximum(x, 0.0) + jnp.minimum(x, 1)",
        "return torch.maximum(x, torch.tensor(0.0)) + torch.minimum(x, torch.tensor(1))",
        "return np.maximum(x, 0.0) + np.minimum(x, 1)",
    ),
    "relu": (
        "return jax.nn.relu(jnp.array([[1.0, -0.6, 1.0]]) @ x)",
        "return torch.relu(torch.tensor([[1.0, -0.6, 1.0]]) @ x)",
        "return np.maximum(0.0, np.array([[1.0, -0.6, 1.0]]) @ x)",
    ),
    "softplus": (
        "return jax.nn.softplus(x)",
        "return torch.nn.functional.softplus(x, threshold=100.0)",
        "return np.logaddexp(x, 0.0)",
    ),
    "names that only look alike": (
        "jnp_like, maximum = x, 'jnp.max(é)'  # jnp.max, jax.nn.relu(\nreturn jnp.exp(jnp_like)",
        "jnp_like, maximum = x, 'jnp.max(é)'  # jnp.max, jax.nn.relu(\nreturn torch.exp(jnp_like)",
        "jnp_like, maximum = x, 'jnp.max(é)'  # jnp.max, jax.nn.relu(\nreturn np.exp(jnp_like)",
    ),
    "joined": (
        "return jnp.concatenate([x, jnp.where(x > 0, x, -x) * jnp.pi])",
        "return torch.cat([x, torch.where(x > 0, x, -x) * torch.pi])",
        "return np.concatenate([x, np.where(x > 0, x, -x) * np.pi])",
    ),
}


def program(body: str) -> str:
    return f"def f(x):\n{textwrap.indent(body, '    ')}"


def computed(text: str, x: Any, **modules: Any) -> Any:
    scope: dict[str, Any] = dict(modules)
    exec(text, scope)  # noqa: S102 - our own text, as a reader would run it
    return scope["f"](x)


@pytest.mark.parametrize("name", BODIES)
def test_each_library_gets_its_own_spelling(name: str) -> None:
    body, torch, numpy = map(program, BODIES[name])
    assert translated(body, "torch") == torch
    assert translated(body, "numpy") == numpy


@pytest.mark.parametrize("name", BODIES)
@pytest.mark.parametrize("x", [[1.0, -2.0, 0.5], [1.0, 1.0, 0.0]])
def test_numpy_computes_what_jax_does(name: str, x: list[float]) -> None:
    body = program(BODIES[name][0])
    found = computed(translated(body, "numpy"), np.array(x), np=np)
    expected = computed(body, jnp.array(x), jnp=jnp, jax=jax)
    np.testing.assert_allclose(found, expected, rtol=1e-15)


@pytest.mark.torch
@pytest.mark.filterwarnings("ignore:`torch.jit.script:DeprecationWarning")
@pytest.mark.parametrize("name", BODIES)
@pytest.mark.parametrize("x", [[1.0, -2.0, 0.5], [1.0, 1.0, 0.0]])
def test_torch_computes_what_jax_does_with_its_derivatives(name: str, x: list[float]) -> None:
    torch = pytest.importorskip("torch")
    body = program(BODIES[name][0])
    text = translated(body, "torch")
    ours = torch.tensor(x, dtype=torch.float64)

    def in_torch(x: Any) -> Any:
        before = torch.get_default_dtype()
        torch.set_default_dtype(torch.float64)
        try:
            return computed(text, x, torch=torch)
        finally:
            torch.set_default_dtype(before)

    def in_jax(x: Any) -> Any:
        return computed(body, x, jnp=jnp, jax=jax)

    np.testing.assert_allclose(in_torch(ours).numpy(), in_jax(jnp.array(x)), rtol=1e-15)
    for mode in (torch.func.jacrev, torch.func.jacfwd):
        jacobian = mode(in_torch)(ours).numpy()
        np.testing.assert_allclose(jacobian, jax.jacfwd(in_jax)(jnp.array(x)), atol=1e-15)


@pytest.mark.parametrize(
    ("body", "named"),
    [
        ("return jnp.median(x)", "jnp.median"),
        ("return jax.nn.gelu(x)", "jax.nn.gelu"),
        ("return x.max()", "x.max"),
        ("return x + jnp.float32", "jnp.float32"),
    ],
)
def test_what_no_spelling_is_known_of_is_refused(body: str, named: str) -> None:
    with pytest.raises(ValueError, match=rf"how torch writes {named} is not known"):
        translated(program(body), "torch")


@pytest.mark.parametrize("slug", CATALOG)
def test_the_catalogue_reads_the_same_in_all_three_but_for_its_calls(slug: str) -> None:
    texts = CATALOG[slug].sources
    shapes = [
        [type(node).__name__ for node in ast.walk(ast.parse(text)) if isinstance(node, ast.stmt)]
        for text in texts
    ]
    assert shapes[0] == shapes[1] == shapes[2]
