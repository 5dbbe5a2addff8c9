"""Style sheets of a page: around the lesson, of the menu, of what has not been drawn yet."""

from functools import cache
from pathlib import Path

from explainers.ui.skeletons import rules
from explainers.ui.theme import code_rules

_HERE = Path(__file__).parent


@cache
def sheets(slug: str, embedded: bool) -> str:
    """A page's style sheets as one element; those of an embedded page know no menu."""
    around = "embed" if embedded else "menu"
    texts = [(_HERE / f"{name}.css").read_text(encoding="utf-8") for name in ("frame", around)]
    return "<style>\n{}\n</style>".format("\n".join([*texts, rules(slug), code_rules()]))
