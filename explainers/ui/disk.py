"""What was compiled is kept in a folder, so that a restart does not compile it again.

JAX trusts what it finds there as code: the folder is nobody else's, and one for each kind of
machine and version. Where none can be written there is none, and nothing else changes.
"""

import hashlib
import os
import platform
import stat
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import Any

import jax

VARIABLE = "PUSH_AND_PULL_COMPILED"
"""The environment's name for the folder; empty for none."""
LARGEST = 128 * 2**20
"""Bytes that it may hold."""
EVERY = 32
"""After so many programs it is looked at how large it has become, and whether any was of use."""
_NAME = "push-and-pull"
_HIT, _WRITTEN = "/jax/compilation_cache/cache_hits", "/jax/compilation_cache/cache_misses"


def keep() -> Path | None:
    """Keep what is compiled from now on, in the folder that is given; None if nothing is kept.

    A folder that JAX was told by its own means stays as it is.
    """
    if jax.config.values["jax_compilation_cache_dir"]:
        return None
    folder = next((one for one in map(_made, _places()) if one is not None), None)
    if folder is None:
        return None
    had = _emptied(folder)
    jax.config.update("jax_compilation_cache_dir", str(folder))
    jax.config.update("jax_persistent_cache_min_compile_time_secs", 0.0)
    jax.config.update("jax_persistent_cache_min_entry_size_bytes", -1)
    jax.monitoring.register_event_listener(_Watch(folder, had))
    return folder


class _Watch:
    """Looks after a folder while programs are put into it."""

    def __init__(self, folder: Path, had: bool) -> None:
        self._folder = folder
        self._useless = had
        """Whether it held programs, and none has been of use: on some processors none is."""
        self._written = 0

    def __call__(self, event: str, **_: Any) -> None:
        if event == _HIT:
            self._useless = False
        if event != _WRITTEN:
            return
        self._written += 1
        if self._written % EVERY == 0 and (self._useless or _size(self._folder) > LARGEST):
            jax.config.update("jax_persistent_cache_min_compile_time_secs", float("inf"))


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
        if not all(map(_is_own, (place, folder))):
            return None
        with tempfile.TemporaryFile(dir=folder):
            return folder
    except OSError:
        return None


def _is_own(folder: Path) -> bool:
    """Whether it is a folder of this user's that no other can write."""
    found = folder.lstat()
    mine = not hasattr(os, "getuid") or found.st_uid == os.getuid()
    return mine and stat.S_ISDIR(found.st_mode) and not found.st_mode & 0o022


def _machine() -> str:
    """What compiled programs depend on beside themselves."""
    traits = [jax.__version__, platform.machine(), platform.processor(), platform.system()]
    with suppress(OSError):
        lines = Path("/proc/cpuinfo").read_text().splitlines()
        traits += sorted({line for line in lines if line.startswith(("flags", "model name"))})
    return hashlib.sha256("\n".join(traits).encode()).hexdigest()[:16]


def _emptied(folder: Path) -> bool:
    """Make room for half of what it may hold, the oldest first; whether anything stays."""
    with suppress(OSError):
        files = sorted(folder.iterdir(), key=lambda file: file.stat().st_mtime, reverse=True)
        size = 0
        for file in files:
            size += file.stat().st_size
            if size > LARGEST / 2:
                file.unlink()
        return bool(files)
    return False


def _size(folder: Path) -> int:
    with suppress(OSError):
        return sum(file.stat().st_size for file in folder.iterdir())
    return 0
