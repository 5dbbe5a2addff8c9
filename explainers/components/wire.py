"""The wire to the browser: what figures are sent, and how they are mounted.

What is sent is made from NamedTuples, whose fields keep their names in JavaScript.
``scripts/declarations.py`` writes their types for TypeScript.
"""

import math
from collections.abc import Callable, Mapping
from functools import cached_property, partial
from pathlib import Path
from typing import Any, Generic, Literal, NamedTuple, TypeAlias, TypeVar

import jax
import numpy as np
import streamlit as st
from streamlit.components.v2 import component
from streamlit.components.v2.types import ComponentRenderer

from explainers.core import catalog
from explainers.core.tape import Operation
from explainers.lessons import shared

_LOCKED = "figure-locked"
_WORKED = "figure-worked"
UNDRAWN = "figure-undrawn"
"""Under this name a session notes that the page waits for its figure to be drawn."""
DRAWN = "figure-drawn"
"""Under this name it notes that a figure said so, whatever run was under way."""
_LONGEST = 40
"""Characters that a gesture's name may have."""
BUNDLES = Path(__file__).parent / "bundles"
S = TypeVar("S")
"""State of a lesson, as links have it."""
T = TypeVar("T")
Edition: TypeAlias = str
"""Changes when the state was set from outside the figure."""
Vector: TypeAlias = tuple[float, ...]
Span: TypeAlias = tuple[float, float]
Width: TypeAlias = int | Literal["stretch", "content"]
"""Pixels, all that there is, or as much as it needs."""
Alone: TypeAlias = Literal["replayed", "whole", "played"]
"""Its numbers follow a hand by a tape, or without one; or only its playhead does."""
Limits: TypeAlias = NamedTuple
"""The lowest and the highest of each number of a state that keeps within such, by its name."""


class Numbers(NamedTuple, Generic[T]):
    """JAX's numbers, laid beside the fields around them, with their precision.

    Each array is flat, row by row, as a tape has it.
    """

    found: T


class Preset(NamedTuple):
    """Where a function is first met."""

    x: Vector
    v: Vector
    u: Vector


class Entry(NamedTuple):
    """What a figure needs to know of a function."""

    slug: str
    inputs: tuple[str, ...]
    """Names."""
    outputs: tuple[str, ...]
    x_view: tuple[Span, ...]
    y_view: tuple[Span, ...]
    preset: Preset
    picture: catalog.Picture | None


def entry(of: catalog.Entry) -> Entry:
    """A function as figures know it."""
    preset = Preset(of.x, of.v, of.u)
    return Entry(of.slug, of.inputs, of.outputs, of.x_view, of.y_view, preset, of.picture)


def encoded(item: object) -> Any:
    """An item as JSON can hold it: NamedTuples by their names, non-finite numbers as "#nan".

    Raises TypeError for what no figure is sent.
    """
    match item:
        case Operation():
            return [item.name, *item.arguments]
        case np.ndarray() | np.generic():
            return item.tolist() if np.isfinite(item).all() else encoded(item.tolist())
        case float():
            return item if math.isfinite(item) else f"#{item}"
        case None | str() | int():
            return item
        case tuple() if hasattr(item, "_fields"):
            return _by_name(item)
        case tuple() | list():
            return [encoded(part) for part in item]
        case jax.Array():
            return encoded(np.asarray(item))
        case _:
            raise TypeError(f"item: {type(item).__name__} is nothing that a figure is sent")


def _by_name(item: Any) -> dict[str, Any]:
    sent: dict[str, Any] = {}
    for name, part in zip(item._fields, item, strict=True):
        if isinstance(part, Numbers):
            sent |= encoded(jax.tree.map(_flat, part.found)) | {"precision": _precision(part.found)}
        else:
            sent[name] = encoded(part)
    return sent


def _flat(array: np.ndarray) -> np.ndarray:
    return array.reshape(-1) if array.ndim else array


def _precision(found: object) -> str:
    names = {str(leaf.dtype) for leaf in jax.tree.leaves(found) if leaf.dtype.kind == "f"}
    if len(names) != 1:
        raise ValueError(f"found: {sorted(names)} where one precision is told")
    return names.pop()


_DRAWING = f"""
<style>
  [aria-busy] {{
    padding: 0 !important;
  }}
  .drawing {{
    position: relative;
    display: grid;
    place-items: start center;
    box-sizing: border-box;
    height: var(--figure-height, 640px);
    padding-top: min(240px, 40%, 0.4 * var(--figure-height, 640px));
    color: var(--st-text-color);
    font: 400 14px var(--st-font, system-ui, sans-serif);
  }}
  .drawing::before {{
    content: "";
    position: absolute;
    inset: 0;
    background: var(--st-border-color);
    mask: var(--figure-picture, linear-gradient(transparent, transparent)) 0 0 / 100% 100%;
  }}
  .drawing span {{
    position: relative;
    padding: 2px 10px;
    background: var(--st-background-color);
  }}
</style>
<div class="drawing" role="status"><span>{shared()["drawing"].words}</span></div>
"""
"""What stands in a figure's place until it is drawn: its size and its outline come from the page
around it (``explainers/ui/skeletons``), where they are known before any of its files has come."""


KEPT = """
<style>
  [aria-busy] {
    min-width: var(--place-width, 0);
    min-height: var(--place-height, 0) !important;
  }
</style>
"""
"""What keeps the place of a control until its script has come, by sizes from the page, too."""


def take(key: str, gesture: Mapping[str, Any]) -> None:
    """Note that a gesture of the figure mounted under ``key`` has been taken, by its name."""
    name = gesture.get("sent")
    if isinstance(name, str) and len(name) <= _LONGEST:
        st.session_state[_taken(key)] = name


SHOWN = "figure-shown"
"""Under this name a session has what its page shows."""


def lock(names: tuple[str, ...]) -> None:
    """Note which parts of its state the figure of the page keeps as they are, for its reader."""
    st.session_state[_LOCKED] = names


def locked() -> tuple[str, ...]:
    """The parts of a state that no hand moves on this page."""
    return st.session_state.get(_LOCKED, ())


def _taken(key: str) -> str:
    return f"{key}-taken"


def _style(name: str) -> str | None:
    """A short style sheet goes along with the markup; any other stands in the script."""
    path = BUNDLES / f"{name}.css"
    return path.read_text(encoding="utf-8") if path.exists() else None


def _note_drawn() -> None:
    st.session_state[DRAWN] = True


def _note_worked(key: str) -> None:
    st.session_state[_WORKED] = st.session_state[key].get("worked")


def worked() -> object:
    """The edition of the puzzle beside which a reader has asked for a worked case, or its end."""
    return st.session_state.pop(_WORKED, None)


class Figure:
    """A figure of ``frontend/<name>``, under the name of its lesson; served as one bundle."""

    def __init__(self, name: str, html: str | None = None, alone: Alone | None = None) -> None:
        """Registered when it is first mounted: Streamlit knows no components outside an app.

        ``alone`` is what is left of it where no server answers; None, if nothing moves there.
        """
        self.name = name
        self.alone = alone
        self.markup = html or (
            f'<div class="instrument {name}" data-figure aria-busy="true">{_DRAWING}</div>'
        )

    def __call__(
        self,
        key: str,
        data: NamedTuple,
        *,
        on_gesture: Callable[[], None] | None = None,
        on_probe: Callable[[], None] | None = None,
        whole: Callable[[], NamedTuple] | None = None,
        width: Width = "stretch",
    ) -> None:
        """Mount it; the callbacks find what the browser sent under ``key`` in the session.

        A figure that sends gestures on a state is told which was the last that was ``taken``.
        ``whole`` gives all that it needs, where the browser already holds a part of the data.
        """
        sent = encoded(data)
        if {"edition", "state"} <= sent.keys() and "data-figure" in self.markup:
            st.session_state[SHOWN] = Shown(self, data, locked(), whole)
        if on_gesture is not None and {"edition", "state"} <= sent.keys():
            sent["heard"] = st.session_state.get(_taken(key))
            sent["locked"] = list(locked())
            sent["undrawn"] = "data-figure" in self.markup and st.session_state.get(UNDRAWN, False)
        self._component(
            key=key,
            data=(sent,),  # in what is no dict Streamlit looks for no tables
            width=width,
            on_gesture_change=on_gesture,
            on_probe_change=on_probe,
            on_drawn_change=_note_drawn,
            on_worked_change=partial(_note_worked, key),
        )

    @cached_property
    def _component(self) -> ComponentRenderer:
        name = self.name
        return component(f"explainers.{name}", html=self.markup, js=f"{name}.js", css=_style(name))


class Shown(NamedTuple):
    """A figure and what it was sent last."""

    figure: Figure
    data: NamedTuple
    locked: tuple[str, ...] = ()
    """Parts of its state that no hand moves."""
    whole: Callable[[], NamedTuple] | None = None
    """Gives all that it needs, if what it was sent last is a part of it."""


def shown() -> Shown | None:
    """The figure that this session's page shows."""
    return st.session_state.get(SHOWN)
