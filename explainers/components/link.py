"""The link to the state on screen: in the address bar, and for the clipboard."""

from typing import NamedTuple

from explainers.components.wire import Figure

_HTML = """
<div class="row">
  <button type="button" class="copy">Copy link</button>
  <a class="ask">Ask a class</a>
  <button type="button" class="for-class" aria-haspopup="dialog">For class</button>
  <span role="status"></span>
</div>
<input class="address" type="text" readonly hidden aria-label="Link to what is on screen">
"""


class Data(NamedTuple):
    """What restores the state on screen, and what the browser counts that only a session knows."""

    query: str
    """A query string without the question mark."""
    guesses: int = 0
    """How many the session has judged on this page; the browser has the record of them."""
    asks: str = ""
    """The query with which a class is asked about it."""
    place: tuple[int, int] | None = None
    """Which state of how many, where a lecture shows it."""
    lecture: str = ""
    """The query that holds that lecture."""


mount = Figure("link", _HTML)
