"""Rooms in a file, for one process: what was committed survives the process and the machine."""

import sqlite3
import threading
import time
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from explainers.rooms.store import MOST_ANSWERS, MOST_ROOMS, Held, Outcome, Pulse

VERSION = 1
"""Of the tables."""
_TABLES = """
CREATE TABLE rooms (
    code TEXT PRIMARY KEY, version INTEGER, asking INTEGER, until REAL, text TEXT
) WITHOUT ROWID;
CREATE TABLE answers (
    code TEXT REFERENCES rooms ON DELETE CASCADE, asking INTEGER, voter TEXT, text TEXT,
    PRIMARY KEY (code, asking, voter)
) WITHOUT ROWID;
"""


class Sqlite:
    """A store in one file; a thread at a time has it."""

    def __init__(self, path: Path) -> None:
        """Open the file, or make it. Raises OSError where that cannot be."""
        self._lock = threading.Lock()
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._base = sqlite3.connect(
                path, timeout=10, isolation_level=None, check_same_thread=False
            )
            for pragma in (
                "journal_mode = WAL",
                "synchronous = FULL",
                "foreign_keys = ON",
                "secure_delete = ON",  # what is deleted is overwritten
            ):
                self._base.execute(f"PRAGMA {pragma}")
            with self._changing():
                self._found()
        except sqlite3.Error as error:
            raise OSError(f"no rooms can be kept in {path}: {error}") from error

    def _found(self) -> None:
        (version,) = self._base.execute("PRAGMA user_version").fetchone()
        if version == 0:
            for table in filter(str.strip, _TABLES.split(";")):
                self._base.execute(table)
            self._base.execute(f"PRAGMA user_version = {VERSION}")
        elif version != VERSION:
            raise sqlite3.DatabaseError(f"its tables have version {version}, not {VERSION}")

    @contextmanager
    def _alone(self) -> Generator[None]:
        """The file for this thread; what fails there is told as an OSError."""
        with self._lock:
            try:
                yield
            except sqlite3.Error as error:
                raise OSError(f"rooms cannot be kept: {error}") from error

    @contextmanager
    def _changing(self) -> Generator[None]:
        """All or nothing, and on the disk when the block has ended; old rooms are gone before."""
        with self._alone():
            self._base.execute("BEGIN IMMEDIATE")
            try:
                yield
                self._base.execute("COMMIT")
            except BaseException:
                if self._base.in_transaction:
                    self._base.execute("ROLLBACK")
                raise

    def open(self, code: str, text: str, asking: int, until: float) -> bool:
        """See ``Store``."""
        self.sweep()
        with self._changing():
            (count,) = self._base.execute("SELECT count(*) FROM rooms").fetchone()
            if count >= MOST_ROOMS:
                return False
            made = self._base.execute(
                "INSERT OR IGNORE INTO rooms VALUES (?, 1, ?, ?, ?)", (code, asking, until, text)
            )
            return made.rowcount == 1

    def room(self, code: str) -> Held | None:
        """See ``Store``."""
        found = self._one(
            "SELECT version, text FROM rooms WHERE code = ? AND until > ?", code, time.time()
        )
        return Held(*found) if found else None

    def change(self, code: str, version: int, text: str, asking: int) -> bool:
        """See ``Store``."""
        with self._changing():
            changed = self._base.execute(
                "UPDATE rooms SET version = version + 1, text = ?, asking = ?"
                " WHERE code = ? AND version = ?",
                (text, asking, code, version),
            )
            return changed.rowcount == 1

    def pulse(self, code: str) -> Pulse | None:
        """See ``Store``."""
        found = self._one(
            "SELECT version, (SELECT count(*) FROM answers"
            " WHERE answers.code = rooms.code AND answers.asking = rooms.asking)"
            " FROM rooms WHERE code = ? AND until > ?",
            code,
            time.time(),
        )
        return Pulse(*found) if found else None

    def answer(self, code: str, asking: int, voter: str, text: str) -> Outcome:
        """See ``Store``."""
        with self._changing():
            held = self._base.execute(
                "SELECT asking FROM rooms WHERE code = ? AND until > ?", (code, time.time())
            ).fetchone()
            if held != (asking,):
                return "closed"
            of_round = (code, asking)
            known = self._base.execute(
                "SELECT 1 FROM answers WHERE code = ? AND asking = ? AND voter = ?",
                (*of_round, voter),
            ).fetchone()
            (count,) = self._base.execute(
                "SELECT count(*) FROM answers WHERE code = ? AND asking = ?", of_round
            ).fetchone()
            if known is None and count >= MOST_ANSWERS:
                return "full"
            self._base.execute(
                "INSERT OR REPLACE INTO answers VALUES (?, ?, ?, ?)", (*of_round, voter, text)
            )
            return "taken"

    def held(self, code: str, asking: int, voter: str) -> str | None:
        """See ``Store``."""
        found = self._one(
            "SELECT text FROM answers WHERE code = ? AND asking = ? AND voter = ?",
            *(code, asking, voter),
        )
        return found[0] if found else None

    def answers(self, code: str, asking: int) -> list[str]:
        """See ``Store``."""
        with self._alone():
            found = self._base.execute(
                "SELECT text FROM answers WHERE code = ? AND asking = ? ORDER BY text",
                (code, asking),
            ).fetchall()
        return [text for (text,) in found]

    def end(self, code: str) -> None:
        """See ``Store``."""
        with self._changing():
            self._base.execute("DELETE FROM rooms WHERE code = ?", (code,))
        self._forget()

    def sweep(self) -> None:
        """See ``Store``."""
        with self._changing():
            old = self._base.execute("DELETE FROM rooms WHERE until <= ?", (time.time(),)).rowcount
        if old:
            self._forget()

    def close(self) -> None:
        """See ``Store``."""
        with self._lock:
            self._base.close()

    def _forget(self) -> None:
        """Overwrite what was deleted, in the log of changes, too."""
        with self._alone():
            self._base.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def _one(self, query: str, *given: object) -> tuple[Any, ...] | None:
        with self._alone():
            return self._base.execute(query, given).fetchone()
