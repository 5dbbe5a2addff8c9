"""The two schedulers of the process, for whom they work, and how the process ends."""

import atexit
import os
import threading
from collections.abc import Hashable
from typing import NamedTuple

from streamlit.runtime import Runtime
from streamlit.runtime.scriptrunner import get_script_run_ctx

from explainers.measure.bench import bench
from explainers.ui import disk
from explainers.ui.scheduler import Scheduler

ROOM = 32
"""How much of what readers typed may wait at once."""
GRACE = 1.5
"""Seconds that a process which was told to end takes to say goodbye."""


class Session(NamedTuple):
    """A reader with a browser."""

    id: str


def reader() -> Hashable:
    """For whom the caller works: a session, or a thread without one."""
    context = get_script_run_ctx(suppress_warning=True)
    return Session(context.session_id) if context else threading.get_ident()


def _is_there(reader: Hashable) -> bool:
    """Whether a reader can still see an answer: one whose browser was closed cannot."""
    if not isinstance(reader, Session) or not Runtime.exists():
        return True
    return Runtime.instance().is_active_session(reader.id)


disk.keep()
SCHEDULER = Scheduler(is_there=_is_there)
"""The one that compiles what is the app's own."""
TYPED = Scheduler(is_there=_is_there, room=ROOM)
"""The one that compiles what readers type."""


def leave() -> None:
    """Begin nothing more, end what measures, and end the process within the ``GRACE``.

    XLA cannot be told to stop, and does not survive the interpreter: who has sessions to close
    and connections to shut does so meanwhile, and then the process goes, whatever it compiles.
    """
    last = threading.Timer(GRACE, os._exit, (0,))
    last.daemon = True
    last.start()
    SCHEDULER.close()
    TYPED.close()
    bench().close()


@atexit.register
def _end() -> None:
    if Runtime.exists():  # a server, not a program that asks for one answer
        leave()
    SCHEDULER.stop()
    TYPED.stop()
