"""Streamlit's page with the app's style in it, so that nothing moves when the style comes.

Streamlit hands over the style of a page as an element of it, which needs a script of its own and
comes when the title has been drawn. Here it stands in the page from its first byte, as do
the names of what its figure is made of.
"""

from collections.abc import Callable
from functools import partial
from urllib.parse import parse_qs

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from explainers.lessons import HOME, PAGES, TOOLS
from explainers.server.preloaded import links
from explainers.ui.sheets import WRITTEN, sheets

_SLUGS = {page.slug for page in (*PAGES, *TOOLS)}
_HEAD, _END = b"</head>", b"</body>"
_PLAIN = {b"accept-encoding", b"if-none-match", b"if-modified-since", b"range"}
"""What a browser may ask for that would not bring the whole page as it is written."""


class Styled:
    """Middleware that writes the style of a page behind all else, and links into its head."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        WRITTEN.set()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request; only pages are changed."""
        if not _is_page(scope):
            await self._app(scope, receive, send)
            return
        plain = [(name, value) for name, value in scope["headers"] if name not in _PLAIN]
        slug = _slug(scope)
        page = _Page(send, partial(links, slug), _style(slug, scope))
        await self._app({**scope, "headers": plain}, receive, page.send)


class _Page:
    """An answer that is held until it is whole, if it is a page."""

    def __init__(self, send: Send, links: Callable[[str], str], style: str) -> None:
        self._send = send
        self._links = links
        self._style = style.encode()
        self._start: Message | None = None
        self._body = b""

    async def send(self, message: Message) -> None:
        """Take what Streamlit answers."""
        headers = MutableHeaders(raw=list(message.get("headers", [])))
        if headers.get("content-type", "").startswith("text/html"):
            self._start = message
        elif self._start is None:
            await self._send(message)
        else:
            self._body += message.get("body", b"")
            if not message.get("more_body"):
                await self._hand_over(self._start)

    async def _hand_over(self, start: Message) -> None:
        links = self._links(self._body.decode())
        body = _before(_HEAD, links.encode(), self._body)
        body = _before(_END, self._style, body)
        headers = MutableHeaders(raw=list(start["headers"]))
        headers["content-length"] = str(len(body))
        for name in ("etag", "last-modified"):
            del headers[name]
        await self._send({**start, "headers": headers.raw})
        await self._send({"type": "http.response.body", "body": body})


def _is_page(scope: Scope) -> bool:
    """Whether a browser asks for a page, not for one of its files."""
    return (
        scope["type"] == "http"
        and scope["method"] == "GET"
        and "text/html" in Headers(scope=scope).get("accept", "")
    )


def _before(mark: bytes, more: bytes, body: bytes) -> bytes:
    """A page with more in it, before the last of a mark, if it has it."""
    before, found, after = body.rpartition(mark)
    return before + more + found + after if found else body


def _slug(scope: Scope) -> str:
    name = scope["path"].rstrip("/").rpartition("/")[2]
    return name if name in _SLUGS else HOME.slug


def _style(slug: str, scope: Scope) -> str:
    asked = parse_qs(scope["query_string"].decode("latin-1"))
    embedded = any(value.lower() == "true" for value in asked.get("embed", []))
    return sheets(slug, embedded)
