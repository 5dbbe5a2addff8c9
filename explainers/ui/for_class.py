"""For class: the state on screen as a teacher's link, its QR code, and a line for other pages.

Nothing of it is made before it is asked for.
"""

from base64 import b64encode
from collections.abc import Iterable
from html import escape
from typing import Any
from urllib.parse import urlencode

import streamlit as st

from explainers.lessons import lesson, written
from explainers.permalink import classroom
from explainers.permalink.classroom import HIDDEN, LOCKED, LONGEST
from explainers.ui import session
from explainers.ui.along import here
from explainers.ui.qr import qr
from explainers.ui.session import Home
from explainers.ui.theme import quiet

_ASKED = "for-class-asked"
_HEIGHT = 760
"""Pixels of a frame in which most figures stand whole."""


def words(name: str) -> str:
    """What is said here, by its name."""
    return written("classroom.md")[name].words


def asked() -> None:
    """Note that the reader wants a link for a class."""
    st.session_state[_ASKED] = True


def offer(slug: str, home: Home[Any], asks: str) -> None:
    """Open what makes the link, if it was just asked for; ``asks`` is what a room begins with."""
    if st.session_state.pop(_ASKED, False):
        _dialog(slug, home, asks)


@st.dialog(words("title"), width="large")
def _dialog(slug: str, home: Home[Any], asks: str) -> None:
    left, right = st.columns([3, 2], gap="medium")
    with left:
        st.markdown(quiet(words("about")))
        page, state = _chosen(slug, home)
        link = address(home.codec.encode(state), classroom.CODEC.encode(page))
        st.markdown(f":small[{words('link')}]")
        st.code(link, language=None, wrap_lines=True)
        st.markdown(f":small[{words('frame')}]")
        framed = page._replace(present=False)
        source = address(home.codec.encode(state), classroom.CODEC.encode(framed), "embed=true")
        st.code(frame(source, lesson(slug).title), language=None, wrap_lines=True)
    with right:
        picture(link)
        st.link_button(words("room"), room(page.ask, f"{slug}?{home.codec.encode(state)}", asks))


def _chosen(slug: str, home: Home[Any]) -> tuple[classroom.State, Any]:
    """What the teacher wants of the page, and the state it begins in."""
    now, state = session.at_hand(), home.state
    key = f"{slug}-class"
    question = st.text_input(
        words("ask"), now.ask, max_chars=LONGEST, key=f"{key}-ask", placeholder=words("example")
    )
    hide = _marked(f"{key}-hide", "hide", HIDDEN, now.hide)
    lock = _marked(f"{key}-lock", "lock", _lockable(home), now.lock)
    with st.container(horizontal=True):
        _name("begin")
        if hasattr(state, "cover"):
            covers = st.checkbox(words("cover"), state.cover, key=f"{key}-cover")
            state = state._replace(cover=covers)
        present = st.checkbox(words("present"), now.present, key=f"{key}-present")
    ask = classroom.ASK.sound(question, now) or ""
    return classroom.State(ask, hide, lock, present), state


def _lockable(home: Home[Any]) -> tuple[str, ...]:
    return tuple(word for word in LOCKED if home.codec.locked((word,)))


def _marked(key: str, name: str, known: Iterable[str], now: tuple[str, ...]) -> tuple[str, ...]:
    """Those of some words that are marked, each with its own box."""
    options = tuple(known)
    if not options:
        return ()
    with st.container(horizontal=True):
        _name(name)
        return tuple(
            word
            for word in options
            if st.checkbox(words(f"{name}-{word}"), word in now, key=f"{key}-{word}")
        )


def _name(name: str) -> None:
    st.markdown(f":small[{words(name)}]", width=76)


def address(*queries: str) -> str:
    """The link to this page with what it says, as others can open it."""
    return f"{here()}?{'&'.join(filter(None, queries))}"


def room(question: str, at: str, asks: str) -> str:
    """The page that opens a room: about a state in the teacher's own words, or as it offers."""
    own = urlencode({"ask": "words", "at": at, "say": question})
    return f"{here().rpartition('/')[0]}/room?{own if question else asks}"


def frame(source: str, title: str) -> str:
    """A line of HTML that shows a link in another page."""
    return (
        f'<iframe src="{escape(source)}" title="{escape(title)}" width="100%"'
        f' height="{_HEIGHT}" style="border: 0" allow="fullscreen" loading="lazy"></iframe>'
    )


def picture(link: str) -> None:
    """The QR code of a link, dark on white in either theme, or why there is none."""
    try:
        size, path = qr(link)
    except ValueError:
        st.info(words("too-long"))
        return
    drawn = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="-4 -4 {size + 8} {size + 8}"'
        ' shape-rendering="crispEdges"><rect x="-4" y="-4" width="100%" height="100%"'
        f' fill="white"/><path d="{path}"/></svg>'
    )
    data = b64encode(drawn.encode()).decode()
    st.html(
        f'<img src="data:image/svg+xml;base64,{data}" alt="{escape(words("qr"))}" width="360"'
        ' style="max-width: 100%">'
    )
