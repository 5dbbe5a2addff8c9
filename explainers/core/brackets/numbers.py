"""The chain rule as a product of matrices: what each order of multiplying costs and holds.

A chain ℝⁿ→ℝᵐ→…→ℝᵖ has the Jacobian J_K·…·J₁, with u on its left, v on its right, or
neither. Factors are counted from the left, from 0. An order says, for each product in
turn, at which place of the row it multiplies: factor ``place`` by factor ``place + 1``.
"""

from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from typing import Literal, NamedTuple, TypeAlias

Order: TypeAlias = tuple[int, ...]
Kind: TypeAlias = Literal["only", "left", "right", "mixed", "open"]


class Span(NamedTuple):
    """Neighbouring factors, from the first to before the end."""

    first: int
    end: int

    @property
    def width(self) -> int:
        """How many factors there are."""
        return self.end - self.first


class Product(NamedTuple):
    """One multiplication of an order: (rows×inner) by (inner×columns)."""

    left: Span
    right: Span
    rows: int
    inner: int
    columns: int
    held: int
    """Numbers held meanwhile beside the factors: this result, and every one not used up."""

    @property
    def multiplications(self) -> int:
        """Multiplications of numbers that it takes."""
        return self.rows * self.inner * self.columns


def dimensions(sizes: Sequence[int], u: bool, v: bool) -> tuple[int, ...]:
    """Sides of the factors from left to right: factor i has sides i and i + 1.

    ``sizes`` are those of the spaces, from the input to the output.
    """
    return (*((1,) if u else ()), *reversed(sizes), *((1,) if v else ()))


def products(sides: Sequence[int], order: Order) -> tuple[Product, ...]:
    """Each multiplication of an order, which may be unfinished, with its cost.

    Raises ValueError where the order names a place that the row does not have.
    """
    row = [Span(i, i + 1) for i in range(len(sides) - 1)]
    done: list[Product] = []
    for place in order:
        if not 0 <= place < len(row) - 1:
            raise ValueError(f"order: no place {place} in a row of {len(row)}")
        left, right = row[place : place + 2]
        held = sum(sides[s.first] * sides[s.end] for s in row if s.width > 1)
        rows, inner, columns = sides[left.first], sides[right.first], sides[right.end]
        done.append(Product(left, right, rows, inner, columns, held + rows * columns))
        row[place : place + 2] = [Span(left.first, right.end)]
    return tuple(done)


def multiplications(sides: Sequence[int], order: Order) -> int:
    """Multiplications of numbers that an order takes."""
    return sum(product.multiplications for product in products(sides, order))


def held(sides: Sequence[int], order: Order) -> int:
    """Most numbers that an order holds at once beside the factors."""
    return max((product.held for product in products(sides, order)), default=0)


def from_left(factors: int) -> Order:
    """The order of reverse mode: what stands at the left meets one factor after another."""
    return (0,) * (factors - 1)


def from_right(factors: int) -> Order:
    """The order of forward mode: what stands at the right meets one factor after another."""
    return tuple(range(factors - 2, -1, -1))


def orders(factors: int) -> Iterator[Order]:
    """One order for every way to put brackets: as many as the Catalan number says."""
    if factors == 1:
        yield ()
    for cut in range(1, factors):
        for left in orders(cut):
            for right in orders(factors - cut):
                yield (*left, *(1 + place for place in right), 0)


def best(sides: Sequence[int]) -> Order:
    """An order with the fewest multiplications, by dynamic programming over spans.

    Source: Godbole, "On efficient computation of matrix chain products" (1973).
    """
    return _extreme(tuple(sides), _fewer)


def worst(sides: Sequence[int]) -> Order:
    """An order with the most multiplications."""
    return _extreme(tuple(sides), _more)


def _fewer(cost: int, least: int) -> bool:
    return cost < least


def _more(cost: int, most: int) -> bool:
    return cost > most


@lru_cache(maxsize=512)
def _extreme(sides: tuple[int, ...], better: Callable[[int, int], bool]) -> Order:
    """Of the orders of a span, built from those of shorter spans, the one no other betters."""
    factors = len(sides) - 1
    found: dict[Span, tuple[int, Order]] = {Span(i, i + 1): (0, ()) for i in range(factors)}
    for width in range(2, factors + 1):
        for first in range(factors - width + 1):
            end = first + width
            for cut in range(first + 1, end):
                left, right = found[Span(first, cut)], found[Span(cut, end)]
                cost = left[0] + right[0] + sides[first] * sides[cut] * sides[end]
                if Span(first, end) not in found or better(cost, found[Span(first, end)][0]):
                    order = (*left[1], *(1 + place for place in right[1]), 0)
                    found[Span(first, end)] = (cost, order)
    return found[Span(0, factors)][1]


def canonical(factors: int, order: Order) -> Order:
    """The order with the same brackets that finishes what is left first."""
    row: list[Order] = [()] * factors
    for place in order:
        left, right = row[place : place + 2]
        row[place : place + 2] = [(*left, *(1 + step for step in right), 0)]
    if len(row) > 1:
        raise ValueError(f"order: {order} leaves {len(row)} of {factors} factors")
    return row[0]


def kind(factors: int, order: Order) -> Kind:
    """Whether an order works from the left (reverse mode), from the right (forward), or neither."""
    if len(order) < factors - 1:
        return "open"
    if factors == 2:
        return "only"
    brackets = canonical(factors, order)
    if brackets == canonical(factors, from_left(factors)):
        return "left"
    return "right" if brackets == canonical(factors, from_right(factors)) else "mixed"


class Answer(NamedTuple):
    """What is said of an order, and of those it is compared with."""

    products: tuple[Product, ...]
    total: int
    held: int
    left: int
    right: int
    best: int
    worst: int
    best_order: Order


def answer(sides: Sequence[int], order: Order) -> Answer:
    """Cost of an order, product by product, beside the usual two, the best and the worst."""
    factors = len(sides) - 1
    return Answer(
        products(sides, order),
        multiplications(sides, order),
        held(sides, order),
        multiplications(sides, from_left(factors)),
        multiplications(sides, from_right(factors)),
        multiplications(sides, best(sides)),
        multiplications(sides, worst(sides)),
        best(sides),
    )


def factor_names(sizes: Sequence[int], u: bool, v: bool) -> tuple[str, ...]:
    """Factors from left to right by name: uᵀ, J₂, J₁, v; a last map to ℝ has ∇hᵀ."""
    maps = len(sizes) - 1
    subscripts = "₀₁₂₃₄₅"
    jacobians = [f"J{subscripts[i]}" for i in range(maps, 0, -1)]
    if sizes[-1] == 1:
        jacobians[0] = "∇hᵀ"
    return (*(("uᵀ",) if u else ()), *jacobians, *(("v",) if v else ()))


def written(names: Sequence[str], order: Order) -> str:
    """The product with its brackets: ∇hᵀ·((J₂·J₁)·v)."""
    row = list(names)
    for place in order:
        left, right = row[place : place + 2]
        row[place : place + 2] = [f"({left}·{right})"]
    return "·".join(row) if len(row) > 1 else row[0][1:-1] if order else row[0]
