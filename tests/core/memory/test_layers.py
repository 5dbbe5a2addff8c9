"""Layers with and without checkpoints: one gradient, and residuals and products counted by hand."""

import jax
import numpy as np
import pytest

from explainers.core.memory import layers

STATE = layers.BYTES * layers.BATCH * layers.WIDTH
FORWARD, BACK = layers.LAYERS, 2 * layers.LAYERS
"""Products out, and on the way back: by the weights' transpose, and by that of the state."""


@pytest.mark.parametrize(
    ("name", "states", "again"),
    [
        # A layer keeps tanh a and 1 − tanh a; the loss keeps its own 2x, and x is the batch.
        ("plain", 2 * 16 + 2, 0),
        ("everything", 2 * 16 + 2, 0),
        # The start of each segment, and 2x.
        ("nothing", 4 + 1, 16),
        ("loop-nothing", 4 + 1, 16),
        # And what each product gives.
        ("products", 4 + 16 + 1, 0),
        # A loop keeps what each layer multiplies, too.
        ("loop", 3 * 12 + 1, 0),
    ],
)
def test_what_jax_keeps_and_multiplies(name: str, states: int, again: int) -> None:
    found = layers.asked(name)
    assert found.kept == states * STATE
    assert found.products == FORWARD + BACK + again


@pytest.mark.whole
def test_every_way_gives_the_same_gradient() -> None:
    weights, x = layers.given()
    small = (weights[:, :4, :4], x[:3, :4])

    def derived(name: str) -> list[np.ndarray]:
        width = layers.WIDTH
        padded = jax.numpy.pad(small[0], ((0, 0), (0, width - 4), (0, width - 4)))
        batch = jax.numpy.pad(small[1], ((0, 0), (0, width - 4)))
        return [
            np.asarray(part)
            for part in jax.jit(layers.gradient(layers.LOSSES[name]))(padded, batch)
        ]

    first = derived("plain")
    for name in ("nothing", "loop-nothing"):
        for one, other in zip(first, derived(name), strict=True):
            np.testing.assert_allclose(one, other, rtol=1e-10, atol=1e-14)


def test_the_gradient_is_that_of_the_loss_by_differences() -> None:
    weights, x = layers.given()
    batch, rng, step = x[:2], np.random.default_rng(0), 1e-6
    loss = jax.jit(layers.LOSSES["plain"])
    along = rng.normal(size=weights.shape)
    by_weights, _ = jax.jit(layers.gradient(loss))(weights, batch)
    change = loss(weights + step * along, batch) - loss(weights - step * along, batch)
    assert float(np.vdot(by_weights, along)) == pytest.approx(float(change) / (2 * step), rel=1e-5)
