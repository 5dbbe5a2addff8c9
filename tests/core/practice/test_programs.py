"""The program of a puzzle judges where it is run as the app does."""

import contextlib
import io
import re
from typing import Any

import pytest

from explainers.core.checks import check
from explainers.core.practice.programs import Written, shown, written
from explainers.core.practice.puzzles import PUZZLES
from explainers.core.practice.solve import solution
from explainers.core.practice.variants import variant

SEED = "3"


def ran(of: Written, more: str = "") -> str:
    """What it prints, by itself."""
    said = io.StringIO()
    names: dict[str, Any] = {"__name__": "__main__"}
    with contextlib.redirect_stdout(said):
        for cell in (of.program, more, of.goals):
            exec(compile(cell, "cell", "exec"), names)  # noqa: S102
    return said.getvalue()


@pytest.mark.parametrize("slug", [puzzle.slug for puzzle in PUZZLES])
@pytest.mark.share(5)
def test_a_solution_holds_by_its_program_and_the_start_does_not(slug: str) -> None:
    given = variant(slug, SEED)
    end = solution(given)
    of = written(given, end)
    assert "explainers" not in of.program
    held = check(of.program, shown(given, end), approximate=False)
    assert held is not None
    said = ran(of, held)
    assert len(re.findall("agrees with the page$", said, re.MULTILINE)) == len(given.goals)
    assert said.endswith("Solved.\n")
    # A listing that is not mended may not even run.
    with pytest.raises((AssertionError, TypeError, ValueError)):
        ran(written(given, given.start))
