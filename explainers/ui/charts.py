"""Charts: Plotly's figures as they stand on a page, and the buttons that save them."""

# Streamlit imports it with the first figure of ours, and Plotly takes it from whoever has begun to:
# half made, if that is another reader who has not ended.
import pandas  # noqa: F401
import plotly.graph_objects as go
import streamlit as st

from explainers.components.chart import Data, mount
from explainers.ui import arrival


def chart(picture: go.Figure, key: str, alt: str) -> None:
    """Show a chart, with buttons that save it under the name of its key.

    ``alt`` says what it shows. It waits until the figure of the page has been drawn.
    """
    if arrival.late():
        return
    with st.container(key=f"{key}-drawn", gap="xxsmall"):
        st.plotly_chart(picture, key=key, config={"displayModeBar": False}, alt=alt)
        mount(f"{key}-save", Data(key))
