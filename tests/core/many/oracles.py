"""Jacobians of the maps of the lesson on many products, derived by hand in NumPy."""

from collections.abc import Callable

import numpy as np

from explainers.core.many.maps import X

COUNT = np.arange(1.0, 13.0)
AHEAD = np.roll(np.eye(12), 1, axis=1)


def _layer(c: float) -> np.ndarray:
    mix = np.sin(5 * np.outer(COUNT, COUNT) + COUNT)
    return np.eye(12) + c * (1 / np.cosh(mix @ X / 2) ** 2)[:, None] * mix / 2


def _bottleneck(c: float) -> np.ndarray:
    narrow = np.cos(np.outer(COUNT[:3], COUNT))
    slope = 1 / np.cosh(narrow @ X / 6) ** 2
    return narrow.T @ (slope[:, None] * narrow) / 6 + c * np.diag(np.cos(X))


JACOBIANS: dict[str, Callable[[float], np.ndarray]] = {
    "layer": _layer,
    "ring": lambda c: np.diag(1 - 3 * X**2) + c * (AHEAD + AHEAD.T),
    "swirl": lambda c: c * (AHEAD - AHEAD.T),
    "bottleneck": _bottleneck,
}


def powers(jacobian: np.ndarray) -> np.ndarray:
    """A − A²/2 + … − A⁸/8 of A = 0.4 J, term by term."""
    flow = 0.4 * jacobian
    return sum(
        (np.linalg.matrix_power(flow, k) * (-1) ** (k + 1) / k for k in range(1, 9)),
        np.zeros_like(flow),
    )
