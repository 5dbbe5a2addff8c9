"""The top layer: app.py and the pages, which import-linter cannot see (they are no package)."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PAGES = [ROOT / "app.py", *sorted((ROOT / "pages").glob("*.py"))]
BELOW = {"jax", "jaxlib", "numpy", "plotly", "scipy"}


def _imported(source: str) -> set[str]:
    """Top-level names of every import in a module, nested ones included."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.Import():
                names |= {alias.name for alias in node.names}
            case ast.ImportFrom(module=str(module)):
                names.add(module)
            case _:
                pass
    return {name.partition(".")[0] for name in names}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_a_page_leaves_arrays_and_figures_to_the_layers_below(page: Path) -> None:
    assert not _imported(page.read_text(encoding="utf-8")) & BELOW


def test_an_import_inside_a_function_is_seen() -> None:
    assert _imported("def f():\n    import jax.numpy as jnp\n    from plotly.io import x") == {
        "jax",
        "plotly",
    }


def test_nothing_imports_a_page() -> None:
    for module in (ROOT / "explainers").rglob("*.py"):
        assert not _imported(module.read_text(encoding="utf-8")) & {"app", "pages"}, module
