"""Marks for cards: where a Jacobian holds something, and which states of a chain are kept."""

from collections.abc import Sequence

from explainers.figures.style import LIGHT

_CELL, _EDGE, _STEP, _TALL = 22, 14, 26, 56
"""The side of a cell, the distance to the edge, between two states, and the height of a chain."""


def pattern(rows: Sequence[Sequence[int]], n: int) -> str:
    """A table as SVG, with a square where it holds something; light, whatever the page is."""
    wide, tall = n * _CELL, len(rows) * _CELL
    lines = [f"M{_EDGE + k * _CELL} {_EDGE}v{tall}" for k in range(1, n)]
    lines += [f"M{_EDGE} {_EDGE + k * _CELL}h{wide}" for k in range(1, len(rows))]
    marks = [
        f"M{_EDGE + j * _CELL + 4} {_EDGE + i * _CELL + 4}h{_CELL - 8}v{_CELL - 8}h{8 - _CELL}z"
        for i, row in enumerate(rows)
        for j in row
    ]
    return _svg(
        wide + 2 * _EDGE,
        tall + 2 * _EDGE,
        f'<rect x="{_EDGE}" y="{_EDGE}" width="{wide}" height="{tall}" fill="{LIGHT.panel}" '
        f'stroke="{LIGHT.ink}" stroke-width="1.5"/>'
        f'<path d="{"".join(lines)}" stroke="{LIGHT.ink}" stroke-opacity=".25" fill="none"/>'
        f'<path d="{"".join(marks)}" fill="{LIGHT.ink}"/>',
    )


def chain(steps: int, stones: Sequence[int]) -> str:
    """A chain of states as SVG: rings, and discs where the start and the stones are kept."""
    across = [_EDGE + 8 + k * _STEP for k in range(steps + 1)]
    middle = _TALL / 2 - 6
    kept = {0, *stones}
    states = "".join(
        f'<circle cx="{x}" cy="{middle:g}" r="{8 if k in kept else 4}" stroke="{LIGHT.ink}" '
        f'stroke-width="1.5" fill="{LIGHT.ink if k in kept else LIGHT.page}"/>'
        for k, x in enumerate(across)
    )
    names = "".join(
        f'<text x="{across[k]}" y="{_TALL - 6}" text-anchor="middle" fill="{LIGHT.ink}">{k}</text>'
        for k in sorted({*kept, steps})
    )
    line = (
        f'<path d="M{across[0]} {middle:g}H{across[-1]}" stroke="{LIGHT.ink}" stroke-width="1.5"/>'
    )
    return _svg(across[-1] + 8 + _EDGE, _TALL, line + states + names)


def _svg(width: int, height: int, drawn: str) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" '
        f'viewBox="0 0 {width} {height}" font-family="sans-serif" font-size="13">'
        f'<rect width="{width}" height="{height}" fill="{LIGHT.page}"/>{drawn}</svg>'
    )
