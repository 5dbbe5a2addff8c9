"""A page comes in two parts: what is heavy to load waits until its figure has been drawn.

Charts and code bring scripts of megabytes, which would keep a browser busy just when it has the
figure to draw. A figure says once that it is drawn (``parts/figure.js``), and the page runs again;
any other run of it, but the first, brings the rest as well.
"""

import streamlit as st

from explainers.components.wire import DRAWN, UNDRAWN

_OWED = "arrival-owed"


def come(slug: str) -> None:
    """Begin the run of a page."""
    _begin(slug)
    st.session_state.pop(_OWED, None)


def returns(slug: str) -> bool:
    """Begin to tell of the figure again; whether all of the page has to run for it."""
    _begin(slug)
    return is_drawn() and st.session_state.pop(_OWED, False)


def _begin(slug: str) -> None:
    # What is heard while a page runs has it run anew, from its beginning.
    if st.session_state.pop(DRAWN, False):
        leave(slug)
    st.session_state[UNDRAWN] = key(slug) not in st.session_state


def wait_for_nothing() -> None:
    """Begin the run of a page without a figure, whatever page was left before its own was drawn."""
    st.session_state[UNDRAWN] = False


def leave(slug: str) -> None:
    """Note that the figure of a page was sent."""
    st.session_state[key(slug)] = True


def is_drawn() -> bool:
    """Whether what is heavy may come."""
    return not st.session_state.get(UNDRAWN, False)


def owe() -> None:
    """Note that something is left out that may stand where a figure's own run does not come."""
    st.session_state[_OWED] = True


def late() -> bool:
    """Whether what takes JAX long has to wait until the figure has been drawn; it is owed then."""
    if is_drawn():
        return False
    owe()
    return True


def code(text: str, language: str | None = "python") -> None:
    """A listing below a figure; what is no program is broken where it is too long."""
    if is_drawn():
        st.code(text, language=language, wrap_lines=language is None)
    else:
        owe()


def key(slug: str) -> str:
    """Under this name a session notes that the figure of a page was sent."""
    return f"{slug}-seen"
