"""Whatever a hand takes hold of in a figure is made with a name for those who hear it."""

import re
from collections.abc import Iterator
from pathlib import Path

FRONTEND = Path(__file__).parents[2] / "explainers" / "components" / "frontend"
_HELD = re.compile(r'role: "slider"|type: "(?:range|number)"')


def nameless(text: str) -> Iterator[str]:
    """The attributes of sliders and fields for numbers that have no name among them."""
    for held in _HELD.finditer(text):
        attributes = around(text, *held.span())
        if '"aria-label"' not in attributes:
            yield attributes


def around(text: str, start: int, end: int) -> str:
    """The innermost braces around a place."""
    depth = 0
    while depth >= 0:
        start -= 1
        depth += {"}": 1, "{": -1}.get(text[start], 0)
    depth = 0
    while depth >= 0:
        depth += {"{": 1, "}": -1}.get(text[end], 0)
        end += 1
    return text[start:end]


def test_every_slider_of_a_figure_is_made_with_a_name() -> None:
    texts = {path.name: path.read_text(encoding="utf-8") for path in FRONTEND.rglob("*.js")}
    assert sum(len(_HELD.findall(text)) for text in texts.values()) > 12
    found = {name: [*nameless(text)] for name, text in texts.items()}
    assert {name: ones for name, ones in found.items() if ones} == {}


def test_a_slider_without_a_name_would_be_noticed() -> None:
    named = 'html("input", { type: "range", max: `${2 * m}`, "aria-label": words.of(k) })'
    assert [*nameless(named)] == []
    without = named.replace(', "aria-label": words.of(k)', "")
    assert [*nameless(f"{{ {without} }}")] == ['{ type: "range", max: `${2 * m}` }']
