"""Jacobian products as blocks, to scale: which side a vector stands on, and how long it is."""

from typing import Literal

from explainers.figures.style import LIGHT

_CELL, _GAP, _EDGE = 26, 22, 14
"""Sides of a cell, and the distances between blocks and to the edge."""
_LETTER = 18
_Side = Literal["table", "push", "pull"]


def product(side: _Side, m: int, n: int) -> str:
    """An m × n table as SVG, with v to its right or u to its left; light, whatever the page is."""
    left = _EDGE + (m * _CELL + _GAP if side == "pull" else 0)
    top = _EDGE + _LETTER
    tall = max(m, n if side == "push" else 1)
    blocks = [_block(left, top, m, n, "J", LIGHT.panel, LIGHT.ink)]
    width = left + n * _CELL + _EDGE
    if side == "push":
        blocks.append(
            _block(width - _EDGE + _GAP, top, n, 1, "v", LIGHT.push_tint, LIGHT.push_text)
        )
        width += _GAP + _CELL
    if side == "pull":
        blocks.append(_block(_EDGE, top, 1, m, "uᵀ", LIGHT.pull_tint, LIGHT.pull_text))
    height = top + tall * _CELL + _EDGE
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" '
        f'viewBox="0 0 {width} {height}" font-family="sans-serif" font-size="15">'
        f'<rect width="{width}" height="{height}" fill="{LIGHT.page}"/>{"".join(blocks)}</svg>'
    )


def _block(left: int, top: int, rows: int, columns: int, name: str, fill: str, stroke: str) -> str:
    wide, tall = columns * _CELL, rows * _CELL
    lines = [f"M{left + k * _CELL} {top}v{tall}" for k in range(1, columns)]
    lines += [f"M{left} {top + k * _CELL}h{wide}" for k in range(1, rows)]
    return (
        f'<text x="{left + wide / 2:g}" y="{top - 5}" text-anchor="middle" fill="{stroke}">'
        f"{name}</text>"
        f'<rect x="{left}" y="{top}" width="{wide}" height="{tall}" fill="{fill}" '
        f'stroke="{stroke}" stroke-width="1.5"/>'
        f'<path d="{"".join(lines)}" stroke="{stroke}" stroke-opacity=".35" fill="none"/>'
    )
