"""What is on screen as a program to paste: in JAX and in PyTorch."""

import inspect
import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

from explainers.core.checks import Shown, exactly
from explainers.core.complex_plane.entry import Plan
from explainers.core.complex_plane.numbers import Settled, derivative, examined, real_jacobian

_JAX = """\
import jax
import jax.numpy as jnp

jax.config.update("jax_enable_x64", True)


{function}


{jacobian}


{examined}


{derivative}


z = jnp.array({z})
dz = jnp.array({dz})

J = real_jacobian(f, z)
w, dw = jax.jvp(f, (z,), (dz,))
print("f(z) =", complex(w))
print("J =", J.tolist())
print("dw =", complex(dw))

# A promise, not a check: each returns a number for every f.
print("jacfwd =", complex(jax.jacfwd(f, holomorphic=True)(z)))
print("grad =", complex(jax.grad(f, holomorphic=True)(z)))

# This one checks.
try:
    print("f′(z) =", complex(derivative(f, z)))
except ValueError as error:
    print("refused =", repr(str(error)))

# For the real function Re f, JAX returns ∂/∂x − i ∂/∂y.
g = jax.grad(lambda z: jnp.real(f(z)))(z)
print("gradient of Re f =", complex(g))
print("steepest ascent of Re f =", complex(jnp.conj(g)))
"""

_TORCH = """\
import torch

torch.set_default_dtype(torch.float64)


{function}


def pair(x):
    w = f(torch.complex(x[0], x[1]))
    return torch.stack([torch.real(w), torch.imag(w)])


z = torch.tensor({z}, requires_grad=True)
dz = torch.tensor({dz})

x = torch.view_as_real(z.detach())
dx = torch.view_as_real(dz)
J = torch.autograd.functional.jacobian(pair, x)
dw = J @ dx
print("f(z) =", f(z).item())
print("J =", J.tolist())
print("dw =", torch.complex(dw[0], dw[1]).item())

# For the real function Re f, PyTorch returns ∂/∂x + i ∂/∂y: the direction of steepest ascent.
torch.real(f(z)).backward()
print("gradient of Re f =", z.grad.item())
"""


class Programs(NamedTuple):
    """The same computation as a whole program in two libraries."""

    jax: str
    torch: str


def _literal(pair: Sequence[float]) -> str:
    """A complex number with both of its parts exactly: 1.0 + 2.0j."""
    real, imaginary = (float(part) for part in pair)
    sign = "-" if imaginary < 0 else "+"
    return f"{real!r} {sign} {abs(imaginary)!r}j"


def _plain(function: Callable[..., object]) -> str:
    """The text of a function without its types."""
    return _HEAD.sub(_untyped, inspect.getsource(function)).rstrip()


def _untyped(head: re.Match[str]) -> str:
    name, parameters = head.groups()
    return f"{name}({', '.join(one.partition(':')[0] for one in parameters.split(', '))}):"


_HEAD = re.compile(r"^( *def \w+)\((.*)\) -> .*:$", re.MULTILINE)


def programs(plan: Plan, z: Sequence[float], dz: Sequence[float]) -> Programs:
    """Programs that print f(z), J, dw and what each library makes of f as a complex function."""
    given = {"z": _literal(z), "dz": _literal(dz)}
    return Programs(
        jax=_JAX.format(
            function=plan.sources.jax,
            jacobian=_plain(real_jacobian),
            examined=_plain(examined),
            derivative=_plain(derivative),
            **given,
        ),
        torch=_TORCH.format(function=plan.sources.torch, **given),
    )


def shown(found: Settled) -> dict[str, Shown]:
    """What is shown at z under the labels of the programs, where all of it is finite."""
    if not found.is_finite:
        return {}
    numbers = found.numbers
    return exactly(
        {
            "f(z)": complex(*numbers.value),
            "J": numbers.jacobian,
            "dw": complex(*numbers.push),
        }
    )
