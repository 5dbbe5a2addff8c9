"""The figure on screen as a file to take along, for where there is no server."""

import re
from functools import partial
from typing import Any

import streamlit as st

from explainers.components.alone import Words, document, movable
from explainers.components.wire import Shown, shown
from explainers.lessons import Lesson, shared
from explainers.ui.session import Home

_NOTES = {"replayed": "alone_replayed", "whole": "alone_whole", "played": "alone_played"}
_INSIDE_CLOUD = re.compile(r"(?<=[^/]/)~/\+/")
"""Where Community Cloud serves the app inside its own page, which links leave out."""


def here() -> str:
    """The address of this page as others can open it; empty if the browser has not said it."""
    return _INSIDE_CLOUD.sub("", (st.context.url or "").partition("?")[0])


def link(home: Home[Any]) -> str:
    """The address of the state on screen, as the browser has it; empty if it has not said it."""
    where, query = here(), home.query()
    return f"{where}?{query}" if where and query else where


def worded(page: Lesson, figure: Shown, address: str) -> Words:
    """What stands around a figure in its file."""
    said = shared()
    note = said[_NOTES[figure.figure.alone or "replayed"]].words
    return Words(page.title, note, said["notebook_link"].words, address)


def offer(page: Lesson, file: str, address: str) -> None:
    """A button for the file; nothing, where a figure gets its numbers from a server alone."""
    figure = shown()
    if not movable(figure):
        return
    # Made on demand: it is ten times what else is sent for a gesture.
    st.download_button(
        shared()["alone"].words,
        partial(document, figure, worded(page, figure, address)),
        file_name=f"{file}.html",
        mime="text/html",
        key=f"{page.slug}-alone",
        on_click="ignore",
        icon=":material/widgets:",
    )
