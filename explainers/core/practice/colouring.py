"""The puzzle of a Jacobian that as few products as can be are to tell."""

from typing import Literal, TypeAlias, get_args

from explainers.core.practice.draws import Draws
from explainers.core.practice.goals import Setting, Sparse, Spot, at_least, at_most, made

SIZE = 7
"""Rows and columns."""
_MAGNITUDES = (1.0, 2.0, 3.0, 4.0, 5.0)
Shape: TypeAlias = Literal["bidiagonal", "tridiagonal", "blocks", "arrowhead"]


def _holds(shape: Shape, i: int, j: int) -> bool:
    """Whether a shape holds something in a place, before rows and columns are mixed."""
    match shape:
        case "bidiagonal":
            return 0 <= i - j <= 1
        case "tridiagonal":
            return abs(i - j) <= 1
        case "blocks":
            return i // 3 == j // 3
        case "arrowhead":
            return i in (0, j) or j == 0


def _colour(shape: Shape, j: int) -> int:
    """A colour of a column that makes for the fewest products."""
    if shape == "arrowhead":
        return 2 - (j == 0)
    return 1 + j % (2 if shape == "bidiagonal" else 3)


def _shuffled(draws: Draws) -> tuple[int, ...]:
    left = list(range(SIZE))
    return tuple(left.pop(draws.among(range(len(left)))) for _ in range(SIZE))


def fewest_products(draws: Draws) -> Setting | None:
    """A known shape whose rows and columns stand in an order of chance."""
    shape: Shape = draws.among(get_args(Shape))
    down, across = _shuffled(draws), _shuffled(draws)
    rows = tuple(tuple(j for j in range(SIZE) if _holds(shape, i, across[j])) for i in down)
    entries = tuple(
        draws.among(_MAGNITUDES) * draws.among((1.0, -1.0)) for row in rows for _ in row
    )
    both = shape == "arrowhead"
    few = 2 if shape == "bidiagonal" else 3
    pulled = tuple(1.0 if both and i == 0 else 0.0 for i in down)
    colours = tuple(float(_colour(shape, j)) for j in across)
    told = at_most(0, "mixed")
    return Setting(
        "",
        Spot((), (), ()),
        (at_most(few, "products"), told),
        Spot((), (), (), (*colours, *pulled)),
        (
            made("mixed", at_most(few, "products"), at_least(1, "mixed")),
            made("more", told, at_least(few + 1, "products"), at_most(few + 1, "products")),
            made("each", told, at_least(SIZE - 1, "products")),
        ),
        None,
        (("few", str(few)),),
        ground="sparsity",
        sparse=Sparse(rows, SIZE, "both" if both else "columns", entries),
        case="both" if both else "columns",
    )
