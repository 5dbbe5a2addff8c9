"""What a reader sees where something breaks off: never a traceback, which is for the log alone."""

import os

import streamlit as st
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from explainers.lessons import shared
from explainers.server.headed import ANCESTORS, heads


def broken(_: Exception) -> bool:
    """Draw our own words in place of Streamlit's; the address keeps what was last shown."""
    st.warning(shared()["broken"].words, icon=":material/healing:")
    st.html(f'<a href="" target="_self">{shared()["again"].words}</a>')
    return True


def failed(_request: Request, _error: Exception) -> Response:
    """Answer a request that broke off, headed as all answers are: no middleware sees this one."""
    return PlainTextResponse("Broken off", 500, heads(os.environ.get(ANCESTORS, "")))
