"""Large scripts of Streamlit's that a page will need, said before it asks for them.

Streamlit loads the script of each kind of element when it meets the first of them: after its own
scripts, a connection and the first words. A browser that is told before has it by then. Of small
ones nothing is gained.
"""

from functools import cache
from pathlib import Path

import streamlit

_SCRIPTS = Path(streamlit.__file__).parent / "static" / "static" / "js"
_KINDS = {"jacobian": "PlotlyChart"}
"""What the figure of a page is made of, if it is not our own."""


@cache
def needed(slug: str) -> str:
    """Links to the scripts of a page's figure; none for a kind that this Streamlit has not."""
    found = sorted(_SCRIPTS.glob(f"{_KINDS[slug]}.*.js")) if slug in _KINDS else []
    return "".join(
        '<link rel="modulepreload" crossorigin fetchpriority="low"'
        f' href="./static/js/{script.name}">'
        for script in found
    )
