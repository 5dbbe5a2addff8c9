"""A pause between a figure and the words about it, so that the browser draws the figure first."""

import time

DRAWING = 0.06
"""Seconds in which a browser draws a figure's answer to a gesture."""
LOADING = 0.25
"""Seconds in which it loads a figure that it has not drawn yet."""


def breath(seconds: float) -> None:
    """Let the browser work on what was sent, before more of the page comes.

    Streamlit sends while a script rests; without a rest the browser would be busy with
    captions and code when the figure's numbers arrive.
    """
    time.sleep(seconds)
