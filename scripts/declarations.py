"""Writes what each figure is sent as TypeScript: a ``data.d.ts`` beside its JavaScript.

`python -m scripts.declarations [--check]`; with `--check` it writes nothing, and fails where
a file does not say what the types in Python say.
"""

import ast
import inspect
import json
import sys
import textwrap
from importlib import import_module
from itertools import pairwise
from pathlib import Path
from pkgutil import iter_modules
from types import NoneType, UnionType
from typing import Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

from jaxtyping import AbstractArray

from explainers import components
from explainers.components import wire
from explainers.components.task import Slip, Task
from explainers.core.practice.goals import Goal, Spot, Target
from explainers.core.tape import Operation, Tape

ROOT = Path(__file__).parents[1]
FRONTEND = ROOT / "explainers" / "components" / "frontend"
SHARED = (wire.Entry, wire.Preset, Tape, Goal, Target, Spot, Slip, Task)
"""What several figures are sent; these stand in ``parts``."""
STATES = {"stage": "functions"}
"""Figures whose state is not that of the lesson of their name."""
HEADER = "// Written by `make declarations` from the types in Python.\n"
HEARD = [
    "/** The last gesture that Python took, by its name; null for none. */",
    "heard?: string | null;",
    "/** Names of the parts of the state that no hand moves here. */",
    "locked?: string[];",
    "/** Whether the page still waits for the figure to be drawn. */",
    "undrawn?: boolean;",
]
"""What mounting adds to what a figure with a state is sent."""
PLAIN = {
    bool: "boolean",
    int: "number",
    float: "number",
    str: "string",
    NoneType: "null",
    Operation: "[string, ...number[]]",
}


def declarations() -> dict[Path, str]:
    """The text of each file."""
    shared = Writer("parts")
    for one in SHARED:
        shared.text(one)
    written = {FRONTEND / "parts" / "data.d.ts": "\n".join([HEADER, *shared.blocks.values()])}
    for module in iter_modules(components.__path__):
        found = import_module(f"{components.__name__}.{module.name}")
        if hasattr(found, "Data"):
            writer = Writer(module.name)
            writer.text(found.Data)
            names = ", ".join(sorted(writer.imported))
            imports = [f'import type {{ {names} }} from "../parts/data.d.ts";\n'] if names else []
            blocks = [HEADER, *imports, *writer.blocks.values()]
            written[FRONTEND / module.name / "data.d.ts"] = "\n".join(blocks)
    return written


class Writer:
    """Collects the interfaces of one folder."""

    def __init__(self, folder: str) -> None:
        """Begin with none."""
        self.blocks: dict[str, str] = {}
        self.imported: set[str] = set()
        self._folder = folder

    def text(self, hint: Any, flat: bool = False) -> str:
        """A type as TypeScript has it; ``flat`` where arrays lie flat, row by row."""
        if hint is wire.Limits:
            return self._limits()
        if hint in PLAIN:
            return PLAIN[hint]
        kind, arguments = get_origin(hint) or hint, get_args(hint)
        if isinstance(kind, TypeVar):
            return self.text(self._permalink().State)
        if kind is Literal:
            return " | ".join(json.dumps(argument) for argument in arguments)
        if kind in (Union, UnionType):
            return " | ".join(self.text(part, flat) for part in arguments)
        if kind is tuple:
            parts = [self.text(part, flat) for part in arguments if part is not ...]
            return _listed(parts[0]) if ... in arguments else f"[{', '.join(parts)}]"
        if isinstance(kind, type) and issubclass(kind, AbstractArray):
            return self._array(kind, flat)
        if hasattr(kind, "_fields"):
            return self._interface(kind, flat)
        raise TypeError(f"hint: {hint} is nothing that a figure is sent")

    def _permalink(self) -> Any:
        return import_module(f"explainers.permalink.{STATES.get(self._folder, self._folder)}")

    def _limits(self) -> str:
        names = self._permalink().CODEC.limits._fields
        return f"{{ {'; '.join(f'{name}: [number, number]' for name in names)} }}"

    def _array(self, kind: Any, flat: bool) -> str:
        of = "boolean" if "bool" in kind.dtypes else "number"
        for _ in kind.dims[:1] if flat else kind.dims:
            of = _listed(of)
        return of

    def _interface(self, kind: Any, flat: bool) -> str:
        name = kind.__name__
        if kind in SHARED and self._folder != "parts":
            self.imported.add(name)
            return name
        lines = (f"  {line}\n" for line in self._fields(kind, flat))
        said = "\n".join(_comment(inspect.getdoc(kind) or ""))
        block = f"{said}\nexport interface {name} {{\n{''.join(lines)}}}\n"
        if self.blocks.setdefault(name, block) != block:
            raise ValueError(f"kind: two types are named {name}")
        return name

    def _fields(self, kind: Any, flat: bool) -> list[str]:
        said, lines = _said(kind), list[str]()
        for name, hint in get_type_hints(kind, include_extras=True).items():
            if get_origin(hint) is wire.Numbers:
                (found,) = get_args(hint)
                lines += [*self._fields(get_origin(found) or found, True), "precision: string;"]
            else:
                lines += [*_comment(said.get(name, "")), f"{name}: {self.text(hint, flat)};"]
        return lines + HEARD if {"edition", "state"} <= set(kind._fields) else lines


def _listed(of: str) -> str:
    return f"({of})[]" if " | " in of else f"{of}[]"


def _comment(said: str) -> list[str]:
    lines = said.replace("``", "`").replace("None", "null").splitlines()
    if len(lines) < 2:
        return [f"/** {line} */" for line in lines]
    return ["/**", *(f" * {line}".rstrip() for line in lines), " */"]


def _said(kind: type) -> dict[str, str]:
    """What stands under each field of a class."""
    (tree,) = ast.parse(textwrap.dedent(inspect.getsource(kind))).body
    lines = tree.body if isinstance(tree, ast.ClassDef) else list[ast.stmt]()
    return {
        field.target.id: inspect.cleandoc(text.value.value)
        for field, text in pairwise(lines)
        if isinstance(field, ast.AnnAssign) and isinstance(field.target, ast.Name)
        if isinstance(text, ast.Expr) and isinstance(text.value, ast.Constant)
        if isinstance(text.value.value, str)
    }


def main() -> None:
    """Write the files, or look whether they are current."""
    check = "--check" in sys.argv
    stale = {
        path: text
        for path, text in declarations().items()
        if not path.exists() or path.read_text() != text
    }
    for path, text in stale.items():
        print(path.relative_to(ROOT))
        if not check:
            path.write_text(text)
    if stale and check:
        sys.exit("These do not say what the types in Python say. Run: make declarations")


if __name__ == "__main__":
    main()
