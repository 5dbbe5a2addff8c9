"""What the benchmarks share: servers on free ports, the browser, and how a table is printed."""

import http.client
import os
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Generator, Iterable, Sequence
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import NamedTuple

from playwright.sync_api import Browser, sync_playwright

from scripts import chromium

ROOT = Path(__file__).parents[1]
_FIRST_PORT = 8800
_PATIENCE = 60
"""Seconds after which something that should have come is given up."""
_ENVIRONMENT = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
"""A server's environment: it keeps the bytecode of what it imports, as installed apps do."""


class Server(NamedTuple):
    """A running server."""

    url: str
    started: float
    """When its process was started, by `time.perf_counter`."""


def free_port() -> int:
    """A port that nobody listens on."""
    for port in range(_FIRST_PORT, _FIRST_PORT + 200):
        with socket.socket() as probe:
            probe.settimeout(0.2)
            if probe.connect_ex(("localhost", port)) != 0:
                return port
    raise RuntimeError("no free port")


def answers(port: int) -> bool:
    """Whether a Streamlit server is ready for visitors."""
    connection = http.client.HTTPConnection("localhost", port, timeout=1)
    try:
        connection.request("GET", "/_stcore/health")
        return connection.getresponse().status == 200
    except OSError:
        return False
    finally:
        connection.close()


@contextmanager
def streamlit(folder: Path = ROOT) -> Generator[Server]:
    """The app in a folder, served until the block ends."""
    port = free_port()
    command = [sys.executable, "-m", "streamlit", "run", "app.py", f"--server.port={port}"]
    flags = ["--server.headless=true", "--browser.gatherUsageStats=false"]
    name = "--browser.serverAddress=localhost"
    with tempfile.TemporaryFile() as said:
        started = time.perf_counter()
        process = subprocess.Popen(
            [*command, *flags, name], cwd=folder, env=_ENVIRONMENT, stdout=said, stderr=said
        )
        try:
            while not answers(port):
                if process.poll() is not None or time.perf_counter() - started > _PATIENCE:
                    said.seek(0)
                    raise RuntimeError(f"no server came up in {folder}\n{said.read().decode()}")
                time.sleep(0.01)
            yield Server(f"http://localhost:{port}", started)
        finally:
            process.kill()
            process.wait()


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Say nothing of each file served."""


@contextmanager
def files(folder: Path = ROOT) -> Generator[Server]:
    """The files of a folder, served until the block ends."""
    port = free_port()
    server = ThreadingHTTPServer(("localhost", port), partial(_Quiet, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield Server(f"http://localhost:{port}", time.perf_counter())
    finally:
        server.shutdown()
        server.server_close()


@contextmanager
def browser() -> Generator[Browser]:
    """The browser that the tests drive, too."""
    path = chromium.find()
    if path is None:
        sys.exit(chromium.MEND)
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=path)
        try:
            yield opened
        finally:
            opened.close()


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Rows under their heads: the first column to the left, the others to the right."""
    lines = [heads, *rows]
    widths = [max(len(line[k]) for line in lines) for k in range(len(heads))]
    return "\n".join(
        "  ".join(
            cell.ljust(width) if k == 0 else cell.rjust(width)
            for k, (cell, width) in enumerate(zip(line, widths, strict=True))
        )
        for line in lines
    )
