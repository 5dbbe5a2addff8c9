"""The classifier on screen as a program to paste: in JAX, PyTorch and NumPy."""

from collections.abc import Iterable

import numpy as np

from explainers.core.checks import Shown, exactly
from explainers.core.programs import Programs
from explainers.core.tensors.numbers import (
    CLASSES,
    FEATURES,
    TARGETS,
    Head,
    Numbers,
    Setting,
    Training,
)

_PRINTS = """\
print("outputs =", y.tolist())
print("J =", J.tolist())
print("JV =", JV.tolist())
print("UᵀJ =", UJ.tolist())
print("⟨U, JV⟩ =", (U * JV).sum().item())
print("loss =", value.item())
print("gradient of W =", gradient["W"].tolist())
print("gradient of b =", gradient["b"].tolist())
print("shape of J =", list(J.shape))
print("shape of H =", list(H.shape))
print("first entry of H =", H[0, 0, 0, 0, 0, 0].item())
"""

_AGREE: dict[str, str] = dict.fromkeys(
    ("jax", "torch"), 'print("jacfwd and jacrev agree =", same)\n'
)

_GIVEN = """\
inputs = {array}({inputs})
targets = {array}({targets})
parameters = {{
    "W": {array}({W}),
    "b": {array}({b}),
}}
V = {array}({V})  # a tangent: of W's shape
U = {array}({U})  # a cotangent: of the outputs' shape

"""

_JAX = """\
import jax
import jax.numpy as jnp

jax.config.update("jax_enable_x64", True)

{given}
def logits(W, b):
    return inputs @ W + b


def f(W):
    return {head}


def loss(parameters):
    logs = jax.nn.log_softmax(logits(**parameters))
    return -logs[jnp.arange(len(targets)), targets].sum()


W = parameters["W"]
y, JV = jax.jvp(f, (W,), (V,))  # forward mode
y, pull = jax.vjp(f, W)  # reverse mode
(UJ,) = pull(U)
J = jax.jacrev(f)(W)  # shape (5, 2, 3, 2): output axes, then input axes
same = jnp.allclose(jax.jacfwd(f)(W), J).item()  # by pushes, the same J as by pulls
H = jax.jacfwd(jax.jacrev(f))(W)  # shape (5, 2, 3, 2, 3, 2): W's axes once more
value, gradient = jax.value_and_grad(loss)(parameters)

"""

_TORCH = """\
import torch
from torch.func import grad_and_value, jacfwd, jacrev, jvp, vjp

torch.set_default_dtype(torch.float64)

{given}
def logits(W, b):
    return inputs @ W + b


def f(W):
    return {head}


def loss(parameters):
    logs = torch.log_softmax(logits(**parameters), dim=-1)
    return -logs[torch.arange(len(targets)), targets].sum()


W = parameters["W"]
y, JV = jvp(f, (W,), (V,))  # forward mode
y, pull = vjp(f, W)  # reverse mode
(UJ,) = pull(U)
J = jacrev(f)(W)  # shape (5, 2, 3, 2): output axes, then input axes
same = torch.allclose(jacfwd(f)(W), J)  # by pushes, the same J as by pulls
H = jacfwd(jacrev(f))(W)  # shape (5, 2, 3, 2, 3, 2): W's axes once more
gradient, value = grad_and_value(loss)(parameters)

"""

_NUMPY = """\
import numpy as np

{given}
def logits(W, b):
    return inputs @ W + b


def f(W):
    return {head}


def loss(parameters):
    z = logits(**parameters)
    logs = z - np.logaddexp.reduce(z, axis=-1, keepdims=True)
    return -logs[np.arange(len(targets)), targets].sum()


def differences(f, z):
    # NumPy does not differentiate: a central difference for each entry of z. This step
    # balances rounding against truncation.
    z = np.asarray(z)
    parts = []
    for place in np.ndindex(z.shape):
        h = np.zeros(z.shape)
        h[place] = np.cbrt(np.finfo(float).eps) * max(1.0, abs(z[place]))
        parts.append((f(z + h) - f(z - h)) / (2.0 * h[place]))
    return np.stack(parts, axis=-1).reshape(np.shape(f(z)) + z.shape)


W, b = parameters["W"], parameters["b"]
y = f(W)
J = differences(f, W)  # shape (5, 2, 3, 2): output axes, then input axes
JV = np.einsum("ikac,ac->ik", J, V)  # sums over the axes of W
UJ = np.einsum("ik,ikac->ac", U, J)  # sums over the axes of the outputs
H = differences(lambda W: differences(f, W), W)  # shape (5, 2, 3, 2, 3, 2); good to 5 digits
value = loss(parameters)
gradient = {{
    "W": differences(lambda W: loss({{"W": W, "b": b}}), W),
    "b": differences(lambda b: loss({{"W": W, "b": b}}), b),
}}

"""

_SIGMOID = {
    "jax": 'jax.nn.sigmoid(logits(W, parameters["b"]))',
    "torch": 'torch.sigmoid(logits(W, parameters["b"]))',
    "numpy": 'np.exp(-np.logaddexp(0.0, -logits(W, parameters["b"])))  # the sigmoid',
}
_LOGITS = 'logits(W, parameters["b"])'


def _rows(numbers: Iterable[float], columns: int, indent: int = 0) -> str:
    """A matrix as nested lists, a row a line, in a line that is indented so far."""
    flat = [float(number) for number in numbers]
    rows = [flat[k : k + columns] for k in range(0, len(flat), columns)]
    space = " " * indent
    return "[\n" + "".join(f"{space}    {row!r},\n" for row in rows) + f"{space}]"


def programs(head: Head, setting: Setting) -> Programs:
    """Programs that print outputs, J, JV, UᵀJ, their pairing, the loss and its gradients.

    The numbers stand in them exactly; JAX and PyTorch differentiate, NumPy approximates.
    """
    b = setting.b
    literals = {
        "inputs": _rows(setting.inputs, FEATURES),
        "targets": list(TARGETS),
        "W": _rows(setting.W, CLASSES, indent=4),
        "b": repr(float(b[0]) if len(b) == 1 else [float(part) for part in b]),
        "V": _rows(setting.V, CLASSES),
        "U": _rows(setting.U, CLASSES),
    }
    made = {
        short: template.format(
            given=_GIVEN.format(array=array, **literals),
            head=_SIGMOID[short] if head == "sigmoid" else _LOGITS,
        )
        + _PRINTS
        + _AGREE.get(short, "")
        for short, template, array in (
            ("jax", _JAX, "jnp.array"),
            ("torch", _TORCH, "torch.tensor"),
            ("numpy", _NUMPY, "np.array"),
        )
    }
    return Programs(**made)


def shown(found: Numbers[np.ndarray], trained: Training[np.ndarray]) -> dict[str, Shown]:
    """What is shown of the classifier and of its loss under the labels of the programs."""
    return exactly(
        {
            "outputs": found.outputs,
            "J": found.jacobian,
            "JV": found.push,
            "UᵀJ": found.pull,
            "⟨U, JV⟩": found.pairing,
            "loss": trained.loss,
            "gradient of W": trained.W,
            "gradient of b": trained.b,
        }
    )
