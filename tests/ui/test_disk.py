"""A folder of compiled programs helps the next process, and does no harm in any state."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

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


def run(folder: Path | str, largest: int = 2**27) -> dict[str, str]:
    """What a process says that compiles a few programs."""
    keys = {VARIABLE, "XDG_CACHE_HOME", "HOME", "TMPDIR"}
    environment = {name: value for name, value in os.environ.items() if name not in keys}
    environment |= {VARIABLE: str(folder)} if isinstance(folder, Path) else {"HOME": folder}
    ended = subprocess.run(
        [sys.executable, "-c", PROGRAM.format(largest=largest)],
        cwd=ROOT,
        env=environment
        | ({VARIABLE: str(folder)} if isinstance(folder, Path) else {"HOME": folder}),
        capture_output=True,
        text=True,
        check=True,
    )
    assert "Traceback" not in ended.stderr
    return dict(re.findall(r"^(\w+) (.*)$", ended.stdout, re.MULTILINE))


def files(folder: Path) -> list[Path]:
    return [file for file in folder.rglob("*") if file.is_file()]


def test_what_was_compiled_is_not_compiled_again(tmp_path: Path) -> None:
    first, second = run(tmp_path / "kept"), run(tmp_path / "kept")
    assert (first["compiled"], second["compiled"]) == ("16", "0")
    assert first["folder"] == second["folder"]
    assert len(files(tmp_path)) == 16


def test_it_is_under_the_cache_of_the_user(tmp_path: Path) -> None:
    assert Path(run(str(tmp_path))["folder"]).parent == tmp_path / ".cache" / "push-and-pull"


def test_an_empty_name_is_for_none() -> None:
    environment = os.environ | {VARIABLE: ""}
    code = "from explainers.ui.disk import keep; print(keep())"
    ended = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, env=environment, capture_output=True, text=True
    )
    assert ended.stdout == "None\n"


def test_broken_and_foreign_files_break_nothing(tmp_path: Path) -> None:
    run(tmp_path)
    for number, file in enumerate(files(tmp_path)):
        file.write_bytes((b"", b"nonsense", file.read_bytes()[:-7], os.urandom(99))[number % 4])
    assert run(tmp_path)["compiled"] == "16"
    assert run(tmp_path)["compiled"] == "0"


def test_where_nothing_can_be_written_nothing_is_kept(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    assert run(tmp_path / "file" / "inside")["folder"] == "None"
    assert run(Path("/proc/nothing"))["folder"] == "None"


@pytest.mark.parametrize("mode", [0o777, 0o720, 0o702])
def test_a_folder_that_others_can_write_is_not_trusted(mode: int, tmp_path: Path) -> None:
    (tmp_path / "shared").mkdir()
    (tmp_path / "shared").chmod(mode)
    assert run(tmp_path / "shared")["folder"] == "None"


def test_nor_is_one_that_is_a_link(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir(mode=0o700)
    (tmp_path / "link").symlink_to(tmp_path / "real")
    assert run(tmp_path / "link")["folder"] == "None"


def test_it_does_not_grow_beyond_its_bound(tmp_path: Path) -> None:
    run(tmp_path, largest=1)
    assert len(files(tmp_path)) == 4
    run(tmp_path, largest=1)
    assert len(files(tmp_path)) == 4
