"""How much of the server one connection may have, so that the others have theirs.

Nothing here knows addresses: a whole class may share one. Sizes are bounded in
``.streamlit/config.toml``, and the time that a request takes to come in ``finished``.
"""

import asyncio
import os
import sys
from collections.abc import Callable
from contextlib import suppress

from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

RATE = 100.0
"""Messages a second that a connection may send for as long as it likes.

A figure asks once a frame at most, and has one question on its way; a key that is held down
repeats thirty times a second."""
BURST = 200.0
"""Messages that may come at once."""
UNIT = 4096
"""Bytes that count as one message more; what a page sends is smaller."""
READERS = "PUSH_AND_PULL_READERS"
"""Environment variable: the most connections that are open at once."""
MOST = 600
"""Without it."""
SILENT = 200
"""The most connections that have not said anything yet."""
TRY_AGAIN = 1013
"""WebSocket's code for a server that has no place at present."""


class Bounded:
    """Middleware that slows down who sends too much, and limits how many are connected.

    It stops reading from a connection that is over its rate: the sender's own buffers fill then,
    nothing is lost, and nobody else waits. Who has said nothing makes room for who comes: the
    one that has been silent longest is closed. Browsers speak at once, and come back by themselves.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        _raise_limit()
        self._most = readers()
        self._open = 0
        self._silent: dict[_Connection, None] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve a connection; other requests pass."""
        if scope["type"] != "websocket":
            await self._app(scope, receive, send)
        elif self._open >= self._most:
            full = PlainTextResponse("Full", 503, {"Retry-After": "30"})
            await full(scope, receive, send)
        else:
            await self._serve(scope, receive, send)

    async def _serve(self, scope: Scope, receive: Receive, send: Send) -> None:
        connection = _Connection(receive, send, self._heard)
        self._open += 1
        self._silent[connection] = None
        try:
            if len(self._silent) > SILENT:
                await self._make_room()
            await self._app(scope, connection.receive, connection.send)
        finally:
            self._open -= 1
            self._heard(connection)

    async def _make_room(self) -> None:
        longest = next(iter(self._silent))
        self._heard(longest)
        await longest.close()

    def _heard(self, connection: "_Connection") -> None:
        self._silent.pop(connection, None)


def readers() -> int:
    """The most connections at once. Raises ValueError if the operator names no such number."""
    named = os.environ.get(READERS, "").strip()
    if named and not (named.isascii() and named.isdigit() and int(named) > 0):
        raise ValueError(f"{READERS} is not a number of connections: {named!r}")
    return int(named) if named else MOST


def _raise_limit() -> None:
    """Have as many descriptors as the system grants: a reader takes four, and 1,024 are common."""
    if sys.platform != "win32":
        import resource

        _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
        with suppress(ValueError, OSError):  # some systems name a limit that they do not grant
            resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))


class _Connection:
    """One connection, read no faster than it may send."""

    def __init__(
        self, receive: Receive, send: Send, heard: Callable[["_Connection"], None]
    ) -> None:
        self._receive = receive
        self._send = send
        self._heard = heard
        self._purse = Purse(asyncio.get_running_loop().time())
        self._over = False

    async def receive(self) -> Message:
        """The next message, once it may come."""
        if (wait := self._purse.wait(asyncio.get_running_loop().time())) > 0:
            await asyncio.sleep(wait)
        if self._over:
            return {"type": "websocket.disconnect", "code": 1006}
        message = await self._receive()
        if message["type"] == "websocket.receive":
            self._heard(self)
            self._purse.spend(1 + len(message.get("bytes") or b"") / UNIT)
        return message

    async def send(self, message: Message) -> None:
        """Send, unless it is over; who has gone is then not listened to any more."""
        if not self._over:
            self._over = message["type"] == "websocket.close"
            try:
                await self._send(message)
            except OSError:
                self._over = True

    async def close(self) -> None:
        """End it from this side."""
        await self.send({"type": "websocket.close", "code": TRY_AGAIN})


class Purse:
    """A token bucket, filled at a rate up to a burst; what it owes, it gets first."""

    def __init__(self, now: float, rate: float = RATE, burst: float = BURST) -> None:
        self._rate = rate
        self._burst = burst
        self._tokens = burst
        self._at = now

    def wait(self, now: float) -> float:
        """Seconds until there is something in it."""
        self._tokens = min(self._burst, self._tokens + (now - self._at) * self._rate)
        self._at = now
        return max(0.0, -self._tokens / self._rate)

    def spend(self, tokens: float) -> None:
        """Take out; it may owe."""
        self._tokens -= tokens
