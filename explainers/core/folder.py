"""Folders that are to be trusted: this user's own."""

import os
import stat
from pathlib import Path

WRITING, ANYTHING = 0o022, 0o077
"""Rights of others."""


def is_own(folder: Path, others: int) -> bool:
    """Whether it is a folder of this user's that gives others none of these rights.

    Raises OSError where there is none.
    """
    found = folder.lstat()
    mine = not hasattr(os, "getuid") or found.st_uid == os.getuid()
    return mine and stat.S_ISDIR(found.st_mode) and not found.st_mode & others
