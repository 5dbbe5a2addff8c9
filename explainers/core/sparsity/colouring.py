"""Which products a colouring makes, which entries of J they tell, and which they mix.

Columns of one colour share a push, rows of one colour a pull; ``frontend/sparsity/judge.js`` has
the same judge for a hand that moves. An entry is told where nothing else of its row came into the
same push, or nothing else of its column into the same pull: nothing is solved for.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from functools import lru_cache
from itertools import combinations
from typing import Literal, NamedTuple, TypeAlias

from explainers.core.sparsity.pattern import Rows

Way: TypeAlias = Literal["columns", "rows", "both", "symmetric"]
"""By pushes, by pulls, by both, or by pushes alone of a matrix that is its own transpose."""
Colours: TypeAlias = tuple[int, ...]
"""The colour of each column or row, counted from 1; 0 for none."""
Ordering: TypeAlias = Literal["natural", "largest", "smallest"]
WAYS: tuple[Way, ...] = ("columns", "rows", "both", "symmetric")
ORDERINGS: tuple[Ordering, ...] = ("natural", "largest", "smallest")
PALETTE = 6
"""How many colours there are."""


class Source(NamedTuple):
    """The product that tells an entry, by its kind and its place among those of its kind."""

    kind: Literal["push", "pull", "mirror"]
    """A mirror is a push that tells an entry as the one across the diagonal."""
    place: int


class Judged(NamedTuple):
    """What a colouring makes of a pattern."""

    pushes: tuple[tuple[int, ...], ...]
    """The columns of each push."""
    pulls: tuple[tuple[int, ...], ...]
    """The rows of each pull."""
    told: dict[tuple[int, int], Source]
    """The product of each entry that is told."""
    mixed: tuple[tuple[int, int], ...]
    """All other entries of the pattern, row by row."""

    @property
    def products(self) -> int:
        """Pushes and pulls together."""
        return len(self.pushes) + len(self.pulls)


class Coloured(NamedTuple):
    """Colours of the columns and of the rows."""

    columns: Colours
    rows: Colours


def transposed(rows: Rows, columns: int) -> Rows:
    """For each column the rows that hold something in it."""
    return tuple(tuple(i for i, row in enumerate(rows) if j in row) for j in range(columns))


def is_symmetric(rows: Rows, columns: int) -> bool:
    """Whether a pattern is its own transpose."""
    return transposed(rows, columns) == rows


def groups(
    colours: Colours, lines: Rows, alone: Callable[[int], bool]
) -> tuple[tuple[int, ...], ...]:
    """What shares a product, in the order of the first of each; of no colour, alone or none.

    A line that holds nothing is in no product, whatever its colour.
    """
    found: dict[int, list[int]] = {}
    for place, colour in enumerate(colours):
        if lines[place] and (colour or alone(place)):
            found.setdefault(colour or -1 - place, []).append(place)
    return tuple(map(tuple, found.values()))


def judged(rows: Rows, way: Way, colours: Coloured) -> Judged:
    """What a colouring makes of a pattern.

    By columns or by rows what has no colour has a product of its own, if it holds anything. By
    both a row without a colour is not pulled, and a column without one is pushed alone if the
    pulls leave something of it open.
    """
    n, m = len(colours.columns), len(rows)
    columns = transposed(rows, n)
    entries = [(i, j) for i, row in enumerate(rows) for j in row]
    pulled = way in ("rows", "both")
    pulls = groups(colours.rows, rows, lambda _: way == "rows") if pulled else ()
    pull_of = {i: place for place, group in enumerate(pulls) for i in group}
    told = {
        (i, j): Source("pull", pull_of[i])
        for i, j in entries
        if i in pull_of and _alone(columns[j], pull_of, i)
    }
    pushes = (
        ()
        if way == "rows"
        else groups(
            colours.columns,
            columns,
            lambda j: way != "both" or any((i, j) not in told for i in columns[j]),
        )
    )
    push_of = {j: place for place, group in enumerate(pushes) for j in group}
    for i, j in entries:
        if j in push_of and _alone(rows[i], push_of, j):
            told[i, j] = Source("push", push_of[j])
        elif way == "symmetric" and _alone(rows[j], push_of, i):
            told[i, j] = Source("mirror", push_of[i])
    assert m == len(colours.rows)
    return Judged(pushes, pulls, told, tuple(entry for entry in entries if entry not in told))


def _alone(line: Sequence[int], product: dict[int, int], one: int) -> bool:
    """Whether nothing else of a line comes into the same product."""
    return all(product.get(other) != product[one] for other in line if other != one)


# Greedily --------------------------------------------------------------------------------------


def plain(rows: Rows, columns: int) -> Coloured:
    """No colours."""
    return Coloured((0,) * columns, (0,) * len(rows))


def greedy(rows: Rows, columns: int, way: Way, ordering: Ordering) -> Coloured:
    """Each in turn gets the first colour that mixes nothing with those before it.

    By both, as many of the fullest rows are pulled as make for the fewest products.
    """
    if way == "rows":
        other = greedy(transposed(rows, columns), len(rows), "columns", ordering)
        return Coloured(other.rows, other.columns)
    if way == "both":
        fullest = sorted(range(len(rows)), key=lambda i: -len(rows[i]))
        several = [
            _with_pulls(rows, columns, fullest[:count], ordering) for count in range(len(rows) + 1)
        ]
        return min(several, key=lambda one: judged(rows, way, one).products)
    order = _order(_conflicts(rows, columns, way), ordering)
    colours = _first_fit(rows, columns, way, order)
    return plain(rows, columns)._replace(columns=_shared(colours))


def _with_pulls(rows: Rows, columns: int, pulled: Sequence[int], ordering: Ordering) -> Coloured:
    """Some rows are pulled, each by itself, and all others are left to pushes."""
    if len(pulled) > PALETTE:
        return plain(rows, columns)
    rest = tuple(() if i in pulled else row for i, row in enumerate(rows))
    own = tuple(1 + pulled.index(i) if i in pulled else 0 for i in range(len(rows)))
    made = greedy(rest, columns, "columns", ordering).columns
    # A column of which the pulls leave nothing open is not pushed.
    pushed = [c if any(j in row for row in rest) else 0 for j, c in enumerate(made)]
    return Coloured(_shared(pushed), own)


def _conflicts(rows: Rows, columns: int, way: Way) -> list[set[int]]:
    """With which other columns each shares a row; of a symmetric pattern, its neighbours."""
    found: list[set[int]] = [set() for _ in range(columns)]
    for i, row in enumerate(rows):
        for a, b in combinations(row, 2) if way != "symmetric" else ((i, j) for j in row if j != i):
            found[a].add(b)
            found[b].add(a)
    return found


def conflicts(rows: Rows, columns: int, way: Way) -> tuple[tuple[int, int], ...]:
    """The edges of the conflict graph: pairs that share no product, each once.

    By rows those of rows; of a symmetric pattern its entries beside the diagonal.
    """
    if way == "rows":
        return conflicts(transposed(rows, columns), len(rows), "columns")
    found = _conflicts(rows, columns, way)
    return tuple((a, b) for a, others in enumerate(found) for b in sorted(others) if a < b)


def _order(conflicts: list[set[int]], ordering: Ordering) -> list[int]:
    """The order in which colours are given; of equals the first comes first."""
    places = range(len(conflicts))
    if ordering == "natural":
        return list(places)
    if ordering == "largest":
        return sorted(places, key=lambda j: -len(conflicts[j]))
    left, last = set(places), list[int]()
    while left:
        least = min(left, key=lambda j: (len(conflicts[j] & left), -j))
        last.append(least)
        left.remove(least)
    return last[::-1]


def _first_fit(rows: Rows, columns: int, way: Way, order: Sequence[int]) -> list[int]:
    colours, held = [0] * columns, {j for row in rows for j in row}
    for j in (one for one in order if one in held):
        colours[j] = next(
            colour for colour in range(1, columns + 1) if _fits(rows, way, colours, j, colour)
        )
    return colours


def _fits(rows: Rows, way: Way, colours: Sequence[int], j: int, colour: int) -> bool:
    """Whether a colour for j mixes nothing of what has a colour."""
    tried = [*colours]
    tried[j] = colour
    some = [k for k, given in enumerate(tried) if given]
    place = {k: at for at, k in enumerate(some)}
    kept = rows if way != "symmetric" else [rows[k] for k in some]
    part = tuple(tuple(place[k] for k in row if k in place) for row in kept)
    given = Coloured(tuple(tried[k] for k in some), (0,) * len(part))
    return not judged(part, way, given).mixed


def _shared(colours: Sequence[int]) -> Colours:
    """Colours that more than one has, numbered anew as they first come; 0 for all others."""
    several = dict.fromkeys(one for one in colours if one and colours.count(one) > 1)
    number = {colour: 1 + k for k, colour in enumerate(several)}
    return tuple(number.get(colour, 0) for colour in colours)


# The fewest ------------------------------------------------------------------------------------

LARGEST = 8
"""By both, so many columns are tried in every way."""


@lru_cache(maxsize=64)
def fewest(rows: Rows, columns: int, way: Way) -> int | None:
    """The fewest products that tell all entries; None where there is too much to try."""
    if way == "rows":
        return fewest(transposed(rows, columns), len(rows), "columns")
    if way == "both":
        return _fewest_of_both(rows, columns)
    most = judged(rows, way, greedy(rows, columns, way, "smallest")).products
    order = _order(_conflicts(rows, columns, way), "smallest")
    return next(
        k for k in range(most + 1) if k == most or _colourable(rows, columns, way, order, k)
    )


def _colourable(rows: Rows, columns: int, way: Way, order: Sequence[int], most: int) -> bool:
    colours = [0] * columns

    def place(at: int, used: int) -> bool:
        if at == columns:
            return True
        j = order[at]
        for colour in range(1, min(used + 1, most) + 1):
            if _fits(rows, way, colours, j, colour):
                colours[j] = colour
                if place(at + 1, max(used, colour)):
                    return True
                colours[j] = 0
        return False

    return place(0, 0)


def _fewest_of_both(rows: Rows, columns: int) -> int | None:
    if columns > LARGEST and any(rows):
        return None
    several = [greedy(rows, columns, "both", ordering) for ordering in ORDERINGS]
    most = min(judged(rows, "both", one).products for one in several)
    return next(k for k in range(most + 1) if k == most or _told_by_both(rows, columns, k))


def _told_by_both(rows: Rows, columns: int, most: int) -> bool:
    """Whether so many pushes and pulls tell all, by trying each way to push columns or not."""

    def place(pushed: Colours, used: int) -> bool:
        left = _open(rows, pushed)
        # What is left open in one column takes a pull for each of its rows.
        if used + max(Counter(j for line in left for j in line).values(), default=0) > most:
            return False
        if len(pushed) == columns:
            return used + _pulls(rows, left) <= most
        return any(
            place((*pushed, colour), max(used, colour)) for colour in range(min(used + 1, most) + 1)
        )

    return place((), 0)


def _open(rows: Rows, pushed: Colours) -> Rows:
    """Of the first columns, those entries of each row that their pushes do not tell."""
    found: list[tuple[int, ...]] = []
    for row in rows:
        line = [j for j in row if j < len(pushed)]
        shared = Counter(pushed[j] for j in line)
        found.append(tuple(j for j in line if not pushed[j] or shared[pushed[j]] > 1))
    return tuple(found)


def _pulls(rows: Rows, left: Rows) -> int:
    """How many pulls tell what is left open."""
    pulled = [i for i, line in enumerate(left) if line]

    def clash(i: int, k: int) -> bool:
        return bool(set(left[i]) & set(rows[k]) or set(left[k]) & set(rows[i]))

    return _chromatic(
        [{at for at, k in enumerate(pulled) if k != i and clash(i, k)} for i in pulled]
    )


def _chromatic(graph: list[set[int]]) -> int:
    colours = [0] * len(graph)

    def place(at: int, used: int, most: int) -> bool:
        if at == len(graph):
            return True
        for colour in range(1, min(used + 1, most) + 1):
            if all(colours[k] != colour for k in graph[at] if k < at):
                colours[at] = colour
                if place(at + 1, max(used, colour), most):
                    return True
        return False

    return next(k for k in range(len(graph) + 1) if place(0, 0, k))
