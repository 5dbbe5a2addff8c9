"""Style sheets of a page: around the lesson, of the menu, of what has not been drawn yet."""

from functools import cache
from pathlib import Path

from explainers.ui.skeletons import rules
from explainers.ui.theme import code_rules

_HERE = Path(__file__).parent


_MAIN = '[data-testid="stMainBlockContainer"] > * > '
_WORDS = (".st-key-frame-figure", '[class*="-share"]', ".st-key-frame-heading", "style")
"""What is no word of a lesson."""
_CODE = '[class*="st-key-folded-"][class*="-code"]'
_STAY = f":has({', '.join(_WORDS)}, .st-key-frame-check, .st-key-frame-turn, {_CODE})"
_CENTRED = "width: 100% !important; max-width: 1240px !important; margin-inline: auto !important;"
_OFF = "display: none !important;"
WITHOUT = {
    "menu": f'[data-testid="stSidebar"], .st-key-frame-turn {{ {_OFF} }}'
    f' [data-testid="stMainBlockContainer"] {{ {_CENTRED} }}',
    "words": f"{_MAIN}:not({_STAY}), {_MAIN}* :has(> * > .st-key-frame-figure)"
    f" > :not(:has(.st-key-frame-figure, [class*='-share'], {_CODE})) {{ {_OFF} }}",
    "code": f"{_CODE} {{ {_OFF} }}",
    "questions": f".st-key-frame-check {{ {_OFF} }}",
    "tools": "html:root { --tools: none; }",
    "row": f'[class*="-share"] {{ {_OFF} }}',
    "modes": "html:root { --modes: none; }",
    "switches": "html:root { --switches: none; }",
    "views": "html:root { --views: none; }",
    "sliders": "html:root { --sliders: none; }",
    "readout": "html:root { --readout: none; }",
    "legend": "html:root { --legend: none; }",
}
"""What hides a part of a page that a teacher's link does without, by its word there."""


def without(*hidden: str) -> str:
    """A style sheet in which parts of a page do not show."""
    return "<style>\n{}\n</style>".format("\n".join(map(WITHOUT.__getitem__, hidden)))


@cache
def sheets(slug: str, embedded: bool) -> str:
    """A page's style sheets as one element; those of an embedded page know no menu."""
    around = "embed" if embedded else "menu"
    texts = [(_HERE / f"{name}.css").read_text(encoding="utf-8") for name in ("frame", around)]
    return "<style>\n{}\n</style>".format("\n".join([*texts, rules(slug), code_rules()]))
