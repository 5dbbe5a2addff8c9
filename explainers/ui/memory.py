"""Sections of the lesson on checkpoints: the chain and its stones, JAX, XLA, and loops."""

from collections.abc import Callable, Mapping
from functools import partial

import streamlit as st

from explainers.components.memory import Data, Settled, mount
from explainers.components.task import Task
from explainers.core.checks import Shown
from explainers.core.memory import chain, layers, loops, schedule
from explainers.core.memory.programs import programs, shown
from explainers.lessons.memory import captions
from explainers.measure.results import Job
from explainers.permalink.memory import CODEC, State
from explainers.ui import arrival, measuring
from explainers.ui.answers import Answers, afterwards
from explainers.ui.code_panel import panel
from explainers.ui.gestures import taken
from explainers.ui.saying import folded, say, tell, text
from explainers.ui.session import Home

_SLUG = "memory"
HOME = Home(_SLUG, CODEC)


def _placed(_: str) -> tuple[tuple[chain.Placed, ...], chain.Plain]:
    return chain.placements(), chain.plainly()


def _asked(_: str) -> Mapping[str, layers.Asked]:
    return {name: layers.asked(name) for name in layers.LOSSES}


def _loops(_: str) -> tuple[loops.Loop, ...]:
    return loops.loops()


def _own(at: tuple[int, tuple[int, ...]]) -> chain.Placed:
    steps, stones = at
    return chain.placed(captions.yours(steps), steps, stones)


_PLACED = Answers(_placed, 1)
_OWN = Answers(_own, 64)
_ASKED = Answers(_asked, 1)
_LOOPS = Answers(_loops, 1)


def figure() -> None:
    """The chain with its stones."""
    key = f"{_SLUG}-figure"
    if not HOME.state.cover:
        _OWN.asked(_at())  # of which the words tell
    at_work(key, HOME.held.edition, HOME.state, taken(HOME, key))


def at_work(
    key: str,
    edition: str,
    state: State,
    on_gesture: Callable[[], None],
    task: Task | None = None,
) -> None:
    """The chain in a state, also as the ground of a puzzle."""
    count = schedule.recomputed(state.steps, state.stones)
    settled = Settled(state.steps, state.stones, count)
    mount(key, Data(edition, state, CODEC.limits, settled, task), on_gesture=on_gesture)


def rule() -> None:
    """What the stones do."""
    folded(_SLUG, "rule")


def bound() -> None:
    """How few recomputed steps there can be."""
    folded(_SLUG, "bound")


def _at() -> tuple[int, tuple[int, ...]]:
    """The reader's own placement."""
    return HOME.state.steps, HOME.state.stones


def in_jax() -> None:
    """Placements under ``jax.checkpoint``, the reader's own among them, as JAX counts them."""
    if HOME.state.cover:
        folded(_SLUG, "jax", text(_SLUG, "covered"))
        return
    with folded(_SLUG, "jax"), afterwards():
        found, plain = _PLACED.now(_SLUG)
        own = [_OWN.now(_at())] if _OWN.at_hand(_at()) else []
        with st.container(key=f"{_SLUG}-jax-wide-table"):
            st.markdown(captions.jax_table([*found, *own]))
        tell(captions.in_jax(plain), *map(captions.own, own))
        _OWN.now(_at())  # or wait for it


def network() -> None:
    """Layers with each policy: what JAX keeps, and what XLA was measured to take."""
    with folded(_SLUG, "layers"), afterwards():
        job = Job("memory")
        at_hand = measuring.found(job)
        if at_hand is not None:
            asked, runs = _ASKED.now(_SLUG), at_hand.result.runs
            with st.container(key=f"{_SLUG}-layers-wide-table"):
                st.markdown(captions.layers_table(asked, runs))
            st.markdown(captions.undone(asked, runs))
        say(_SLUG, "policies")
        measuring.controls(_SLUG, "layers", job)


def in_loops() -> None:
    """JAX's loops, each run both ways or refused."""
    with folded(_SLUG, "loops"), afterwards():
        found = _LOOPS.now(_SLUG)
        with st.container(key=f"{_SLUG}-loops-wide-table"):
            st.markdown(captions.loops_table(found))
        arrival.code("\n".join(one.text for one in found))
        say(_SLUG, "refused")
        refusals = dict.fromkeys(one.message for one in found if one.message)
        arrival.code("\n".join(refusals), None)
        say(_SLUG, "bounded")


def code() -> None:
    """The placement at hand as a program in each library."""
    state = HOME.state
    panel(
        _SLUG,
        HOME,
        captions.code(state.steps, state.stones),
        programs(state.steps, state.stones)._asdict(),
        "checkpoints",
        partial(_shown, state),
    )


def _shown(state: State, library: str) -> Mapping[str, Shown]:
    found = shown(state.steps, state.stones)
    return {"gradient": found["gradient"]} if library == "torch" else found
