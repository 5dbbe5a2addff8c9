"""The two sweeps on screen as a program to paste: in JAX and PyTorch."""

from collections.abc import Iterable

from explainers.core.catalog import Entry
from explainers.core.programs import literal

_JAX = """\
import jax
import jax.numpy as jnp

jax.config.update("jax_enable_x64", True)


{function}


x = jnp.array({x})
v = jnp.array({v})  # seeds the forward sweep
u = jnp.array({u})  # seeds the reverse sweep

# The program: one operation a line, as JAX lists it.
print(jax.make_jaxpr(f)(x))

y, Jv = jax.jvp(f, (x,), (v,))  # one sweep forward
y, pull = jax.vjp(f, x)  # one sweep forward that keeps its residuals
(uJ,) = pull(u)  # the sweep back

print("f(x) =", y.tolist())
print("Jv =", Jv.tolist())
print("uᵀJ =", uJ.tolist())
"""

_TORCH = """\
import torch
from torch.func import jvp

torch.set_default_dtype(torch.float64)


{function}


x = torch.tensor({x}, requires_grad=True)
v = torch.tensor({v})  # seeds the forward sweep
u = torch.tensor({u})  # seeds the reverse sweep

y, Jv = jvp(f, (x.detach(),), (v,))  # one sweep forward

kept = []
with torch.autograd.graph.saved_tensors_hooks(lambda t: kept.append(t) or t, lambda t: t):
    y = f(x)  # one sweep forward that keeps its residuals
(uJ,) = torch.autograd.grad(y, x, u)  # the sweep back

print("f(x) =", y.tolist())
print("Jv =", Jv.tolist())
print("uᵀJ =", uJ.tolist())
print("kept for the way back:", [t.tolist() for t in kept])
"""


def sweep_programs(
    entry: Entry, x: Iterable[float], v: Iterable[float], u: Iterable[float]
) -> dict[str, str]:
    """Programs that list the operations of f, in JAX, and print f(x), Jv and uᵀJ."""
    numbers = {"x": literal(x), "v": literal(v), "u": literal(u)}
    return {
        "jax": _JAX.format(function=entry.sources.jax, **numbers),
        "torch": _TORCH.format(function=entry.sources.torch, **numbers),
    }
