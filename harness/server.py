"""Starts the app as a reader's server would, on a free port, and stops it."""

import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Generator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple
from urllib.error import URLError

ROOT = Path(__file__).parents[1]
PATIENCE = 60.0
"""Seconds after which a server that has not come up is given up."""
_ENVIRONMENT = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
"""A server keeps the bytecode of what it imports, as installed apps do."""
_ENVIRONMENT["MALLOC_ARENA_MAX"] = "1"  # as `make run` has it


class Server(NamedTuple):
    """A running server."""

    url: str
    started: float
    """When its process was started, by `time.perf_counter`."""
    pid: int

    @property
    def port(self) -> int:
        """Where it listens, and another can once it is gone."""
        return int(self.url.rpartition(":")[2])

    def kill(self) -> None:
        """End it at once, as a machine that fails does."""
        os.kill(self.pid, signal.SIGKILL)


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as listener:
        listener.bind(("localhost", 0))
        return listener.getsockname()[1]


def _is_healthy(url: str) -> bool:
    try:
        with urllib.request.urlopen(f"{url}/_stcore/health", timeout=5) as answer:
            return answer.status == 200
    except (URLError, OSError):
        return False


@contextmanager
def serving(
    folder: Path = ROOT, environment: Mapping[str, str] | None = None, port: int | None = None
) -> Generator[Server]:
    """The app in a folder, until the block ends; what it has said may then hold no traceback.

    ``environment`` is what an operator has set.
    """
    port = port or free_port()
    url = f"http://localhost:{port}"
    command = [sys.executable, "-m", "streamlit", "run", "app.py", f"--server.port={port}"]
    options = ["--server.headless=true", "--server.fileWatcherType=none"]
    private = ["--browser.gatherUsageStats=false", "--browser.serverAddress=localhost"]
    with tempfile.TemporaryFile() as said:

        def log() -> str:
            said.seek(0)
            return said.read().decode()

        started = time.perf_counter()
        process = subprocess.Popen(
            [*command, *options, *private],
            cwd=folder,
            env={**_ENVIRONMENT, **(environment or {})},
            stdout=said,
            stderr=said,
        )
        try:
            while not _is_healthy(url):
                if process.poll() is not None or time.perf_counter() - started > PATIENCE:
                    raise RuntimeError(f"the app in {folder} did not start:\n{log()}")
                time.sleep(0.01)
            yield Server(url, started, process.pid)
        finally:
            process.terminate()
            process.wait()
        if "Traceback" in log():
            raise RuntimeError(f"the app in {folder} met an error:\n{log()}")
