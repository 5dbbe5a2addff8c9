"""A small classifier whose weights are a matrix: derivatives in the shapes that people use.

Five inputs of three features meet weights of shape (3, 2): logits = inputs W + b. Sigmoid
makes the outputs, of shape (5, 2), whose Jacobian in W has the shape (5, 2, 3, 2): output
axes first, then input axes. Softmax makes the probabilities of the loss.
"""

from collections.abc import Callable
from functools import cache, lru_cache
from typing import Generic, Literal, NamedTuple, TypeAlias, TypeVar

import jax
import jax.numpy as jnp
import numpy as np
from jaxtyping import Array, Float

from explainers.core.executable import Executable
from explainers.core.host import on_host
from explainers.core.tape import Tape, tape
from explainers.core.types import Point, Value

Inputs: TypeAlias = Float[Array, "5 3"]
Weights: TypeAlias = Float[Array, "3 2"]
Bias: TypeAlias = Float[Array, "*one_or_two"]
"""One number for both logits, of shape (), or one for each, of shape (2,)."""
Outputs: TypeAlias = Float[Array, "5 2"]
Parameters: TypeAlias = dict[str, Array]
Head: TypeAlias = Literal["sigmoid", "logits"]
Space: TypeAlias = Literal["tangent", "cotangent"]
Shape: TypeAlias = tuple[int, ...]
A = TypeVar("A")
"""Arrays of JAX, or of NumPy on the host."""

ROWS, FEATURES, CLASSES = 5, 3, 2
IN: Shape = (FEATURES, CLASSES)
"""Shape of W, and so of every tangent and of every gradient."""
OUT: Shape = (ROWS, CLASSES)
"""Shape of the outputs, and so of every cotangent."""


class Setting(NamedTuple):
    """What a reader can move, each flattened row by row as JAX and NumPy do."""

    inputs: tuple[float, ...]
    W: tuple[float, ...]
    b: tuple[float, ...]
    """One number, meaning the shape (), or two."""
    V: tuple[float, ...]
    U: tuple[float, ...]


TARGETS = (1, 1, 0, 1, 0)
# fmt: off
PRESET = Setting(
    inputs=(
        0.52, 1.12, 0.77,
        0.88, -1.08, 0.15,
        0.52, 0.06, -1.30,
        0.74, -2.49, 1.39,
        0.76, -0.89, -1.01,
    ),
    W=(-1.8231415, -0.472541, 0.41849834, -1.598711, 1.1073328, 1.028033),
    b=(-1.2226542,),
    V=(-0.5727056, 0.08604095, -0.3807549, -0.76770204, 0.8285016, 0.6423712),
    U=(
        1.209467, -0.31576344,
        1.5915456, 1.2171068,
        -0.06524966, 0.62372786,
        1.2134361, -0.27994543,
        -0.18560699, -0.34305805,
    ),
)
# fmt: on


class Numbers(NamedTuple, Generic[A]):
    """Outputs, and their derivatives in W, at one setting."""

    logits: Float[A, "5 2"]
    outputs: Float[A, "5 2"]
    jacobian: Float[A, "5 2 3 2"]
    push: Float[A, "5 2"]
    """J V: a weighted sum over the axes of W."""
    pull: Float[A, "3 2"]
    """UᵀJ: a weighted sum over the axes of the outputs."""
    pairing: Float[A, ""]
    """⟨U, J V⟩."""
    hessian: Float[A, "5 2 3 2 3 2"]


class Training(NamedTuple, Generic[A]):
    """The loss, and its gradient over the parameters."""

    probabilities: Float[A, "5 2"]
    """Each row adds up to 1."""
    lost: Float[A, "5"]
    """What each row adds to the loss."""
    loss: Float[A, ""]
    W: Float[A, "3 2"]
    b: Float[A, "*one_or_two"]
    """Gradients, in the shapes of the parameters themselves."""
    b_of_two: Float[A, "2"]
    """Gradient in b, had it the shape (2,)."""


class Products(NamedTuple, Generic[A]):
    """What x W is at one row x, and its two Jacobians."""

    value: Float[A, "2"]
    in_x: Float[A, "2 3"]
    in_w: Float[A, "2 3 2"]


def logits_of(inputs: Inputs, W: Weights, b: Bias) -> Outputs:
    """The affine map inputs W + b; JAX adds a b of shape () or (2,) to every row alike."""
    return inputs @ W + b


def _identity(logits: Outputs) -> Outputs:
    return logits


HEADS: dict[Head, Callable[[Outputs], Outputs]] = {
    "sigmoid": jax.nn.sigmoid,
    "logits": _identity,
}
"""What makes outputs of logits: each output sees one logit."""


def outputs_of(head: Head, inputs: Inputs, W: Weights, b: Bias) -> Outputs:
    """What the Jacobian is of, as a function of W."""
    return HEADS[head](logits_of(inputs, W, b))


def loss_of(parameters: Parameters, inputs: Inputs) -> Float[Array, ""]:
    """Softmax cross-entropy against the targets, summed over the rows."""
    return losses_of(parameters, inputs).sum()


def losses_of(parameters: Parameters, inputs: Inputs) -> Float[Array, "5"]:
    """What each row adds to the loss: −log of the probability of its target."""
    logs = jax.nn.log_softmax(logits_of(inputs, **parameters))
    return -logs[jnp.arange(ROWS), jnp.array(TARGETS)]


def product(x: Float[Array, "*rows a"], W: Float[Array, "a b"]) -> Float[Array, "*rows b"]:
    """The f(x, W) = x W of one row x or of a batch of them."""
    return x @ W


@cache
def _numbers(head: Head) -> Executable[Numbers[Array]]:
    """Outputs and all their derivatives in W, in one compiled program a head."""

    def at(inputs: Inputs, W: Weights, b: Bias, V: Weights, U: Outputs) -> Numbers[Array]:
        def f(weights: Weights) -> Outputs:
            return outputs_of(head, inputs, weights, b)

        outputs, pull = jax.vjp(f, W)
        pushed = jax.jvp(f, (W,), (V,))[1]
        return Numbers(
            logits=logits_of(inputs, W, b),
            outputs=outputs,
            jacobian=jax.jacfwd(f)(W),
            push=pushed,
            pull=pull(U)[0],
            pairing=jnp.sum(U * pushed),
            hessian=jax.hessian(f)(W),
        )

    return Executable(at)


@Executable
def _training(inputs: Inputs, W: Weights, b: Bias) -> Training[Array]:
    """Loss and gradients, in one compiled program a shape of b."""
    loss, gradient = jax.value_and_grad(loss_of)({"W": W, "b": b}, inputs)
    of_two = jax.grad(loss_of)({"W": W, "b": jnp.broadcast_to(b, (CLASSES,))}, inputs)
    return Training(
        probabilities=jax.nn.softmax(logits_of(inputs, W, b)),
        lost=losses_of({"W": W, "b": b}, inputs),
        loss=loss,
        W=gradient["W"],
        b=gradient["b"],
        b_of_two=of_two["b"],
    )


@Executable
def _products(x: Float[Array, "3"], W: Weights) -> Products[Array]:
    """The product x W and its Jacobians in x and in W."""
    in_x, in_W = jax.jacrev(product, argnums=(0, 1))(x, W)
    return Products(product(x, W), in_x, in_W)


def arrays(setting: Setting) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Inputs, W and b of a setting, in their shapes."""
    b = setting.b
    return (
        np.reshape(np.asarray(setting.inputs, float), (ROWS, FEATURES)),
        np.reshape(np.asarray(setting.W, float), IN),
        np.asarray(b[0] if len(b) == 1 else b, float),
    )


def settled(head: Head, setting: Setting) -> Numbers[np.ndarray]:
    """Outputs and derivatives of a setting on the host."""
    inputs, W, b = arrays(setting)
    V, U = (np.reshape(np.asarray(a, float), s) for a, s in ((setting.V, IN), (setting.U, OUT)))
    # No derivative in W depends on the shape of b, so that one program serves both shapes.
    return on_host(_numbers(head)(inputs, W, np.broadcast_to(b, (CLASSES,)), V, U))


def trained(setting: Setting) -> Training[np.ndarray]:
    """Loss and gradients of a setting on the host."""
    return on_host(_training(*arrays(setting)))


def multiplied(setting: Setting, row: int) -> Products[np.ndarray]:
    """The products of a setting on the host, where x is one row of its inputs."""
    inputs, W, _ = arrays(setting)
    return on_host(_products(inputs[row], W))


# For the browser --------------------------------------------------------------------------


def flattened(moved: Point) -> Value:
    """Logits and outputs, flattened, of inputs, W and a b of shape (2,), flattened likewise."""
    inputs, W, b = jnp.split(moved, [ROWS * FEATURES, ROWS * FEATURES + FEATURES * CLASSES])
    logits = logits_of(inputs.reshape(ROWS, FEATURES), W.reshape(IN), b)
    return jnp.concatenate([logits.reshape(-1), jax.nn.sigmoid(logits).reshape(-1)])


def program() -> Tape:
    """What the browser replays while a hand moves: 23 numbers in, 20 and their Jacobian out."""
    return tape(flattened, ROWS * FEATURES + FEATURES * CLASSES + CLASSES)


# Shapes that fit, and shapes that do not --------------------------------------------------


class Plug(NamedTuple):
    """What JAX answers to a tangent or a cotangent of some shape."""

    fits: bool
    shape: Shape
    """Of what comes out, if it fits."""
    message: str
    """JAX's own words, if it does not."""


def _primal() -> tuple[Inputs, Weights, Bias]:
    return jnp.zeros((ROWS, FEATURES)), jnp.zeros(IN), jnp.zeros(())


def _push_ones(shape: Shape) -> Array:
    inputs, W, b = _primal()
    return jax.jvp(
        lambda weights: outputs_of("sigmoid", inputs, weights, b), (W,), (jnp.ones(shape),)
    )[1]


def _pull_ones(shape: Shape) -> Array:
    inputs, W, b = _primal()
    return jax.vjp(lambda weights: outputs_of("sigmoid", inputs, weights, b), W)[1](
        jnp.ones(shape)
    )[0]


_OFFER: dict[Space, Callable[[Shape], Array]] = {"tangent": _push_ones, "cotangent": _pull_ones}


@lru_cache(maxsize=64)
def plug(space: Space, shape: Shape) -> Plug:
    """Offer JAX a tangent or a cotangent of a shape, and note what it says."""
    try:
        given = _OFFER[space](shape)
    except (TypeError, ValueError) as error:
        return Plug(False, (), f"{type(error).__name__}: {str(error).strip()}")
    return Plug(True, given.shape, "")
