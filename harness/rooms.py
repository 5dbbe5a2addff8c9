"""Those in a room without a browser: many of them fit into a process."""

import asyncio
import json
from collections.abc import AsyncGenerator, Mapping
from contextlib import asynccontextmanager
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from harness.reader import PATIENCE


class Answer(NamedTuple):
    """What a server answered."""

    status: int
    heads: dict[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        """The body, read."""
        return json.loads(self.body)


class Event(NamedTuple):
    """What came down a stream."""

    id: str
    kind: str
    data: Any


class Stream:
    """Events as they come."""

    def __init__(self, reader: asyncio.StreamReader) -> None:
        self._reader = reader

    async def next(self) -> Event:
        """The next event. Raises EOFError where the stream has ended."""
        name, kind = "", "message"
        while True:
            key, _, value = (await self._line()).partition(": ")
            if key == "id":
                name = value
            elif key == "event":
                kind = value
            elif key == "data":
                return Event(name, kind, json.loads(value))

    async def beat(self) -> None:
        """Until it next says that it lives."""
        while not (await self._line()).startswith(":"):
            pass

    async def _line(self) -> str:
        async with asyncio.timeout(PATIENCE):
            line = (await self._reader.readline()).decode()
        if not line.endswith("\n"):
            raise EOFError
        return line.rstrip("\r\n")

    async def until(self, **wanted: Any) -> Event:
        """The first event that says so."""
        while True:
            event = await self.next()
            if all(event.data.get(key) == value for key, value in wanted.items()):
                return event


async def ask(
    url: str,
    path: str,
    body: Any = None,
    heads: Mapping[str, str] | None = None,
    source: str = "",
) -> Answer:
    """Ask a server: POST what there is to say, as a page of its own would, or GET.

    A body of bytes is sent as it is; a head that is empty is left out; ``source`` is an address
    of this machine.
    """
    reader, writer, status, found = await _asked(url, path, body, heads, source)
    length = int(found.get("content-length", "0"))
    try:
        return Answer(status, found, await reader.readexactly(length))
    finally:
        writer.close()


@asynccontextmanager
async def listening(
    url: str, code: str, secret: str = "", last: str = "", heads: Mapping[str, str] | None = None
) -> AsyncGenerator[Stream]:
    """The stream of a room; the teacher's with the secret. Raises LookupError if it is refused."""
    heads = {
        "Accept": "text/event-stream",
        "Authorization": secret and f"Bearer {secret}",
        "Last-Event-ID": last,
        **(heads or {}),
    }
    reader, writer, status, found = await _asked(url, f"/rooms/{code}", None, heads)
    try:
        if status != 200:
            raise LookupError(status)
        yield Stream(_unchunked(reader) if "transfer-encoding" in found else reader)
    finally:
        writer.close()


class _Plain(asyncio.StreamReader):
    """A stream that is filled by a task of its own."""

    pump: asyncio.Task[None] | None = None


def _unchunked(reader: asyncio.StreamReader) -> asyncio.StreamReader:
    plain = _Plain(limit=2**24)

    async def pump() -> None:
        try:
            while size := int((await reader.readline()).strip() or b"0", 16):
                plain.feed_data(await reader.readexactly(size))
                await reader.readline()
        except (OSError, EOFError):
            pass  # the end of a stream, however it comes
        plain.feed_eof()

    plain.pump = asyncio.create_task(pump())
    return plain


async def _asked(
    url: str, path: str, body: Any, heads: Mapping[str, str] | None, source: str = ""
) -> tuple[asyncio.StreamReader, asyncio.StreamWriter, int, dict[str, str]]:
    there = urlsplit(url)
    sent = body if isinstance(body, bytes) else json.dumps(body).encode()
    usual = {"Host": there.netloc, "Connection": "close"}
    if body is not None:
        usual |= {
            "Origin": url,
            "Content-Type": "application/json",
            "Content-Length": str(len(sent)),
        }
    merged = usual | dict(heads or {})
    lines = [f"{name}: {value}" for name, value in merged.items() if value]
    method = "GET" if body is None else "POST"
    begin = (source, 0) if source else None
    reader, writer = await asyncio.open_connection(
        there.hostname, there.port, limit=2**24, local_addr=begin
    )
    head = "\r\n".join([f"{method} {path} HTTP/1.1", *lines, "", ""])
    writer.write(head.encode() + (b"" if body is None else sent))
    async with asyncio.timeout(PATIENCE):
        _, status, *_ = (await reader.readline()).decode().split(" ")
        found: dict[str, str] = {}
        while line := (await reader.readline()).decode().strip():
            name, _, value = line.partition(": ")
            found[name.lower()] = value
    return reader, writer, int(status), found


class Opened(NamedTuple):
    """A room that was opened."""

    code: str
    secret: str


async def opened(
    url: str,
    query: str = "f=polar",
    kind: str = "push",
    heads: Mapping[str, str] | None = None,
    question: str = "",
) -> Opened:
    """Open a room, as its page does, about a state or by a lesson's question.

    Raises LookupError if it is refused.
    """
    asked = {"question": question} if question else {"query": query, "kind": kind}
    said = asked | {"page": f"{url}/room"}
    answer = await ask(url, "/rooms", said, heads)
    if answer.status != 201:
        raise LookupError(answer)
    return Opened(**answer.json)


async def answered(
    url: str,
    room: Opened,
    voter: str,
    answer: Any,
    at: Any = 1,
    heads: Mapping[str, str] | None = None,
    **more: Any,
) -> Answer:
    """Give an answer in a room."""
    said = {"round": at, "voter": voter, "answer": answer, **more}
    return await ask(url, f"/rooms/{room.code}/answer", said, heads)


async def rounds(url: str, room: Opened) -> Answer:
    """All that was answered in the rounds that are closed."""
    heads = {"Authorization": f"Bearer {room.secret}" if room.secret else ""}
    return await ask(url, f"/rooms/{room.code}/rounds", heads=heads)


async def turned(url: str, room: Opened, act: str, at: int = 1, **more: Any) -> Answer:
    """Do what a teacher does."""
    heads = {"Authorization": f"Bearer {room.secret}"}
    return await ask(url, f"/rooms/{room.code}/turn", {"act": act, "round": at, **more}, heads)
