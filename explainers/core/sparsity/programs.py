"""The colouring on screen as a program to paste: in JAX, PyTorch and, without pulls, NumPy."""

from collections.abc import Mapping

import numpy as np

from explainers.core.checks import Shown, exactly
from explainers.core.programs import literal
from explainers.core.sparsity.cases import Case
from explainers.core.sparsity.colouring import Coloured, Judged, Way, judged

_READ = """\
n = len(x)
J = [[None if j in row else 0.0 for j in range(n)] for row in pattern]  # None: not read yet
"""
_PUSHES = """\
for product, group in zip(JS.tolist(), pushes):
    for i, row in enumerate(pattern):
        met = [j for j in group if j in row]
        if len(met) == 1:  # nothing else of this row is in the product
            J[i][met[0]] = {mirror}product[i]
"""
_PULLS = """\
for product, group in zip(TJ.tolist(), pulls):
    for j in range(n):
        met = [i for i in group if j in pattern[i]]
        if len(met) == 1:  # nothing else of this column is in the product
            J[met[0]][j] = product[j]
"""
_PRINTS = """\
print("products =", {products})
print("J =", J)
"""

_HEADS = {
    "jax": """\
import jax
import jax.numpy as jnp

jax.config.update("jax_enable_x64", True)
""",
    "torch": """\
import torch
from torch.func import {names}vmap

torch.set_default_dtype(torch.float64)
""",
    "numpy": """\
import numpy as np
""",
}
_ARRAY = {"jax": "jnp.array", "torch": "torch.tensor", "numpy": "np.array"}
_SEEDS = """\
S = {array}([[float(j in group) for j in range(len(x))] for group in pushes])
"""
_PUSHED = {
    "jax": "JS = jax.vmap(lambda s: jax.jvp(f, (x,), (s,))[1])(S)  # all pushes at once\n",
    "torch": "JS = vmap(lambda s: jvp(f, (x,), (s,))[1])(S)  # all pushes at once\n",
    "numpy": """\
# NumPy does not differentiate: a central difference for each product, not for each column.
h = np.cbrt(np.finfo(float).eps) * max(1.0, np.abs(x).max())
JS = np.stack([(f(x + h * s) - f(x - h * s)) / (2.0 * h) for s in S])
""",
}
_WEIGHTS = """\
T = {array}([[float(i in group) for i in range(len(pattern))] for group in pulls])
"""
_PULLED = {
    "jax": """\
y, pull = jax.vjp(f, x)
(TJ,) = jax.vmap(pull)(T)  # all pulls at once
""",
    "torch": """\
y, pull = vjp(f, x)
(TJ,) = vmap(pull)(T)  # all pulls at once
""",
}


def programs(case: Case, way: Way, colours: Coloured) -> dict[str, str]:
    """Programs that print how many products there are, and J as it is read back from them."""
    found = judged(case.pattern.rows, way, colours)
    return {
        library: _program(case, way, found, library, source)
        for library, source in case.sources._asdict().items()
        if library != "numpy" or not found.pulls
    }


def _program(case: Case, way: Way, found: Judged, library: str, source: str) -> str:
    array = _ARRAY[library]
    names = ("jvp, " if found.pushes else "") + ("vjp, " if found.pulls else "")
    given = [
        f"x = {array}({literal(case.x)})",
        f"pattern = {list(case.pattern.rows)}  # the columns that each row of J may hold",
    ]
    products, read = "", _READ
    if found.pushes:
        given.append(f"pushes = {list(found.pushes)}  # columns that share a product")
        products += _SEEDS.format(array=array) + _PUSHED[library]
        read += _PUSHES.format(mirror="J[met[0]][i] = " if way == "symmetric" else "")
    if found.pulls:
        given.append(f"pulls = {list(found.pulls)}  # rows that share a product")
        products += _WEIGHTS.format(array=array) + _PULLED[library]
        read += _PULLS
    count = " + ".join(
        f"len({name})"
        for name, there in (("pushes", found.pushes), ("pulls", found.pulls))
        if there
    )
    head = _HEADS[library].format(names=names) if library == "torch" else _HEADS[library]
    parts = ["\n".join(given) + "\n", products, read, _PRINTS.format(products=count or "0")]
    return f"{head}\n\n{source.strip()}\n\n\n" + "\n".join(parts)


def shown(found: Judged, jacobian: np.ndarray) -> Mapping[str, Shown]:
    """What is shown of them under the labels of the programs; J only where all of it is read."""
    labels: dict[str, object] = {"products": found.products}
    if not found.mixed:
        labels["J"] = jacobian
    return exactly(labels)
