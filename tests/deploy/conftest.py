"""Replicas of the app as the image has it, and nginx before them."""

import shutil
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path, PurePath
from typing import TypeAlias

import pytest

from harness.replicas import Balancer, balancing
from harness.server import ROOT, serving
from tests.deploy.image import copies


@pytest.fixture(scope="session")
def image(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with what the image has of the app."""
    folder = tmp_path_factory.mktemp("image")
    for names, place in copies():
        for name in names:
            source = ROOT / name
            if source.is_dir():
                shutil.copytree(source, folder / place)
            else:
                target = folder / place / PurePath(name).name
                target.parent.mkdir(exist_ok=True)
                shutil.copy(source, target)
    return folder


class Replica:
    """One that can be stopped and started again, where it was."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._stack = ExitStack()
        self.server = self._stack.enter_context(serving(folder))

    @property
    def address(self) -> str:
        """What nginx calls it."""
        return f"127.0.0.1:{self.server.port}"

    def stop(self) -> None:
        """Tell it to end, and wait until it has."""
        self._stack.close()

    def start(self) -> None:
        """Start it anew."""
        port = self.server.port
        self.server = self._stack.enter_context(serving(self._folder, port=port))


Two: TypeAlias = tuple[Replica, Replica]


@pytest.fixture(scope="session")
def replicas(image: Path) -> Iterator[Two]:
    """Two of them; a test that stops one starts it again."""
    both = Replica(image), Replica(image)
    yield both
    for one in both:
        one.stop()


@pytest.fixture(scope="session")
def balancer(replicas: Two) -> Iterator[Balancer]:
    """The nginx that is shipped, before them."""
    with balancing([one.server for one in replicas]) as running:
        yield running
