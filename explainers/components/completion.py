"""A button that brings what this browser keeps of solved puzzles, to be judged for a code."""

from typing import NamedTuple

from explainers.components.wire import Figure

_HTML = """
<div class="row">
  <button type="button"></button>
  <span role="status"></span>
</div>
"""


class Data(NamedTuple):
    """Whose puzzles are asked for."""

    seed: str
    """Of the class, with the student's number."""
    label: str
    """What stands on the button."""
    none: str
    """What is said where nothing is kept for this seed."""


mount = Figure("completion", _HTML)
