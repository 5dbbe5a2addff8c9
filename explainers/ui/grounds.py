"""The figures that puzzles are solved on, each with the state of the practice ground on it."""

from collections.abc import Callable, Mapping
from typing import Any, cast

import jax
import jax.numpy as jnp
import numpy as np

from explainers.components import listing as listing_component
from explainers.components import probes as probes_component
from explainers.components import sparsity as sparsity_component
from explainers.components.task import Task
from explainers.core.implicit.numbers import solution
from explainers.core.implicit.problems import PROBLEMS
from explainers.core.numerals import numbered
from explainers.core.practice import grounds, listings
from explainers.core.practice.goals import Chain, Ground, Hidden, Sparse, Vector
from explainers.core.sparsity import numbers as products
from explainers.core.sparsity.colouring import conflicts, judged
from explainers.permalink import brackets as brackets_link
from explainers.permalink import implicit as implicit_link
from explainers.permalink import memory as memory_link
from explainers.permalink import rules as rules_link
from explainers.permalink import sparsity as sparsity_link
from explainers.permalink.practice import CODEC, State
from explainers.ui import brackets, implicit, memory, rules, sparsity
from explainers.ui.answers import Answers, Pending
from explainers.ui.gestures import heard
from explainers.ui.session import Home
from explainers.ui.stage import stage

SLUG = "practice"
Draw = Callable[[Home[State], Task], Pending | None]


def drawn(home: Home[State], task: Task) -> Pending | None:
    """The figure of the puzzle at hand; what it waits for."""
    return _GROUNDS[home.state.variant.setting.ground](home, task)


def _moves(home: Home[State], key: str, **names: str) -> Callable[[], None]:
    """Callback for a gesture that moves parts of the state, each under the name of its figure."""

    def read(sent: Mapping[str, Any], state: State) -> State | None:
        moved = {part: sent[name] for part, name in names.items() if name in sent}
        return CODEC.read(moved, state, only=tuple(names))

    return heard(home, key, "gesture", read, lambda state, _: home.follow(state))


def _on_stage(home: Home[State], task: Task) -> Pending | None:
    return stage(SLUG, own=home, shown=home.state.staged, task=task)


def _on_brackets(home: Home[State], task: Task) -> None:
    state, key = home.state, f"{SLUG}-machine"
    chain = cast(Chain, state.variant.setting.chain)
    shown = brackets_link.State(*chain, order=tuple(map(int, state.picks)))
    brackets.at_work(key, home.held.edition, shown, _moves(home, key, picks="order"), task)


def _on_rules(home: Home[State], task: Task) -> Pending | None:
    state, key = home.state, f"{SLUG}-laboratory"
    given = state.variant
    shown, preset = (
        rules_link.State(given.setting.slug, x, v, u) for x, v, u, _ in (state.spot, given.start)
    )
    moves = _moves(home, key, v="v", u="u")
    return rules.at_work(key, home.held.edition, shown, preset, moves, task)


def _on_memory(home: Home[State], task: Task) -> None:
    state, key = home.state, f"{SLUG}-stones"
    shown = memory_link.State(state.variant.setting.steps, tuple(map(int, state.picks)))
    moves = _moves(home, key, picks="stones")
    memory.at_work(key, home.held.edition, shown, moves, task)


def _on_implicit(home: Home[State], task: Task) -> Pending | None:
    state, key = home.state, f"{SLUG}-solution"
    start = implicit_link.preset(PROBLEMS[state.variant.setting.slug])
    p, *x = state.x
    there = solution(start.entry, p, tuple(x))
    shown = start if there is None else start._replace(p=p, x=there)

    def read(sent: Mapping[str, Any], state: State) -> State | None:
        at, *there = state.x
        moved = [sent.get("p", at), *_listed(sent.get("x", there))]
        return CODEC.read({"x": moved}, state, only=("x",))

    then = heard(home, key, "gesture", read, lambda state, _: home.follow(state))
    return implicit.at_work(key, home.held.edition, shown, then, task)


# Probes ---------------------------------------------------------------------------------------


def _probed(question: tuple[Hidden, Vector]) -> probes_component.Settled:
    """What JAX pushes and pulls through the hidden map, for each probe."""
    of, picks = question
    table = jnp.reshape(jnp.asarray(of.entries), (of.rows, of.columns))
    origin = jnp.zeros(of.columns)

    def hidden(x: jax.Array) -> jax.Array:
        return table @ x

    results: list[Vector] = []
    for shot in grounds.shots(of, picks) or ():
        by = jnp.asarray(shot.by)
        if shot.pushes:
            found = jax.jvp(hidden, (origin,), (by,))[1]
        else:
            (found,) = jax.vjp(hidden, origin)[1](by)
        results.append(tuple(np.asarray(found).tolist()))
    return probes_component.Settled(picks, tuple(results))


_PROBED = Answers(_probed, 256, program=lambda question: question[0]._replace(entries=()))


def _on_probes(home: Home[State], task: Task) -> Pending | None:
    state, key = home.state, f"{SLUG}-probes"
    of = cast(Hidden, state.variant.setting.hidden)
    question = (of, state.picks)
    pending = _PROBED.pending(question)
    data = probes_component.Data(
        home.held.edition,
        probes_component.State(state.v, state.u, state.picks),
        of.rows,
        of.columns,
        grounds.MOST_PROBES,
        of.entries,
        None if pending else _PROBED.now(question),
        task,
    )
    moves = _moves(home, key, v="v", u="u", picks="picks")
    probes_component.mount(key, data, on_gesture=moves)
    return pending


# Listings -------------------------------------------------------------------------------------


def _ran(question: tuple[str, Vector, Vector, Vector]) -> listing_component.Settled:
    found = grounds.ran(*question)
    picks = question[-1]
    return listing_component.Settled(picks, found.answer, found.wanted, found.problem, found.off)


_RAN = Answers(_ran, 256, program=lambda question: question[0])


def _on_listing(home: Home[State], task: Task) -> Pending | None:
    state, key = home.state, f"{SLUG}-listing"
    listing = listings.LISTINGS[state.variant.setting.slug]
    question = (listing.slug, state.x, state.v, state.picks)
    pending = _RAN.pending(question)
    data = listing_component.Data(
        home.held.edition,
        listing_component.State(state.picks),
        listings.head(listing, state.x, state.v),
        tuple(
            listing_component.Line(line.written.text, tuple(mend.text for mend in line.mends))
            for line in listing.lines
        ),
        None if pending else _RAN.now(question),
        task,
    )
    listing_component.mount(key, data, on_gesture=_moves(home, key, picks="picks"))
    return pending


# A J to be coloured -----------------------------------------------------------------------------


def _table(of: Sparse) -> np.ndarray:
    table = np.zeros((len(of.rows), of.columns))
    entries = iter(of.entries)
    for i, row in enumerate(of.rows):
        table[i, list(row)] = [next(entries) for _ in row]
    return table


def _products(question: tuple[Sparse, Vector]) -> products.Found:
    of, picks = question
    return products.of_table(_table(of), judged(of.rows, of.way, grounds.coloured(of, picks)))


_PRODUCTS = Answers(_products, 128, program=lambda question: len(question[0].rows))


def _on_sparsity(home: Home[State], task: Task) -> Pending | None:
    state, key = home.state, f"{SLUG}-sparsity"
    given = state.variant
    of = grounds.sparse(given.setting)
    colours = grounds.coloured(of, state.picks)
    question = (of, state.picks)
    pending = _PRODUCTS.pending(question)
    edges = () if of.way == "both" else conflicts(of.rows, of.columns, of.way)
    shown = sparsity_component.Case(
        f"{given.puzzle.slug} {given.seed}",
        task.title,
        of.columns,
        numbered("x", of.columns),
        numbered("f", len(of.rows)),
        of.rows,
        (sparsity_component.Ways(of.way, (), None, edges),),
        tuple(_table(of)),
    )
    data = sparsity_component.Data(
        home.held.edition,
        shown,
        sparsity_link.State(shown.slug, *colours, of.way),
        None if pending else sparsity.settled(of.way, colours, _PRODUCTS.now(question)),
        task,
    )

    def read(sent: Mapping[str, Any], state: State) -> State | None:
        now = grounds.coloured(of, state.picks)._asdict()
        picks = [z for name in now for z in _listed(sent.get(name, [*now[name]]))]
        return CODEC.read({"picks": picks}, state, only=("picks",))

    then = heard(home, key, "gesture", read, lambda state, _: home.follow(state))
    sparsity_component.mount(key, data, on_gesture=then)
    return pending


def _listed(sent: object) -> list[Any]:
    return cast("list[Any]", sent) if isinstance(sent, list) else [None]


_GROUNDS: dict[Ground, Draw] = {
    "stage": _on_stage,
    "brackets": _on_brackets,
    "rules": _on_rules,
    "probes": _on_probes,
    "listing": _on_listing,
    "sparsity": _on_sparsity,
    "memory": _on_memory,
    "implicit": _on_implicit,
}
