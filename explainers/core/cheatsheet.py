"""What the cheat sheet states, asked of JAX: shapes for any m and n, one Jacobian, one-liners."""

from functools import lru_cache
from typing import NamedTuple

import jax
import jax.numpy as jnp
import numpy as np
from jax import ShapeDtypeStruct
from jaxtyping import Array

from explainers.core.catalog import CATALOG
from explainers.core.products import jacobian, pull, push
from explainers.core.types import Point, Value

MOST = 8
"""Inputs or outputs that the sheet draws at most."""

Shape = tuple[int, ...]


class Shapes(NamedTuple):
    """Shapes of everything at f: ℝⁿ → ℝᵐ."""

    v: Shape
    push: Shape
    u: Shape
    pull: Shape
    jacobian: Shape
    row: Shape
    """∇fᵢ, the gradient of one output."""
    column: Shape
    """∂f/∂xⱼ."""


@lru_cache(maxsize=MOST * MOST)
def shapes(m: int, n: int) -> Shapes:
    """Shapes as JAX infers them, without computing a number."""

    def f(x: Point) -> Value:
        return jnp.sin(jnp.ones((m, n)) @ x)

    def everything(x: Array, v: Array, u: Array) -> tuple[Array, ...]:
        matrix = jacobian(f, x)
        row = jax.grad(lambda x: f(x)[0])(x)
        column = push(f, x, jnp.eye(n)[0]).tangent
        return v, push(f, x, v).tangent, u, pull(f, x, u).cotangent, matrix, row, column

    inputs, outputs = (ShapeDtypeStruct((size,), jnp.float64) for size in (n, m))
    return Shapes(*(a.shape for a in jax.eval_shape(everything, inputs, inputs, outputs)))


EXAMPLE = CATALOG["seed"]
"""The function whose Jacobian is laid out in both conventions."""
EXAMPLE_POINT = (2.0, 3.0, 1.0)
EXAMPLE_TEXT = "f(x) = (x₁² + x₂ + x₃, x₁ − x₂ + x₃) at x = (2, 3, 1)"


def example() -> np.ndarray:
    """J of the seed example at (2, 3, 1), as JAX lays it out: rows are outputs."""
    return np.asarray(jacobian(EXAMPLE.map, jnp.array(EXAMPLE_POINT)))


class OneLiner(NamedTuple):
    """The same in JAX and in PyTorch, for f: ℝⁿ → ℝᵐ and a scalar loss."""

    task: str
    jax: str
    torch: str


JAX_SETUP = """\
import jax
import jax.numpy as jnp

jax.config.update("jax_enable_x64", True)
f = lambda x: jnp.stack([x[0] ** 2 + x[1] + x[2], x[0] - x[1] + x[2]])
loss = lambda x: jnp.sum(f(x) ** 2)
x = jnp.array([2.0, 3.0, 1.0])
v = jnp.array([0.5, 1.0, 2.0])
u = jnp.array([0.5, 1.0])
V = jnp.eye(3)
X = jnp.stack([x, 2.0 * x])
g = lambda w, x: w**2 - x[:2]
w = jnp.sqrt(x[:2])
"""

TORCH_SETUP = """\
import torch
from torch import func
from torch.utils.checkpoint import checkpoint

torch.set_default_dtype(torch.float64)
f = lambda x: torch.stack([x[0] ** 2 + x[1] + x[2], x[0] - x[1] + x[2]])
loss = lambda x: torch.sum(f(x) ** 2)
x = torch.tensor([2.0, 3.0, 1.0])
v = torch.tensor([0.5, 1.0, 2.0])
u = torch.tensor([0.5, 1.0])
V = torch.eye(3)
X = torch.stack([x, 2.0 * x])
r = x.clone().requires_grad_()
g = lambda w, x: w**2 - x[:2]
w = torch.sqrt(x[:2])
"""

ONE_LINERS = (
    OneLiner(
        "Jv",
        "jax.jvp(f, (x,), (v,))[1]",
        "func.jvp(f, (x,), (v,))[1]",
    ),
    OneLiner(
        "uᵀJ",
        "jax.vjp(f, x)[1](u)[0]",
        "func.vjp(f, x)[1](u)[0]",
    ),
    OneLiner("gradient", "jax.grad(loss)(x)", "func.grad(loss)(x)"),
    OneLiner(
        "gradient and value",
        "jax.value_and_grad(loss)(x)[::-1]",
        "func.grad_and_value(loss)(x)",
    ),
    OneLiner("J, column by column", "jax.jacfwd(f)(x)", "func.jacfwd(f)(x)"),
    OneLiner("J, row by row", "jax.jacrev(f)(x)", "func.jacrev(f)(x)"),
    OneLiner("Hessian", "jax.hessian(loss)(x)", "func.hessian(loss)(x)"),
    OneLiner(
        "Hessian times v",
        "jax.jvp(jax.grad(loss), (x,), (v,))[1]",
        "func.jvp(func.grad(loss), (x,), (v,))[1]",
    ),
    OneLiner(
        "Gauss–Newton of Σf² times v",
        "jax.vjp(f, x)[1](2 * jax.jvp(f, (x,), (v,))[1])[0]",
        "func.vjp(f, x)[1](2 * func.jvp(f, (x,), (v,))[1])[0]",
    ),
    OneLiner(
        "v ↦ Jv, f run once",
        "jax.linearize(f, x)[1](v)",
        "func.linearize(f, x)[1](v)",
    ),
    OneLiner(
        "many v at once",
        "jax.vmap(lambda v: jax.jvp(f, (x,), (v,))[1])(V)",
        "func.vmap(lambda v: func.jvp(f, (x,), (v,))[1])(V)",
    ),
    OneLiner(
        "many v, two at a time",
        "jax.lax.map(lambda v: jax.jvp(f, (x,), (v,))[1], V, batch_size=2)",
        "func.vmap(lambda v: func.jvp(f, (x,), (v,))[1], chunk_size=2)(V)",
    ),
    OneLiner(
        "columns 1 and 3 of J, if they share no row",
        "jax.jvp(f, (x,), (jnp.array([1.0, 0.0, 1.0]),))[1]",
        "func.jvp(f, (x,), (torch.tensor([1.0, 0.0, 1.0]),))[1]",
    ),
    OneLiner(
        "a gradient for each x",
        "jax.vmap(jax.grad(loss))(X)",
        "func.vmap(func.grad(loss))(X)",
    ),
    OneLiner(
        "a constant, to derivatives",
        "jax.grad(lambda x: jnp.sum(x * jax.lax.stop_gradient(x)))(x)",
        "func.grad(lambda x: torch.sum(x * x.detach()))(x)",
    ),
    OneLiner(
        "gradient, less kept",
        "jax.grad(jax.checkpoint(loss))(x)",
        "torch.autograd.grad(checkpoint(loss, r, use_reentrant=False), r)[0]",
    ),
    OneLiner(
        "pull of u to x through g(w, x) = 0",
        "-jnp.linalg.solve(jax.jacfwd(g)(w, x).T, u) @ jax.jacfwd(g, 1)(w, x)",
        "-torch.linalg.solve(func.jacfwd(g)(w, x).T, u) @ func.jacfwd(g, 1)(w, x)",
    ),
)
"""Each is run by a test, in both libraries."""
