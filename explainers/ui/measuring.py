"""Measurements on a page: asked for, waited for, stopped, and shown with their machine."""

from typing import NamedTuple

import streamlit as st

from explainers.lessons import captions, words
from explainers.measure.bench import Ticket, bench
from explainers.measure.recorded import recorded
from explainers.measure.results import Job, Result
from explainers.ui.theme import muted

_LOOK_AGAIN = 0.4
"""Seconds between two looks at a measurement that is under way."""


class Found(NamedTuple):
    """A result, and whether it was measured beforehand, elsewhere."""

    result: Result
    recorded: bool


def found(job: Job) -> Found | None:
    """What was measured here, or else what was recorded, if either was."""
    here = bench().result(job)
    if here is not None:
        return Found(here, recorded=False)
    before = recorded().get(job)
    return None if before is None else Found(before, recorded=True)


def controls(lesson: str, slot: str, job: Job) -> None:
    """The origin of what is shown, a button to measure, and what is under way."""
    slot_key = f"{lesson}-{slot}-ticket"
    ticket: Ticket | None = st.session_state.get(slot_key)
    at_hand = found(job)
    if at_hand is not None:
        muted(captions.origin(*at_hand))
    with st.container(key=f"{lesson}-{slot}-measuring"):
        if ticket is not None and ticket.active:
            _watch(ticket, lesson, slot)
            return
        again = at_hand is not None and not at_hand.recorded
        st.button(
            words(lesson, "measure-again" if again else "measure"),
            key=f"{lesson}-{slot}-measure",
            on_click=_ask,
            args=(slot_key, job),
            icon=":material/timer:",
            help=words(lesson, "server"),
        )
        if ticket is not None and ticket.job == job and ticket.stage in ("stopped", "failed"):
            muted(words(lesson, ticket.stage))
        if st.session_state.pop(f"{slot_key}-full", False):
            muted(words(lesson, "full"))


def _ask(slot_key: str, job: Job) -> None:
    ticket = bench().ask(job)
    if ticket is None:
        st.session_state[f"{slot_key}-full"] = True
    else:
        st.session_state[slot_key] = ticket


@st.fragment(run_every=_LOOK_AGAIN)
def _watch(ticket: Ticket, lesson: str, slot: str) -> None:
    ahead = bench().ahead(ticket)
    if not ticket.active:
        st.rerun()
    with st.container(horizontal=True, vertical_alignment="center"):
        st.progress(
            ticket.done / ticket.of if ticket.of else 0.0,
            text=captions.progress(ticket, ahead),
            width=320,
        )
        st.button(
            words(lesson, "stop"),
            key=f"{lesson}-{slot}-stop",
            on_click=bench().stop,
            args=(ticket,),
            icon=":material/stop:",
        )
