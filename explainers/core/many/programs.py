"""The estimate on screen as a program to paste: in JAX, PyTorch and NumPy."""

from typing import NamedTuple

import numpy as np

from explainers.core.checks import Shown, exactly
from explainers.core.many.maps import MAPS, SIZE, X
from explainers.core.many.numbers import NEW, Given, Of, caught, found, settled, truth
from explainers.core.programs import Programs, literal


class _Lines(NamedTuple):
    """What is made of products, and of all of J, alike in all three libraries."""

    samples: str
    truth: str


_LINES: dict[Of, _Lines] = {
    "trace": _Lines("(V * JV).sum(1)", "J.trace()"),
    "diagonal": _Lines("V * JV", "J.diagonal()"),
    "norm": _Lines("(JV**2).sum(1)", "(J**2).sum()"),
    "gradient": _Lines("JV.sum(1)[:, None] * V", "J.sum(0)  # the gradient of the sum of f"),
}

_ESTIMATE = """\
samples = {samples}  # one for each product
print("mean =", samples.mean(0).tolist())

{jacobian}
truth = {truth}
print("truth =", truth.tolist())
"""

_RANGE = """\
# An orthonormal basis of what the products span, with a column of 0 for each that adds nothing.
U, s, _ = {name}.linalg.svd(JV.T, full_matrices=False)
Q = U * (s > {least})
{pulled}
picture = Q @ QJ
print("QQᵀJ =", picture.tolist())

{jacobian}
print("missing =", ((J - picture) ** 2).sum().item() ** 0.5)
"""

_DRAWN = {
    "signs": "2.0 * rng.integers(0, 2, ({k}, {n})) - 1.0",
    "normal": "rng.standard_normal(({k}, {n}))",
}

_JAX = """\
import jax
import jax.numpy as jnp
import numpy as np

jax.config.update("jax_enable_x64", True)

c = {c}


{function}


x = jnp.array({x})
rng = np.random.default_rng({seed})
V = jnp.array({drawn})  # one direction a row


def push(v):
    return jax.jvp(f, (x,), (v,))[1]


JV = jax.vmap(push)(V)  # all products at once, and no J

"""

_TORCH = """\
import numpy as np
import torch
from torch.func import jacfwd, jvp, vjp, vmap

torch.set_default_dtype(torch.float64)

c = {c}


{function}


x = torch.tensor({x})
rng = np.random.default_rng({seed})
V = torch.tensor({drawn})  # one direction a row


def push(v):
    return jvp(f, (x,), (v,))[1]


JV = vmap(push)(V)  # all products at once, and no J

"""

_NUMPY = """\
import numpy as np

c = {c}


{function}


x = np.array({x})
rng = np.random.default_rng({seed})
V = {drawn}  # one direction a row

# NumPy does not differentiate: central differences approximate each Jv.
h = np.cbrt(np.finfo(float).eps)


def push(v):
    return (f(x + h * v) - f(x - h * v)) / (2.0 * h)


JV = np.stack([push(v) for v in V])

"""

_JACOBIANS = (
    "J = jax.jacfwd(f)(x)  # for comparison: all of J",
    "J = jacfwd(f)(x)  # for comparison: all of J",
    f"J = np.stack([push(e) for e in np.eye({SIZE})], axis=1)  # for comparison: all of J",
)
_PULLED = (
    "QJ = jax.vmap(lambda u: jax.vjp(f, x)[1](u)[0])(Q.T)  # as many pulls",
    "QJ = vmap(lambda u: vjp(f, x)[1](u)[0])(Q.T)  # as many pulls",
    f"QJ = np.stack([Q.T @ push(e) for e in np.eye({SIZE})], axis=1)  # a pull, if NumPy had one",
)
_NAMES = ("jnp", "torch", "np")
_LEAST = (f"{NEW} * s[0]", f"{NEW} * s[0]", "max(1e-7 * s[0], 1e-9)")
"""What is smaller is rounding, or what differences are off by."""


def programs(given: Given, of: Of, k: int) -> Programs:
    """Programs that print the mean of k products and the truth, or the picture by the range."""
    source = MAPS[given.slug].source
    drawn = _DRAWN[given.law].format(k=k, n=SIZE)
    return Programs(
        *(
            template.format(
                c=repr(given.c),
                function=source.replace("jnp.", f"{name}."),
                x=literal(X),
                seed=given.seed,
                drawn=drawn,
            )
            + (
                _RANGE.format(name=name, least=least, pulled=pulled, jacobian=jacobian)
                if of == "range"
                else _ESTIMATE.format(jacobian=jacobian, **_LINES[of]._asdict())
            )
            for template, name, least, jacobian, pulled in zip(
                (_JAX, _TORCH, _NUMPY), _NAMES, _LEAST, _JACOBIANS, _PULLED, strict=True
            )
        )
    )


def shown(given: Given, of: Of, k: int) -> dict[str, Shown]:
    """What is found under the labels of the programs."""
    numbers = found(given)
    if of == "range":
        seen = caught(numbers, k)
        return exactly({"QQᵀJ": seen.picture, "missing": seen.missing})
    mean, goal = settled(of, numbers, given.law, k).mean, truth(of, numbers.jacobian)
    if len(goal) == 1:
        mean, goal = mean[0], goal[0]
    return exactly({"mean": np.asarray(mean), "truth": np.asarray(goal)})
