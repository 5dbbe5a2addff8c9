"""A server's life from its first request to its last: told to end it does, whatever it compiles."""

import asyncio
import gc
import signal
import threading
from collections.abc import AsyncGenerator, Generator
from contextlib import asynccontextmanager, contextmanager
from functools import cache
from types import FrameType
from typing import Any

import streamlit as st
from streamlit import config
from streamlit.runtime import app_session

from explainers.server import finished, rooms
from explainers.ui.compiling import leave

_TOLD = (signal.SIGINT, signal.SIGTERM)
_SEARCHES = (20_000, 20, 50)
"""After how many new objects the collector searches the youngest, and after how many such
searches what is older: a gesture makes some thousands, and what readers see lives on."""


def _spare_what_stays() -> None:
    """Search no more, at each turn of the collector, what was imported and lives to the end."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(*_SEARCHES)


@contextmanager
def _themes_read_once() -> Generator[None]:
    """Streamlit tells each run the theme, and would search all of its options six times for it.

    What is not set it passes over, and the names of what is set it writes in another case.
    """
    read, cased = config.get_options_for_section, app_session.to_snake_case

    @cache
    def known(section: str) -> dict[str, Any]:
        return {name: value for name, value in read(section).items() if value is not None}

    def options(section: str) -> dict[str, Any]:
        return dict(known(section)) if section.partition(".")[0] == "theme" else read(section)

    config.get_options_for_section = options
    app_session.to_snake_case = cache(cased)
    try:
        yield
    finally:
        config.get_options_for_section = read
        app_session.to_snake_case = cased


@asynccontextmanager
async def lifespan(_: st.App) -> AsyncGenerator[None]:
    """Sweep rooms, let go who finishes no request, and tell what works that the server ends."""
    _spare_what_stays()
    tasks = [asyncio.create_task(task) for task in (rooms.sweep(), finished.watch())]
    try:
        with _told_to_end(), _themes_read_once():
            yield
    finally:
        for task in tasks:
            task.cancel()


@contextmanager
def _told_to_end() -> Generator[None]:
    if threading.current_thread() is not threading.main_thread():  # a host's own, with its signals
        yield
        return
    before = {number: signal.getsignal(number) for number in _TOLD}

    def told(number: int, frame: FrameType | None) -> None:
        leave()
        rooms.leave()
        then = before[signal.Signals(number)]
        if callable(then):
            then(number, frame)

    for number in _TOLD:
        signal.signal(number, told)
    try:
        yield
    finally:
        for number, then in before.items():
            signal.signal(number, then)
