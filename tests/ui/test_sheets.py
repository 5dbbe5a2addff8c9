"""Style sheets as they are written: what no screen, finger, projector or paper may lack."""

import re
from pathlib import Path

import pytest

EXPLAINERS = Path(__file__).parents[2] / "explainers"
FIGURES = sorted((EXPLAINERS / "components" / "frontend").rglob("*.css"))
PAGES = sorted((EXPLAINERS / "ui").glob("*.css"))
SMALLEST = 12.0
"""Pixels."""
_SIZE = re.compile(r"\bfont(?:-size)?:\s*([^;}]+)")
_LENGTH = re.compile(r"(?<![\w.-])([\d.]+)(px|rem|em)\b")
_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")


def read(path: Path) -> str:
    """A style sheet without what is said in it."""
    return re.sub(r"/\*.*?\*/", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)


def small(sheet: str) -> list[str]:
    """Sizes of letters that a sheet gives and that are too small to be read."""
    sizes = _SIZE.findall(sheet)
    return [
        size
        for size in sizes
        for number, unit in _LENGTH.findall(size.partition("/")[0].partition("calc")[0])
        if float(number) * (1 if unit == "px" else 16) < SMALLEST
    ]


def block(sheet: str, head: str) -> str:
    """What stands between the braces of all blocks that begin so."""
    found = ""
    for begin in re.finditer(re.escape(head) + r"\s*\{", sheet):
        depth, end = 1, begin.end()
        while depth:
            depth += {"{": 1, "}": -1}.get(sheet[end], 0)
            end += 1
        found += sheet[begin.end() : end - 1]
    return found


def hidden(sheet: str) -> list[str]:
    """The selectors of each rule that takes something from the page."""
    rules = _RULE.findall(sheet)
    return [selectors for selectors, body in rules if re.search(r"display:\s*none", body)]


@pytest.mark.parametrize("path", [*FIGURES, *PAGES], ids=lambda path: path.name)
def test_no_sheet_writes_letters_that_are_too_small(path: Path) -> None:
    assert small(read(path)) == []


def test_letters_that_are_too_small_would_be_noticed() -> None:
    sheet = "a { font-size: 11.5px; } b { font: 500 0.7rem/1.2 serif; } c { font-size: 12px }"
    assert small(sheet) == ["11.5px", "500 0.7rem/1.2 serif"]


def test_a_finger_on_a_slider_scrolls_the_page() -> None:
    swallowing = [
        (path.name, selectors.strip())
        for path in FIGURES
        for selectors, body in _RULE.findall(read(path))
        if re.search(r"touch-action:\s*none", body) and re.search(r"input|scrub|range", selectors)
    ]
    assert swallowing == []
    sheet = read(EXPLAINERS / "components" / "frontend" / "parts" / "instrument.css")
    bodies = [
        body for selectors, body in _RULE.findall(sheet) if 'input[type="range"]' in selectors
    ]
    assert any(re.search(r"touch-action:\s*pan-y", body) for body in bodies)


def test_a_presented_page_and_a_printed_one_have_no_menu() -> None:
    frame = read(EXPLAINERS / "ui" / "frame.css")
    printed = "".join(hidden(block(frame, "@media print")))
    for part in ("stSidebar", "stHeader", ".stButton", "st-key-frame-turn", '"-share"'):
        assert part in printed, part
    presented = "".join(one for one in hidden(frame) if "html[data-present]" in one)
    for part in ("stSidebar", "stHeader", "st-key-words-"):
        assert part in presented, part
