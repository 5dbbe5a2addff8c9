"""The practice ground: a puzzle on a figure, the path through all, and numbers for a class."""

import secrets
from collections.abc import Mapping
from typing import Any

import streamlit as st

from explainers.components import practice as path_component
from explainers.components import wire
from explainers.components.task import Slip, Task
from explainers.core.practice import programs
from explainers.core.practice.judge import judged
from explainers.core.practice.puzzles import BY_SLUG, PUZZLES, Puzzle
from explainers.core.practice.solve import solution
from explainers.core.practice.variants import Variant, worked
from explainers.lessons import words
from explainers.lessons.practice.told import places, told
from explainers.permalink.practice import CODEC, State, at_start
from explainers.ui.answers import Pending
from explainers.ui.code_panel import panel
from explainers.ui.gestures import heard
from explainers.ui.grounds import SLUG, drawn
from explainers.ui.saying import folded, say, tell, text
from explainers.ui.session import Home

HOME: Home[State] = Home(SLUG, CODEC)
_WORKED: Home[State] = Home(f"{SLUG}-worked", CODEC)
"""A case that is solved before the reader's own, of which the page's link knows nothing."""
_WATCHED = f"{SLUG}-watched"
_PATH = f"{SLUG}-path"
_LEVELS = {1: "level-1", 2: "level-2", 3: "level-3"}
"""The sections that name them."""


def figure() -> Pending | None:
    """The puzzle at hand on its figure, or first a case of it that is solved there."""
    _turn()
    home = _shown()
    return drawn(home, task(home.state.variant, home is _WORKED))


def _turn() -> None:
    """Turn to a worked case and back, as a reader has asked beside the puzzle."""
    asked = wire.worked()
    if asked != _shown().held.edition:
        return
    if _shown() is HOME:
        _WORKED.begin(at_start(HOME.state.puzzle, worked(HOME.state.variant)))
        st.session_state[_WATCHED] = HOME.held.edition
    else:
        del st.session_state[_WATCHED]


def _shown() -> Home[State]:
    """What the figure shows; a worked case is over when the reader's puzzle becomes another."""
    return _WORKED if st.session_state.get(_WATCHED) == HOME.held.edition else HOME


def task(variant: Variant, solved: bool = False) -> Task:
    """A puzzle with its words, as the Stage is sent it; ``solved`` as a worked case."""
    puzzle, said = variant.puzzle, told(variant.puzzle.slug)
    given = places(puzzle.slug, variant.setting)
    number = PUZZLES.index(puzzle) + 1
    place = f"{words(SLUG, _LEVELS[puzzle.level])} · puzzle {number} of {len(PUZZLES)}"
    return Task(
        puzzle=puzzle.slug,
        seed=variant.seed,
        place=words(SLUG, "worked") if solved else place,
        title=said.title,
        statement=said.statement.format(**given),
        free=puzzle.free,
        goals=variant.goals,
        slips=tuple(Slip(made.signs, said.mistakes[made.name]) for made in variant.mistakes),
        hints=tuple(hint.format(**given) for hint in said.hints),
        won=said.won,
        target=variant.target,
        solution=solution(variant),
        kin=puzzle.kin,
        worked=solved,
    )


def moves() -> None:
    """Other numbers for the same puzzle, and the next one on the path."""
    if _shown() is _WORKED:
        return
    here = PUZZLES.index(HOME.state.variant.puzzle)
    following = PUZZLES[(here + 1) % len(PUZZLES)]
    with st.container(horizontal=True, key=f"{SLUG}-moves"):
        st.button(
            words(SLUG, "other-numbers"),
            key=f"{SLUG}-other",
            on_click=_take_other,
            icon=":material/casino:",
        )
        st.button(
            words(SLUG, "next-puzzle").format(title=told(following.slug).title),
            key=f"{SLUG}-next",
            on_click=_take,
            args=(following,),
            icon=":material/arrow_forward:",
        )


def _take(puzzle: Puzzle) -> None:
    HOME.pick(puzzle)


def _take_other() -> None:
    HOME.change(at_start(HOME.state.puzzle, secrets.token_hex(3)))


def verdict() -> None:
    """What JAX says of the state that a hand has left."""
    state = _shown().state
    found = judged(state.variant, state.spot)
    tell(text(SLUG, "solved" if found.solved else "unsolved"))


def program() -> None:
    """The puzzle as a program, with its goals at the end of its notebook."""
    home = _shown()
    state = home.state
    given, spot = state.variant, state.spot
    of = programs.written(given, spot)
    said = words(SLUG, "program").format(title=told(state.puzzle).title)
    file = f"puzzle_{state.puzzle.replace('-', '_')}"
    panel(
        SLUG, home, said, {"jax": of.program}, file, lambda _: programs.shown(given, spot), of.goals
    )


def path() -> None:
    """All puzzles by their levels, each a way to it."""
    say(SLUG, "path")
    levels = tuple(
        path_component.Level(
            words(SLUG, name),
            tuple(
                path_component.Step(puzzle.slug, told(puzzle.slug).title)
                for puzzle in PUZZLES
                if puzzle.level == level
            ),
        )
        for level, name in _LEVELS.items()
    )
    held = HOME.held
    path_component.mount(
        _PATH,
        path_component.Data(held.edition, levels, held.state.puzzle),
        on_gesture=heard(HOME, _PATH, "gesture", _read, lambda found, _: _take(found)),
    )


def _read(sent: Mapping[str, Any], _: State) -> Puzzle | None:
    """The puzzle that a browser asks for, or None if there is none of that name."""
    slug = sent.get("puzzle")
    return BY_SLUG.get(slug) if isinstance(slug, str) else None


def classes() -> None:
    """How a link gives a class its numbers."""
    folded(SLUG, "class")
