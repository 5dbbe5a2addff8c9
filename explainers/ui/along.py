"""The figure on screen as a file to take along, for where there is no server."""

from functools import partial
from typing import Any

import streamlit as st

from explainers.components.alone import Words, document, movable
from explainers.components.wire import Shown, shown
from explainers.lessons import Lesson, shared
from explainers.ui.session import Home


def link(home: Home[Any]) -> str:
    """The address of the state on screen, as the browser has it; empty if it has not said it."""
    here, query = st.context.url, home.query()
    return f"{here}?{query}" if here and query else here or ""


def worded(page: Lesson, figure: Shown, address: str) -> Words:
    """What stands around a figure in its file."""
    said = shared()
    note = said[f"alone_{figure.figure.alone}"].words
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
