"""A folder of compiled programs helps the next process, and does no harm in any state."""

import os
import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from explainers.core.program import PROGRAMS
from explainers.ui import disk
from explainers.ui.disk import VARIABLE
from harness.server import ROOT

PROGRAM = """
import jax, jax.numpy as jnp
from explainers.core.executable import Executable
from explainers.ui import disk
disk.LARGEST, disk.EVERY = {largest}, 4
compiled = []
jax.monitoring.register_event_duration_secs_listener(
    lambda event, *_, **__: compiled.append(event) if "backend_compile" in event else None
)
folder = disk.keep()
for k in range(16):
    assert float(Executable(lambda x: jnp.sin(x) + k)(1.0)) > k - 0.1
print("folder", folder)
print("compiled", len(compiled))
"""


Kept = Callable[..., Path | None]


def run(folder: Path, largest: int = 2**27) -> dict[str, str]:
    """What a process says that compiles a few programs."""
    ended = subprocess.run(
        [sys.executable, "-c", PROGRAM.format(largest=largest)],
        cwd=ROOT,
        env=os.environ | {VARIABLE: str(folder)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert "Traceback" not in ended.stderr
    return dict(re.findall(r"^(\w+) (.*)$", ended.stdout, re.MULTILINE))


def files(folder: Path) -> list[Path]:
    return [file for file in folder.rglob("*") if file.is_file()]


@pytest.mark.whole
def test_what_was_compiled_is_not_compiled_again(tmp_path: Path) -> None:
    first, second = run(tmp_path / "kept"), run(tmp_path / "kept")
    assert (first["compiled"], second["compiled"]) == ("16", "0")
    assert first["folder"] == second["folder"]
    assert len(files(tmp_path)) == 16


@pytest.fixture
def kept(monkeypatch: pytest.MonkeyPatch) -> Iterator[Kept]:
    """Asks, in this process, where a reader with this environment keeps what is compiled."""
    shelf = PROGRAMS.shelf

    def asked(**variables: str) -> Path | None:
        for name in (VARIABLE, "XDG_CACHE_HOME", "HOME"):
            monkeypatch.delenv(name, raising=False)
        for name, value in variables.items():
            monkeypatch.setenv(name, value)
        return disk.keep()

    yield asked
    PROGRAMS.shelf = shelf


def test_it_is_under_the_cache_of_the_user(kept: Kept, tmp_path: Path) -> None:
    folder = kept(HOME=str(tmp_path))
    assert folder
    assert folder.parent == tmp_path / ".cache" / "push-and-pull"


def test_an_empty_name_is_for_none(kept: Kept) -> None:
    assert kept(**{VARIABLE: ""}) is None


@pytest.mark.whole
def test_broken_and_foreign_files_break_nothing(tmp_path: Path) -> None:
    run(tmp_path)
    for number, file in enumerate(files(tmp_path)):
        file.write_bytes((b"", b"nonsense", file.read_bytes()[:-7], os.urandom(99))[number % 4])
    assert run(tmp_path)["compiled"] == "16"
    assert run(tmp_path)["compiled"] == "0"


@pytest.mark.parametrize("place", ["file/inside", "/proc/nothing"])
def test_where_nothing_can_be_written_nothing_is_kept(
    kept: Kept, place: str, tmp_path: Path
) -> None:
    (tmp_path / "file").touch()
    assert kept(**{VARIABLE: str(tmp_path / place)}) is None


@pytest.mark.parametrize("mode", [0o777, 0o720, 0o702])
def test_a_folder_that_others_can_write_is_not_trusted(
    kept: Kept, mode: int, tmp_path: Path
) -> None:
    (tmp_path / "shared").mkdir()
    (tmp_path / "shared").chmod(mode)
    assert kept(**{VARIABLE: str(tmp_path / "shared")}) is None
    (tmp_path / "shared").chmod(0o700)
    assert kept(**{VARIABLE: str(tmp_path / "shared")})


def test_nor_is_one_that_is_a_link(kept: Kept, tmp_path: Path) -> None:
    (tmp_path / "real").mkdir(mode=0o700)
    (tmp_path / "link").symlink_to(tmp_path / "real")
    assert kept(**{VARIABLE: str(tmp_path / "link")}) is None


@pytest.mark.whole
def test_it_does_not_grow_beyond_its_bound(tmp_path: Path) -> None:
    run(tmp_path, largest=1)
    assert len(files(tmp_path)) == 4
    run(tmp_path, largest=1)
    assert len(files(tmp_path)) == 4


def aged(file: Path, size: int, days: int) -> Path:
    """A file of a size, written so many days ago."""
    file.parent.mkdir(mode=0o700, exist_ok=True)
    file.write_bytes(bytes(size))
    os.utime(file, (time.time() - 86_400 * days,) * 2)
    return file


def test_folders_of_other_versions_count_and_what_is_oldest_goes_first(
    kept: Kept, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(disk, "LARGEST", 200)
    tmp_path.chmod(0o700)
    gone = [
        aged(tmp_path / ("a" * 16) / "oldest", 60, 90),
        aged(tmp_path / ("b" * 16) / "old", 60, 9),
    ]
    stays = [
        aged(tmp_path / ("b" * 16) / "new", 60, 2),
        aged(tmp_path / "of somebody else" / "large", 999, 99),
        aged(tmp_path / "large", 999, 99),
    ]
    own = kept(**{VARIABLE: str(tmp_path)})
    assert own
    assert [file.exists() for file in gone] == [False, False]
    assert [file.exists() for file in stays] == [True, True, True]
    assert {folder.name for folder in tmp_path.iterdir() if folder.is_dir()} == {
        own.name,
        "b" * 16,
        "of somebody else",
    }


def test_what_other_versions_hold_is_room_that_is_taken(
    kept: Kept, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(disk, "EVERY", 1)
    monkeypatch.setattr(disk, "LARGEST", 200)
    tmp_path.chmod(0o700)
    own = kept(**{VARIABLE: str(tmp_path)})
    assert own
    shelf = disk.Folder(own)
    shelf.put("first", b"x")
    shelf.put("second", b"x")
    aged(tmp_path / ("a" * 16) / "large", disk.LARGEST + 1, 0)
    shelf.put("third", b"x")
    shelf.put("fourth", b"x")
    assert {file.name for file in own.iterdir()} == {"first", "second", "third"}
