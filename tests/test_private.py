"""A name that begins with an underscore is its module's own: used there, and nowhere else."""

import ast
import re
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

ROOT = Path(__file__).parent.parent
FOLDERS = ("pages", "explainers", "harness", "scripts", "benchmarks")
MODULES = [
    path
    for path in (ROOT / "app.py", *chain(*((ROOT / one).rglob("*.py") for one in FOLDERS)))
    if "node_modules" not in path.parts
]


def unused(source: str) -> list[str]:
    """Private names that a module makes and says no second time; a decorator may use its own."""
    made = [name for line in ast.parse(source).body for name in _made(line)]
    private = [name for name in made if re.match("_[^_]", name)]
    return [name for name in private if len(re.findall(rf"\b{name}\b", source)) == 1]


def _made(line: ast.stmt) -> Iterator[str]:
    match line:
        case ast.FunctionDef(name=name, decorator_list=[]) | ast.AsyncFunctionDef(name=name):
            yield name
        case ast.ClassDef(name=name, decorator_list=[]):
            yield name
        case ast.Assign(targets=targets):
            yield from (one.id for one in targets if isinstance(one, ast.Name))
        case ast.AnnAssign(target=ast.Name(id=name)):
            yield name
        case _:
            pass


def taken(source: str) -> list[str]:
    """Private names that a module imports from others of ours."""
    lines = [line for line in ast.walk(ast.parse(source)) if isinstance(line, ast.ImportFrom)]
    ours = [line for line in lines if (line.module or "").partition(".")[0] in FOLDERS]
    return [one.name for line in ours for one in line.names if one.name[0] == "_"]


def test_what_is_private_is_used_by_its_own_module_alone() -> None:
    assert len(MODULES) > 400
    for module in MODULES:
        source = module.read_text(encoding="utf-8")
        assert unused(source) == [], module
        assert taken(source) == [], module


def test_what_is_left_unused_or_taken_is_seen() -> None:
    source = "_A = 1\n_B: int = 2\ndef _f(): ...\nclass _C: ...\nprint(_A)"
    assert unused(source) == ["_B", "_f", "_C"]
    assert unused("@register\ndef _f(): ...\n_rows, rows = 1, 2") == []
    assert taken("def f():\n    from explainers.core import _f, g") == ["_f"]
    assert taken("from jax import _src") == []
