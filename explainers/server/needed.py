"""Which of Streamlit's scripts a page will need, said before it asks for them.

Streamlit loads the script of each kind of element when it meets the first of them: after its own
scripts, a connection and the first words. A browser that is told before has it by then.
"""

from functools import cache
from pathlib import Path

import streamlit

_SCRIPTS = Path(streamlit.__file__).parent / "static" / "static" / "js"
_ALWAYS = ("BidiComponent",)
"""The kind of our own figures."""
_FIRST = {"jacobian": ("PlotlyChart",)}
"""What else the figure of a page is made of."""


@cache
def needed(slug: str) -> str:
    """Links to the scripts of a page's figure; none for kinds that this Streamlit has not."""
    kinds = (*_ALWAYS, *_FIRST.get(slug, ()))
    found = (script.name for kind in kinds for script in sorted(_SCRIPTS.glob(f"{kind}.*.js")))
    return "".join(
        f'<link rel="modulepreload" crossorigin fetchpriority="low" href="./static/js/{name}">'
        for name in found
    )
