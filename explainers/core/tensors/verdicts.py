"""What may be said of the classifier's numbers: which are 0, and why second derivatives are."""

from typing import Literal, NamedTuple, TypeAlias

import jax
import jax.numpy as jnp
import numpy as np
from jax import Array

from explainers.core.rounding import bounded, cleared, is_rounding, product_error
from explainers.core.tape import plain_tape
from explainers.core.tensors.numbers import (
    CLASSES,
    FEATURES,
    IN,
    OUT,
    ROWS,
    TARGETS,
    Head,
    Numbers,
    Products,
    Setting,
    Training,
    arrays,
    logits_of,
    program,
)

Bend: TypeAlias = Literal["straight", "no input", "turns", "flat", "small", "bends"]
"""Why all second derivatives of an output are 0, or "bends" where some are not.

It is a logit; its row of inputs is 0; its logit is 0, where the sigmoid turns from bending one
way to the other; the sigmoid is saturated, to the last digit; or they are merely small.
"""


_STEEPEST = np.log(2 + np.sqrt(3))
"""Where |σ″| is largest: on this side of it, what is 0 turns; beyond it, it is saturated."""


class Second(NamedTuple):
    """What is known of the second derivatives of an output in W."""

    output: int
    bend: Bend
    zeros: int
    """Derivatives that are 0 whatever σ″ is: in another column of W, or for a feature that is 0."""
    hidden: int
    """Others that are too small to be told from 0."""
    silent: tuple[int, ...]
    """Features that are 0 in its row of inputs."""
    symmetric: bool


def _moved(setting: Setting) -> np.ndarray:
    b = setting.b if len(setting.b) == CLASSES else setting.b * CLASSES
    return np.array([[*setting.inputs, *setting.W, *b]])


# Numbers ----------------------------------------------------------------------------------


def tidied(head: Head, setting: Setting, found: Numbers[np.ndarray]) -> Numbers[np.ndarray]:
    """The same numbers, those that are nothing but rounding as 0."""
    with np.errstate(invalid="ignore"):  # where nothing is known of J
        return _tidied(head, setting, found)


def _tidied(head: Head, setting: Setting, found: Numbers[np.ndarray]) -> Numbers[np.ndarray]:
    known = bounded(program(), _moved(setting), spacing=True)
    size = ROWS * CLASSES
    part = slice(0, size) if head == "logits" else slice(size, 2 * size)
    first = ROWS * FEATURES
    slopes = known.jacobian_errors[0, part, first : first + FEATURES * CLASSES]
    J = np.asarray(found.jacobian).reshape(size, -1)
    V, U = np.array(setting.V), np.array(setting.U)
    exact = np.zeros(())
    push = product_error(J, slopes, V, exact * V)
    pull = product_error(U, exact * U, J, slopes)
    pairing = product_error(U, exact * U, np.asarray(found.push).reshape(-1), push)
    return Numbers(
        logits=cleared(found.logits, known.value_errors[0, :size].reshape(OUT)),
        outputs=cleared(found.outputs, known.value_errors[0, part].reshape(OUT)),
        jacobian=cleared(found.jacobian, slopes.reshape(OUT + IN)),
        push=cleared(found.push, push.reshape(OUT)),
        pull=cleared(found.pull, pull.reshape(IN)),
        pairing=cleared(found.pairing, pairing),
        hessian=cleared(found.hessian, _bending(setting).errors),
    )


def tidied_training(setting: Setting, found: Training[np.ndarray]) -> Training[np.ndarray]:
    """The same loss and gradients, what is nothing but rounding as 0."""
    tape = plain_tape(_trained, ROWS * FEATURES + FEATURES * CLASSES + CLASSES)
    errors = bounded(tape, _moved(setting), spacing=True).value_errors[0]
    lost, W, b, both = np.split(errors, np.cumsum([ROWS, FEATURES * CLASSES, CLASSES]))
    return found._replace(
        lost=cleared(found.lost, lost),
        W=cleared(found.W, W.reshape(IN)),
        b=cleared(found.b, b if len(setting.b) == CLASSES else both[0]),
        b_of_two=cleared(found.b_of_two, b),
    )


def _trained(moved: Array) -> Array:
    """What each row adds to the loss, and the gradients in W, in b of shape (2,) and of ()."""
    inputs, W, b = jnp.split(moved, [ROWS * FEATURES, ROWS * FEATURES + FEATURES * CLASSES])
    inputs = inputs.reshape(ROWS, FEATURES)
    scores = logits_of(inputs, W.reshape(IN), b)
    top = scores.max(axis=1, keepdims=True)
    raised = jnp.exp(scores - top)
    total = raised.sum(axis=1, keepdims=True)
    targets = jnp.asarray(np.eye(CLASSES)[list(TARGETS)])
    errors = raised / total - targets
    lost = (jnp.log(total) + top)[:, 0] - (scores * targets).sum(axis=1)
    in_b = errors.sum(axis=0)
    return jnp.concatenate([lost, (inputs.T @ errors).reshape(-1), in_b, in_b.sum()[None]])


def tidied_products(
    setting: Setting, row: int, found: Products[np.ndarray]
) -> Products[np.ndarray]:
    """The same product of a row of inputs and W, what is nothing but rounding as 0."""
    inputs, W, _ = map(np.asarray, arrays(setting))
    x = inputs[row]
    return found._replace(value=cleared(found.value, product_error(x, 0 * x, W, 0 * W)))


# Second derivatives -----------------------------------------------------------------------


class _Bending(NamedTuple):
    errors: np.ndarray
    """Of the Hessian of every output: (5, 2, 3, 2, 3, 2)."""
    saturated: np.ndarray
    """Of each output, whether its sigmoid's second derivative is nothing but rounding."""


def _bent(given: Array) -> Array:
    """σ″ at x·w + b, and all second derivatives of σ(x·w + b) in w."""
    x, w, b = given[:FEATURES], given[FEATURES : 2 * FEATURES], given[-1]

    def output(w: Array) -> Array:
        return jax.nn.sigmoid(jnp.dot(x, w) + b)

    second = jax.grad(jax.grad(jax.nn.sigmoid))(jnp.dot(x, w) + b)
    return jnp.concatenate([second[None], jax.hessian(output)(w).reshape(-1)])


def _bending(setting: Setting) -> _Bending:
    inputs, W, _ = map(np.asarray, arrays(setting))
    b = _moved(setting)[0, -CLASSES:]
    points = [[*inputs[i], *W[:, k], b[k]] for i in range(ROWS) for k in range(CLASSES)]
    known = bounded(plain_tape(_bent, 2 * FEATURES + 1), np.array(points), spacing=True)
    errors = np.zeros(OUT + IN + IN)
    for p in range(ROWS * CLASSES):
        i, k = divmod(p, CLASSES)
        errors[i, k, :, k, :, k] = known.value_errors[p, 1:].reshape(FEATURES, FEATURES)
    return _Bending(errors, is_rounding(known.values[:, 0], known.value_errors[:, 0]))


def second(head: Head, setting: Setting, found: Numbers[np.ndarray], output: int) -> Second:
    """What is known of the second derivatives of an output, from numbers that are tidied."""
    i, k = divmod(output, CLASSES)
    table = found.hessian[i, k]
    flat = table.reshape(FEATURES * CLASSES, -1)
    bending = _bending(setting)
    loose = bending.errors[i, k].reshape(flat.shape)
    row = setting.inputs[FEATURES * i : FEATURES * (i + 1)]
    silent = tuple(a for a in range(FEATURES) if row[a] == 0)
    zeros = table.size - (FEATURES - len(silent)) ** 2
    shown = int(np.count_nonzero(table == 0))
    bend: Bend = "bends"
    if shown == table.size:
        bend = (
            "straight"
            if head == "logits"
            else "no input"
            if not any(row)
            else "turns"
            if found.logits[i, k] == 0
            else "flat"
            if bending.saturated[output] and abs(found.logits[i, k]) > _STEEPEST
            else "small"
        )
    return Second(
        output=output,
        bend=bend,
        zeros=zeros,
        hidden=shown - zeros,
        silent=silent,
        symmetric=bool(np.all(np.abs(flat - flat.T) <= loose + loose.T)),
    )
