"""Style sheets of a page: around the lesson, of the menu, of what has not been drawn yet."""

from collections.abc import Iterable
from functools import cache
from pathlib import Path
from threading import Event

import streamlit as st

from explainers.ui.skeletons import rules
from explainers.ui.theme import code_rules

_HERE = Path(__file__).parent


_MAIN = '[data-testid="stMainBlockContainer"] > * > '
_SHARE = '[class*="-share"]'
_WORDS = (".st-key-frame-figure", ".st-key-frame-heading", "style")
"""What is no word of a lesson."""
_CODE = '[class*="st-key-folded-"][class*="-code"]'
_STAY = (
    f"{_SHARE}, :has({', '.join(_WORDS)}, {_SHARE}, .st-key-frame-check, .st-key-frame-turn,"
    f" {_CODE})"
)
_WITHIN = ':has(> [class*="st-key-words-"])'
"""Words that stand within a figure's place."""
_CENTRED = "width: 100% !important; max-width: 1240px !important; margin-inline: auto !important;"
_OFF = "display: none !important;"
WITHOUT = {
    "menu": f'[data-testid="stSidebar"], .st-key-frame-turn {{ {_OFF} }}'
    f' [data-testid="stMainBlockContainer"] {{ {_CENTRED} }}',
    "words": f"{_MAIN}:not({_STAY}), {_MAIN}* :has(> * > .st-key-frame-figure)"
    f" > :not({_SHARE}, :has(.st-key-frame-figure, {_CODE})), {_WITHIN} {{ {_OFF} }}",
    "code": f"{_CODE} {{ {_OFF} }}",
    "questions": f".st-key-frame-check {{ {_OFF} }}",
    "tools": "html:root { --tools: none; }",
    "row": f"{_SHARE} {{ {_OFF} }}",
    "modes": "html:root { --modes: none; }",
    "switches": "html:root { --switches: none; }",
    "views": "html:root { --views: none; }",
    "sliders": "html:root { --sliders: none; }",
    "readout": "html:root { --readout: none; }",
    "legend": "html:root { --legend: none; }",
}
"""What hides a part of a page that a teacher's link does without, by its word there."""


WRITTEN = Event()
"""Set where the server writes the style sheets of a page into it (``server/styled``)."""
_FIRST = "sheets-first"


def without(*hidden: str) -> str:
    """A style sheet in which parts of a page do not show; empty where all do."""
    return _element(map(WITHOUT.__getitem__, hidden)) if hidden else ""


def lacking(slug: str, embedded: bool) -> str:
    """The style sheets that a browser does not have yet: those of its first page stand in it."""
    if not WRITTEN.is_set():
        return sheets(slug, embedded)
    first = st.session_state.setdefault(_FIRST, slug)
    return "" if slug == first or not rules(slug) else _element([rules(slug)])


@cache
def sheets(slug: str, embedded: bool) -> str:
    """A page's style sheets as one element; those of an embedded page know no menu."""
    around = "embed" if embedded else "menu"
    texts = [(_HERE / f"{name}.css").read_text(encoding="utf-8") for name in ("frame", around)]
    return _element([*texts, rules(slug), code_rules()])


def _element(texts: Iterable[str]) -> str:
    return "<style>\n{}\n</style>".format("\n".join(texts))
