"""The curvature on screen as a program to paste: in JAX, PyTorch and NumPy."""

from collections.abc import Iterable

from explainers.core.catalog import Entry
from explainers.core.checks import Shown, exactly
from explainers.core.curvature.fits import FITS, Fit
from explainers.core.curvature.gauss import Gauss
from explainers.core.curvature.numbers import are_finite
from explainers.core.curvature.verdicts import Edge, Found
from explainers.core.programs import Programs, literal

_PRINTS = """\
print("∇f =", g.tolist())
print("Hv =", Hv.tolist())
print("H =", H.tolist())
print("curvatures =", curvatures.tolist())
print("Newton =", newton.tolist())
"""

_JAX = """\
import jax
import jax.numpy as jnp

jax.config.update("jax_enable_x64", True)


{function}


def value(x):
    return f(x)[0]


x = jnp.array({x})
v = jnp.array({v})

gradient = jax.grad(value)  # reverse mode
g, Hv = jax.jvp(gradient, (x,), (v,))  # forward over reverse: H is never formed
H = jax.jacfwd(gradient)(x)  # the same for every eⱼ

curvatures = jnp.linalg.eigvalsh(H)
newton = -jnp.linalg.pinv(H, hermitian=True) @ g

"""

_TORCH = """\
import torch
from torch.func import grad, jacfwd, jvp

torch.set_default_dtype(torch.float64)


{function}


def value(x):
    return f(x)[0]


x = torch.tensor({x})
v = torch.tensor({v})

gradient = grad(value)  # reverse mode
g, Hv = jvp(gradient, (x,), (v,))  # forward over reverse: H is never formed
H = jacfwd(gradient)(x)  # the same for every eⱼ

curvatures = torch.linalg.eigvalsh(H)
newton = -torch.linalg.pinv(H, hermitian=True) @ g

"""

_NUMPY = """\
import numpy as np


{function}


def value(x):
    return f(x)[0]


x = np.array({x})
v = np.array({v})

# NumPy does not differentiate: central differences stand for all derivatives.
h = 1e-4 * np.maximum(1.0, np.abs(x))
E = np.diag(h)


def gradient(x):
    return np.array([(value(x + e) - value(x - e)) / (2.0 * e.sum()) for e in E])


g = gradient(x)
H = np.array([(gradient(x + e) - gradient(x - e)) / (2.0 * e.sum()) for e in E])
H = (H + H.T) / 2.0
Hv = (gradient(x + 1e-4 * v) - gradient(x - 1e-4 * v)) / 2e-4

curvatures = np.linalg.eigvalsh(H)
newton = -np.linalg.pinv(H, rcond=1e-6, hermitian=True) @ g

"""


_JAX_GAUSS = """\

{outputs}


{losses}


z, Jv = jax.jvp(outputs, (x,), (v,))  # push
slopes = jax.grad(lambda z: losses(z).sum())
_, weighed = jax.jvp(slopes, (z,), (Jv,))  # weigh: L is a Hessian, too, of the losses alone
(Gv,) = jax.vjp(outputs, x)[1](weighed)  # pull: outputs are differentiated only once

"""

_TORCH_GAUSS = """\

{outputs}


{losses}


z, Jv = jvp(outputs, (x,), (v,))  # push
slopes = grad(lambda z: losses(z).sum())
_, weighed = jvp(slopes, (z,), (Jv,))  # weigh: L is a Hessian, too, of the losses alone
(Gv,) = torch.func.vjp(outputs, x)[1](weighed)  # pull: outputs are differentiated only once

"""

_NUMPY_GAUSS = """\

{outputs}


{losses}


z = outputs(x)
J = np.stack([(outputs(x + e) - outputs(x - e)) / (2.0 * e.sum()) for e in E], axis=1)
h = 1e-4 * np.maximum(1.0, np.abs(z))
L = (losses(z + h) - 2.0 * losses(z) + losses(z - h)) / h**2

Jv = J @ v  # push
weighed = L * Jv
Gv = J.T @ weighed  # pull

"""

_PRINTS_GAUSS = """\
print("Jv =", Jv.tolist())
print("LJv =", weighed.tolist())
print("Gv =", Gv.tolist())
"""


def curvature(entry: Entry, x: Iterable[float], v: Iterable[float]) -> Programs:
    """Programs that print ∇f, Hv, H, its eigenvalues and Newton's step, and of a sum Gv."""
    given = {"x": literal(x), "v": literal(v)}
    added = _gauss(FITS[entry.slug]) if entry.slug in FITS else ("", "", "")
    prints = _PRINTS + (_PRINTS_GAUSS if entry.slug in FITS else "")
    return Programs(
        *(
            template.format(function=source, **given) + more + prints
            for template, source, more in zip(
                (_JAX, _TORCH, _NUMPY), entry.sources, added, strict=True
            )
        )
    )


def _gauss(fit: Fit) -> tuple[str, ...]:
    """How each library gives Gv."""
    return tuple(
        template.format(outputs=outputs, losses=losses)
        for template, outputs, losses in zip(
            (_JAX_GAUSS, _TORCH_GAUSS, _NUMPY_GAUSS), *fit.sources, strict=True
        )
    )


def shown(found: Found, have: Gauss | None = None) -> dict[str, Shown]:
    """What is found at x under the labels of the programs, where f has a curvature at all.

    Newton's step is left out: where the model is nearly flat, rounding moves it far.
    """
    if found.verdict.edge is not Edge.SMOOTH or not are_finite(found.numbers):
        return {}
    numbers = found.numbers
    labels = {
        "∇f": numbers.gradient,
        "Hv": numbers.product,
        "H": numbers.hessian,
        "curvatures": numbers.curvatures,
    }
    if have:
        parts = have.parts
        labels |= {"Jv": parts.push, "LJv": parts.weighed, "Gv": parts.product}
    return exactly(labels)
