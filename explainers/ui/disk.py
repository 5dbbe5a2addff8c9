"""What was compiled is kept in a folder, so that a restart does not compile it again.

What is found there is trusted as code: the folder is nobody else's, and in it is one for each kind
of machine and version; all of them together keep within its bound. Where none can be written
there is none, and nothing else changes.
"""

import hashlib
import os
import platform
import re
import tempfile
from contextlib import suppress
from pathlib import Path

import jax

from explainers.core.folder import WRITING, is_own
from explainers.core.program import PROGRAMS

VARIABLE = "PUSH_AND_PULL_COMPILED"
"""The environment's name for the folder; empty for none."""
LARGEST = 128 * 2**20
"""Bytes that it may hold."""
EVERY = 32
"""After so many programs it is looked at how large it has become."""
_NAME = "push-and-pull"
_MACHINE = re.compile("[0-9a-f]{16}")
"""What the folder of a kind of machine and version is called; others are not ours."""


def keep() -> Path | None:
    """Keep what is compiled from now on, in the folder that is given; None if nothing is kept."""
    place = next((one for one in map(_made, _places()) if one is not None), None)
    if place is not None:
        _make_room(place)
        PROGRAMS.shelf = Folder(place)
    return place


class Folder:
    """A shelf whose programs are files."""

    def __init__(self, place: Path) -> None:
        """For a folder that is nobody else's."""
        self._place = place
        self._written = 0
        self._full = False

    def get(self, name: str) -> bytes | None:
        """The bytes of a program, or None."""
        with suppress(OSError):
            return (self._place / name).read_bytes()
        return None

    def put(self, name: str, kept: bytes) -> None:
        """Keep the bytes of a program whole or not at all, until the folder is full."""
        if self._full:
            return
        with suppress(OSError):
            with tempfile.NamedTemporaryFile(dir=self._place, delete=False) as file:
                file.write(kept)
            Path(file.name).replace(self._place / name)
        self._written += 1
        if self._written % EVERY == 0:
            self._full = sum(size for _, size, _ in _held(self._place)) > LARGEST


def _places() -> list[Path]:
    """Where it may be, the best first."""
    named = os.environ.get(VARIABLE)
    if named is not None:
        return [Path(named)] if named else []
    user = os.getuid() if hasattr(os, "getuid") else ""
    places = [Path(tempfile.gettempdir()) / f"{_NAME}-{user}"]
    with suppress(RuntimeError):  # a user without a home
        home = os.environ.get("XDG_CACHE_HOME")
        places.insert(0, (Path(home) if home else Path.home() / ".cache") / _NAME)
    return places


def _made(place: Path) -> Path | None:
    """The folder for this machine at a place; None if it cannot be written, or others can."""
    folder = place / _machine()
    try:
        place.mkdir(mode=0o700, parents=True, exist_ok=True)
        folder.mkdir(mode=0o700, exist_ok=True)
        if not all(is_own(one, WRITING) for one in (place, folder)):
            return None
        with tempfile.TemporaryFile(dir=folder):
            return folder
    except OSError:
        return None


def _machine() -> str:
    """What compiled programs depend on beside themselves."""
    traits = [jax.__version__, platform.machine(), platform.processor(), platform.system()]
    with suppress(OSError):
        lines = Path("/proc/cpuinfo").read_text().splitlines()
        traits += sorted({line for line in lines if line.startswith(("flags", "model name"))})
    return hashlib.sha256("\n".join(traits).encode()).hexdigest()[:16]


def _make_room(folder: Path) -> None:
    """Make room for half of what all folders beside it may hold, the oldest first."""
    room = LARGEST / 2
    for _, size, file in sorted(_held(folder), reverse=True):
        room -= size
        if room < 0:
            with suppress(OSError):
                file.unlink()
    for other in _folders(folder):
        if other != folder:
            with suppress(OSError):  # of one that is not empty
                other.rmdir()


def _held(folder: Path) -> list[tuple[float, int, Path]]:
    """When it was written, how large it is, and where: each file of all machines' folders."""
    found: list[tuple[float, int, Path]] = []
    for one in _folders(folder):
        with suppress(OSError):
            for file in one.iterdir():
                with suppress(OSError):  # of one that another process has just removed
                    about = file.lstat()
                    found.append((about.st_mtime, about.st_size, file))
    return found


def _folders(folder: Path) -> list[Path]:
    """The folders of all kinds of machine and version beside one of them."""
    beside: list[Path] = []
    with suppress(OSError):
        for one in folder.parent.iterdir():
            if _MACHINE.fullmatch(one.name) and is_own(one, WRITING):
                beside.append(one)
    return beside
