"""Every sentence about what the sweeps hold is true, counted anew as a program would run."""

import re
from collections import Counter
from typing import NamedTuple

from explainers.core.catalog import CATALOG, Entry
from explainers.core.functions import find
from explainers.core.numerals import numerals
from explainers.core.two_sweeps.numbers import Sweeps, sweeps
from explainers.lessons.two_sweeps import captions
from tests.claims import Claim, all_met, claim, judged


class At(NamedTuple):
    """A function and its sweeps."""

    entry: Entry
    both: Sweeps


class Counts(NamedTuple):
    """What the sweeps hold, by counting references."""

    forward: int
    reverse: int
    residuals: int
    different: int


def counted(at: At) -> Counts:
    """Walk the trace forward and back, letting go of what nothing asks for any more."""
    listed, tape = at.both.trace, at.both.tape
    uses = Counter(slot for row in listed.rows for slot in row.arguments) + Counter(listed.outputs)
    nodes = [slot for slot in range(listed.width) if not listed.is_constant(slot)]
    place = {slot: tape.value[at.both.node(slot) or 0] for slot in nodes}
    alive = {slot for slot in nodes[: listed.inputs] if uses[slot]}
    kept: list[set[int]] = []
    first = at.both.places.kept
    for row in at.both.kept:
        kept.append({tape.value[first + k] for k in range(len(row))})
        first += len(row)

    def pairs() -> int:
        return sum(2 if listed.moves(slot) else 1 for slot in alive)

    def held(done: int) -> int:
        own = set().union(*kept[:done]) if done else set()
        return len(own | {place[slot] for slot in alive})

    forward, reverse = [pairs()], [held(0)]
    for index, row in enumerate(listed.rows):
        alive.add(listed.first + index)
        for slot in row.arguments:
            uses[slot] -= 1
            if not uses[slot]:
                alive.discard(slot)
        forward.append(pairs())
        reverse.append(held(index + 1))
    waiting = {slot for slot in listed.outputs if not listed.is_constant(slot)}
    for index in range(len(listed.rows), -1, -1):
        if index < len(listed.rows):
            row = listed.rows[index]
            waiting |= {row.arguments[position] for position in row.moving}
            waiting.discard(listed.first + index)
        own = set().union(*kept[:index]) if index else set()
        reverse.append(len(own) + len(waiting))
    return Counts(
        max(forward), max(reverse), sum(map(len, kept)), len(set().union(*kept) if kept else ())
    )


def plural(noun: str, count: int) -> bool:
    return noun.endswith("s") == (count != 1)


def held(at: At, match: re.Match[str]) -> bool:
    rows, noun = (1, "operation") if match[1] else (int(match[2]), match[3])
    most = int(match[4])
    return (
        rows == len(at.both.trace.rows)
        and plural(noun, rows)
        and most == counted(at).forward
        and plural(match[5], most)
    )


def kept(at: At, match: re.Match[str]) -> bool:
    count = int(match[1] or 0)
    found = counted(at)
    if count != found.residuals or not plural(match[2], count):
        return False
    if match[3] is None:
        return found.different == count
    return int(match[3]) == found.different < count and plural(match[4], int(match[3]))


def outweighed(at: At, match: re.Match[str]) -> bool:
    found = counted(at)
    return int(match[1]) == found.reverse < found.forward and bool(match[2]) == bool(
        found.residuals
    )


def idle(at: At, _: re.Match[str]) -> bool:
    return len(at.both.trace.rows) == 0 == counted(at).residuals


def runs(at: At, match: re.Match[str]) -> bool:
    return match.groups() == tuple(map(numerals, (at.entry.x, at.entry.v, at.entry.u)))


CLAIMS: list[Claim[At]] = [
    claim(
        r"In (?:(this one operation)|these (\d+) (operations?)), forward mode never holds more "
        r"than \*\*(\d+)\*\* (numbers?) at once, values and tangents\.",
        held,
    ),
    claim(
        r"Reverse mode keeps (?:\*\*(\d+)\*\*|no) (residuals?) for the way back"
        r"(?:, \*\*(\d+)\*\* different (numbers?) among them)?\.",
        kept,
    ),
    claim(
        r"With live values and cotangents it holds at most \*\*(\d+)\*\*, fewer than forward "
        r"mode: there each live value counts twice, with its tangent, and (?:"
        r"(what reverse mode keeps here does not)|reverse mode has nothing to keep that could)"
        r" outweigh that\.",
        outweighed,
    ),
    claim(
        r"This function has no operations: it hands on inputs and constants, so there is nothing "
        r"that reverse mode could keep\.",
        idle,
    ),
    claim(
        r"Runs as pasted: JAX's own list of operations, and both sweeps at x = (\(.+?\)), with "
        r"v = (\(.+?\)) and u = (\(.+?\))\.",
        runs,
    ),
    claim(
        r"The NumPy program is the trace itself, with the derivatives that JAX found\.",
        lambda _, __: True,
    ),
]

TYPED = [
    *("x1", "[x1, 3]", "[x1, x2]", "sin(x1)", "x1+x2", "x1^2", "exp(x1)", "x1*x2", "x1*x1*x1"),
    *("relu(x1)", "sqrt(x1)+x2", "[x1, x1, x1^2]", "max(x1, x2)", "softmax([x1, x2])", "x1 - x1"),
    *("exp(exp(exp(x1)))", "sin(sin(sin(sin(x1))))", "x1*x2*x3*x4*x5*x6", "2*x1", "norm([x1, x2])"),
    *("sigmoid(x1)*sigmoid(x2)", "sign(x1)", "|x1|", "[x1*x2, x1*x2]", "sum([x1, x2, x3])"),
    # Of six operations one keeps a number.
    "sin(x1)+x2+x3+x4+x5+x6",
]


def states() -> list[At]:
    entries = [*(e for e in CATALOG.values() if e.slug != "eigenvalues")]
    entries += [find(f"={text}") for text in TYPED]
    return [At(entry, sweeps(entry.map, entry.n)) for entry in entries]


def test_every_sentence_about_what_is_held_is_true() -> None:
    met: Counter[str] = Counter()
    for at in states():
        texts = [
            captions.held(at.both.memory, len(at.both.trace.rows)),
            captions.code(at.entry.x, at.entry.v, at.entry.u),
        ]
        met += judged(texts, CLAIMS, at)
    all_met(CLAIMS, met)


def test_one_residual_is_told_as_one() -> None:
    for text in ("sin(x1)", "exp(x1)", "sqrt(x1)"):
        both = sweeps(find(f"={text}").map, 1)
        told = captions.held(both.memory, len(both.trace.rows))
        assert "**1** residual for" in told
        assert "1** residuals" not in told


def test_no_operations_are_told_as_none() -> None:
    for text in ("x1", "[x1, 3]", "[x1, x2]"):
        both = sweeps(find(f"={text}").map, find(f"={text}").n)
        assert "0 operations" not in captions.held(both.memory, len(both.trace.rows))


def test_where_forward_mode_holds_more_the_words_say_why() -> None:
    for slug, more in (("baydin", True), ("predator-prey-20", False)):
        both = sweeps(CATALOG[slug].map, CATALOG[slug].n)
        told = captions.held(both.memory, len(both.trace.rows))
        assert (both.memory.most_forward > both.memory.most_reverse) == more
        assert ("counts twice, with its tangent" in told) == more
