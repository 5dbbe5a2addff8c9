"""The notebook for PyTorch of each state runs, and agrees with what the page shows."""

from collections.abc import Iterator
from pathlib import Path

import nbformat
import pytest

from harness.server import serving
from tests.server.test_notebooks import STATES, checked, downloaded

# PyTorch warns of a part of its own when torch.func is imported.
pytestmark = [
    pytest.mark.torch,
    pytest.mark.filterwarnings("ignore:`torch.jit.script:DeprecationWarning"),
]


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    """The address of a server of the app."""
    with serving() as running:
        yield running.url


@pytest.mark.parametrize("slug", STATES)
def test_the_notebook_for_pytorch_runs_and_agrees_with_the_page(
    slug: str, server: str, tmp_path: Path
) -> None:
    notebook = downloaded(server, slug, STATES[slug][0], "PyTorch")
    nbformat.validate(notebook)
    # The draws of the lesson on many products come from NumPy.
    wanted = "numpy torch" if slug == "many" else "torch"
    assert f"`pip install {wanted}" in notebook.cells[0].source
    assert "import torch" in notebook.cells[1].source
    assert checked(notebook, tmp_path)
