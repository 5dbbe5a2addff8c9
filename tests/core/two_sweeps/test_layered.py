"""A drawing in layers reads from left to right, overlaps nowhere and crosses little."""

import itertools
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explainers.core.catalog import CATALOG
from explainers.core.two_sweeps.layered import Drawing, drawing, rising
from explainers.core.two_sweeps.numbers import sweeps

Edges = list[tuple[int, int]]


def graph_of(slug: str) -> tuple[int, Edges, range]:
    entry = CATALOG[slug]
    both = sweeps(entry.map, entry.n)
    nodes = both.places.nodes
    edges = [
        (node, entry.n + k)
        for k, row in enumerate(both.trace.rows)
        for slot in row.arguments
        if (node := both.node(slot)) is not None
    ]
    edges += [(both.node(slot) or 0, nodes + i) for i, slot in enumerate(both.trace.outputs)]
    return nodes + entry.m, edges, range(nodes, nodes + entry.m)


def pieces(drawn: Drawing, edges: Edges) -> set[tuple[tuple[float, float], tuple[float, float]]]:
    """Straight pieces of all edges, from layer to layer."""
    found: set[tuple[tuple[float, float], tuple[float, float]]] = set()
    for (start, end), way in zip(edges, drawn.ways, strict=True):
        spots = [drawn.nodes[start], *way, drawn.nodes[end]]
        found |= {(tuple(a), tuple(b)) for a, b in itertools.pairwise(spots)}
    return found


def crossings(drawn: Drawing, edges: Edges) -> int:
    return sum(
        a[0] == c[0] and (a[1] - c[1]) * (b[1] - d[1]) < -1e-9
        for (a, b), (c, d) in itertools.combinations(pieces(drawn, edges), 2)
    )


@st.composite
def graphs(draw: st.DrawFn) -> tuple[int, Edges]:
    count = draw(st.integers(1, 14))
    pairs = list(itertools.combinations(range(count), 2))
    edges = draw(st.lists(st.sampled_from(pairs), max_size=20)) if pairs else []
    return count, edges


@given(graphs())
def test_edges_lead_to_the_right_through_every_layer_between(graph: tuple[int, Edges]) -> None:
    count, edges = graph
    drawn = drawing(count, edges, ())
    for (start, end), way in zip(edges, drawn.ways, strict=True):
        layers = [drawn.nodes[start].layer, *(s.layer for s in way), drawn.nodes[end].layer]
        assert layers == list(range(layers[0], layers[-1] + 1))


@given(graphs())
def test_no_two_nodes_overlap(graph: tuple[int, Edges]) -> None:
    drawn = drawing(*graph, ())
    for a, b in itertools.combinations(drawn.nodes, 2):
        assert a.layer != b.layer or abs(a.height - b.height) >= 1 - 1e-9
    assert min(spot.height for spot in drawn.nodes) == pytest.approx(0)
    assert max(spot.height for spot in drawn.nodes) == pytest.approx(drawn.height)


@given(graphs())
def test_the_same_graph_gives_the_same_drawing(graph: tuple[int, Edges]) -> None:
    assert drawing(*graph, ()) == drawing(*graph, ())


@pytest.mark.parametrize(
    ("slug", "fewest"), [("baydin", 0), ("helix", 0), ("sine", 0), ("logsumexp", 3), ("arm", 1)]
)
def test_crossings_are_as_few_as_can_be(slug: str, fewest: int) -> None:
    count, edges, last = graph_of(slug)
    assert crossings(drawing(count, edges, last), edges) == fewest


def test_what_was_shuffled_is_put_in_order() -> None:
    order = list(range(6))
    random.Random(3).shuffle(order)
    edges = [(i, 6 + order[i]) for i in range(6)]
    assert crossings(drawing(12, edges, ()), edges) == 0


def test_two_to_two_crosses_once() -> None:
    edges = [(0, 2), (0, 3), (1, 2), (1, 3)]
    assert crossings(drawing(4, edges, ()), edges) == 1


def test_outputs_stand_together_at_the_right() -> None:
    count, edges, last = graph_of("rosenbrock-residuals")
    drawn = drawing(count, edges, last)
    assert {drawn.nodes[k].layer for k in last} == {drawn.layers - 1}


@given(st.lists(st.integers(-9, 9), min_size=1, max_size=6))
def test_rising_numbers_are_the_nearest_that_rise(wanted: list[int]) -> None:
    found = rising(wanted)
    assert all(a <= b + 1e-12 for a, b in itertools.pairwise(found))
    off = sum((a - b) ** 2 for a, b in zip(found, wanted, strict=True))
    rng = random.Random(1)
    for _ in range(60):
        other = sorted(rng.choice(wanted) + rng.uniform(-1, 1) for _ in wanted)
        assert off <= sum((a - b) ** 2 for a, b in zip(other, wanted, strict=True)) + 1e-9
