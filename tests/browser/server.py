"""Starts the app as a reader's server would, on a free port, and stops it."""

import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError

ROOT = Path(__file__).parents[2]
PATIENCE = 60.0


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


def _is_healthy(address: str) -> bool:
    try:
        with urllib.request.urlopen(f"{address}/_stcore/health", timeout=5) as answer:
            return answer.status == 200
    except (URLError, OSError):
        return False


@contextmanager
def serving(log: Path) -> Generator[str]:
    """The app's address while it runs. Its log may hold no traceback at the end."""
    port = _free_port()
    address = f"http://localhost:{port}"
    command = [sys.executable, "-m", "streamlit", "run", "app.py"]
    options = ["--server.headless", "true", "--server.fileWatcherType", "none"]
    with (
        log.open("wb") as output,
        subprocess.Popen(
            [*command, "--server.port", str(port), *options],
            cwd=ROOT,
            stdout=output,
            stderr=subprocess.STDOUT,
        ) as process,
    ):
        try:
            deadline = time.monotonic() + PATIENCE
            while not _is_healthy(address):
                if process.poll() is not None or time.monotonic() > deadline:
                    raise RuntimeError(f"the app did not start:\n{log.read_text()}")
                time.sleep(0.1)
            yield address
        finally:
            process.terminate()
            process.wait()
    written = log.read_text()
    assert "Traceback" not in written, written
