"""What browsers are told about every answer: whence a page may load, and who may frame it."""

import os
import re
from base64 import b64encode
from hashlib import sha256
from pathlib import Path

import streamlit
from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

ANCESTORS = "PUSH_AND_PULL_FRAME_ANCESTORS"
"""Environment variable: the pages that may show the app in a frame, as CSP writes them.

Without it any may. Teachers put figures into pages of learning platforms whose addresses nobody
knows beforehand, and a foreign frame gains nothing: the app knows no accounts, takes no payment,
and keeps nothing that a click in it could give away. Those who run it for one platform name that:
``'self' https://moodle.example.org``.
"""
_SOURCES = re.compile(r"[\w'*:/.\[\]-]+( [\w'*:/.\[\]-]+)*", re.ASCII)
_BEGINS = {"http.response.start", "websocket.http.response.start"}
"""With what answers begin, those to a WebSocket that is refused, too."""
_INLINE = re.compile(r"<script>(.*?)</script>", re.DOTALL)


class Headed:
    """Middleware that heads every answer."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._heads = heads(os.environ.get(ANCESTORS, ""))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""

        async def headed(message: Message) -> None:
            if message["type"] in _BEGINS:
                MutableHeaders(scope=message).update(self._heads)
            await send(message)

        await self._app(scope, receive, headed)


def heads(ancestors: str) -> dict[str, str]:
    """Headers, where ``ancestors`` may frame a page; any may, if it is empty.

    Raises ValueError for what is not a list of sources.
    """
    return {
        "Content-Security-Policy": policy(ancestors),
        "X-Content-Type-Options": "nosniff",
        # Addresses hold what readers typed, which is nobody else's business.
        "Referrer-Policy": "same-origin",
    }


def policy(ancestors: str) -> str:
    """Whence a page may load: from its own server, and nothing else runs."""
    if ancestors and not _SOURCES.fullmatch(ancestors):
        raise ValueError(f"{ANCESTORS} is not a list of sources: {ancestors!r}")
    directives = {
        "default-src": "'none'",
        # Streamlit's library for long integers compiles a few lines of WebAssembly.
        "script-src": " ".join(["'self'", "'wasm-unsafe-eval'", *_inline_scripts()]),
        "style-src": "'self' 'unsafe-inline'",  # Streamlit writes styles as it draws, Plotly too
        "img-src": "'self' data:",  # marks in style sheets, Plotly's heatmaps, figures to save
        "font-src": "'self' data:",  # the smallest of Streamlit's stand in its style sheet
        "media-src": "blob:",  # what its menu records of the screen
        "connect-src": "'self' data:",  # that smallest one again, to go into a picture
        "worker-src": "'self'",
        "base-uri": "'none'",
        "form-action": "'none'",
    }
    if ancestors:
        directives["frame-ancestors"] = ancestors
    return "; ".join(f"{name} {sources}" for name, sources in directives.items())


def _inline_scripts() -> list[str]:
    """Hashes of the scripts that stand in Streamlit's page itself."""
    page = Path(streamlit.__file__).parent / "static" / "index.html"
    return [
        f"'sha256-{b64encode(sha256(script.encode()).digest()).decode()}'"
        for script in _INLINE.findall(page.read_text(encoding="utf-8"))
    ]
