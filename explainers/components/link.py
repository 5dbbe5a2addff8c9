"""The link to the state on screen: in the address bar, and for the clipboard."""

from typing import NamedTuple

from explainers.components.wire import Figure

_HTML = """
<div class="row">
  <button type="button">Copy link</button>
  <label><input type="checkbox"> cover the results</label>
  <span role="status"></span>
</div>
<input class="address" type="text" readonly hidden aria-label="Link to what is on screen">
"""


class Data(NamedTuple):
    """Query strings without the question mark, and what the browser keeps."""

    query: str
    """Restores what is on screen."""
    covered: str | None
    """Restores it with the results covered, if they can be."""
    progress: str
    """Lessons that were opened or, with a star, answered; with a dot between two."""


mount = Figure("link", _HTML)
