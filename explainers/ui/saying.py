"""The words of a lesson, on its page."""

from typing import NamedTuple

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from explainers.core.known import Known
from explainers.lessons import section
from explainers.lessons.captions import kinks, trouble
from explainers.lessons.glossary import linked
from explainers.permalink import State


class Told(NamedTuple):
    """A section of a lesson, and what is told in it beside its words."""

    name: str
    more: tuple[str, ...] = ()


def say(slug: str, name: str, *more: str, anchor: str | None = None) -> None:
    """A section of a lesson: its heading, its words, as far as it has them, and ``more``.

    Terms of the glossary are links to it, each where the page first uses it. All of it is one
    element, as each costs the server as much as a short computation; a place with an ``anchor``,
    to which an address leads, has its heading to itself.
    """
    heading = section(slug, name).heading
    if heading and anchor:
        st.header(heading, anchor=anchor)
        tell(text(slug, name), *more)
    else:
        tell(*_whole(slug, Told(name, more)))


def _whole(slug: str, part: Told) -> tuple[str, ...]:
    heading = section(slug, part.name).heading
    return (heading and f"## {heading}", text(slug, part.name), *part.more)


def text(slug: str, name: str) -> str:
    """The words of a section, with links to the terms of the glossary."""
    return linked(slug).get(name, section(slug, name).words)


def tell(*texts: str) -> None:
    """Texts as one element; those that are empty are left out."""
    told = [said for said in texts if said]
    if told:
        st.markdown("\n\n".join(told))


def folded(slug: str, name: str, *more: str, anchor: str | None = None) -> DeltaGenerator:
    """A section, which phones show folded below its heading, if it has one; its place.

    The style sheet of the frame folds it, and the glossary's ``folds.js`` opens it.
    """
    key = f"folded-{slug}-{name}" if section(slug, name).heading else None
    place = st.container(key=key)
    with place:
        say(slug, name, *more, anchor=anchor)
    return place


def folds(slug: str, *parts: Told) -> None:
    """Sections one after the other, all of them one element; phones show each folded."""
    with st.container(key=f"folded-{slug}-{parts[0].name}"):
        tell(*(said for part in parts for said in _whole(slug, part)))


def doubt(state: State, found: Known) -> None:
    """What is not finite at the state on screen, and where f has a kink, if it has any."""
    for told in (trouble(state.entry, state.x, found), kinks(state.entry, found)):
        if told is not None:
            st.warning(told)
