"""Replicas of the app behind nginx as it is shipped, and readers who come back."""

import asyncio
import os
import pwd
import re
import shutil
import subprocess
import tempfile
import time
import urllib.request
from collections.abc import AsyncGenerator, Callable, Generator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager, suppress
from http.client import HTTPConnection, HTTPMessage
from pathlib import Path
from typing import Any, NamedTuple, TypeAlias
from urllib.error import URLError
from urllib.parse import urlsplit

import yaml
from websockets.exceptions import ConnectionClosed, InvalidHandshake

from harness.reader import Reader, reading
from harness.server import PATIENCE, ROOT, Server, free_port

DEPLOY = ROOT / "deploy"
COMPOSE = DEPLOY / "compose.yaml"
TEMPLATE = DEPLOY / "nginx" / "nginx.conf.template"
COOKIE = "replica"
"""The name of the cookie that keeps a reader where they are."""
Request: TypeAlias = tuple[str, dict[str, str]]
"""What is asked for: a path with its query, and headers."""
LAST: Request = ("/_stcore/health", {})
Answers: TypeAlias = Callable[[dict[str, Any], dict[str, Any]], bool]
"""Whether a figure's data answer what was sent."""
_, _, _USER, _GROUP, *_ = pwd.getpwnam("nobody") if os.getuid() == 0 else pwd.getpwuid(os.getuid())
"""Who nginx runs as: somebody without rights."""
_AGAIN = 0.5
"""Seconds between a browser's attempts to connect."""


# The balancer -----------------------------------------------------------------------------------


class Balancer(NamedTuple):
    """An nginx that runs."""

    url: str
    pid: int
    log: Path
    """A line for each request, with where it went."""


def tool(name: str) -> str:
    """Where a program is. Raises LookupError where it is not installed."""
    found = shutil.which(name, path=f"{os.environ['PATH']}:/usr/local/sbin:/usr/sbin")
    if found is None:
        raise LookupError(f"{name} is missing; Debian has it in nginx and gettext-base")
    return found


def lines(replicas: Sequence[Server]) -> str:
    """What nginx is told of the replicas: as compose.yaml has it, with their addresses."""
    nginx = yaml.safe_load(COMPOSE.read_text())["services"]["nginx"]
    line = nginx["environment"]["REPLICAS"].splitlines()[0]
    here = [f"server 127.0.0.1:{one.port}" for one in replicas]
    return "\n".join(re.sub(r"server \S+", address, line) for address in here)


@contextmanager
def balancing(replicas: Sequence[Server]) -> Generator[Balancer]:
    """The nginx that is shipped before these replicas, until the block ends.

    It runs as its image runs it: as a user without rights, writing to one folder alone.
    """
    port = free_port()
    values = {"PORT": str(port), "REPLICAS": lines(replicas)}
    with tempfile.TemporaryDirectory(prefix="nginx-") as name:
        folder = Path(name)
        written = subprocess.run(
            [tool("envsubst"), " ".join(f"${{{key}}}" for key in values)],
            env=values,
            input=TEMPLATE.read_text(),
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        (folder / "nginx.conf").write_text(written)
        log = folder / "log"
        log.touch()
        for path in (folder, log):
            os.chown(path, _USER, _GROUP)
        command = [tool("nginx"), "-e", "stderr", "-p", name, "-c", "nginx.conf"]
        with log.open("a") as said:
            process = subprocess.Popen(command, stdout=said, stderr=said, user=_USER, group=_GROUP)
        try:
            _wait_for(f"http://127.0.0.1:{port}/_stcore/health", process, log)
            yield Balancer(f"http://localhost:{port}", process.pid, log)
        finally:
            process.terminate()
            process.wait()


def _wait_for(url: str, process: subprocess.Popen[bytes], log: Path) -> None:
    until = time.perf_counter() + PATIENCE
    while True:
        try:
            with urllib.request.urlopen(url, timeout=5):
                return
        except (URLError, OSError):
            if process.poll() is not None or time.perf_counter() > until:
                raise RuntimeError(f"nginx did not start:\n{log.read_text()}") from None
            time.sleep(0.01)


# Readers ----------------------------------------------------------------------------------------


class Answer(NamedTuple):
    """What came of a request."""

    body: bytes
    headers: HTTPMessage
    replica: str
    """The address that it was passed to, "-" for none."""


def ask(balancer: Balancer, requests: Sequence[Request]) -> list[Answer]:
    """Make requests one after the other, on one connection."""
    connection = HTTPConnection(balancer.url.removeprefix("http://"))
    answers: list[tuple[bytes, HTTPMessage]] = []
    # A request is in the log before the next one on its connection is answered.
    for path, headers in (*requests, LAST):
        connection.request("GET", path, headers=headers)
        answer = connection.getresponse()
        answers.append((answer.read(), answer.headers))
    connection.close()
    lines = [line.split() for line in balancer.log.read_text().splitlines()]
    wanted = [urlsplit(path).path for path, _ in requests]
    passed = [words[4] for words in lines if words[1] == "GET" and words[2] in wanted]
    there = passed[len(passed) - len(requests) :]
    return [Answer(*answer, replica) for answer, replica in zip(answers, there, strict=False)]


def went(balancer: Balancer, cookies: Sequence[str]) -> list[str]:
    """The address of the replica that each cookie leads to."""
    path = "/_stcore/host-config"
    asked = [(path, {"Cookie": f"{COOKIE}={cookie}"}) for cookie in cookies]
    return [answer.replica for answer in ask(balancer, asked)]


class Return(NamedTuple):
    """How a reader came back."""

    seconds: float
    """From when the connection ended until the figure stood there again."""
    query: str
    """Of the link that led back."""
    state: dict[str, Any]
    """What the figure then showed."""


class Returning:
    """A reader of a lesson who comes back by the link when the connection ends, as browsers do."""

    def __init__(self, url: str, page: str, figure: str, query: str, cookie: str) -> None:
        """Who has not come yet; ``query`` is the link's."""
        self.query = query
        """Of the link at hand, without the question mark."""
        self.returns: list[Return] = []
        self._place = url, page, figure
        self._headers = {"Cookie": f"{COOKIE}={cookie}"}
        self._stack = AsyncExitStack()
        self._reader: Reader | None = None

    @property
    def reader(self) -> Reader:
        """The page as it is open. Raises LookupError before it is."""
        if self._reader is None:
            raise LookupError("nobody has come")
        return self._reader

    async def come(self) -> None:
        """Open the page by the link at hand, until its figure stands there."""
        await self._stack.aclose()
        opened = reading(*self._place, self.query, self._headers)
        self._reader = await self._stack.enter_async_context(opened)
        await self._reader.ask()
        await self._reader.until(self._reader.settled)

    async def stay(self) -> None:
        """Take in what comes, until the connection ends."""
        with suppress(ConnectionClosed):
            while True:
                await self.reader.next()

    async def come_back(self) -> None:
        """Come again, however often it takes."""
        ended = time.perf_counter()
        while True:
            try:
                await self.come()
            except (ConnectionClosed, InvalidHandshake, OSError):
                await asyncio.sleep(_AGAIN)
            else:
                seconds = time.perf_counter() - ended
                self.returns.append(Return(seconds, self.query, self.reader.data["state"]))
                return

    async def gesture(self, sent: dict[str, Any], query: str, answers: Answers) -> None:
        """Let go of the figure in a state that has this link, and wait for JAX's numbers.

        Where the connection ends before they come, the link brings the state along.
        """
        self.query = query
        edition = ""

        def moved() -> bool:
            return answers(self.reader.data, sent) or self.reader.data["edition"] != edition

        while not answers(self.reader.data, sent):
            try:
                # A figure that is handed another edition of its state asks anew.
                edition, self.reader.query = self.reader.data["edition"], query
                await self.reader.send("gesture", sent)
                await self.reader.until(moved)
            except ConnectionClosed:
                await self.come_back()

    async def leave(self) -> None:
        """Close the page."""
        await self._stack.aclose()


@asynccontextmanager
async def returning(
    url: str, page: str, figure: str, query: str, cookie: str
) -> AsyncGenerator[Returning]:
    """A reader with a cookie, who has come by a link."""
    reader = Returning(url, page, figure, query, cookie)
    try:
        await reader.come()
        yield reader
    finally:
        await reader.leave()
