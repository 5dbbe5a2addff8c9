"""The rule laboratory: boxes forward and back, and what three referees say (frontend/rules)."""

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

import numpy as np
from streamlit.components.v2 import component

from explainers.components.data import numbers
from explainers.core.rules import numbers as rules

_mount = component(
    "explainers.rules",
    html='<div class="instrument rules" data-figure></div>',
    js="rules/rules.js",
    css="rules/rules.css",
)


class Answer(NamedTuple):
    """What JAX computed, with the state that it belongs to."""

    rule: str
    x: tuple[float, ...]
    v: tuple[float, ...]
    u: tuple[float, ...]
    settled: rules.Settled
    checked: bool
    """Whether check_grads lets the rule pass at x."""


def _rule(rule: rules.Rule) -> dict[str, Any]:
    return {
        "slug": rule.slug,
        "title": rule.title,
        "verdict": rule.verdict,
        "keeps": rule.keeps,
        "through": rule.through_text,
        "back": rule.back_text,
        "tape": rules.rule_tape(rule.slug).as_json(),
    }


def _fixed() -> dict[str, Any]:
    """What never changes: the function, its rules, and the risk that SGD goes down."""
    return {
        "matrix": [list(row) for row in rules.MATRIX],
        "layer": rules.layer_tape().as_json(),
        "rules": [_rule(rule) for rule in rules.RULES.values()],
        "lengths": list(rules.STEPS),
        "holds": rules.HOLDS,
        "steep": rules.STEEP,
        "goal": list(rules.GOAL),
        "observations": rules.observations().tolist(),
        "rate": rules.RATE,
        "steps": rules.DESCENT,
    }


def _answer(answer: Answer | None) -> dict[str, Any] | None:
    if answer is None:
        return None
    found = answer.settled
    return {
        "rule": answer.rule,
        "x": list(answer.x),
        "v": list(answer.v),
        "u": list(answer.u),
        **{
            name: numbers(getattr(found, name))
            for name in ("inner", "value", "kept", "between", "pull", "truth", "push", "remainders")
        },
        **{name: numbers(getattr(found, name)) for name in ("forwards", "backwards", "slope")},
        "risks": numbers(found.risks),
        "checked": answer.checked,
        "precision": str(np.asarray(found.value).dtype),
    }


def laboratory(
    *,
    key: str,
    edition: str,
    state: Mapping[str, Any],
    preset: Mapping[str, Any],
    limits: Mapping[str, Any],
    settled: Answer | None,
    on_gesture: Callable[[], None],
) -> None:
    """Mount the laboratory; the callback finds what the browser sent under ``key``.

    ``state`` and ``preset`` hold rule, x, v, u and step; ``limits`` is what x and step keep to.
    """
    _mount(
        key=key,
        data={
            "edition": edition,
            "fixed": _fixed(),
            "state": dict(state),
            "preset": dict(preset),
            "limits": dict(limits),
            "settled": _answer(settled),
        },
        on_gesture_change=on_gesture,
    )
