"""The chain on screen as programs that multiply in the chosen order and count."""

from collections.abc import Sequence
from itertools import pairwise

from explainers.core.brackets.cost import HIDDEN
from explainers.core.brackets.numbers import Order, answer, dimensions, factor_names
from explainers.core.checks import Shown
from explainers.core.programs import Programs

_LIBRARY = {
    "jax": (
        'import jax\nimport jax.numpy as jnp\n\njax.config.update("jax_enable_x64", True)',
        "jnp.sin(jnp.arange(1.0, rows * columns + 1.0)).reshape(rows, columns)",
    ),
    "torch": (
        "import torch\n\ntorch.set_default_dtype(torch.float64)",
        "torch.sin(torch.arange(1.0, rows * columns + 1.0)).reshape(rows, columns)",
    ),
    "numpy": (
        "import numpy as np",
        "np.sin(np.arange(1.0, rows * columns + 1.0)).reshape(rows, columns)",
    ),
}

_BODY = """\
{imports}

multiplications = 0


def matrix(rows, columns):
    \"\"\"Any numbers will do: these are the same in every library.\"\"\"
    return {numbers}


def times(left, right):
    \"\"\"left @ right, counted.\"\"\"
    global multiplications
    rows, inner = left.shape
    multiplications += rows * inner * right.shape[1]
    return left @ right


{factors}

{products}

print("multiplications =", multiplications)
print("shape =", list(result.shape))
print("first entry =", result[0, 0].item())
"""

_CHOOSING = """
# NumPy can choose the order itself: multi_dot finds the one with the fewest multiplications.
best = np.linalg.multi_dot([{names}])
print("multi_dot agrees =", bool(np.allclose(best, result)))
path, report = np.einsum_path("{letters}", {names}, optimize="optimal")
print("einsum_path =", path[1:])
"""

_TIMED_JAX = """\
import statistics
import time

import jax
import jax.numpy as jnp
import numpy as np

jax.config.update("jax_enable_x64", True)

n, m = {n}, {m}  # inputs, outputs
random = np.random.default_rng(0)
A = jnp.asarray(random.normal(size=({hidden}, n)) / n**0.5)
B = jnp.asarray(random.normal(size=(m, {hidden})) / {hidden}**0.5)
x = jnp.ones(n)


def f(x, A, B):
    return jnp.tanh(B @ jnp.tanh(A @ x))


def milliseconds(call, runs=30):
    jax.block_until_ready(call())  # the first call compiles, and does not count
    taken = []
    for _ in range(runs):
        begin = time.perf_counter()
        jax.block_until_ready(call())  # otherwise the call returns before its work is done
        taken.append(time.perf_counter() - begin)
    return 1000 * statistics.median(taken)


forward, reverse = jax.jit(jax.jacfwd(f)), jax.jit(jax.jacrev(f))
print("jacfwd, ms =", milliseconds(lambda: forward(x, A, B)))
print("jacrev, ms =", milliseconds(lambda: reverse(x, A, B)))
print("they agree =", bool(jnp.allclose(forward(x, A, B), reverse(x, A, B))))
"""

_TIMED_TORCH = """\
import statistics
import time

import torch
from torch.func import jacfwd, jacrev

torch.set_default_dtype(torch.float64)
torch.manual_seed(0)

n, m = {n}, {m}  # inputs, outputs
A = torch.randn({hidden}, n) / n**0.5
B = torch.randn(m, {hidden}) / {hidden}**0.5
x = torch.ones(n)


def f(x, A, B):
    return torch.tanh(B @ torch.tanh(A @ x))


def milliseconds(call, runs=30):
    call()  # the first call does not count
    taken = []
    for _ in range(runs):
        begin = time.perf_counter()
        call()  # on a GPU torch.cuda.synchronize() after it, as the call returns too early
        taken.append(time.perf_counter() - begin)
    return 1000 * statistics.median(taken)


print("jacfwd, ms =", milliseconds(lambda: jacfwd(f)(x, A, B)))
print("jacrev, ms =", milliseconds(lambda: jacrev(f)(x, A, B)))
print("they agree =", torch.allclose(jacfwd(f)(x, A, B), jacrev(f)(x, A, B)))
"""


def timing(n: int, m: int) -> dict[str, str]:
    """Programs that time jacfwd and jacrev of the function that the lesson times."""
    sizes = {"n": n, "m": m, "hidden": HIDDEN}
    return {"jax": _TIMED_JAX.format(**sizes), "torch": _TIMED_TORCH.format(**sizes)}


_PLAIN = str.maketrans("ᵀ∇₀₁₂₃₄₅", "T_012345")


def _identifier(name: str) -> str:
    return name.translate(_PLAIN).replace("_h", "grad_h")


def programs(sizes: Sequence[int], u: bool, v: bool, order: Order) -> Programs:
    """Programs that print the multiplications of an order, and the product's first entry.

    What an unfinished order leaves is multiplied from the left.
    """
    sides = dimensions(sizes, u, v)
    factors = len(sides) - 1
    names = [_identifier(name) for name in factor_names(sizes, u, v)]
    given = "\n".join(
        f"{name} = matrix({rows}, {columns})"
        for name, (rows, columns) in zip(names, pairwise(sides), strict=True)
    )
    whole = (*order, *((0,) * (factors - 1 - len(order))))
    row, lines = list(names), list[str]()
    for step, place in enumerate(whole):
        left, right = row[place : place + 2]
        made = "result" if step == factors - 2 else f"{left}_{right}".replace("_T", "T")
        lines.append(f"{made} = times({left}, {right})")
        row[place : place + 2] = [made]
    indices = "abcdefghij"
    letters = ",".join(indices[i : i + 2] for i in range(factors))
    choosing = _CHOOSING.format(
        names=", ".join(names), letters=f"{letters}->{indices[0]}{indices[factors]}"
    )
    bodies = {
        short: _BODY.format(
            imports=imports, numbers=numbers, factors=given, products="\n".join(lines)
        )
        for short, (imports, numbers) in _LIBRARY.items()
    }
    return Programs(bodies["jax"], bodies["torch"], bodies["numpy"] + choosing)


def shown(sizes: Sequence[int], u: bool, v: bool, order: Order) -> dict[str, Shown]:
    """The multiplications of an order under the label of the programs."""
    sides = dimensions(sizes, u, v)
    whole = (*order, *((0,) * (len(sides) - 2 - len(order))))
    return {"multiplications": Shown(answer(sides, whole).total, 0.0)}
