"""What stands between a browser and Streamlit: the server's own part of the app."""

from starlette.middleware import Middleware

from explainers.server.styled import Styled

MIDDLEWARE = (Middleware(Styled),)
"""What every request goes through, the outermost first."""
