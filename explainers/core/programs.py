"""The state on screen as a program to paste: in JAX, PyTorch and NumPy."""

from collections.abc import Iterable
from typing import NamedTuple

import numpy as np

from explainers.core.catalog import Entry
from explainers.core.checks import Shown, exactly
from explainers.core.known import Known, is_gradient

_PRINTS = """\
print("f(x) =", y.tolist())
print("J =", J.tolist())
print("Jv =", Jv.tolist())
print("uᵀJ =", uJ.tolist())
print("uᵀJv =", (u @ Jv).item())
"""

_JAX = """\
import jax
import jax.numpy as jnp

jax.config.update("jax_enable_x64", True)


{function}


x = jnp.array({x})
v = jnp.array({v})  # a direction in the input space
u = jnp.array({u})  # a weighting of the outputs

y, Jv = jax.jvp(f, (x,), (v,))  # forward mode
y, pull = jax.vjp(f, x)  # reverse mode
(uJ,) = pull(u)
J = jax.jacfwd(f)(x)

"""

_TORCH = """\
import torch
from torch.func import jacrev, jvp, vjp

torch.set_default_dtype(torch.float64)


{function}


x = torch.tensor({x})
v = torch.tensor({v})  # a direction in the input space
u = torch.tensor({u})  # a weighting of the outputs

y, Jv = jvp(f, (x,), (v,))  # forward mode
y, pull = vjp(f, x)  # reverse mode
(uJ,) = pull(u)
J = jacrev(f)(x)

"""

_NUMPY = """\
import numpy as np


{function}


x = np.array({x})
v = np.array({v})  # a direction in the input space
u = np.array({u})  # a weighting of the outputs

# NumPy does not differentiate: central differences approximate J, a column at a time.
# This step balances rounding against truncation.
h = np.cbrt(np.finfo(float).eps) * np.maximum(1.0, np.abs(x))
columns = [(f(x + e) - f(x - e)) / (2.0 * e.sum()) for e in np.diag(h)]

y = f(x)
J = np.stack(columns, axis=-1)
Jv = J @ v
uJ = u @ J

"""


class Programs(NamedTuple):
    """The same computation as a whole program in three libraries."""

    jax: str
    torch: str
    numpy: str


def literal(numbers: Iterable[float]) -> str:
    """Numbers as a list in a program, exactly."""
    return repr([float(number) for number in numbers])


def products(entry: Entry, x: Iterable[float], v: Iterable[float], u: Iterable[float]) -> Programs:
    """Programs that print f(x), J, Jv, uᵀJ and uᵀJv, each on a line of its own.

    The numbers stand in them exactly; JAX and PyTorch differentiate, NumPy approximates.
    """
    numbers = {"x": literal(x), "v": literal(v), "u": literal(u)}
    return Programs(
        *(
            template.format(function=source, **numbers) + _PRINTS
            for template, source in zip((_JAX, _TORCH, _NUMPY), entry.sources, strict=True)
        )
    )


def shown(found: Known) -> dict[str, Shown]:
    """What is known of f under the labels of the programs.

    Where a row of J is not known to be a gradient each library has a number of its own, and
    only f(x) is told, if that.
    """
    numbers = found.numbers
    if not np.isfinite(numbers.value).all():
        return {}
    labels: dict[str, object] = {"f(x)": numbers.value}
    if found.finite and all(is_gradient(found, row) for row in range(len(numbers.value))):
        labels |= {
            "J": numbers.jacobian,
            "Jv": numbers.push,
            "uᵀJ": numbers.pull,
            "uᵀJv": numbers.pairing,
        }
    return exactly(labels)
