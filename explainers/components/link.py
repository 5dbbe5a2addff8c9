"""The link to the state on screen: in the address bar, and for the clipboard."""

from typing import NamedTuple

from explainers.components.wire import Figure

_HTML = """
<div class="row">
  <button type="button">Copy link</button>
  <span role="status"></span>
</div>
<input class="address" type="text" readonly hidden aria-label="Link to what is on screen">
"""


class Data(NamedTuple):
    """A query string without the question mark, which restores what is on screen."""

    query: str


mount = Figure("link", _HTML)
