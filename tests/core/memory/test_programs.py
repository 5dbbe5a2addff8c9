"""The programs run as pasted, and print what the page shows."""

import contextlib
import io
import re
import runpy
from itertools import combinations
from pathlib import Path

import pytest

from explainers.core.memory import chain, schedule
from explainers.core.memory.programs import programs, shown


def printed(program: str, place: Path) -> str:
    file = place / "snippet.py"
    file.write_text(program, encoding="utf-8")
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        runpy.run_path(str(file))
    return out.getvalue()


def number(text: str, label: str) -> float:
    (found,) = re.findall(rf"^{label} = (.+)$", text, re.MULTILINE)
    return float(found)


@pytest.mark.parametrize(("steps", "stones"), [(10, (4, 7)), (10, ()), (2, (1,))])
def test_the_program_in_jax_prints_what_is_shown(
    steps: int, stones: tuple[int, ...], tmp_path: Path
) -> None:
    text = printed(programs(steps, stones).jax, tmp_path)
    found = shown(steps, stones)
    assert number(text, "recomputed") == found["recomputed"].numbers
    assert number(text, "gradient") == pytest.approx(found["gradient"].numbers, rel=1e-14)
    assert text.count("[] ") == chain.counted(steps, stones).kept


def test_the_program_in_numpy_counts_every_placement(tmp_path: Path) -> None:
    for steps, many in ((2, 1), (7, 2), (9, 3)):
        for stones in list(combinations(range(1, steps), many))[::5]:
            text = printed(programs(steps, stones).numpy, tmp_path)
            assert number(text, "recomputed") == schedule.recomputed(steps, stones)
            gradient = chain.gradient(chain.plain(steps))
            assert number(text, "gradient") == pytest.approx(gradient, rel=1e-13)
