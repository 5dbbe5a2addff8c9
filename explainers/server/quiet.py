"""No dialogs of Streamlit's about a server that is away: figures say so in our own words.

Streamlit asks each server what the host around the app has to say, and one of it is whether it
shows such dialogs itself. Readers would be told to run streamlit in their terminal.
"""

import json

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_PATH = "/_stcore/host-config"


class Quiet:
    """Middleware that answers for the host that it shows such dialogs: Streamlit then does not."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request; only what is asked of the host is changed."""
        if scope["type"] != "http" or not scope["path"].endswith(_PATH):
            await self._app(scope, receive, send)
            return
        started: Message = {}
        body = b""

        async def quieted(message: Message) -> None:
            nonlocal started, body
            if message["type"] == "http.response.start":
                started = message
                return
            body += message.get("body", b"")
            if message.get("more_body"):
                return
            if started["status"] == 200:
                body = json.dumps(json.loads(body) | {"blockErrorDialogs": True}).encode()
                MutableHeaders(raw=started["headers"])["content-length"] = str(len(body))
            await send(started)
            await send({"type": "http.response.body", "body": body})

        await self._app(scope, receive, quieted)
