"""Streamlit's addresses that readers have no use for, and others only a bad one."""

import os

from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

METRICS = "PUSH_AND_PULL_METRICS"
"""Environment variable: ``1`` opens ``/_stcore/metrics``, for those who watch over the server.

It tells how many readers there are and what their sessions hold; a proxy should keep it from them.
"""
_NOBODY = "/_stcore/upload_file"
"""Takes files of 200 MB into memory from whoever has a session; the app asks for none."""
_OPERATORS = "/_stcore/metrics"


class Closed:
    """Middleware that does not find what is meant for nobody here."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        is_open = os.environ.get(METRICS) == "1"
        self._closed = (_NOBODY,) if is_open else (_NOBODY, _OPERATORS)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        if scope["type"] == "http" and any(path in scope["path"] for path in self._closed):
            await PlainTextResponse("Not Found", 404)(scope, receive, send)
        else:
            await self._app(scope, receive, send)
