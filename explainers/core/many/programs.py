"""The estimate on screen as a program to paste: in JAX, PyTorch and NumPy."""

from typing import NamedTuple

import numpy as np

from explainers.core.checks import EXACT, Shown, exactly
from explainers.core.many import series
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
_LOG_DET = f"{{name}}.linalg.slogdet({{name}}.eye({SIZE}) + {series.STEP} * J)[1]"
"""Of the flow; the sign of the determinant stands before it."""

_SERIES = f"""\
def told(v):
    total, w = 0.0, v
    for k in range(1, {series.TERMS + 1}):
        w = {series.STEP} * push(w)  # Aᵏv
        total = total - (-1) ** k * (v @ w) / k
    return total


"""
_NORM = f"""\
{{jacobian}}
A = {series.STEP} * J
print("norm =", {{name}}.linalg.norm(A, 2).tolist())  # not below 1: no series is summed
truth = {_LOG_DET}
print("truth =", truth.tolist())
"""

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
{draws}

def push(v):
    return jax.jvp(f, (x,), (v,))[1]


"""

_TORCH = """\
import numpy as np
import torch
from torch.func import jacfwd, jvp, vjp, vmap

torch.set_default_dtype(torch.float64)

c = {c}


{function}


x = torch.tensor({x})
{draws}

def push(v):
    return jvp(f, (x,), (v,))[1]


"""

_NUMPY = """\
import numpy as np

c = {c}


{function}


x = np.array({x})
{draws}
# NumPy does not differentiate: central differences approximate each Jv.
h = np.cbrt(np.finfo(float).eps)


def push(v):
    return (f(x + h * v) - f(x - h * v)) / (2.0 * h)


"""

_DRAWS = """\
rng = np.random.default_rng({seed})
V = {directions}  # one direction a row
"""
_PRODUCTS = (
    "JV = jax.vmap(push)(V)  # all products at once, and no J\n\n",
    "JV = vmap(push)(V)  # all products at once, and no J\n\n",
    "JV = np.stack([push(v) for v in V])\n\n",
)
_SUMMED = ("jax.vmap(told)(V)", "vmap(told)(V)", "np.stack([told(v) for v in V])")
"""What is told of the log-determinant, by products of products."""

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


class _Library(NamedTuple):
    """What differs between them."""

    head: str
    name: str
    array: str
    products: str
    summed: str
    jacobian: str
    pulled: str
    least: str


_LIBRARIES = tuple(
    _Library(*parts)
    for parts in zip(
        (_JAX, _TORCH, _NUMPY),
        _NAMES,
        ("jnp.array({})", "torch.tensor({})", "{}"),
        _PRODUCTS,
        _SUMMED,
        _JACOBIANS,
        _PULLED,
        _LEAST,
        strict=True,
    )
)


def programs(given: Given, of: Of, k: int) -> Programs:
    """Programs that print the mean of k products and the truth, or the picture by the range."""
    return Programs(*(_program(library, given, of, k) for library in _LIBRARIES))


def _program(library: _Library, given: Given, of: Of, k: int) -> str:
    """In one of them; without any draws where there is nothing to estimate."""
    told = of != "logdet" or summable(given)
    directions = library.array.format(_DRAWN[given.law].format(k=k, n=SIZE))
    head = library.head.format(
        c=repr(given.c),
        function=MAPS[given.slug].source.replace("jnp.", f"{library.name}."),
        x=literal(X),
        draws=_DRAWS.format(seed=given.seed, directions=directions) if told else "",
    )
    return head + _body(library, of) if told else head + _NORM.format(**library._asdict())


def _body(library: _Library, of: Of) -> str:
    """What is made of the draws."""
    names = library._asdict()
    if of == "range":
        return library.products + _RANGE.format(**names)
    if of == "logdet":
        lines = _Lines(library.summed, _LOG_DET.format(**names))
        return _SERIES + _ESTIMATE.format(**names, **lines._asdict())
    return library.products + _ESTIMATE.format(**names, **_LINES[of]._asdict())


def summable(given: Given) -> bool:
    """Whether the log-determinant of a flow is estimated: ‖A‖ is below 1."""
    return series.bounded(found(given).jacobian)


def shown(given: Given, of: Of, k: int) -> dict[str, Shown]:
    """What is found under the labels of the programs."""
    numbers = found(given)
    if of == "range":
        seen = caught(numbers, k)
        return exactly({"QQᵀJ": seen.picture, "missing": seen.missing})
    if of == "logdet" and not summable(given):
        a = series.STEP * numbers.jacobian
        norm, least = np.linalg.norm(a, 2), np.linalg.norm(np.eye(SIZE) + a, -2)
        # The nearer I + A is to a singular matrix, the less of its logarithm is sure.
        near = max(EXACT, 1e-10 / max(float(least), NEW))
        return exactly({"norm": norm}) | {"truth": Shown(np.asarray(numbers.log_det), near)}
    mean, goal = settled(of, numbers, given.law, k).mean, truth(of, numbers)
    if len(goal) == 1:
        mean, goal = mean[0], goal[0]
    return exactly({"mean": np.asarray(mean), "truth": np.asarray(goal)})
