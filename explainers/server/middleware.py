"""What every request goes through on its way to Streamlit."""

from starlette.middleware import Middleware

from explainers.server.bounded import Bounded
from explainers.server.closed import Closed
from explainers.server.headed import Headed
from explainers.server.styled import Styled

MIDDLEWARE = (Middleware(Headed), Middleware(Closed), Middleware(Bounded), Middleware(Styled))
"""The outermost first."""
