"""A drawing of a directed graph in layers from left to right, with few crossings.

The method of Sugiyama, Tagawa and Toda (1981) for small graphs: layers by the longest way
from a source, an order within each by barycentres and exchanges of neighbours, and then
heights that keep edges level. Edges longer than one layer pass through points of their own;
the edges of one node share these as far as they go. The same graph gives the same drawing.
"""

import itertools
from collections.abc import Collection, Sequence
from typing import NamedTuple

ROUNDS = 24
_APART = {(True, True): 1.0, (True, False): 0.7, (False, True): 0.7, (False, False): 0.45}
"""Least distance of neighbours, nodes or points of edges; a node is one high."""


class Spot(NamedTuple):
    """Where something stands: its layer, from 0, and its height in it, downwards from 0."""

    layer: int
    height: float


class Drawing(NamedTuple):
    """Where the nodes stand, and through which points each edge passes on its way."""

    nodes: tuple[Spot, ...]
    ways: tuple[tuple[Spot, ...], ...]
    layers: int
    height: float
    """The lowest node is this far below the highest one."""


class _Item(NamedTuple):
    owner: int
    layer: int
    real: bool


def layers(count: int, edges: Sequence[tuple[int, int]], last: Collection[int]) -> list[int]:
    """Layer of each node: one more than that of any node it needs; ``last`` stand together.

    Nodes are numbered so that each edge leads to a larger number.
    """
    layer = [0] * count
    for start, end in sorted(edges, key=lambda edge: edge[1]):
        layer[end] = max(layer[end], layer[start] + 1)
    rightmost = max([layer[k] for k in range(count) if k not in last], default=0) + 1
    for node in last:
        layer[node] = rightmost
    return layer


def drawing(count: int, edges: Sequence[tuple[int, int]], last: Collection[int]) -> Drawing:
    """Places of nodes 0 to count − 1; each edge leads from a smaller to a larger number."""
    layer = layers(count, edges, last)
    depth = max(layer, default=0) + 1
    items: dict[tuple[int, int], _Item] = {
        (node, layer[node]): _Item(node, layer[node], True) for node in range(count)
    }
    for start, end in edges:
        for between in range(layer[start] + 1, layer[end]):
            items[(start, between)] = _Item(start, between, False)
    order = [[key for key in sorted(items) if key[1] == k] for k in range(depth)]
    links: list[list[tuple[tuple[int, int], tuple[int, int]]]] = [[] for _ in range(depth)]
    for start, end in edges:
        way = [(start, k) for k in range(layer[start], layer[end])] + [(end, layer[end])]
        for here, there in itertools.pairwise(way):
            if (here, there) not in links[here[1]]:
                links[here[1]].append((here, there))
    order = _ordered(order, links)
    heights = _heights(order, links, items)
    least = min((heights[(node, layer[node])] for node in range(count)), default=0.0)

    def spot(key: tuple[int, int]) -> Spot:
        return Spot(key[1], heights[key] - least)

    nodes = tuple(spot((node, layer[node])) for node in range(count))
    return Drawing(
        nodes=nodes,
        ways=tuple(
            tuple(spot((start, k)) for k in range(layer[start] + 1, layer[end]))
            for start, end in edges
        ),
        layers=depth,
        height=max((place.height for place in nodes), default=0.0),
    )


_Key = tuple[int, int]
_Order = list[list[_Key]]
_Links = list[list[tuple[_Key, _Key]]]


def _between(upper: Sequence[_Key], lower: Sequence[_Key], links: list[tuple[_Key, _Key]]) -> int:
    here = {key: i for i, key in enumerate(upper)}
    there = {key: i for i, key in enumerate(lower)}
    ends = sorted((here[a], there[b]) for a, b in links)
    return sum(a < c and b > d for i, (a, b) in enumerate(ends) for c, d in ends[i + 1 :])


def _crossings(order: _Order, links: _Links) -> int:
    return sum(_between(order[k], order[k + 1], links[k]) for k in range(len(order) - 1))


def _ordered(order: _Order, links: _Links) -> _Order:
    best, fewest = [list(row) for row in order], _crossings(order, links)
    for turn in range(ROUNDS):
        if fewest == 0:
            break
        forwards = turn % 2 == 0
        sequence = range(1, len(order)) if forwards else range(len(order) - 2, -1, -1)
        for k in sequence:
            pairs = links[k - 1] if forwards else [(b, a) for a, b in links[k]]
            fixed = order[k - 1] if forwards else order[k + 1]
            place = {key: i for i, key in enumerate(fixed)}
            order[k] = _by_barycentre(order[k], pairs, place)
        _exchange(order, links)
        now = _crossings(order, links)
        if now < fewest:
            best, fewest = [list(row) for row in order], now
    return best


def _by_barycentre(
    row: list[_Key], pairs: list[tuple[_Key, _Key]], place: dict[_Key, int]
) -> list[_Key]:
    found: dict[_Key, list[int]] = {}
    for neighbour, key in pairs:
        found.setdefault(key, []).append(place[neighbour])
    middle = {
        key: sum(found[key]) / len(found[key]) if key in found else float(i)
        for i, key in enumerate(row)
    }
    return sorted(row, key=lambda key: middle[key])


def _exchange(order: _Order, links: _Links) -> None:
    """Exchange neighbours while that takes crossings away."""
    for k, row in enumerate(order):
        for i in range(len(row) - 1):
            before = _around(order, links, k)
            row[i], row[i + 1] = row[i + 1], row[i]
            if _around(order, links, k) >= before:
                row[i], row[i + 1] = row[i + 1], row[i]


def _around(order: _Order, links: _Links, k: int) -> int:
    left = _between(order[k - 1], order[k], links[k - 1]) if k > 0 else 0
    right = _between(order[k], order[k + 1], links[k]) if k + 1 < len(order) else 0
    return left + right


def _heights(order: _Order, links: _Links, items: dict[_Key, _Item]) -> dict[_Key, float]:
    heights: dict[_Key, float] = {}
    for row in order:
        offsets = _offsets(row, items)
        for key, offset in zip(row, offsets, strict=True):
            heights[key] = offset - offsets[-1] / 2
    near: dict[_Key, list[_Key]] = {key: [] for row in order for key in row}
    for pairs in links:
        for a, b in pairs:
            near[a].append(b)
            near[b].append(a)
    for turn in range(ROUNDS):
        for row in order if turn % 2 == 0 else reversed(order):
            wanted = [
                sum(heights[other] for other in near[key]) / len(near[key])
                if near[key]
                else heights[key]
                for key in row
            ]
            offsets = _offsets(row, items)
            placed = rising([w - o for w, o in zip(wanted, offsets, strict=True)])
            for key, base, offset in zip(row, placed, offsets, strict=True):
                heights[key] = base + offset
    _level(order, links, items, heights)
    return heights


def _level(
    order: _Order, links: _Links, items: dict[_Key, _Item], heights: dict[_Key, float]
) -> None:
    """Let a node that follows one other, which leads nowhere else, stand level with it."""
    for row, pairs in zip(order[1:], links, strict=False):
        before = {b: [a for a, other in pairs if other == b] for _, b in pairs}
        alone = {
            b: sources[0]
            for b, sources in before.items()
            if len(sources) == 1 and sum(a == sources[0] for a, _ in pairs) == 1
        }
        wanted = [heights[alone[key]] if key in alone else heights[key] for key in row]
        offsets = _offsets(row, items)
        placed = rising([w - o for w, o in zip(wanted, offsets, strict=True)])
        for key, base, offset in zip(row, placed, offsets, strict=True):
            heights[key] = base + offset


def _offsets(row: Sequence[_Key], items: dict[_Key, _Item]) -> list[float]:
    offsets = [0.0]
    for a, b in itertools.pairwise(row):
        offsets.append(offsets[-1] + _APART[(items[a].real, items[b].real)])
    return offsets[: max(1, len(row))]


def rising(wanted: Sequence[float]) -> list[float]:
    """The numbers nearest to the wanted ones, in squares, of which none is below the one before."""
    pools: list[tuple[float, int]] = []
    for number in wanted:
        pools.append((number, 1))
        while len(pools) > 1 and pools[-2][0] > pools[-1][0]:
            (a, i), (b, j) = pools[-2:]
            pools[-2:] = [((a * i + b * j) / (i + j), i + j)]
    return [mean for mean, size in pools for _ in range(size)]
