"""What every request goes through on its way to Streamlit."""

from starlette.middleware import Middleware

from explainers.server.bounded import Bounded
from explainers.server.closed import Closed
from explainers.server.headed import Headed
from explainers.server.quiet import Quiet
from explainers.server.sound import Sound
from explainers.server.styled import Styled

MIDDLEWARE = tuple(map(Middleware, (Headed, Closed, Bounded, Sound, Quiet, Styled)))
"""The outermost first."""
