"""A room: what is asked in it, by the link of a state, and its page.

What is asked is drawn and computed before anybody is asked.
"""

import secrets
from functools import cache
from typing import Any, Literal, NamedTuple
from urllib.parse import parse_qsl, urlencode

import numpy as np
import streamlit as st

from explainers.components.room import (
    Arrow,
    Card,
    Data,
    Instead,
    Picks,
    Posed,
    Puzzle,
    Topic,
    Words,
    mount,
)
from explainers.components.wire import Numbers, encoded, entry
from explainers.core.practice.puzzles import BY_SLUG
from explainers.core.practice.solve import ALONE
from explainers.lessons import lesson
from explainers.lessons import words as told
from explainers.lessons.asking import Cell, Choose, Number, Order, Place
from explainers.lessons.practice.told import told as told_of
from explainers.lessons.questions import QUESTIONS
from explainers.lessons.room.asked import PROGRAM, TOPICS, About
from explainers.permalink import State, valid_number
from explainers.permalink import room as links
from explainers.permalink.functions import CODEC
from explainers.rooms import room as rooms
from explainers.ui.answers import Pending, waiting
from explainers.ui.numbers import SETTLED, place, tape_of
from explainers.ui.saying import say
from explainers.ui.theme import escaped

SLUG, PRACTICE = "room", "practice"
ASKED: frozenset[str] = frozenset(links.STATES)
"""What can be asked about a state."""
_WHY_NOT = {"battleship": "not-battleship", "repair-listing": "not-repair-listing"}
"""The sections that say why a class cannot be asked them at once."""
LONGEST = 1500
"""Characters of a link."""


class Asked(NamedTuple):
    """A state that a class is asked about, by the query of its link."""

    query: str
    state: State
    notices: tuple[str, ...]

    @property
    def kind(self) -> Literal["push", "pull"]:
        """What the link shows alone; a push where it shows both."""
        return "pull" if self.state.mode == "pull" else "push"


def asked(query: str) -> Asked:
    """The state that a link means, with a notice for each part that it cannot mean."""
    found = CODEC.decode(dict(parse_qsl(query)))
    return Asked(CODEC.encode(found.state), found.state, found.notices)


def pending(state: State) -> Pending | None:
    """What JAX has still to answer before the question can be drawn."""
    return SETTLED.pending(place(state))


def drawn(state: State, kind: Literal["push", "pull"]) -> Arrow | None:
    """The question as figures draw it, once JAX has answered; None where f or J is not finite."""
    found = SETTLED.wait(place(state))
    needed = (part for name, part in found._asdict().items() if name != "moved")
    if not all(np.isfinite(part).all() for part in needed):
        return None
    return Arrow(
        kind=kind,
        title=state.entry.title,
        entry=entry(state.entry),
        tape=tape_of(state.entry),
        x=state.x,
        v=state.v,
        u=state.u,
        inputs=state.inputs,
        outputs=state.outputs,
        numbers=Numbers(found),
    )


def topics(state: State) -> tuple[Topic, ...]:
    """What else can be asked of a state whose arrows can be drawn."""
    found = (Topic(name, _card(state, name)) for name in TOPICS)
    return tuple(topic for topic in found if _typeable(topic.card) and _told_apart(topic.card))


def _card(state: State, name: str) -> Card:
    """What is asked by a number or by an entry of J, once JAX has answered."""
    entry, found = state.entry, SETTLED.wait(place(state))
    about = About(
        entry.inputs,
        entry.outputs,
        state.x,
        state.v,
        state.u,
        np.asarray(found.value),
        np.asarray(found.jacobian),
        np.asarray(found.push),
        np.asarray(found.pull),
        float(found.pairing),
    )
    variant = TOPICS[name](about)
    program = entry.sources.jax if name in PROGRAM else ""
    return Card(variant.kind, entry.title, program, variant)


def _typeable(card: Card) -> bool:
    """Whether the truth can be an answer."""
    return not isinstance(card.variant, Number) or valid_number(card.variant.truth)


def _told_apart(card: Card) -> bool:
    """Whether what counts as right is near the truth: where what is added cancels, it is not."""
    variant = card.variant
    return not isinstance(variant, Number) or variant.tolerance <= abs(variant.truth) / 2


def question(query: str, kind: str) -> rooms.Question:
    """The question about a link's state. Raises rooms.Refused, with words for the teacher."""
    if len(query) > LONGEST:
        raise rooms.Refused(told(SLUG, "too-long"))
    found = asked(query)
    if found.notices:
        raise rooms.Refused(" ".join(found.notices))
    shown = drawn(found.state, "pull" if kind == "pull" else "push")
    if shown is None:
        raise rooms.Refused(told(SLUG, "not-finite"))
    if kind in TOPICS:
        card = _card(found.state, kind)
        if not _typeable(card):
            raise rooms.Refused(told(SLUG, "too-large"))
        if not _told_apart(card):
            raise rooms.Refused(told(SLUG, "cancels"))
        return _held(card)
    a, b = shown.outputs if shown.kind == "push" else shown.inputs
    as_json: dict[str, Any] = encoded(shown)
    return rooms.Question(shown.kind, 1 if a == b else 2, as_json)


def of_lesson(name: str) -> rooms.Question:
    """A question of a lesson, by its name, with numbers of chance. Raises LookupError for none."""
    slug, asked = _POSABLE[name]
    drawn = secrets.choice(asked.variants)
    return _held(Card(drawn.kind, lesson(slug).title, "", drawn))


def of_teacher(said: object, at: object, here: str) -> rooms.Question:
    """A question in a teacher's own words, as ``own`` reads it."""
    from explainers.ui.room_own import own  # only who asks about any page needs all of them

    return _held(own(said, at, here))


def of_practice(slug: str, seed: str) -> rooms.Question:
    """A puzzle with the numbers of a seed, or of chance for "".

    Raises LookupError for none, and rooms.Refused for one that no class can be asked.
    """
    from explainers.ui import room_puzzles  # only who asks puzzles needs their figures

    if alone := instead(f"{PRACTICE}/{slug}"):
        raise rooms.Refused(alone.why)
    shown = room_puzzles.puzzle(slug, seed or secrets.token_hex(3))
    return room_puzzles.question(shown, encoded(shown))


def _held(card: Card) -> rooms.Question:
    """A card, and which answers to it are sound."""
    shown = encoded(card)
    match card.variant:
        case Number():
            return rooms.Question("number", 1, shown)
        case Choose(answers=answers):
            return rooms.Question("choose", 1, shown, (len(answers),))
        case Cell(cells=cells):
            return rooms.Question("cell", 2, shown, (len(cells), len(cells[0])))
        case Order(steps=steps):
            return rooms.Question("order", len(steps), shown, (len(steps),) * len(steps))
        case Place(half=half):
            return rooms.Question("place", 2, shown, most=half)
        case Words():
            return rooms.Question("words", 1, shown, (1,))


_POSABLE = {
    f"{slug}/{asked.slug}": (slug, asked) for slug, group in QUESTIONS.items() for asked in group
}
"""Questions of lessons, by their names."""


@cache
def posed() -> tuple[Posed, ...]:
    """What a teacher may pick of the lessons, in their order."""
    return tuple(
        Posed(name, lesson(slug).title, asked.variant(0).ask, asked.fresh)
        for name, (slug, asked) in _POSABLE.items()
    ) + tuple(
        Posed(f"{PRACTICE}/{slug}", lesson(PRACTICE).title, told_of(slug).title, True)
        for slug in BY_SLUG
        if slug not in ALONE
    )


# On the page ----------------------------------------------------------------------------------


@st.fragment
def figure() -> None:
    """The way into a room; with a link to a state, what would be asked in a new one."""
    sent = st.query_params.to_dict()
    found, link = asked(urlencode(sent)), links.CODEC.decode(sent)
    for notice in (*link.notices, *found.notices):
        st.info(escaped(notice), icon=":material/link:")
    missing = pending(found.state)
    shown = None if missing else drawn(found.state, found.kind)
    # What a lesson asks is shown in fewer lines than a figure.
    lines = link.state.ask.partition("/")[0] in links.with_figures()
    with st.container(key=f"{SLUG}-lines" if lines else None):
        mount(
            f"{SLUG}-figure",
            Data(
                letters=rooms.LETTERS,
                length=rooms.LENGTH,
                code=link.state.c,
                ask=link.state.ask,
                say=link.state.say,
                kind=found.kind,
                query=found.query,
                title=found.state.entry.title,
                question=shown,
                topics=topics(found.state) if shown else (),
                puzzle=puzzle_of(link.state.ask, link.state.seed),
                instead=instead(link.state.ask),
                posed=posed(),
                at=about(link.state, found.query),
            ),
        )
    with waiting():
        if missing is not None:
            raise missing


def about(link: links.State, query: str) -> str:
    """What a question in one's own words is about: what a link says, or what it asks about."""
    if link.at or link.ask in links.with_figures():
        return link.at or f"{link.ask}?"
    return f"push_and_pull?{query}" if query else ""


def puzzle_of(name: str, seed: str) -> Puzzle | Picks | None:
    """The puzzle that a link asks about with its numbers, if it does."""
    page, _, slug = name.partition("/")
    if page != PRACTICE:
        return None
    from explainers.ui import room_puzzles

    try:
        return room_puzzles.puzzle(slug, seed)
    except (LookupError, ValueError):  # of a seed with which no numbers are fit
        return None


def instead(name: str) -> Instead | None:
    """What is nearest to a puzzle that no class can be asked, if a link is about one."""
    page, _, slug = name.partition("/")
    if page != PRACTICE or slug not in ALONE:
        return None
    return Instead(told(SLUG, _WHY_NOT[slug]), ALONE[slug])


def words(slug: str) -> None:
    """How it works, and what is kept."""
    say(slug, "use")
    say(slug, "kept")
