"""What a page's figure is made of, asked for with the page: there is nothing to wait for meanwhile.

Otherwise a browser learns of each only when it has what comes before: of Streamlit's script for
components when one is to be drawn, of the figure's own when that script has come.
"""

import re
from functools import cache
from pathlib import Path

import streamlit

from explainers.components.wire import BUNDLES
from explainers.lessons import HOME, PAGES

_STREAMLIT = Path(streamlit.__file__).parent / "static" / "static" / "js"
_FIRST = "BidiComponent"
"""Streamlit's script for components, by its name without the digest."""
_IMPORTS = re.compile(r'(?:from|import)"\./([\w.-]+\.js)"')
_STAGES = {HOME.slug: "stage", "push_and_pull": "stage", "practice": "stage"}
"""Figures that are not called as their pages."""
_ABOVE = ("choice",)
"""What stands above nearly every figure."""


def links(slug: str, page: str) -> str:
    """What stands in the head of a page for what its text does not ask for anyway."""
    new = [address for address in addresses(slug) if f'"{address}"' not in page]
    return "".join(f'<link rel="modulepreload" href="{address}">' for address in new)


@cache
def addresses(slug: str) -> tuple[str, ...]:
    """Where the scripts of a page's figure are; nothing for a page without one."""
    figure = _STAGES.get(slug, slug)
    if all(page.slug != slug for page in PAGES) or not (BUNDLES / f"{figure}.js").exists():
        return ()
    ours = (f"./_stcore/bidi-components/explainers.{name}/{name}.js" for name in (figure, *_ABOVE))
    return (*(f"./static/js/{name}" for name in _scripts()), *ours)


@cache
def _scripts() -> tuple[str, ...]:
    """Streamlit's script for components, and the scripts that it asks for in turn."""
    found: dict[str, None] = {path.name: None for path in _STREAMLIT.glob(f"{_FIRST}.*.js")}
    waiting = list(found)
    while waiting:
        text = (_STREAMLIT / waiting.pop()).read_text(encoding="utf-8")
        new = [name for name in _IMPORTS.findall(text) if name not in found]
        found |= dict.fromkeys(new)
        waiting += new
    return tuple(found)
