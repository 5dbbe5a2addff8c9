"""Two readers who come to a new server at once: what one is importing the other does not see."""

import pkgutil
import subprocess
import sys
from ast import Import, ImportFrom, parse, walk
from importlib.util import find_spec
from pathlib import Path

import pytest

import explainers

TOGETHER = """
import sys, threading

[first, begun, second], failed = sys.argv[1:], []

def come(page, since=None):
    while since and since not in sys.modules and readers[0].is_alive():
        pass
    try:
        exec(f"from explainers.ui import {page}", {})
    except BaseException as error:
        failed.append(f"{page}: {error}")

readers = [threading.Thread(target=come, args=args) for args in ((first,), (second, begun))]
for reader in readers:
    reader.start()
for reader in readers:
    reader.join()
print(failed)
"""


@pytest.mark.share(99)
@pytest.mark.parametrize(
    ("first", "begun", "second"),
    [
        ("controls", "jax", "linearization"),
        ("controls", "jax._src.lax", "linearization"),
        ("linearization", "jax._src.numpy", "rules"),
        ("linearization", "plotly", "tensors"),
        ("descent", "optax", "descent"),
    ],
)
def test_a_second_reader_meets_no_module_half_made(first: str, begun: str, second: str) -> None:
    command = [sys.executable, "-c", TOGETHER, first, begun, second]
    ran = subprocess.run(command, capture_output=True, text=True, check=True)
    assert ran.stdout == "[]\n", ran.stderr


DRAWN = """
import sys, threading
import numpy, plotly.graph_objects, streamlit, explainers.components.chart

failed = []

def figure():
    import pandas

def chart():
    while "pandas" not in sys.modules:
        pass
    try:
        import explainers.ui.charts
        plotly.graph_objects.Figure(plotly.graph_objects.Heatmap(z=numpy.eye(2)))
    except BaseException as error:
        failed.append(error)

readers = [threading.Thread(target=met) for met in (figure, chart)]
for reader in readers:
    reader.start()
for reader in readers:
    reader.join()
print(failed)
"""


def test_a_chart_waits_for_what_another_readers_figure_is_importing() -> None:
    command = [sys.executable, "-c", DRAWN]
    ran = subprocess.run(command, capture_output=True, text=True, check=True)
    assert ran.stdout == "[]\n", ran.stderr


def imports_its_own(package: str) -> bool:
    """Whether a package's ``__init__`` imports modules of the package."""
    spec = find_spec(package)
    assert spec
    assert spec.origin
    names = {
        name
        for node in walk(parse(Path(spec.origin).read_text()))
        if isinstance(node, Import | ImportFrom)
        for name in [getattr(node, "module", None) or "", *(alias.name for alias in node.names)]
    }
    return any(name.startswith(package + ".") for name in names)


def test_packages_that_import_their_own_modules_are_made_at_the_door() -> None:
    # Python breaks the tie of two threads, one in the package and one in a module of it that waits
    # for the package, by giving the first the module as it is: half made.
    packages = [
        found.name
        for found in pkgutil.walk_packages(explainers.__path__, "explainers.")
        if found.ispkg and imports_its_own(found.name)
    ]
    assert "explainers.permalink" in packages
    command = [sys.executable, "-c", "import sys, explainers.ui; print(*sys.modules)"]
    ran = subprocess.run(command, capture_output=True, text=True, check=True)
    assert set(packages) <= set(ran.stdout.split())
