"""What every request goes through on its way to Streamlit."""

from starlette.middleware import Middleware

from explainers.server.quiet import Quiet
from explainers.server.styled import Styled

MIDDLEWARE = (Middleware(Quiet), Middleware(Styled))
"""The outermost first."""
