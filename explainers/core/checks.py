"""A program's own check: what it prints, held to the numbers that the app shows."""

import ast
import math
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

import numpy as np

EXACT = 1e-8
"""How far a library that differentiates may be from JAX's numbers, relative to the largest."""
DIFFERENCES = 1e-4
"""The same for NumPy, whose programs approximate derivatives by differences."""


class Shown(NamedTuple):
    """Numbers as the app shows them, and how far a program's may be, relative to the largest."""

    numbers: Any
    """A number, or an array of them."""
    tolerance: float = EXACT


def exactly(numbers: Mapping[str, Any]) -> dict[str, Shown]:
    """What is shown by the labels under which programs print it."""
    return {label: Shown(shown) for label, shown in numbers.items()}


_CHECK = """\
shown = {{
{shown}
}}
found = {{
{found}
}}
tolerance = {{
{tolerance}
}}


def numbers(given):
    \"\"\"All numbers of a nested list, in order.\"\"\"
    return sum(map(numbers, given), []) if isinstance(given, list) else [given]


for label in shown:
    pairs = list(zip(numbers(found[label]), numbers(shown[label]), strict=True))
    for one, other in pairs:
        both_nan = one != one and other != other
        near = one == other or both_nan or abs(one - other) <= tolerance[label]
        assert near, f"{{label}}: {{one}} here, {{other}} on the page"
    print(label, "agrees with the page")
"""


def check(program: str, shown: Mapping[str, Shown], approximate: bool) -> str | None:
    """A program to run after another one, which holds what that prints to what is shown.

    None where nothing that is printed is shown. What is ``approximate`` may be further off.
    """
    printed = {label: text for label, text in _printed(program) if label in shown}
    if not printed:
        return None
    largest = max(1.0, *(_largest(shown[label].numbers) for label in printed))
    least = DIFFERENCES if approximate else 0.0
    near = {label: largest * max(shown[label].tolerance, least) for label in printed}
    return _CHECK.format(
        shown=_listed({label: _literal(shown[label].numbers) for label in printed}),
        found=_listed(printed),
        tolerance=_listed({label: f"{bound:.1e}" for label, bound in near.items()}),
    )


def _printed(program: str) -> Iterator[tuple[str, str]]:
    """What a program prints in any case, as label and expression: ``print("J =", J.tolist())``."""
    for line in ast.parse(program).body:
        match line:
            case ast.Expr(
                ast.Call(ast.Name("print"), [ast.Constant(str(label)), expression], [])
            ) if label.endswith(" ="):
                yield label.removesuffix(" ="), ast.unparse(expression)
            case _:
                pass


def _listed(lines: Mapping[str, str]) -> str:
    return "\n".join(f'    "{label}": {text},' for label, text in lines.items())


def _largest(numbers: Any) -> float:
    sizes = np.abs(np.asarray(numbers)).ravel()
    return float(np.max(sizes[np.isfinite(sizes)], initial=0.0))


def _literal(numbers: Any) -> str:
    """Numbers in a program, exactly: those that are not finite, too."""
    return _written(np.asarray(numbers).tolist())


def _written(number: Any) -> str:
    if isinstance(number, list):
        return f"[{', '.join(map(_written, number))}]"
    finite = not isinstance(number, float) or math.isfinite(number)
    return repr(number) if finite else f'float("{number}")'
