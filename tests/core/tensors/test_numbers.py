"""The classifier's derivatives, against published numbers, closed forms and differences."""

from functools import cache
from itertools import product

import numpy as np
import pytest

from explainers.core.tape import replayed
from explainers.core.tensors import numbers as tensors
from explainers.core.tensors.numbers import IN, OUT, PRESET, TARGETS, Setting


def somewhere(seed: int, biases: int = 1) -> Setting:
    """A setting that nobody chose."""
    random = np.random.default_rng(seed)
    sizes = {name: len(part) for name, part in PRESET._asdict().items()} | {"b": biases}
    return Setting(**{name: tuple(random.normal(size=size)) for name, size in sizes.items()})


settings = pytest.mark.parametrize("setting", [PRESET, somewhere(1), somewhere(2, biases=2)])
heads = pytest.mark.parametrize("head", tensors.HEADS)


def shaped(setting: Setting) -> tuple[np.ndarray, ...]:
    inputs, W, V, U = (np.array(part) for part in (setting.inputs, setting.W, setting.V, setting.U))
    return inputs.reshape(5, 3), W.reshape(IN), np.array(setting.b), V.reshape(IN), U.reshape(OUT)


@cache
def preset(head: tensors.Head) -> tensors.Numbers[np.ndarray]:
    return tensors.settled(head, PRESET)


def close(found: np.ndarray, expected: object, atol: float = 1e-7) -> None:
    np.testing.assert_allclose(found, np.array(expected), rtol=0, atol=atol)


# The numbers of the text, computed in float32 with an earlier JAX ---------------------------


def test_the_logits_and_the_loss_are_those_of_the_text() -> None:
    close(preset("logits").logits[0], (-0.84932, -2.46735), 1e-5)
    close(tensors.trained(PRESET).loss, 5.8840283, 1e-6)


def test_the_gradients_are_those_of_the_text() -> None:
    found = tensors.trained(PRESET)
    W = [[-0.60045743, 0.60045743], [1.6953038, -1.6953039], [2.472938, -2.4729378]]
    close(found.W, W, 5e-7)
    assert found.b.shape == ()
    assert abs(found.b) < 1e-14
    close(found.b_of_two, (-0.7417, 0.7417), 5e-5)
    two = tensors.trained(PRESET._replace(b=PRESET.b * 2))
    assert two.b.tolist() == two.b_of_two.tolist() == found.b_of_two.tolist()


def test_the_jacobian_and_the_hessian_of_the_sigmoid_are_those_of_the_text() -> None:
    found = preset("sigmoid")
    assert found.jacobian.shape == (5, 2, 3, 2)
    close(found.jacobian[0, 0, :, 0], (0.10911146, 0.2350093, 0.1615689))
    assert np.count_nonzero(found.jacobian) == 30
    assert found.hessian.shape == (5, 2, 3, 2, 3, 2)
    close(found.hessian[0, 0, 0, 0, 0, 0], 0.02274343)


def test_the_products_of_the_logits_are_those_of_the_text() -> None:
    found = preset("logits")
    close(found.push[0], (-0.0863062, -0.3204592))
    close(found.pull[0], (2.7524345, 0.7633117), 2e-7)
    close(found.pairing, 2.20463, 1e-5)


# Closed forms -----------------------------------------------------------------------------


@settings
@heads
def test_derivatives_agree_with_their_closed_forms(head: tensors.Head, setting: Setting) -> None:
    found = tensors.settled(head, setting)
    inputs, W, b, V, U = shaped(setting)
    z = inputs @ W + b
    s = 1 / (1 + np.exp(-z))
    first, second = (s * (1 - s), s * (1 - s) * (1 - 2 * s))
    if head == "logits":
        first, second = np.ones_like(z), np.zeros_like(z)
    eye = np.eye(2)
    J = np.einsum("ik,ia,kc->ikac", first, inputs, eye)
    close(found.logits, z, 1e-12)
    close(found.outputs, s if head == "sigmoid" else z, 1e-12)
    close(found.jacobian, J, 1e-12)
    close(found.push, np.einsum("ikac,ac->ik", J, V), 1e-12)
    close(found.pull, np.einsum("ik,ikac->ac", U, J), 1e-12)
    close(found.pairing, np.sum(U * found.push), 1e-12)
    close(found.pairing, np.sum(found.pull * V), 1e-12)
    H = np.einsum("ik,ia,id,kc,ke->ikacde", second, inputs, inputs, eye, eye)
    close(found.hessian, H, 1e-12)


@settings
def test_the_loss_and_its_gradient_agree_with_closed_forms(setting: Setting) -> None:
    found = tensors.trained(setting)
    inputs, W, b, _, _ = shaped(setting)
    z = inputs @ W + b
    p = np.exp(z) / np.exp(z).sum(axis=1, keepdims=True)
    residual = p - np.eye(2)[list(TARGETS)]
    close(found.probabilities, p, 1e-12)
    close(found.loss, -np.log(p[range(5), TARGETS]).sum(), 1e-11)
    close(found.W, inputs.T @ residual, 1e-11)
    close(found.b_of_two, residual.sum(axis=0), 1e-12)
    close(found.b, residual.sum() if len(setting.b) == 1 else residual.sum(axis=0), 1e-12)


def test_the_product_alone_has_two_jacobians() -> None:
    setting = somewhere(3)
    inputs, W, _, _, _ = shaped(setting)
    for row, x in enumerate(inputs):
        found = tensors.multiplied(setting, row)
        close(found.value, x @ W, 1e-14)
        assert found.in_x.tolist() == W.T.tolist()
        for k in range(2):
            assert found.in_w[k, :, k].tolist() == x.tolist()
            assert not found.in_w[k, :, 1 - k].any()


def test_the_jacobian_of_the_logits_is_that_of_a_batch_of_products() -> None:
    batch = np.stack([tensors.multiplied(PRESET, row).in_w for row in range(5)])
    assert preset("logits").jacobian.tolist() == batch.tolist()


# For the browser --------------------------------------------------------------------------


@settings
def test_the_program_for_the_browser_agrees_with_jax(setting: Setting) -> None:
    tape = tensors.program()
    assert (tape.inputs, len(tape.value)) == (23, 20)
    b = setting.b if len(setting.b) == 2 else setting.b * 2
    found = replayed(tape, np.array([[*setting.inputs, *setting.W, *b]]))
    parts: dict[tensors.Head, slice] = {"logits": slice(0, 10), "sigmoid": slice(10, 20)}
    for head, part in parts.items():
        numbers = tensors.settled(head, setting)
        close(found.values[0, part], numbers.outputs.reshape(-1), 1e-14)
        close(found.jacobians[0, part, 15:21], numbers.jacobian.reshape(10, 6), 1e-14)


def test_saturated_outputs_stay_finite() -> None:
    found = tensors.settled("sigmoid", PRESET._replace(b=(1e6,)))
    assert all(np.isfinite(part).all() for part in found)
    assert found.outputs.tolist() == np.ones(OUT).tolist()


# Shapes -----------------------------------------------------------------------------------

SHAPES = [(3, 2), (2, 3), (6,), (5, 2), (2, 5), (10,), ()]


@pytest.mark.parametrize(("space", "shape"), list(product(("tangent", "cotangent"), SHAPES)))
def test_only_the_shape_that_is_needed_fits(space: tensors.Space, shape: tensors.Shape) -> None:
    needed, given = (IN, OUT) if space == "tangent" else (OUT, IN)
    answer = tensors.plug(space, shape)
    assert answer.fits == (shape == needed)
    if answer.fits:
        assert answer.shape == given
        return
    assert answer.message.startswith("ValueError: ")
    said = str(shape) if space == "tangent" else f"float64[{','.join(map(str, shape))}]"
    assert said in answer.message
    assert "\n" not in answer.message
