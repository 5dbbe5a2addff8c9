"""Figures before they are drawn: how high they will be and what they will look like from afar.

``skeletons.json`` has what `make skeletons` measured in the running app. The rules made of it
stand in the page, where a figure's own markup finds them by the names of their properties.
"""

import json
from functools import cache
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote

MEASURED = Path(__file__).with_suffix(".json")


class Size(NamedTuple):
    """How large a figure is at one width of the page, in pixels."""

    width: float
    height: float


class Control(NamedTuple):
    """How large a control is from one width of the screen on, in pixels."""

    screen: float
    width: float | None
    """None where it takes what there is."""
    height: float


class Skeleton(NamedTuple):
    """A figure on its page, in the state in which it is met first."""

    key: str
    """Of the element that holds it."""
    sizes: tuple[Size, ...]
    """From narrow to wide; between two of them the height goes straight."""
    outlines: dict[float, str]
    """SVG paths, in pixels, by the width from which on they are seen."""
    controls: dict[str, tuple[Control, ...]]
    """Controls around it by their keys, from narrow screens to wide ones."""


@cache
def _measured() -> dict[str, Skeleton]:
    found = json.loads(MEASURED.read_text(encoding="utf-8"))
    return {
        slug: Skeleton(
            one["key"],
            tuple(Size(*size) for size in one["sizes"]),
            {float(width): outline for width, outline in one["outlines"].items()},
            {
                key: tuple(Control(*size) for size in sizes)
                for key, sizes in one["controls"].items()
            },
        )
        for slug, one in found.items()
    }


def kept(slug: str) -> tuple[str, ...]:
    """Keys of the elements of a page for which a place is kept: its figure, and controls."""
    if slug not in _measured():
        return ()
    key, _, _, controls = _measured()[slug]
    return (key, *controls)


@cache
def rules(slug: str) -> str:
    """Style of the place of a page's figure, for a page that has one."""
    if slug not in _measured():
        return ""
    key, sizes, outlines, controls = _measured()[slug]
    place = f".st-key-{key}"
    lines = [
        f"{place} {{ container-type: inline-size; }}",
        f'{place} [data-testid="stSkeleton"] {{ height: var(--figure-height); animation: none;'
        " mask: var(--figure-picture) 0 0 / 100% 100%; }",
        # A figure's own element is there for a moment before what it holds.
        "@keyframes keep-place { from, to { min-height: var(--figure-height); } }",
        "@keyframes keep-control { from, to { min-height: var(--place-height); } }",
        f"{place} > .stBidiComponent {{ animation: keep-place 1s; }}",
        *(
            f"@container (min-width: {width:g}px) {{ {place} > * {{ {told} }} }}"
            for width, told in [*_heights(sizes), *_pictures(sizes, outlines)]
        ),
        *(_control(name, size) for name, all_ in controls.items() for size in all_),
    ]
    return "\n".join(lines)


def _control(key: str, size: Control) -> str:
    """Its size for Streamlit's own skeletons, and by name for a component of ours."""
    place = f".st-key-{key}"
    width = "" if size.width is None else f" width: {size.width:g}px;"
    named = f"--place-height: {size.height:g}px;"
    if size.width is not None:
        named += f" --place-width: {size.width:g}px;"
    return (
        f"@media (min-width: {size.screen:g}px) {{ {place} {{ {named} }}"
        f" {place} > .stBidiComponent {{ animation: keep-control 1s; }}"
        f' {place} > [data-testid="stSkeleton"] {{{width} height: {size.height:g}px; }} }}'
    )


def _heights(sizes: tuple[Size, ...]) -> list[tuple[float, str]]:
    """The height from each width on."""
    told = list[tuple[float, str]]()
    for size, after in zip(sizes, [*sizes[1:], sizes[-1]], strict=True):
        apart = after.width - size.width
        slope = (after.height - size.height) / apart if apart else 0.0
        start = size.height - slope * size.width
        told.append((size.width, f"--figure-height: calc({start:.2f}px + {100 * slope:.3f}cqw);"))
    return [(0.0, told[0][1]), *told]


def _pictures(sizes: tuple[Size, ...], outlines: dict[float, str]) -> list[tuple[float, str]]:
    """The outline from each width on, as an image."""
    heights = dict(sizes)
    told = list[tuple[float, str]]()
    for width, path in sorted(outlines.items()):
        image = quote(_svg(width, heights[width], path))
        told.append((width, f'--figure-picture: url("data:image/svg+xml,{image}");'))
    return [(0.0, told[0][1]), *told]


def _svg(width: float, height: float, path: str) -> str:
    return (
        f"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 {width:g} {height:g}'"
        f" preserveAspectRatio='none'><path d='{path}' fill='none' stroke='black'"
        " vector-effect='non-scaling-stroke'/></svg>"
    )
