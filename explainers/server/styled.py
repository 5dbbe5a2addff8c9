"""Streamlit's page with the app's style in it, so that nothing moves when the style comes.

Streamlit hands over the style of a page as an element of it, which needs a script of its own and
comes when the title has been drawn. Here it stands in the page from its first byte.
"""

from urllib.parse import parse_qs

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from explainers.lessons import PAGES
from explainers.server.needed import needed
from explainers.ui.sheets import sheets

_SLUGS = {page.slug for page in PAGES}
_END = b"</body>"
_PLAIN = {b"accept-encoding", b"if-none-match", b"if-modified-since", b"range"}
"""What a browser may ask for that would not bring the whole page as it is written."""


class Styled:
    """Middleware that writes the style of a page, and what it will need, behind all else."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request; only pages are changed."""
        if not _is_page(scope):
            await self._app(scope, receive, send)
            return
        plain = [(name, value) for name, value in scope["headers"] if name not in _PLAIN]
        page = _Page(send, _more(scope))
        await self._app({**scope, "headers": plain}, receive, page.send)


class _Page:
    """An answer that is held until it is whole."""

    def __init__(self, send: Send, more: bytes) -> None:
        self._send = send
        self._more = more
        self._start: Message = {}
        self._body = b""

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self._start = message
            return
        if message["type"] != "http.response.body":
            await self._send(message)
            return
        self._body += message.get("body", b"")
        if message.get("more_body"):
            return
        headers = MutableHeaders(raw=list(self._start["headers"]))
        before, end, after = self._body.rpartition(_END)
        if end and headers.get("content-type", "").startswith("text/html"):
            self._body = before + self._more + end + after
            headers["content-length"] = str(len(self._body))
            for name in ("etag", "last-modified"):
                del headers[name]
        await self._send({**self._start, "headers": headers.raw})
        await self._send({"type": "http.response.body", "body": self._body})


def _is_page(scope: Scope) -> bool:
    """Whether a browser asks for a page, not for one of its files."""
    return (
        scope["type"] == "http"
        and scope["method"] == "GET"
        and "text/html" in Headers(scope=scope).get("accept", "")
    )


def _more(scope: Scope) -> bytes:
    name = scope["path"].rstrip("/").rpartition("/")[2]
    asked = parse_qs(scope["query_string"].decode("latin-1"))
    embedded = any(value.lower() == "true" for value in asked.get("embed", []))
    slug = name if name in _SLUGS else "home"
    return (needed(slug) + sheets(slug, embedded)).encode()
