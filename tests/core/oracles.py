"""Value and Jacobian of every catalogue function, derived by hand and written in NumPy."""

from collections.abc import Callable
from typing import NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

Vector: TypeAlias = NDArray[np.float64]


class Oracle(NamedTuple):
    """What must come out at one point: f(x), and J with one row an output."""

    value: Vector
    jacobian: NDArray[np.float64]


def _seed(x: Vector) -> Oracle:
    a, b, c = x
    return Oracle(np.array([a * a + b + c, a - b + c]), np.array([[2 * a, 1, 1], [1, -1, 1]]))


def _arm(x: Vector) -> Oracle:
    first, both = x[0], x[0] + x[1]
    hand = np.array([1.2 * np.cos(first) + np.cos(both), 1.2 * np.sin(first) + np.sin(both)])
    from_elbow = np.array([np.cos(both), np.sin(both)])
    quarter_turn = np.array([[0, -1], [1, 0]])  # each joint turns what hangs on it
    return Oracle(hand, quarter_turn @ np.stack([hand, from_elbow], axis=1))


def _polar(x: Vector) -> Oracle:
    r, c, s = x[0], np.cos(x[1]), np.sin(x[1])
    return Oracle(np.array([r * c, r * s]), np.array([[c, -r * s], [s, r * c]]))


def _square(x: Vector) -> Oracle:
    z = complex(x[0], x[1])
    w, slope = z * z, 2 * z
    turn = np.array([[slope.real, -slope.imag], [slope.imag, slope.real]])
    return Oracle(np.array([w.real, w.imag]), turn)


def _linear(x: Vector) -> Oracle:
    a, b = x
    value = np.array([2 * a + b, b - a, a - 2 * b])
    return Oracle(value, np.array([[2.0, 1.0], [-1.0, 1.0], [1.0, -2.0]]))


def _sine(x: Vector) -> Oracle:
    return Oracle(np.sin(x), np.diag(np.cos(x)))


def _helix(x: Vector) -> Oracle:
    t = x[0]
    value = np.array([np.cos(t), np.sin(t), 0.25 * t])
    return Oracle(value, np.array([[-np.sin(t)], [np.cos(t)], [0.25]]))


def _lissajous(x: Vector) -> Oracle:
    t = x[0]
    value = np.array([np.sin(2 * t), np.sin(3 * t)])
    return Oracle(value, np.array([[2 * np.cos(2 * t)], [3 * np.cos(3 * t)]]))


def _normalize(x: Vector) -> Oracle:
    a, b = x
    r = np.hypot(a, b)
    return Oracle(x / r, np.array([[b * b, -a * b], [-a * b, a * a]]) / r**3)


def _camera(x: Vector) -> Oracle:
    right, up, depth = x
    scale = 2 / depth
    rows = [[scale, 0, -scale * right / depth], [0, scale, -scale * up / depth]]
    return Oracle(np.array([scale * right, scale * up]), np.array(rows))


def _color(x: Vector) -> Oracle:
    mix = np.array([[0.299, 0.587, 0.114], [-0.169, -0.331, 0.5], [0.5, -0.419, -0.081]])
    coded = np.exp(np.log(x) / 2.2)
    return Oracle(mix @ coded, mix * (coded / (2.2 * x)))


def _eigenvalues(x: Vector) -> Oracle:
    a, b, c = x
    mean, half = (a + c) / 2, (a - c) / 2
    radius = np.hypot(half, b)
    low = [0.5 - half / (2 * radius), -b / radius, 0.5 + half / (2 * radius)]
    high = [0.5 + half / (2 * radius), b / radius, 0.5 - half / (2 * radius)]
    return Oracle(np.array([mean - radius, mean + radius]), np.array([low, high]))


def _tanh_layer(x: Vector) -> Oracle:
    weights = np.array([[1.0, -0.5], [0.5, 1.2], [-1.0, 0.8]])
    z = weights @ x
    return Oracle(np.tanh(z), weights / np.cosh(z)[:, None] ** 2)


def _tanh_layer_weights(x: Vector) -> Oracle:
    features = np.array([0.5, -0.6])
    z = np.array([x[0:2] @ features, x[2:4] @ features, x[4:6] @ features])
    rows = np.zeros((3, 6))
    for i, slope in enumerate(1 / np.cosh(z) ** 2):
        rows[i, 2 * i : 2 * i + 2] = slope * features
    return Oracle(np.tanh(z), rows)


def _relu_layer(x: Vector) -> Oracle:
    weights = np.array([[1.0, -0.6], [0.5, 1.0]])
    z = weights @ x + np.array([0.2, -0.4])
    on = z > 0
    return Oracle(z * on, weights * on[:, None])


def _shares(x: Vector) -> Vector:
    raised = np.exp(x - x.max())
    return raised / raised.sum()


def _softmax(x: Vector) -> Oracle:
    s = _shares(x)
    return Oracle(s, np.diag(s) - np.outer(s, s))


def _logsumexp(x: Vector) -> Oracle:
    return Oracle(np.array([np.logaddexp.reduce(x)]), _shares(x)[None, :])


def _layer_norm(x: Vector) -> Oracle:
    sigma = float(x.std())
    y = (x - x.mean()) / sigma
    return Oracle(y, (np.eye(4) - 0.25 - np.outer(y, y) / 4) / sigma)


def _line_fit(x: Vector) -> Oracle:
    times = np.linspace(0.5, 3.0, 6)
    measured = np.array([1.4, 2.6, 3.4, 4.7, 5.3, 6.6])
    design = np.stack([times, np.ones(6)], axis=1)
    return Oracle(design @ x - measured, design)


def _line_squares(x: Vector) -> Oracle:
    """By its normal equations: f = xᵀAx − 2bᵀx + Σy²."""
    matrix, right = np.array([[22.75, 10.5], [10.5, 6.0]]), np.array([50.85, 24.0])
    value = x @ matrix @ x - 2 * right @ x + 114.02
    return Oracle(np.array([value]), 2 * (matrix @ x - right)[None])


def _logistic(x: Vector) -> Oracle:
    times = np.linspace(0.5, 3.0, 6)
    labels = np.array([0, 0, 1, 0, 1, 1])
    z = x[0] * times + x[1]
    off = (1 + np.tanh(z / 2)) / 2 - labels
    value = np.logaddexp(0, z).sum() - labels @ z
    return Oracle(np.array([value]), np.array([[off @ times, off.sum()]]))


def _baydin(x: Vector) -> Oracle:
    a, b = x
    return Oracle(np.array([np.log(a) + a * b - np.sin(b)]), np.array([[1 / a + b, a - np.cos(b)]]))


def _rosenbrock_errors(x: Vector) -> Oracle:
    a, b = x
    return Oracle(np.array([10 * (b - a * a), 1 - a]), np.array([[-20 * a, 10], [-1, 0]]))


def _rosenbrock(x: Vector) -> Oracle:
    a, b = x
    miss = b - a * a
    slope = [[-400 * a * miss - 2 * (1 - a), 200 * miss]]
    return Oracle(np.array([100 * miss**2 + (1 - a) ** 2]), np.array(slope))


def _bowl(x: Vector) -> Oracle:
    matrix = np.array([[3.0, 1.0], [1.0, 1.0]])
    return Oracle(np.array([x @ matrix @ x / 2]), (matrix @ x)[None])


def _two_wells(x: Vector) -> Oracle:
    a, b = x
    value = a * a / 2 + a * b / 4 + b**4 / 4 - b * b / 2
    return Oracle(np.array([value]), np.array([[a + b / 4, a / 4 + b**3 - b]]))


def _predator_prey(x: Vector) -> Oracle:
    p, q, h = x[0], x[1], 0.2
    step = np.array([p + h * p * (1 - q), q + h * q * (p - 1)])
    return Oracle(step, np.array([[1 + h * (1 - q), -h * p], [h * q, 1 + h * (p - 1)]]))


def _predator_prey_20(x: Vector) -> Oracle:
    product = np.eye(2)
    for _ in range(20):
        x, factor = _predator_prey(x)
        product = factor @ product
    return Oracle(x, product)


ORACLES: dict[str, Callable[[Vector], Oracle]] = {
    "seed": _seed,
    "arm": _arm,
    "polar": _polar,
    "square": _square,
    "linear": _linear,
    "sine": _sine,
    "helix": _helix,
    "lissajous": _lissajous,
    "normalize": _normalize,
    "camera": _camera,
    "color": _color,
    "eigenvalues": _eigenvalues,
    "tanh-layer": _tanh_layer,
    "tanh-layer-weights": _tanh_layer_weights,
    "relu-layer": _relu_layer,
    "softmax": _softmax,
    "logsumexp": _logsumexp,
    "layer-norm": _layer_norm,
    "line-fit": _line_fit,
    "baydin": _baydin,
    "line-squares": _line_squares,
    "logistic": _logistic,
    "rosenbrock-residuals": _rosenbrock_errors,
    "rosenbrock": _rosenbrock,
    "bowl": _bowl,
    "two-wells": _two_wells,
    "predator-prey": _predator_prey,
    "predator-prey-20": _predator_prey_20,
}
