"""What every page has around its lesson: menu, title, notices, question, next page."""

from typing import Any

import streamlit as st

from explainers.components import glossary
from explainers.core.functions import is_typed
from explainers.figures.style import LIGHT
from explainers.lessons import (
    AFTERWARDS,
    CORE,
    HOME,
    PAGES,
    TOOLS,
    Lesson,
    Tool,
    lesson,
    tool,
    words,
)
from explainers.lessons.glossary import glossary as terms
from explainers.ui import arrival, questions, session, typed
from explainers.ui.saying import say
from explainers.ui.session import Home
from explainers.ui.sheets import lacking, without
from explainers.ui.theme import escaped, muted
from explainers.ui.turns import TURNS, Part

_ICON = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32" fill="none" stroke-width="4"'
    ' stroke-linecap="round" stroke-linejoin="round">'
    f'<path d="M4 11h22M20 5l6 6-6 6" stroke="{LIGHT.push}"/>'
    f'<path d="M28 22H6M12 16l-6 6 6 6" stroke="{LIGHT.pull}"/></svg>'
)

_GLOSSARY = glossary.Data(tuple(glossary.Entry(*term) for term in terms()))


def frame(slug: str, home: Home[Any] | None = None) -> Lesson:
    """Open a page: its configuration, the state it arrives with, title and idea.

    ``home`` is where the state of the lesson lives, if it is not the one that lessons on a
    function share.
    """
    page = lesson(slug)
    place = home or session.home(page.slug)
    is_brought = any(map(is_typed, st.query_params.to_dict().values()))
    with TURNS.turn(Part.TYPED if is_brought else Part.ARRIVAL):
        place.arrive(page.slug)
        arrival.come(page.slug)
        _configure(page)
        with st.container(key="frame-heading", gap="xsmall"):
            st.title(page.title, anchor=False)
            st.markdown(page.idea)
            with st.container(key="frame-notices"):
                _notices(page.slug, place)
    return page


def beside(slug: str) -> Tool:
    """Open a page beside the lessons, which has no state: its configuration, title and idea."""
    page = tool(slug)
    session.alone(page.slug)
    arrival.wait_for_nothing()
    _configure(page)
    with st.container(key="frame-heading", gap="xsmall"):
        st.title(page.title, anchor=False)
        st.markdown(page.idea)
    return page


def _configure(page: Lesson | Tool) -> None:
    st.set_page_config(
        page_title=HOME.title if page is HOME else f"{page.title} · {HOME.title}",
        page_icon=_ICON,
        initial_sidebar_state="auto",
    )
    style = lacking(page.slug, bool(st.context.is_embedded)) + without(*session.at_hand().hide)
    if style:
        st.html(style)


def _notices(slug: str, place: Home[Any]) -> None:
    """What had to be repaired in the link, and what is asked about it."""
    asked = place.held.asked
    for notice in place.held.notices:
        if asked is None or notice != asked.notice:
            st.info(escaped(notice), icon=":material/link:")
    if asked is None:
        return
    st.info(escaped(asked.notice), icon=":material/link:")
    typed.point_at(asked.text, asked.error)
    answers = dict(zip(asked.error.readings, asked.queries, strict=True))
    typed.choices(f"{slug}-asked", answers, place.answer)


def _menu() -> None:
    """Every page, the core apart; the browser adds what its reader has done."""
    with st.sidebar:
        st.markdown(f"**{HOME.title}**")
        with st.container(key="frame-menu", gap="xsmall"):
            st.page_link(HOME.page, label=words(HOME.slug, "start"))
            for group, pages in (("core", CORE), ("afterwards", AFTERWARDS)):
                muted(words(HOME.slug, group))
                for page in pages:
                    st.page_link(page.page, label=page.title)
            muted(words(HOME.slug, "beside"))
            for page in TOOLS:
                st.page_link(page.page, label=page.title)


def footer(page: Lesson) -> None:
    """Close a page: the menu, its question, then the pages before and after."""
    with TURNS.turn(Part.WORDS):
        if not st.context.is_embedded and "menu" not in session.at_hand().hide:
            _menu()
        with st.container(key="frame-check"):
            st.divider()
            say(page.slug, "check")
            questions.check(page.slug)
        _turn(page)
        glossary.mount("frame-glossary", _GLOSSARY)


def foot() -> None:
    """Close a page beside the lessons: the menu, and what keeps its marks."""
    if not st.context.is_embedded:
        _menu()
    questions.listen()
    glossary.mount("frame-glossary", _GLOSSARY)


def _turn(page: Lesson) -> None:
    place = PAGES.index(page)
    with st.container(horizontal=True, horizontal_alignment="distribute", key="frame-turn"):
        if place > 0:
            before = PAGES[place - 1]
            st.page_link(before.page, label=before.title, icon=":material/arrow_back:")
        if place + 1 < len(PAGES):
            after = PAGES[place + 1]
            st.page_link(
                after.page,
                label=after.title,
                icon=":material/arrow_forward:",
                icon_position="right",
            )
