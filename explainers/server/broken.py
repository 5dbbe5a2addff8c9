"""What a reader sees where a page breaks off: never a traceback, which is for the log alone."""

import streamlit as st

from explainers.lessons import shared


def broken(_: Exception) -> bool:
    """Draw our own words in place of Streamlit's; the address keeps what was last shown."""
    st.warning(shared()["broken"].words, icon=":material/healing:")
    st.html(f'<a href="" target="_self">{shared()["again"].words}</a>')
    return True
