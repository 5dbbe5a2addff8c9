"""Charts: Plotly's figures as they stand on a page, and the buttons that save them."""

from collections.abc import Callable

# Streamlit imports it with the first figure of ours, and Plotly takes it from whoever has begun to:
# half made, if that is another reader who has not ended.
import pandas  # noqa: F401  # pyright: ignore[reportUnusedImport]
import plotly.graph_objects as go
import streamlit as st

from explainers.components.chart import Data, mount


def draw(picture: go.Figure, key: str, alt: str, picked: Callable[[], None] | None = None) -> None:
    """Show a chart that is the figure of its page; ``alt`` says what it shows.

    ``picked`` is called when a point was clicked; the session then has it under the key.
    """
    st.plotly_chart(
        picture,
        key=key,
        config={"displayModeBar": False},
        alt=alt,
        on_select=picked or "ignore",
        selection_mode="points",
    )


def chart(picture: go.Figure, key: str, alt: str) -> None:
    """Show a chart, with buttons that save it under the name of its key."""
    with st.container(key=f"{key}-drawn", gap="xxsmall"):
        draw(picture, key, alt)
        mount(f"{key}-save", Data(key))
