"""The remainder on screen as a program to paste: in JAX, PyTorch and NumPy."""

from collections.abc import Iterable

import numpy as np

from explainers.core.catalog import Entry
from explainers.core.checks import Shown
from explainers.core.linearization.numbers import Remainders
from explainers.core.programs import Programs, literal

_JAX = """\
import jax
import jax.numpy as jnp

jax.config.update("jax_enable_x64", True)


{function}


x = jnp.array({x})
v = jnp.array({v})


def linear(step):
    return jax.jvp(f, (x,), (step,))[1]{wrong}


def remainder(h):
    step = (x + h * v) - x  # the step that float64 really takes
    return jnp.linalg.norm(f(x + step) - f(x) - linear(step))


h = 10.0 ** (-jnp.arange({first}, {last}) / 4)
r = jnp.stack([remainder(step) for step in h])

print("Jv =", linear(v).tolist())
print("remainders =", r.tolist())
"""

_TORCH = """\
import torch
from torch.func import jvp

torch.set_default_dtype(torch.float64)


{function}


x = torch.tensor({x})
v = torch.tensor({v})


def linear(step):
    return jvp(f, (x,), (step,))[1]{wrong}


def remainder(h):
    step = (x + h * v) - x  # the step that float64 really takes
    return torch.linalg.norm(f(x + step) - f(x) - linear(step))


h = 10.0 ** (-torch.arange({first}, {last}) / 4)
r = torch.stack([remainder(step) for step in h])

print("Jv =", linear(v).tolist())
print("remainders =", r.tolist())
"""

_NUMPY = """\
import numpy as np


{function}


x = np.array({x})
v = np.array({v})

# NumPy does not differentiate: a central difference stands for Jv.
s = np.cbrt(np.finfo(float).eps)
Jv = (f(x + s * v) - f(x - s * v)) / (2.0 * s){wrong}


def remainder(h):
    return np.linalg.norm(f(x + h * v) - f(x) - h * Jv)


h = 10.0 ** (-np.arange({first}, {last}) / 4)
r = np.stack([remainder(step) for step in h])

print("Jv =", Jv.tolist())
print("remainders =", r.tolist())
"""

_SLOPE = """
a, b = {module}.log10(h), {module}.log10(r)
slope = ((a - a.mean()) * (b - b.mean())).sum() / ((a - a.mean()) ** 2).sum()
print("slope =", slope.item())
"""

WRONG = " / 2  # wrong, to see what the slope makes of it"


def linearization(
    entry: Entry, x: Iterable[float], v: Iterable[float], halved: bool, found: Remainders
) -> Programs:
    """Programs that print Jv, the remainders that the slope was fitted to, and the slope.

    Where no slope was fitted the remainders at a few h stand alone.
    """
    line = found.halved_line if halved else found.line
    used = np.flatnonzero(np.asarray(line.used))
    first, last = (int(used[0]), int(used[-1])) if used.size else (0, 12)
    given = {
        "x": literal(x),
        "v": literal(v),
        "first": str(first),
        "last": str(last + 1),
        "wrong": WRONG * halved,
    }
    slope = _SLOPE if used.size else ""
    return Programs(
        *(
            template.format(function=source, **given) + slope.format(module=module)
            for template, source, module in zip(
                (_JAX, _TORCH, _NUMPY), entry.sources, ("jnp", "torch", "np"), strict=True
            )
        )
    )


SLOPES = 5e-3
"""How far a program's slope may be from the one on screen: remainders hold rounding errors."""


def shown(halved: bool, found: Remainders) -> dict[str, Shown]:
    """Jv and the slope of the remainders under the labels of the programs."""
    if not np.isfinite(found.push).all():
        return {}
    line = found.halved_line if halved else found.line
    labels = {"Jv": Shown(found.push / 2 if halved else found.push)}
    return labels | ({"slope": Shown(line.slope, SLOPES)} if np.any(line.used) else {})
