"""Serves what the Stage is measured against."""

import threading
from collections.abc import Generator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from harness.server import ROOT, free_port


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Say nothing of each file served."""


@contextmanager
def files(folder: Path = ROOT) -> Generator[str]:
    """The files of a folder, served until the block ends."""
    port = free_port()
    server = ThreadingHTTPServer(("localhost", port), partial(_Quiet, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://localhost:{port}"
    finally:
        server.shutdown()
        server.server_close()
