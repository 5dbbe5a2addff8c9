"""A solution of each variant: for its last hint, for worksheets, and for the tests."""

from explainers.core.practice.goals import Spot
from explainers.core.practice.variants import Variant


def solution(variant: Variant) -> Spot:
    """One place where all goals are met, by linear algebra when the numbers were drawn."""
    return variant.setting.solution


ALONE: dict[str, str] = {"battleship": "jacobian/entry", "repair-listing": "practice/catch-rule"}
"""Puzzles that no class can be asked at once, and what is nearest to them of what it can be."""
