"""Sections of the lesson on rules: the laboratory, and what it rests on."""

from collections.abc import Callable
from functools import cache
from typing import Any, NamedTuple

import jax.numpy as jnp
import numpy as np
import streamlit as st
from jax import Array

from explainers.components.rules import Data, Fixed, Rule, Settled, mount
from explainers.components.wire import Numbers
from explainers.core.host import on_host
from explainers.core.numerals import numeral, numerals
from explainers.core.rules import (
    composition,
    modes,
    residuals,
)
from explainers.core.rules import (
    numbers as rules,
)
from explainers.core.rules import (
    programs as rule_programs,
)
from explainers.lessons import words
from explainers.permalink.rules import CODEC, PRESET
from explainers.ui.answers import SCHEDULER, Answers, Pending, together
from explainers.ui.code_panel import panel
from explainers.ui.gestures import taken
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
    """JAX's numbers, and the verdict of check_grads."""
    rule, x, v, u = at
    found = on_host(rules.compiled(rule)(jnp.asarray(x), jnp.asarray(v), jnp.asarray(u)))
    return Settled(rule, x, v, u, Numbers(found), rules.checked(rule, x))


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
        holds=rules.HOLDS,
        steep=rules.STEEP,
        goal=rules.GOAL,
        observations=tuple((a, b) for a, b in rules.observations().tolist()),
        rate=rules.RATE,
        steps=rules.DESCENT,
    )


def _rule(rule: rules.Rule) -> Rule:
    return Rule(
        slug=rule.slug,
        title=rule.title,
        verdict=rule.verdict,
        keeps=rule.keeps,
        through=rule.through_text,
        back=rule.back_text,
        tape=rules.rule_tape(rule.slug),
    )


def laboratory() -> Pending | None:
    """The figure: the boxes forward and back, and what the referees say."""
    key = f"{_SLUG}-laboratory"
    held = HOME.held
    state = held.state
    at = At(state.rule, state.x, state.v, state.u)
    pending = SETTLED.pending(at)
    found = None if pending else SETTLED.now(at)
    data = Data(held.edition, _fixed(), state, PRESET, CODEC.limits, found)
    mount(key, data, on_gesture=taken(HOME, key))
    if pending is None:
        _compile_others()
    return together(pending, _TABLES.pending(_kept_table, _composed_table, _modes))


def reading(lesson: str) -> None:
    """How to read the boxes and the referees."""
    st.header("Read the laboratory", anchor=False)
    left, right = st.columns(2, gap="medium")
    with left:
        st.markdown(words(lesson, "reading"))
    with right:
        st.markdown(words(lesson, "blind"))
        st.markdown(words(lesson, "training"))


def kept(lesson: str) -> None:
    """What each operation keeps, as JAX holds it."""
    st.header("What each operation keeps", anchor=False)
    st.markdown(words(lesson, "kept"))
    st.markdown(_TABLES.now(_kept_table))


def _kept_table() -> str:
    rows = ["| operation | at x = | keeps | JAX holds |", "|---|---|---|---|"]
    for operation in residuals.OPERATIONS:
        found = residuals.kept(operation)
        at = np.atleast_1d(np.asarray(operation.at))
        where = numeral(at[0]) if at.size == 1 else numerals(at)
        holds = "; ".join(_written(leaf) for leaf in found.residuals) or "–"
        rows.append(f"| {found.name} | {where} | {found.said} | {holds} |")
    return "\n".join(rows)


def _written(numbers: Array) -> str:
    if numbers.ndim == 0:
        return numeral(float(numbers))
    if numbers.ndim == 1:
        return numerals(numbers)
    return "rows " + ", ".join(numerals(row) for row in numbers)


def composed(lesson: str) -> None:
    """Backpropagation through x·w and Σy², box by box, beside jax.grad."""
    st.header("Backprop is composition", anchor=False)
    st.markdown(words(lesson, "composition"))
    st.markdown(_TABLES.now(_composed_table))
    with st.expander("The same in NumPy"):
        st.code(composition.NUMPY, language="python")


def _composed_table() -> str:
    found = composition.backprop()
    x, w = numerals(composition.X), numerals(composition.W)
    by_x, by_w = numerals(found.by_x), numerals(found.by_w)
    return "\n".join(
        [
            "| box | :blue[forward] | :orange[backward] |",
            "|---|---|---|",
            f"| Σy² | y = {numeral(float(found.y))} → {numeral(float(found.loss))} "
            f"| 1 → u = 2y = {numeral(float(found.cotangent))} |",
            f"| x·w, vjp_x | x = {x} → y = {numeral(float(found.y))} | u → u w = {by_x} |",
            f"| x·w, vjp_w | w = {w} | u → u x = {by_w} |",
            f"| whole, jax.grad | | {numerals(found.whole[0])} and {numerals(found.whole[1])} |",
        ]
    )


def modes_open(lesson: str) -> None:
    """Which modes a custom VJP and a custom JVP leave open, with JAX's own message."""
    st.header("custom_vjp or custom_jvp", anchor=False)
    st.markdown(words(lesson, "modes"))
    table, message = _TABLES.now(_modes)
    st.markdown(table)
    st.code(message, language=None, wrap_lines=True)


def _modes() -> tuple[str, str]:
    found = modes.tried()
    rows = ["| | custom_vjp | custom_jvp |", "|---|---|---|"]
    for name in modes.MODES:
        outcomes = ["refused" if by[name] else "works" for by in found]
        rows.append(f"| {name} | {outcomes[0]} | {outcomes[1]} |")
    (message,) = {words for by in found for words in by.values() if words}
    return "\n".join(rows), message


def _made(table: Callable[[], Any]) -> Any:
    return table()


_TABLES = Answers(_made, 3)


def code(lesson: str) -> None:
    """The chosen rule as a program in each library."""
    st.header("In code", anchor=False)
    state = HOME.state
    programs = rule_programs.laboratory(*state[:4])
    said = (
        f"Runs as pasted: f(x) = exp(Ax) with the rule “{rules.RULES[state.rule].title}” at "
        f"x = {numerals(state.x)}, with v = {numerals(state.v)} and u = {numerals(state.u)}."
    )
    panel(lesson, said, programs._asdict(), f"rule_{state.rule}")
