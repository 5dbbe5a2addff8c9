"""A server that is told to end is soon gone, whatever it compiles, and for whomever."""

import asyncio
import base64
import os
import signal
import socket
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from urllib.parse import quote, urlsplit

import psutil
import pytest
from streamlit import config
from streamlit.proto.NewSession_pb2 import CustomThemeConfig
from streamlit.runtime import app_session
from websockets import ConnectionClosed

from explainers.server.lifespan import _themes_read_once
from harness.reader import reading
from harness.server import ROOT, serving
from tests.stories import played

READERS = 24
PATIENCE = 90.0
"""Far more than it takes, far less than what waits to be compiled."""

COMPILING = """
import threading, time
import streamlit as st
from explainers.server.lifespan import lifespan
from explainers.ui.compiling import SCHEDULER
from explainers.ui.scheduler import Work

def page():
    begun = threading.Event()
    SCHEDULER.ask("somebody", Work(lambda: (begun.set(), time.sleep(600)), SCHEDULER.clock))
    begun.wait()
    st.write("It compiles for ten minutes.")

if __name__ == "__main__":
    page()
else:
    {made}
"""
"""An app, found by the server or not, that is in the middle of what cannot be cut off."""

MEASURING = """
import time
from explainers.measure.bench import Bench
from explainers.measure.results import Job
bench = Bench()
ticket = bench.ask(Job("product"))
while not ticket.of:
    time.sleep(0.02)
    bench.ahead(ticket)
print(bench._process.pid, flush=True)
time.sleep(600)
"""


def hard(number: int) -> str:
    """A text like no other, as hard as they come."""
    deep = "softplus(" * 9 + f"x1+{number}*x2" + ")" * 9
    return quote(f"={deep}+{'softplus(' * 8}x1{')' * 8}")


async def wait_in_line(url: str, number: int, in_line: asyncio.Barrier) -> None:
    """Be a reader of a hard function, for whom the server compiles, until it ends."""
    page = ("curvature", "linearization")[number % 2]
    with suppress(ConnectionClosed):
        async with reading(url, page, page, f"f={hard(number)}") as reader:
            await reader.ask()
            while reader.shown is None:
                await reader.next()
            await in_line.wait()
            while True:
                await reader.next()


async def ends(pid: int, word: signal.Signals) -> None:
    """Tell a process to end, and wait until it is gone, and its children with it."""
    process = psutil.Process(pid)
    family = [process, *process.children(recursive=True)]
    process.send_signal(word)
    _, alive = await asyncio.to_thread(psutil.wait_procs, family, PATIENCE)
    assert alive == []


def mute(url: str) -> socket.socket:
    """A connection whose other end never answers, as of a browser whose machine has gone."""
    address = urlsplit(url)
    made = socket.create_connection((address.hostname, address.port))
    key = base64.b64encode(os.urandom(16)).decode()
    made.sendall(
        f"GET /_stcore/stream HTTP/1.1\r\nHost: {address.netloc}\r\nUpgrade: websocket\r\n"
        f"Connection: Upgrade\r\nSec-WebSocket-Key: {key}\r\nSec-WebSocket-Version: 13\r\n"
        "Sec-WebSocket-Protocol: streamlit\r\n\r\n".encode()
    )
    assert made.recv(12) == b"HTTP/1.1 101"
    return made


@pytest.mark.whole
def test_a_server_ends_with_a_long_queue_and_with_readers_who_do_not_answer() -> None:
    async def told() -> None:
        in_line = asyncio.Barrier(READERS + 1)
        with mute(app.url):
            async with asyncio.TaskGroup() as crowd:
                for number in range(READERS):
                    crowd.create_task(wait_in_line(app.url, number, in_line))
                await in_line.wait()
                await ends(app.pid, signal.SIGTERM)

    with serving() as app:
        played(told())


@pytest.mark.share(99)
@pytest.mark.parametrize("word", [signal.SIGTERM, signal.SIGINT])
@pytest.mark.parametrize("made", ["app = st.App(__file__, lifespan=lifespan)", "page()"])
def test_a_server_waits_for_no_compiler(made: str, word: signal.Signals, tmp_path: Path) -> None:
    (tmp_path / "app.py").write_text(COMPILING.format(made=made))

    async def told() -> None:
        async with reading(app.url, "", "stage") as reader:
            await reader.ask()
            while (await reader.next()).WhichOneof("type") != "script_finished":
                pass
            await ends(app.pid, word)

    with serving(tmp_path) as app:
        played(told())


def test_themes_are_told_as_they_were_and_options_belong_to_whoever_asks() -> None:
    read, cased = config.get_options_for_section, app_session.to_snake_case
    sections = ("theme", "theme.sidebar", "theme.light", "theme.dark", "theme.dark.sidebar")

    def theme(section: str) -> CustomThemeConfig:
        whole = CustomThemeConfig()
        app_session._populate_theme_msg(whole.light, section)
        return whole

    options = {section: read(section) for section in (*sections, "server")}
    themes = {section: theme(section) for section in sections}
    assert themes["theme.light"] != themes["theme.dark"]
    with _themes_read_once():
        for section in (*sections, *sections):
            assert theme(section) == themes[section]
            config.get_options_for_section(section).clear()
        assert config.get_options_for_section("server") == options["server"]
    assert config.get_options_for_section is read
    assert app_session.to_snake_case is cased


def test_a_measurement_ends_with_its_server() -> None:
    with subprocess.Popen(
        [sys.executable, "-c", MEASURING], cwd=ROOT, stdout=subprocess.PIPE, text=True
    ) as server:
        assert server.stdout is not None
        worker = psutil.Process(int(server.stdout.readline()))
        server.kill()
        worker.wait(PATIENCE)
