"""Requests that are begun and never finished: who lets the server wait for the rest is let go.

Half a head, or a body that comes byte by byte, would hold a connection and its descriptor for as
long as its client likes: uvicorn sets no time, and Streamlit hands on none of its settings. nginx
bounds both where it stands in front (``client_header_timeout`` and ``client_body_timeout`` in
``deploy/nginx``), and this does where nothing does.

A body has its time on every route. Of a head an application hears only when it is whole. So the
server looks at its own sockets every few seconds, and reads no further from one on which nothing
has been asked for some time and nothing is being answered: uvicorn then closes it.
"""

import asyncio
import socket
from collections import Counter
from collections.abc import Collection, Generator, Iterable
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TypeAlias

from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

HEAD = 10.0
"""Seconds in which the head of a request comes, as for nginx in ``deploy/nginx``."""
BODY = 10.0
"""Seconds in which its body does."""
EVERY = 5.0
"""Seconds between two looks at the sockets."""
Peer: TypeAlias = tuple[str, int]
"""The other end of a connection: address and port."""
_DESCRIPTORS = Path("/dev/fd")
"""Names those of this process, where there are no Windows."""


class Peers:
    """Who is being answered, and since when each of the others has asked for nothing."""

    def __init__(self) -> None:
        self._answered = Counter[Peer]()
        self._since: dict[Peer, float] = {}

    @contextmanager
    def answering(self, client: tuple[str, int]) -> Generator[None]:
        """Note that a client is being answered, for as long as the block lasts."""
        peer = _peer(*client)
        self._answered[peer] += 1
        try:
            yield
        finally:
            self._answered[peer] -= 1
            if not self._answered[peer]:
                del self._answered[peer]
            self._heard(peer)

    def overdue(self, there: Collection[Peer], now: float) -> list[Peer]:
        """Who of those there has let the server wait for too long.

        Nobody, while somebody is answered who is not there by that name, nor for some time after: a
        proxy that is believed names others than itself, and bounds what they do not finish.
        """
        waiting = [peer for peer in there if peer not in self._answered]
        self._since = {peer: self._since.get(peer, now) for peer in waiting}
        if not self._answered.keys() <= set(there):
            return []
        return [peer for peer, since in self._since.items() if now - since >= HEAD]

    def _heard(self, peer: Peer) -> None:
        _, port = peer
        if port:
            self._since.pop(peer, None)
        else:  # whom a proxy names: through which connection is not known
            self._since.clear()


PEERS = Peers()
"""Those of this process."""


class Finished:
    """Middleware that notes who is being answered, and waits for a body only so long."""

    def __init__(self, app: ASGIApp, peers: Peers = PEERS, within: float = BODY) -> None:
        """``within`` so many seconds a body has to come."""
        self._app = app
        self._peers = peers
        self._within = within

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or serve a connection."""
        if not scope.get("client"):
            await self._app(scope, receive, send)
            return
        with self._peers.answering(scope["client"]):
            if scope["type"] == "http":
                await self._answer(scope, receive, send)
            else:
                await self._app(scope, receive, send)

    async def _answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        until = asyncio.get_running_loop().time() + self._within
        is_whole = has_begun = False

        async def in_time() -> Message:
            nonlocal is_whole
            if is_whole:
                return await receive()
            try:
                async with asyncio.timeout_at(until):
                    message = await receive()
            except TimeoutError:
                raise _Late from None
            is_whole = not message.get("more_body", False)
            return message

        async def begun(message: Message) -> None:
            nonlocal has_begun
            has_begun = True
            await send(message)

        try:
            await self._app(scope, in_time, begun)
        except _Late:
            if not has_begun:
                late = PlainTextResponse("Request Timeout", 408, {"Connection": "close"})
                await late(scope, receive, send)


class _Late(Exception):
    """A body has not come in time."""


async def watch(peers: Peers = PEERS) -> None:
    """Let go, for as long as the process lives, who does not finish what they ask."""
    while _DESCRIPTORS.exists():
        await asyncio.sleep(EVERY)
        look(peers, asyncio.get_running_loop().time())


def look(peers: Peers, now: float) -> None:
    """Read no further from who is overdue: what was sent to them before still reaches them."""
    there = connections()
    for peer in peers.overdue(there, now):
        with suppress(OSError), _at(there[peer]) as one:
            one.shutdown(socket.SHUT_RD)


def connections() -> dict[Peer, int]:
    """The descriptor of each connection that this process has accepted, by its other end."""
    listening, found = set[int](), list[tuple[int, Peer, int]]()
    for descriptor in _descriptors():
        with suppress(OSError), _at(descriptor) as one:
            match one.getsockname():
                case (str(), int(port), *_):
                    if one.getsockopt(socket.SOL_SOCKET, socket.SO_ACCEPTCONN):
                        listening.add(port)
                    else:
                        found.append((port, _peer(*one.getpeername()[:2]), descriptor))
                case _:  # a name within this machine
                    pass
    return {peer: descriptor for port, peer, descriptor in found if port in listening}


def _descriptors() -> Iterable[int]:
    try:
        return [int(one.name) for one in _DESCRIPTORS.iterdir()]
    except OSError:  # listing takes one, and all are taken
        import resource

        return range(resource.getrlimit(resource.RLIMIT_NOFILE)[0])


@contextmanager
def _at(descriptor: int) -> Generator[socket.socket]:
    """A socket by its descriptor, which stays open. Raises OSError for what is none."""
    # Of whatever family it is: names of the others are shorter.
    one = socket.socket(socket.AF_INET6, socket.SOCK_STREAM, fileno=descriptor)
    try:
        yield one
    finally:
        one.detach()


def _peer(host: str, port: int) -> Peer:
    return host.partition("%")[0], port
