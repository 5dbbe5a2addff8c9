"""What every request goes through on its way to Streamlit."""

import os

from starlette.middleware import Middleware

from explainers.rooms import store
from explainers.server.bounded import Bounded, readers
from explainers.server.closed import Closed
from explainers.server.finished import Finished
from explainers.server.headed import ANCESTORS, Headed, policy
from explainers.server.quiet import Quiet
from explainers.server.sound import Sound
from explainers.server.styled import Styled

MIDDLEWARE = tuple(map(Middleware, (Headed, Finished, Closed, Bounded, Sound, Quiet, Styled)))
"""The outermost first."""


def look_at_settings() -> None:
    """Look at the operator's variables, before a server says that it has started.

    Raises SystemExit, which says which of them cannot be meant so.
    """
    try:
        readers()
        policy(os.environ.get(ANCESTORS, ""))
        store.check()
    except ValueError as error:
        raise SystemExit(f"Push & Pull does not start: {error}") from None


look_at_settings()
