"""The equations by hand, in mpmath: g, its derivatives, and the solution near an x."""

from collections.abc import Callable
from typing import Any, NamedTuple

import mpmath as mp

DIGITS = 50


class Truth(NamedTuple):
    """An equation in one unknown, and its two derivatives."""

    g: Callable[[Any, Any], Any]
    g_x: Callable[[Any, Any], Any]
    g_p: Callable[[Any, Any], Any]


ONES: dict[str, Truth] = {
    "cubic": Truth(lambda x, p: x**3 + x - p, lambda x, _: 3 * x**2 + 1, lambda _, __: mp.mpf(-1)),
    "kepler": Truth(
        lambda x, p: x - mp.mpf(0.8) * mp.sin(x) - p,
        lambda x, _: 1 - mp.mpf(0.8) * mp.cos(x),
        lambda _, __: mp.mpf(-1),
    ),
    "fold": Truth(lambda x, p: x**2 - p, lambda x, _: 2 * x, lambda _, __: mp.mpf(-1)),
    "circle": Truth(lambda x, p: x**2 + p**2 - 1, lambda x, _: 2 * x, lambda _, p: 2 * p),
    "inflection": Truth(lambda x, p: x**3 - p, lambda x, _: 3 * x**2, lambda _, __: mp.mpf(-1)),
    "crossing": Truth(lambda x, p: x**2 - p**2, lambda x, _: 2 * x, lambda _, p: -2 * p),
    "hysteresis": Truth(
        lambda x, p: x**3 - 3 * x - p, lambda x, _: 3 * x**2 - 3, lambda _, __: mp.mpf(-1)
    ),
}


def solution(slug: str, p: float, x: float) -> Any:
    """The exact solution that is nearest, by Newton's method in many digits."""
    truth, at = ONES[slug], mp.mpf(x)
    for _ in range(60):
        at -= truth.g(at, mp.mpf(p)) / truth.g_x(at, mp.mpf(p))
    return at


def slope(slug: str, p: float, x: float) -> Any:
    """dx/dp by differences of exact solutions, to many digits."""
    h = mp.mpf(10) ** -15
    at = solution(slug, p, x)
    ahead, behind = (_moved(slug, mp.mpf(p) + side * h, at) for side in (1, -1))
    return (ahead - behind) / (2 * h)


def _moved(slug: str, p: Any, x: Any) -> Any:
    truth = ONES[slug]
    for _ in range(60):
        x -= truth.g(x, p) / truth.g_x(x, p)
    return x


def joints(p: Any, side: int) -> tuple[Any, Any]:
    """Angles of the arm whose hand is at (p, 1/2), by the law of cosines; the elbow to a side."""
    far = p**2 + mp.mpf(1) / 4
    bend = side * mp.acos((far - 2) / 2)
    return mp.atan2(mp.mpf(1) / 2, p) - bend / 2, bend


def joint_slopes(p: float, side: int) -> tuple[float, float]:
    """Their derivatives in p, by differences in many digits."""
    h = mp.mpf(10) ** -15
    ahead, behind = (joints(mp.mpf(p) + k * h, side) for k in (1, -1))
    first, second = ((a - b) / (2 * h) for a, b in zip(ahead, behind, strict=True))
    return float(first), float(second)
