"""What a reader waits for is dropped as soon as the browser is closed."""

import asyncio
from pathlib import Path

from harness.reader import Reader, reading
from harness.server import serving
from tests.stories import played

APP = """
import threading, time
from pathlib import Path
import streamlit as st
from explainers.ui.compiling import TYPED, reader
from explainers.ui.scheduler import Work

name = st.query_params["name"]
begun = threading.Event()

def compute():
    begun.set()
    Path(name).touch()
    while name == "first" and not Path("over").exists():
        time.sleep(0.02)

TYPED.ask(reader(), Work(compute, TYPED.clock))
if name == "first":
    begun.wait()
st.write(name)
"""


async def ask(reader: Reader) -> None:
    """Have a page drawn to its end."""
    await reader.ask()
    while (await reader.next()).WhichOneof("type") != "script_finished":
        pass


def test_who_has_closed_the_browser_keeps_nobody_waiting(tmp_path: Path) -> None:
    (tmp_path / "app.py").write_text(APP)

    async def read() -> None:
        async with (
            reading(app.url, "", "stage", "name=first") as first,
            reading(app.url, "", "stage", "name=last") as last,
        ):
            await ask(first)
            async with reading(app.url, "", "stage", "name=gone") as gone:
                await ask(gone)
            await ask(last)
            (tmp_path / "over").touch()
            async with asyncio.timeout(60):
                while not (tmp_path / "last").exists():
                    await asyncio.sleep(0.02)

    with serving(tmp_path) as app:
        played(read())
    assert not (tmp_path / "gone").exists()
