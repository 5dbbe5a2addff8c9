"""A list of which one is chosen: the browser's own, which is there before any figure is."""

from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from streamlit.components.v2 import component
from streamlit.components.v2.types import ComponentRenderer

from explainers.components.wire import Edition, Figure

_STYLE = Path(__file__).parent / "bundles" / "choice.css"
_HTML = """
<div class="choice" aria-busy="true">
  <label>
    <span class="name" hidden></span>
    <span class="box"><select disabled></select></span>
  </label>
</div>
"""


class Option(NamedTuple):
    """One that can be chosen."""

    value: str
    words: str


class State(NamedTuple):
    """What hands change."""

    chosen: str
    """The value of an option."""


class Data(NamedTuple):
    """What the list is sent."""

    edition: Edition
    state: State
    options: tuple[Option, ...]
    label: str
    named: bool = False
    """Whether the label is seen above the list, or only spoken."""
    fixed: bool = False
    """Whether no hand changes it."""


class _Choice(Figure):
    """Its style comes with the page, so that a page asks for no more than its script."""

    @cached_property
    def _component(self) -> ComponentRenderer:
        style = _STYLE.read_text(encoding="utf-8")
        return component("explainers.choice", html=self.markup, js="choice.js", css=style)


mount = _Choice("choice", _HTML)
