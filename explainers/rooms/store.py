"""Where rooms are kept: one small interface, and what the operator chose for it.

Each method returns when what it did outlasts the process.
"""

import os
import tempfile
from pathlib import Path
from typing import Literal, NamedTuple, Protocol, TypeAlias

from explainers.core.folder import ANYTHING, is_own

VARIABLE = "PUSHPULL_STORE"
"""Environment variable: ``sqlite:///var/lib/rooms.sqlite3``, or ``redis://host:6379/0``."""
REPLICAS = "PUSHPULL_REPLICAS"
"""Environment variable: how many processes serve the app; several need a store in common."""
MOST_ANSWERS = 1000
"""To one round: a lecture hall, several times."""
MOST_ROOMS = 2000
"""At once."""
Outcome: TypeAlias = Literal["taken", "closed", "full"]


class Held(NamedTuple):
    """A room's text, and how often it was changed."""

    version: int
    text: str


class Pulse(NamedTuple):
    """What shows whether something has happened in a room."""

    version: int
    answered: int
    """Answers to the round that takes them."""


class Store(Protocol):
    """Rooms by their codes, and answers by room, round and voter. Safe for threads.

    Raises OSError where it cannot be reached.
    """

    def open(self, code: str, text: str, asking: int, until: float) -> bool:
        """Keep a new room until then; False if the code is taken or there are too many rooms."""
        ...

    def room(self, code: str) -> Held | None:
        """The room, or None if there is none any more."""
        ...

    def change(self, code: str, version: int, text: str, asking: int) -> bool:
        """Replace the text of this version; False if somebody else has changed it before."""
        ...

    def pulse(self, code: str) -> Pulse | None:
        """As little as shows whether to look at the room; None if there is none."""
        ...

    def answer(self, code: str, asking: int, voter: str, text: str) -> Outcome:
        """Keep an answer in place of the voter's earlier one, while that round takes answers."""
        ...

    def held(self, code: str, asking: int, voter: str) -> str | None:
        """The answer of a voter to a round, or None if there is none."""
        ...

    def answers(self, code: str, asking: int) -> list[str]:
        """All answers to a round, in an order that tells nothing of when they came."""
        ...

    def end(self, code: str) -> None:
        """Delete the room and all answers in it."""
        ...

    def sweep(self) -> None:
        """Delete what belongs to rooms whose time is over."""
        ...

    def close(self) -> None:
        """Let go of files and connections."""
        ...


def store(named: str | None = None) -> Store:
    """The store that is named, or that the environment names; else a file of this user's.

    Raises ValueError for a name that cannot be meant, and OSError where nothing can be kept.
    """
    name = chosen() if named is None else named
    if is_shared(name):
        from explainers.rooms.redis import Redis

        return Redis(name)
    from explainers.rooms.sqlite import Sqlite

    return Sqlite(place(name))


def chosen() -> str:
    """The name in the environment; empty for none."""
    return os.environ.get(VARIABLE, "").strip()


def is_shared(name: str) -> bool:
    """Whether a name is that of a store which several processes have in common."""
    return name.startswith(("redis://", "rediss://"))


def check() -> None:
    """Raise ValueError if what the environment says cannot be meant."""
    name, replicas = chosen(), os.environ.get(REPLICAS, "").strip() or "1"
    if not (replicas.isascii() and replicas.isdigit() and int(replicas) > 0):
        raise ValueError(f"{REPLICAS} is not a number of processes: {replicas!r}")
    if is_shared(name):
        return
    if int(replicas) > 1:
        raise ValueError(f"{REPLICAS} is {replicas}, so {VARIABLE} has to be redis://…")
    if name:
        place(name)


def place(name: str) -> Path:
    """The file that a name means. Raises ValueError if it means none."""
    if not name:
        return _own() / "rooms.sqlite3"
    path = name.removeprefix("sqlite://")
    if path == name or not path.startswith("/") or path.endswith("/"):
        raise ValueError(f"{VARIABLE} is neither sqlite:///path nor redis://…: {name!r}")
    return Path(path)


def _own() -> Path:
    """A folder of this user's, which others can neither read nor have made. Raises OSError."""
    user = os.getuid() if hasattr(os, "getuid") else ""
    folder = Path(tempfile.gettempdir()) / f"push-and-pull-rooms-{user}"
    folder.mkdir(mode=0o700, exist_ok=True)
    if not is_own(folder, ANYTHING):
        raise PermissionError(f"{folder} is not this user's alone")
    return folder
