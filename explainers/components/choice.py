"""A list of which one is chosen: the browser's own, which is there before any figure is."""

from typing import NamedTuple

from explainers.components.wire import Edition, Figure

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


mount = Figure("choice", _HTML)
