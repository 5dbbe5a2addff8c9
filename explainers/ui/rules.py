"""Sections of the lesson on rules: the laboratory, and what it rests on."""

from collections.abc import Callable
from functools import cache
from typing import Any, NamedTuple

import numpy as np
import streamlit as st

from explainers.components.rules import Data, Fixed, Rule, Settled, mount
from explainers.components.task import Task
from explainers.components.wire import Numbers
from explainers.core.host import on_host
from explainers.core.rules import (
    composition,
    modes,
    residuals,
    verdicts,
)
from explainers.core.rules import (
    numbers as rules,
)
from explainers.core.rules import (
    programs as rule_programs,
)
from explainers.lessons import of_case, words
from explainers.lessons.rules import captions
from explainers.permalink.rules import CODEC, PRESET, State
from explainers.ui import arrival
from explainers.ui.answers import Answers, Pending, together
from explainers.ui.code_panel import panel
from explainers.ui.compiling import SCHEDULER
from explainers.ui.gestures import taken
from explainers.ui.saying import folded, say
from explainers.ui.session import Home

HOME = Home("rules", CODEC)

_SLUG = "rules"


class At(NamedTuple):
    """A rule, where it is looked at, and along which v and u."""

    rule: str
    x: tuple[float, ...]
    v: tuple[float, ...]
    u: tuple[float, ...]


def _settled(at: At) -> Settled:
    """JAX's numbers, and what the referees say of them."""
    rule, x, v, u = at
    found = on_host(rules.compiled(rule)(*map(np.asarray, (x, v, u))))
    judged = verdicts.of(found, rule, x, v, u)
    shown = Numbers(verdicts.tidied(found, rule, x, v, u))
    return Settled(rule, x, v, u, shown, judged, captions.referees(judged))


SETTLED = Answers(_settled, 512, program=lambda at: at.rule)


@cache
def _compile_others() -> None:
    """Work ahead on the rules that nobody has chosen yet, so that no choice waits for it."""
    others = (At(rule, PRESET.x, PRESET.v, PRESET.u) for rule in rules.RULES)
    SCHEDULER.work_ahead(SETTLED.wait(at) for at in others)


@cache
def _fixed() -> Fixed:
    return Fixed(
        layer=rules.layer_tape(),
        rules=tuple(_rule(rule) for rule in rules.RULES.values()),
        lengths=rules.STEPS,
        goal=rules.GOAL,
        observations=tuple((a, b) for a, b in rules.observations().tolist()),
        rate=rules.RATE,
        steps=rules.DESCENT,
    )


def _rule(rule: rules.Rule) -> Rule:
    return Rule(
        slug=rule.slug,
        title=rule.title,
        verdict=of_case(_SLUG, rule.slug),
        keeps=rule.keeps,
        through=rule.through_text,
        back=rule.back_text,
        tape=rules.rule_tape(rule.slug),
    )


def laboratory() -> Pending | None:
    """The figure: the boxes forward and back, and what the referees say."""
    key = f"{_SLUG}-laboratory"
    pending = at_work(key, HOME.held.edition, HOME.state, PRESET, taken(HOME, key))
    return together(pending, _TABLES.pending(_kept_table, _composed_table, _modes))


def at_work(
    key: str,
    edition: str,
    state: State,
    preset: State,
    on_gesture: Callable[[], None],
    task: Task | None = None,
) -> Pending | None:
    """The laboratory in a state, also as the ground of a puzzle; what it waits for."""
    at = At(state.rule, state.x, state.v, state.u)
    pending = SETTLED.pending(at)
    found = None if pending else SETTLED.now(at)
    data = Data(edition, _fixed(), state, preset, CODEC.limits, found, task)
    mount(key, data, on_gesture=on_gesture)
    if pending is None:
        _compile_others()
    return pending


def reading(lesson: str) -> None:
    """How to read the boxes and the referees."""
    say(lesson, "laboratory")
    left, right = st.columns(2, gap="medium")
    with left:
        say(lesson, "reading")
    with right:
        say(lesson, "blind")
        say(lesson, "training")


def kept(lesson: str) -> None:
    """What each operation keeps, as JAX holds it."""
    folded(lesson, "kept", _TABLES.now(_kept_table))


def _kept_table() -> str:
    return captions.kept((one, residuals.kept(one)) for one in residuals.OPERATIONS)


def composed(lesson: str) -> None:
    """Backpropagation through x·w and Σy², box by box, beside jax.grad."""
    place = folded(lesson, "composition", _TABLES.now(_composed_table))
    with place, st.expander(words(lesson, "in-numpy")):
        arrival.code(composition.NUMPY)


def _composed_table() -> str:
    return captions.composed(composition.backprop())


def modes_open(lesson: str) -> None:
    """Which modes a custom VJP and a custom JVP leave open, with JAX's own message."""
    table, message = _TABLES.now(_modes)
    with folded(lesson, "modes", table):
        arrival.code(message, None)


def _modes() -> tuple[str, str]:
    found = modes.tried()
    (message,) = {words for by in found for words in by.values() if words}
    return captions.modes(found), message


def _made(table: Callable[[], Any]) -> Any:
    return table()


_TABLES = Answers(_made, 3)


def code(lesson: str) -> None:
    """The chosen rule as a program in each library."""
    rule, x, v, u, *_ = HOME.state
    programs = rule_programs.laboratory(rule, x, v, u)._asdict()
    said = captions.code(rules.RULES[rule].title, x, v, u)
    panel(
        lesson,
        HOME,
        said,
        programs,
        f"rule_{rule}",
        lambda _: rule_programs.shown(rule, x, v, u),
    )
