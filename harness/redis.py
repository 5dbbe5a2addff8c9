"""A Redis of its own, which keeps what it has taken, and can be killed and started again."""

import os
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from harness.server import PATIENCE, free_port

KEEPING = (
    *("--appendonly", "yes", "--appendfsync", "always", "--save", ""),
    *("--maxmemory", "160mb", "--maxmemory-policy", "noeviction"),
)
"""What has Redis put each change on its disk before it answers, and refuse what it has no room for:
a container that outgrows its memory would be killed, and again as soon as it has read its disk."""


class Running(NamedTuple):
    """A Redis that runs."""

    url: str
    pid: int

    def kill(self) -> None:
        """End it at once."""
        os.kill(self.pid, signal.SIGKILL)


@contextmanager
def keeping(folder: Path, port: int | None = None) -> Generator[Running]:
    """A Redis that keeps its data in a folder, until the block ends.

    Raises LookupError where none is installed.
    """
    program = shutil.which("redis-server")
    if program is None:
        raise LookupError("redis-server is missing; Debian has it in redis-server")
    port = port or free_port()
    process = subprocess.Popen(
        [program, "--port", str(port), "--bind", "127.0.0.1", "--dir", str(folder), *KEEPING],
        stdout=subprocess.DEVNULL,
    )
    try:
        begun = time.perf_counter()
        while not _listens(port):
            if process.poll() is not None or time.perf_counter() - begun > PATIENCE:
                raise RuntimeError("redis-server did not start")
            time.sleep(0.01)
        yield Running(f"redis://127.0.0.1:{port}/0", process.pid)
    finally:
        process.terminate()
        process.wait()


def _listens(port: int) -> bool:
    with socket.socket() as there:
        there.settimeout(1)
        if there.connect_ex(("127.0.0.1", port)) != 0:
            return False
        there.sendall(b"PING\r\n")
        return there.recv(16).startswith(b"+PONG")
