"""The link to the state on screen: in the address bar, and for the clipboard."""

from streamlit.components.v2 import component

_HTML = """
<div class="row">
  <button type="button">Copy link</button>
  <label><input type="checkbox"> cover the results</label>
  <span role="status"></span>
</div>
<input class="address" type="text" readonly hidden aria-label="Link to what is on screen">
"""

_LINK = component("explainers.link", html=_HTML, js="link/link.js", css="link/link.css")


def link(query: str, covered_query: str | None, key: str) -> None:
    """Keep the address bar at ``query``; offer it to copy, or the one with covered results.

    ``covered_query`` is None where a lesson has nothing to cover.
    """
    _LINK(data={"query": query, "covered": covered_query}, key=key)
