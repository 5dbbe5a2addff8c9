"""A solution of each variant: for its last hint, for worksheets, and for the tests."""

from typing import Literal

from explainers.core.practice.goals import Spot
from explainers.core.practice.variants import Variant


def solution(variant: Variant) -> Spot:
    """One place where all goals are met, by linear algebra when the numbers were drawn."""
    return variant.setting.solution


PLACED: dict[str, Literal["x", "v", "u"]] = {
    "aim-push": "v",
    "match-table": "x",
    "pure-turn": "x",
    "quarter-turn": "x",
    "all-signs": "x",
    "honest-gradient": "u",
    "hidden-swap": "x",
}
"""Puzzles that one hand solves in one plane, with two inputs and two outputs, and what it moves."""
