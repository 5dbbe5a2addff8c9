"""A plane for paper, as SVG: a grid to draw on, with what is given as arrows from its middle."""

import math
from collections.abc import Sequence
from html import escape
from typing import NamedTuple

from explainers.figures.style import LIGHT

SIDE = 240
"""Of the square, in CSS pixels."""
_STEPS = (0.25, 0.5, 1.0, 2.0, 5.0, 10.0, 20.0, 50.0)
_LINES = 5
"""Lines on each side of an axis at most."""


class Arrow(NamedTuple):
    """A vector of the plane, and what it is called."""

    name: str
    by: tuple[float, float]
    wanted: bool = False
    """Whether it is what is to be reached."""


def plane(arrows: Sequence[Arrow], title: str) -> str:
    """A square about 0 that holds the arrows, with a line at each whole step."""
    longest = max((max(map(abs, arrow.by)) for arrow in arrows), default=1.0)
    step = next((one for one in _STEPS if longest * 1.15 <= one * _LINES), _STEPS[-1])
    half = step * max(2, math.ceil(longest * 1.15 / step))
    scale = SIDE / (2 * half)
    count = round(half / step)
    places = [SIDE / 2 + k * step * scale for k in range(-count, count + 1)]
    grid = "".join(f"M{z:.1f} 0V{SIDE}M0 {z:.1f}H{SIDE}" for z in places)
    middle = SIDE / 2
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="plane" viewBox="0 0 {SIDE} {SIDE}" '
        f'width="{SIDE}" height="{SIDE}" role="img" aria-label="{escape(_told(arrows, title))}">'
        f'<path d="{grid}" stroke="{LIGHT.grid}" stroke-width=".6" fill="none"/>'
        f'<path d="M{middle} 0V{SIDE}M0 {middle}H{SIDE}" stroke="{LIGHT.edge}"/>'
        f'<text x="{middle + step * scale:.1f}" y="{middle + 13}" text-anchor="middle" '
        f'font-size="11" fill="{LIGHT.muted}">{step:g}</text>'
        f"{''.join(_arrow(arrow, scale) for arrow in arrows)}"
        f'<rect width="{SIDE}" height="{SIDE}" fill="none" stroke="{LIGHT.edge}"/></svg>'
    )


def _told(arrows: Sequence[Arrow], title: str) -> str:
    listed = "; ".join(f"{arrow.name} = ({arrow.by[0]:.3g}, {arrow.by[1]:.3g})" for arrow in arrows)
    return f"{title}: {listed}" if listed else title


def _arrow(arrow: Arrow, scale: float) -> str:
    middle, (a, b) = SIDE / 2, arrow.by
    x, y = middle + a * scale, middle - b * scale
    length = math.hypot(x - middle, y - middle)
    if length < 1:
        return ""
    ux, uy = (x - middle) / length, (y - middle) / length
    head = min(9.0, length)
    wings = " ".join(
        f"{x - head * ux + side * 4 * uy:.1f},{y - head * uy - side * 4 * ux:.1f}"
        for side in (1, -1)
    )
    dash = ' stroke-dasharray="5 3"' if arrow.wanted else ""
    across = -1 if ux < 0 else 1
    at_x = min(max(x + 8 * across, 30), SIDE - 30)
    at_y = min(max(y - 6 if uy <= 0 else y + 14, 12), SIDE - 4)
    return (
        f'<path d="M{middle} {middle}L{x - 5 * ux:.1f} {y - 5 * uy:.1f}" stroke="{LIGHT.ink}" '
        f'stroke-width="1.8" fill="none"{dash}/>'
        f'<polygon points="{x:.1f},{y:.1f} {wings}" fill="{LIGHT.ink}"/>'
        f'<text x="{at_x:.1f}" y="{at_y:.1f}" font-size="12" text-anchor="middle" '
        f'fill="{LIGHT.ink}" stroke="{LIGHT.page}" stroke-width="3" paint-order="stroke">'
        f"{escape(arrow.name)}</text>"
    )
