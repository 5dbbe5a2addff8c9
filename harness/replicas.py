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
from collections.abc import AsyncGenerator, Generator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager
from pathlib import Path
from typing import NamedTuple
from urllib.error import URLError

import yaml
from websockets.exceptions import ConnectionClosed, InvalidHandshake

from harness.reader import Reader, reading
from harness.server import PATIENCE, ROOT, Server, free_port

DEPLOY = ROOT / "deploy"
COMPOSE = DEPLOY / "compose.yaml"
TEMPLATE = DEPLOY / "nginx" / "nginx.conf.template"
COOKIE = "replica"
"""The name of the cookie that keeps a reader where they are."""
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


class Returning:
    """A reader who comes back by the link at hand when the connection ends, as browsers do."""

    def __init__(self, url: str, page: str, figure: str, query: str, cookie: str) -> None:
        self.query = query
        """The link at hand, without the question mark."""
        self.reader: Reader | None = None
        self.returns: list[float] = []
        """Seconds from the end of a connection until the page was there again, for each."""
        self._place = url, page, figure
        self._headers = {"Cookie": f"{COOKIE}={cookie}"}
        self._stack = AsyncExitStack()

    async def come(self) -> Reader:
        """Open the page by the link at hand, and take it in."""
        await self._stack.aclose()
        url, page, figure = self._place
        opened = reading(url, page, figure, self.query, self._headers)
        self.reader = await self._stack.enter_async_context(opened)
        await self.reader.arrive()
        return self.reader

    async def return_(self) -> Reader:
        """Come again, however often it takes."""
        ended = time.perf_counter()
        while True:
            try:
                reader = await self.come()
            except (ConnectionClosed, InvalidHandshake, OSError):
                await asyncio.sleep(_AGAIN)
            else:
                self.returns.append(time.perf_counter() - ended)
                return reader

    async def leave(self) -> None:
        """Close the page."""
        await self._stack.aclose()


@asynccontextmanager
async def returning(
    url: str, page: str, figure: str, query: str, cookie: str
) -> AsyncGenerator[Returning]:
    """A reader with a cookie, who has not come yet."""
    reader = Returning(url, page, figure, query, cookie)
    try:
        yield reader
    finally:
        await reader.leave()
