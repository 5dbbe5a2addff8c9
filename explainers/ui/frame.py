"""What every page has around its lesson: menu, title, notices, question, next page."""

from typing import Any

import streamlit as st

from explainers.figures.style import LIGHT
from explainers.lessons import HOME, PAGES, Lesson, Question, lesson, words
from explainers.ui import session, typed
from explainers.ui.saying import say
from explainers.ui.session import Home
from explainers.ui.skeletons import rules
from explainers.ui.theme import escaped

_ICON = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32" fill="none" stroke-width="4"'
    ' stroke-linecap="round" stroke-linejoin="round">'
    f'<path d="M4 11h22M20 5l6 6-6 6" stroke="{LIGHT.push}"/>'
    f'<path d="M28 22H6M12 16l-6 6 6 6" stroke="{LIGHT.pull}"/></svg>'
)

_STYLE = """
<style>
  [data-testid="stMainBlockContainer"] {
    --edge: clamp(1rem, 3vw, 2.5rem);
    max-width: 1240px;
    padding-inline: var(--edge);
  }
  .st-key-frame-menu [data-testid="stElementContainer"] {
    height: 2rem;
    overflow: hidden;
  }
  [data-testid="stSkeleton"] {
    height: 2.5rem;
  }
  .st-key-home-cards .stPageLink, .st-key-frame-turn .stPageLink {
    margin-inline: -0.5rem;
  }
  [class*="-wide-table"] {
    overflow-x: auto;
  }
  .st-key-cheatsheet-glossary [data-testid="stMarkdownContainer"]:has(h3),
  .st-key-cheatsheet-mistakes ul {
    columns: 3 270px;
    column-gap: 2.2rem;
  }
  .st-key-cheatsheet-mistakes li,
  .st-key-cheatsheet-glossary p {
    break-inside: avoid;
  }
  .st-key-cheatsheet-glossary h3 {
    padding: 0;
    font-size: 1rem;
    break-after: avoid;
  }
  .st-key-cheatsheet-lines :is(td, th) {
    padding: 0.28rem 0.7rem;
    font-size: 0.92rem;
  }
  @media (max-width: 640px) {
    .st-key-cheatsheet-lines :is(table, tbody, tr, td) {
      display: block;
    }
    .st-key-cheatsheet-lines thead {
      display: none;
    }
    .st-key-cheatsheet-lines code {
      overflow-wrap: anywhere;
      white-space: normal;
    }
  }
  /* The menu lies over a margin that is kept for it: it moves nothing when it comes. */
  @media screen and (min-width: 768px) {
    [data-testid="stSidebar"] {
      position: absolute !important;
      inset: 0 auto 0 0 !important;
      width: 300px !important;
    }
    [data-testid="stAppViewContainer"]:not(:has([data-testid="stSidebar"][aria-expanded="false"]))
      [data-testid="stMainBlockContainer"] {
      --beside: max(0px, (100% - 1540px) / 2);
      max-width: none;
      padding-inline: calc(300px + var(--beside) + var(--edge)) calc(var(--beside) + var(--edge));
    }
  }
  @page {
    margin: 8mm;
  }
  @media print {
    [data-testid="stSidebar"],
    [data-testid="stHeader"],
    [data-testid="stExpandSidebarButton"] {
      display: none !important;
    }
    [data-testid="stMain"]:has(.st-key-cheatsheet-glossary) {
      zoom: 0.53;
    }
    [data-testid="stMainBlockContainer"] {
      padding-block: 0;
    }
    [class*="st-key-cheatsheet"] :is(li, p) {
      margin-bottom: 0.2rem;
      line-height: 1.35;
    }
    :has(> .st-key-cheatsheet-glossary) ~ *,
    .st-key-cheatsheet-glossary ~ *,
    .st-key-cheatsheet-tried,
    .st-key-cheatsheet-share {
      display: none !important;
    }
  }
</style>
"""


def frame(slug: str, home: Home[Any] | None = None) -> Lesson:
    """Open a page: its configuration, the state it arrives with, title and idea.

    ``home`` is where the state of the lesson lives, if it is not the one that lessons on a
    function share.
    """
    page = lesson(slug)
    st.set_page_config(
        page_title=HOME.title if page is HOME else f"{page.title} · {HOME.title}",
        page_icon=_ICON,
        initial_sidebar_state="auto",
    )
    st.html(_STYLE + f"<style>\n{rules(slug)}\n</style>")
    place = home or session.home(page.slug)
    place.arrive(page.slug)
    with st.container(key="frame-heading", gap="xsmall"):
        st.title(page.title, anchor=False)
        st.markdown(page.idea)
        with st.container(key="frame-notices"):
            _notices(page.slug, place)
    return page


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
    with st.sidebar:
        st.markdown(f"**{HOME.title}**")
        with st.container(key="frame-menu", gap="xsmall"):
            for page in PAGES:
                st.page_link(page.page, label="Start" if page is HOME else page.title)


def footer(page: Lesson) -> None:
    """Close a page: the menu, its question, then the pages before and after."""
    _menu()
    st.divider()
    _check(page.slug, page.question)
    _turn(page)


@st.fragment
def _check(slug: str, question: Question) -> None:
    say(slug, "check")
    answers = {answer.text: answer for answer in question.answers}
    st.markdown(question.ask)
    chosen = st.radio(
        question.ask,
        list(answers),
        index=None,
        key=f"{slug}-answer",
        label_visibility="collapsed",
        persist_state="session",
    )
    with st.container(key=f"{slug}-why"):
        if chosen is not None:
            answer = answers[chosen]
            verdict = words(slug, "right" if answer.right else "wrong")
            st.markdown(f"{verdict} {answer.why}")


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
