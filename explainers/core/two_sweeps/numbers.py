"""The forward and the reverse sweep over an evaluation trace, and what each has to hold.

All numbers of both sweeps stand in one flat list (``Places``). ``settled`` has JAX compute
them operation by operation; ``Sweeps.tape`` is the same program on scalars, for a browser
to replay while a hand moves. What a sweep holds is counted by liveness.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from explainers.core.kept import kept
from explainers.core.numerals import numeral
from explainers.core.rounding import bounded, cleared
from explainers.core.tape import Builder, Tape, compact, unroll
from explainers.core.two_sweeps.formulas import written
from explainers.core.two_sweeps.trace import Trace, trace
from explainers.core.types import Map

LONGEST = 24
"""Residuals whose formula is longer than this are not written out."""


class Places(NamedTuple):
    """Where each kind of number begins in the flat list.

    Nodes are the inputs and then the rows; edges are the moving arguments of each row.
    """

    nodes: int
    edges: int
    residuals: int

    @property
    def values(self) -> int:
        """One for each node."""
        return 0

    @property
    def tangents(self) -> int:
        """One for each node."""
        return self.nodes

    @property
    def cotangents(self) -> int:
        """One for each node."""
        return 2 * self.nodes

    @property
    def sent(self) -> int:
        """What each edge sends back in the reverse sweep."""
        return 3 * self.nodes

    @property
    def partials(self) -> int:
        """The partial derivative along each edge."""
        return 3 * self.nodes + self.edges

    @property
    def kept(self) -> int:
        """The residuals of each row in turn."""
        return 3 * self.nodes + 2 * self.edges

    @property
    def total(self) -> int:
        """Length of the list."""
        return self.kept + self.residuals


class Kept(NamedTuple):
    """A number that a row keeps for its turn in the reverse sweep."""

    identity: int
    """The same for residuals and values that are the same number."""
    place: int
    """Among the results of the row's program, counted from the first residual."""


class Memory(NamedTuple):
    """How many numbers are held, by liveness: what nothing will need again is let go."""

    forward: tuple[int, ...]
    """After each row of a forward sweep: live values, with their tangents."""
    forward_again: tuple[int, ...]
    """The same where the inputs stay, for another forward sweep to come."""
    values: tuple[int, ...]
    """After each row on the way out of a reverse sweep: live values and residuals."""
    residuals: tuple[int, ...]
    """Those of them that are kept as residuals, each different number once."""
    cotangents: tuple[int, ...]
    """On the way back, before any row and after each one, the last row first: cotangents."""
    remaining: tuple[int, ...]
    """Residuals that rows further back still wait for, each different number once."""
    repeated: int
    """Residuals of all rows, a number counted as often as rows keep it."""

    @property
    def most_forward(self) -> int:
        """Numbers that a forward sweep holds at once, at most."""
        return max(self.forward)

    @property
    def most_reverse(self) -> int:
        """Numbers that a reverse sweep holds at once, at most, on the way out or back."""
        back = (c + kept for c, kept in zip(self.cotangents, self.remaining, strict=True))
        return max(*self.values, *back)


class Sweeps(NamedTuple):
    """All there is to know of both sweeps before x, v and u are given."""

    trace: Trace
    places: Places
    tape: Tape
    """From x, v and u, one after the other, to the flat list of numbers."""
    kept: tuple[tuple[Kept, ...], ...]
    """Residuals of each row: what JAX keeps of it, constants and repetitions left out."""
    written: tuple[tuple[str, ...], ...]
    """Each residual as text with {k} for the name of node k; empty if that is too long."""
    memory: Memory

    def node(self, slot: int) -> int | None:
        """Number of the node at a slot of the trace, or None if it holds a constant."""
        if self.trace.is_constant(slot):
            return None
        return slot if slot < self.trace.inputs else slot - len(self.trace.constants)


@kept
def sweeps(f: Map, n: int) -> Sweeps:
    """Both sweeps of f: ℝⁿ → ℝᵐ.

    Raises UnsupportedPrimitive if f is no list of scalar operations, or too long a one.
    """
    listed = trace(f, n)
    m = len(listed.outputs)
    builder = Builder(2 * n + m)
    zero = builder.constant(0.0)
    values = [*range(n), *map(builder.constant, listed.constants)]
    tangents = [*range(n, 2 * n), *(zero for _ in listed.constants)]
    partials: list[int] = []
    residuals: list[list[tuple[int, int]]] = []

    def run(row: int, moved: Sequence[int], cotangent: int) -> list[int]:
        operation = listed.rows[row]
        taken = [values[a] for a in operation.arguments]
        if operation.moving:
            taken += [*moved, cotangent]
        jaxpr, constants = operation.local.closed.jaxpr, operation.local.closed.consts
        return [
            int(slot) for slot in unroll(builder, jaxpr, constants, [np.array(t) for t in taken])
        ]

    for index, row in enumerate(listed.rows):
        moving = [row.arguments[k] for k in row.moving]
        given = run(index, [tangents[a] for a in moving], zero)
        values.append(given[0])
        if not moving:
            tangents.append(zero)
            residuals.append([])
            continue
        tangents.append(given[1])
        partials += given[2 + len(moving) : 2 + 2 * len(moving)]
        first = 2 + 2 * len(moving)
        unlike = {slot: k for k, slot in reversed(list(enumerate(given[first:])))}
        residuals.append(
            [
                (slot, k)
                for slot, k in sorted(unlike.items(), key=lambda item: item[1])
                if slot not in builder.constants
            ]
        )

    cotangents = [zero] * listed.width
    for i, slot in enumerate(listed.outputs):
        cotangents[slot] = builder.apply("add", cotangents[slot], 2 * n + i)
    sent: list[list[int]] = [[] for _ in listed.rows]
    for index in range(len(listed.rows) - 1, -1, -1):
        row = listed.rows[index]
        moving = [row.arguments[k] for k in row.moving]
        if not moving:
            continue
        given = run(index, [zero for _ in moving], cotangents[listed.first + index])
        sent[index] = given[2 : 2 + len(moving)]
        for slot, part in zip(moving, sent[index], strict=True):
            cotangents[slot] = builder.apply("add", cotangents[slot], part)

    def nodes(slots: Sequence[int]) -> list[int]:
        return [*slots[:n], *slots[listed.first :]]

    flat = [
        *nodes(values),
        *nodes(tangents),
        *nodes(cotangents),
        *(slot for row in sent for slot in row),
        *partials,
        *(slot for row in residuals for slot, _ in row),
    ]
    places = Places(n + len(listed.rows), len(partials), sum(map(len, residuals)))
    return Sweeps(
        trace=listed,
        places=places,
        tape=compact(builder, np.array(flat, dtype=np.int64), np.array([], dtype=np.int64)),
        kept=tuple(tuple(Kept(slot, k) for slot, k in row) for row in residuals),
        written=_written(builder, nodes(values), residuals),
        memory=_memory(listed, values, residuals),
    )


def _written(
    builder: Builder, nodes: Sequence[int], residuals: list[list[tuple[int, int]]]
) -> tuple[tuple[str, ...], ...]:
    names = {slot: f"{{{k}}}" for k, slot in reversed(list(enumerate(nodes)))}

    def text(slot: int) -> str:
        if slot in names:
            return names[slot]
        if slot in builder.constants:
            return numeral(builder.constants[slot])
        name, arguments = builder.operations[slot]
        return written(name, [text(a) for a in arguments])

    return tuple(
        tuple(short if len(short := text(slot)) <= LONGEST else "" for slot, _ in row)
        for row in residuals
    )


def _memory(listed: Trace, values: Sequence[int], residuals: list[list[tuple[int, int]]]) -> Memory:
    n, count, first = listed.inputs, len(listed.rows), listed.first
    nodes = [*range(n), *range(first, listed.width)]
    last = dict.fromkeys(nodes, -1)
    for index, row in enumerate(listed.rows):
        for slot in row.arguments:
            if slot in last:
                last[slot] = index
    outputs = {slot for slot in listed.outputs if slot in last}
    for slot in outputs:
        last[slot] = count

    def live(done: int) -> list[int]:
        """Nodes that rows from ``done`` on, or the reader, will ask for."""
        made = [slot for slot in nodes if slot < n or slot - first < done]
        return [slot for slot in made if last[slot] >= done]

    def numbers(alive: Sequence[int]) -> int:
        return sum(2 if listed.moves(slot) else 1 for slot in alive)

    kept = [{slot for slot, _ in row} for row in residuals]
    steps = range(count + 1)
    before = [set[int]().union(*kept[:done]) for done in steps]
    begun = set(outputs)
    waiting = [len(begun)]
    for index in range(count - 1, -1, -1):
        row = listed.rows[index]
        begun |= {row.arguments[k] for k in row.moving}
        begun.discard(first + index)
        waiting.append(len(begun))
    return Memory(
        forward=tuple(numbers(live(done)) for done in steps),
        forward_again=tuple(
            numbers(live(done)) + sum(last[slot] < done for slot in range(n)) for done in steps
        ),
        values=tuple(len(before[done] | {values[s] for s in live(done)}) for done in steps),
        residuals=tuple(len(before[done]) for done in steps),
        cotangents=tuple(waiting),
        remaining=tuple(len(before[count - back]) for back in steps),
        repeated=sum(map(len, kept)),
    )


def settled(both: Sweeps, x: Sequence[float], v: Sequence[float], u: Sequence[float]) -> np.ndarray:
    """The flat list of numbers, each operation's by JAX (``jax.jvp`` and ``jax.vjp`` of it)."""
    listed, places = both.trace, both.places
    n, first = listed.inputs, listed.first
    values: list[float] = [*map(float, x), *listed.constants]
    tangents: list[float] = [*map(float, v), *(0.0 for _ in listed.constants)]
    partials: list[float] = []
    residuals: list[float] = []
    for row, keeps in zip(listed.rows, both.kept, strict=True):
        arguments = [values[a] for a in row.arguments]
        if not row.moving:
            (value,) = row.local(*arguments)
            values.append(float(value))
            tangents.append(0.0)
            continue
        moved = [tangents[row.arguments[k]] for k in row.moving]
        given = [float(z) for z in row.local(*arguments, *moved, 0.0)]
        values.append(given[0])
        tangents.append(given[1])
        partials += given[2 + len(moved) : 2 + 2 * len(moved)]
        residuals += [given[2 + 2 * len(moved) + place] for _, place in keeps]

    cotangents = [0.0] * listed.width
    for slot, weight in zip(listed.outputs, u, strict=True):
        cotangents[slot] += float(weight)
    sent: list[list[float]] = [[] for _ in listed.rows]
    for index in range(len(listed.rows) - 1, -1, -1):
        row = listed.rows[index]
        if not row.moving:
            continue
        arguments = [values[a] for a in row.arguments]
        count = len(row.moving)
        given = row.local(*arguments, *([0.0] * count), cotangents[first + index])
        sent[index] = [float(z) for z in given[2 : 2 + count]]
        for k, part in zip(row.moving, sent[index], strict=True):
            cotangents[row.arguments[k]] += part

    flat = np.array(
        [
            *(values[:n] + values[first:]),
            *(tangents[:n] + tangents[first:]),
            *(cotangents[:n] + cotangents[first:]),
            *(part for row in sent for part in row),
            *partials,
            *residuals,
        ],
        dtype=float,
    )
    if flat.size != places.total:
        raise ValueError(f"both: {flat.size} numbers where {places.total} have places")
    return flat


def tidied(
    both: Sweeps,
    numbers: np.ndarray,
    x: Sequence[float],
    v: Sequence[float],
    u: Sequence[float],
) -> np.ndarray:
    """The same numbers, those that are nothing but rounding as 0."""
    found = bounded(both.tape, np.array([[*x, *v, *u]], dtype=float), spacing=True)
    return cleared(numbers, found.value_errors[0])


def pushed(both: Sweeps, numbers: np.ndarray) -> np.ndarray:
    """Jv: the tangents of the outputs, 0 for a constant one."""
    return _at(both, numbers, both.places.tangents)


def pulled(both: Sweeps, numbers: np.ndarray) -> np.ndarray:
    """uᵀJ: the cotangents of the inputs."""
    first = both.places.cotangents
    return numbers[first : first + both.trace.inputs]


def _at(both: Sweeps, numbers: np.ndarray, first: int) -> np.ndarray:
    nodes = [both.node(slot) for slot in both.trace.outputs]
    return np.array([0.0 if node is None else numbers[first + node] for node in nodes])
