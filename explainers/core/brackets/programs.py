"""The chain on screen as programs that multiply in the chosen order and count."""

from collections.abc import Sequence
from itertools import pairwise

from explainers.core.brackets.numbers import Order, dimensions, factor_names
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
