"""The products that a colouring asks for, by JAX, and J as it is read back from them."""

from collections.abc import Callable, Sequence
from typing import Generic, NamedTuple, TypeAlias, TypeVar

import jax
import jax.numpy as jnp
import numpy as np
from jaxtyping import Float

from explainers.core.executable import Executable
from explainers.core.host import on_host
from explainers.core.kept import kept
from explainers.core.sparsity.cases import Case
from explainers.core.sparsity.colouring import Judged
from explainers.core.sparsity.pattern import Rows
from explainers.core.types import Map

A = TypeVar("A")
"""Arrays of JAX, or of NumPy on the host."""
Array: TypeAlias = np.ndarray
Found: TypeAlias = "Compressed[np.ndarray]"


class Compressed(NamedTuple, Generic[A]):
    """J, and products of it along several seeds at once."""

    jacobian: Float[A, "m n"]
    pushes: Float[A, "n m"]
    """J s for each seed of the inputs; J S transposed."""
    pulls: Float[A, "m n"]
    """tᵀJ for each seed of the outputs."""
    forward: Float[A, "m n"]
    """J eⱼ for each j, side by side, as JAX gives them: of what the pattern leaves out, too."""
    reverse: Float[A, "m n"]
    """eᵢᵀJ for each i, one below the other."""


def seeds(groups: Sequence[Sequence[int]], size: int) -> Float[Array, "k size"]:
    """For each group a vector with a 1 for each of its members; as many as there could be."""
    made = np.zeros((size, size))
    for place, group in enumerate(groups):
        made[place, list(group)] = 1.0
    return made


@kept
def compiled(f: Map) -> Callable[..., Compressed[jax.Array]]:
    """J of f at x, and its products along the rows of S and of T, as one program for all seeds."""

    def run(x: jax.Array, S: jax.Array, T: jax.Array) -> Compressed[jax.Array]:
        y, pull = jax.vjp(f, x)
        forward, pulls = jax.jacfwd(f)(x), jax.vmap(lambda t: pull(t)[0])
        pushes = jax.vmap(lambda s: jax.jvp(f, (x,), (s,))[1])(S)
        return Compressed(forward, pushes, pulls(T), forward, pulls(jnp.eye(len(y))))

    return Executable(run)


def compressed(case: Case, judged: Judged) -> Found:
    """The products of a colouring, by JAX; as many rows of each kind as there are products."""
    found = on_host(
        compiled(case.map)(
            np.asarray(case.x), seeds(judged.pushes, case.n), seeds(judged.pulls, case.m)
        )
    )
    return _cut(found._replace(jacobian=within(case.pattern.rows, found.jacobian)), judged)


def within(rows: Rows, jacobian: Float[Array, "m n"]) -> Float[Array, "m n"]:
    """J with a 0 outside of its pattern, where a derivative that is not finite may spread NaN."""
    there = [[j in row for j in range(jacobian.shape[1])] for row in rows]
    return np.where(np.array(there), jacobian, 0.0)


def _cut(found: Found, judged: Judged) -> Found:
    pushes, pulls = found.pushes[: len(judged.pushes)], found.pulls[: len(judged.pulls)]
    return found._replace(pushes=pushes, pulls=pulls)


def _linear(table: jax.Array, S: jax.Array, T: jax.Array) -> Compressed[jax.Array]:
    origin = jnp.zeros(table.shape[1])

    def f(x: jax.Array) -> jax.Array:
        return table @ x

    pull = jax.vjp(f, origin)[1]
    return Compressed(
        table,
        jax.vmap(lambda s: jax.jvp(f, (origin,), (s,))[1])(S),
        jax.vmap(lambda t: pull(t)[0])(T),
        table,
        table,
    )


LINEAR = Executable(_linear)
"""Products of the map whose Jacobian is a table."""


def of_table(table: Float[Array, "m n"], judged: Judged) -> Found:
    """The products of a colouring of a table, by JAX."""
    m, n = table.shape
    found = on_host(LINEAR(table, seeds(judged.pushes, n), seeds(judged.pulls, m)))
    return _cut(found, judged)


def read_back(
    judged: Judged, pushes: Float[Array, "p m"], pulls: Float[Array, "q n"]
) -> Float[Array, "m n"]:
    """J from its products alone: 0 outside of its pattern, NaN where entries are mixed."""
    found = np.zeros((pushes.shape[1], pulls.shape[1]))
    for (i, j), (kind, place) in judged.told.items():
        match kind:
            case "push":
                found[i, j] = pushes[place, i]
            case "mirror":
                found[i, j] = pushes[place, j]
            case "pull":
                found[i, j] = pulls[place, j]
    for i, j in judged.mixed:
        found[i, j] = np.nan
    return found
