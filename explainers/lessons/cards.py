"""Cards to learn by heart, drawn from what the app computes: one question, one short answer.

A card's key never changes, so that a deck which is imported again brings its cards up to date.
"""

import re
from collections.abc import Iterable, Iterator
from html import escape
from itertools import pairwise
from typing import Literal, NamedTuple

from explainers.core import cheatsheet
from explainers.core.brackets.numbers import answer as counted
from explainers.core.catalog import CATALOG
from explainers.core.complex_plane import PLANS, Settled
from explainers.core.kinks import CASES, Returned
from explainers.core.memory import schedule
from explainers.core.numerals import numeral
from explainers.core.rules.residuals import OPERATIONS
from explainers.core.sparsity.cases import CASES as CASES_OF_J
from explainers.core.tensors import numbers as tensors
from explainers.lessons import LESSONS, Lesson, of_case
from explainers.lessons.complex_plane import captions as complex_plane
from explainers.lessons.glossary import glossary
from explainers.lessons.kinks import captions as kinks

Side = Literal["table", "push", "pull"]


class Picture(NamedTuple):
    """An m × n Jacobian, alone or with the vector that multiplies it on one side."""

    side: Side
    m: int
    n: int


class Held(NamedTuple):
    """Where a Jacobian holds something, row by row."""

    rows: tuple[tuple[int, ...], ...]
    n: int


class Stones(NamedTuple):
    """A chain of steps with the states that are kept."""

    steps: int
    stones: tuple[int, ...]


class Card(NamedTuple):
    """A question and its answer, as HTML."""

    key: str
    lesson: str
    front: str
    back: str
    picture: Picture | Held | Stones | None = None


class Asked(NamedTuple):
    """What JAX was asked for cards: answers for each case of the gallery and each complex plan."""

    kinks: tuple[Returned, ...]
    plans: tuple[Settled, ...]


def cards(found: Asked) -> tuple[Card, ...]:
    """All cards, lesson by lesson in the order of the pages."""
    made = [
        *map(_question, LESSONS),
        *_tables(),
        *_products(),
        *_stories(),
        *_sweeps(),
        *_remainders(),
        *_descent(),
        *_chains(),
        *_curvature(),
        *_tensors(),
        *_residuals(),
        *_complex(found.plans),
        *_kinks(found.kinks),
        *_memory(),
        *_probes(),
        *_sparsity(),
        *_implicit(),
        *_lines(),
        *_terms(),
    ]
    order = [page.slug for page in LESSONS]
    return tuple(sorted(made, key=lambda card: order.index(card.lesson)))


def html(text: str) -> str:
    """Words with code and bold letters as HTML; whatever else stands in them is shown as it is."""
    safe = escape(text, quote=False)
    safe = re.sub(r"`([^`]+)`", r"<code>\1</code>", safe)
    return re.sub(r"\*\*([^*]+)\*\*", r"<b>\1</b>", safe)


def _paragraphs(*texts: str) -> str:
    return "<br><br>".join(texts)


def _question(page: Lesson) -> Card:
    listed = "".join(f"<li>{html(answer.text)}</li>" for answer in page.question.answers)
    (right,) = (answer for answer in page.question.answers if answer.right)
    return Card(
        f"question-{page.slug}",
        page.slug,
        f"{html(page.question.ask)}<ul>{listed}</ul>",
        _paragraphs(f"<b>{html(right.text)}</b>", html(right.why)),
    )


# Shapes and spaces ----------------------------------------------------------------------------


def shapes() -> tuple[tuple[int, int], ...]:
    """The shapes (m, n) that Jacobians of the catalogue have, each once."""
    return tuple(sorted({(entry.m, entry.n) for entry in CATALOG.values()}))


def _many(count: int) -> str:
    return f"{count} number" if count == 1 else f"{count} numbers"


def _tables() -> Iterator[Card]:
    for m, n in shapes():
        found = cheatsheet.shapes(m, n)
        yield Card(
            f"table-{m}-{n}",
            "jacobian",
            f"f takes {_many(n)} and returns {_many(m)}. What shape has J, and how long are its "
            "rows and its columns?",
            _paragraphs(
                f"<b>{found.jacobian}</b>: outputs first.",
                f"A row is the gradient of one output, {_many(found.row[0])}. A column says what "
                f"one input does, {_many(found.column[0])}.",
            ),
            Picture("table", m, n),
        )


def _products() -> Iterator[Card]:
    for m, n in shapes():
        found = cheatsheet.shapes(m, n)
        yield Card(
            f"push-{m}-{n}",
            "push_and_pull",
            f"J is {m} × {n}, and a vector multiplies it on the right. Which product is it, how "
            "long is the vector, and where does the result live?",
            _paragraphs(
                "<b>Jv</b>, a push (JVP), by forward mode.",
                f"v has {_many(found.v[0])} and lives in the input space. Jv has "
                f"{_many(found.push[0])} and lives in the output space.",
            ),
            Picture("push", m, n),
        )
        yield Card(
            f"pull-{m}-{n}",
            "push_and_pull",
            f"J is {m} × {n}, and a vector multiplies it on the left. Which product is it, how "
            "long is the vector, and where does the result live?",
            _paragraphs(
                "<b>uᵀJ</b>, a pull (VJP), by reverse mode.",
                f"u has {_many(found.u[0])} and lives in the output space. uᵀJ has "
                f"{_many(found.pull[0])} and lives in the input space.",
            ),
            Picture("pull", m, n),
        )


def _stories() -> Iterator[Card]:
    for entry in CATALOG.values():
        yield Card(
            f"story-{entry.slug}",
            "push_and_pull",
            _paragraphs(
                f"<b>{html(entry.title)}</b>",
                rf"\({escape(entry.latex, quote=False)}\)",
                "What do v and Jv mean here, and what u and uᵀJ?",
            ),
            _paragraphs(html(entry.story), rf"\({escape(entry.jacobian_latex, quote=False)}\)"),
        )


def _sweeps() -> Iterator[Card]:
    for m, n in shapes():
        if m == n:
            continue
        mode = "forward" if n < m else "reverse"
        yield Card(
            f"sweeps-{m}-{n}",
            "two_sweeps",
            f"f takes {_many(n)} and returns {_many(m)}. How many sweeps does the whole Jacobian "
            "take in each mode?",
            _paragraphs(
                f"<b>Forward {n}, reverse {m}</b>: {mode} mode takes fewer.",
                "A forward sweep gives a column, a reverse sweep a row.",
            ),
            Picture("table", m, n),
        )


# Laws ------------------------------------------------------------------------------------------


def _remainders() -> Iterator[Card]:
    for key, product, power, why in (
        ("right", "hJv", 2, "What J misses is of second order, where f bends along v."),
        ("wrong", "hBv", 1, "Where Bv is not Jv, a part of first order stays."),
    ):
        yield Card(
            f"remainder-{key}",
            "linearization",
            f"‖f(x + hv) − f(x) − {product}‖ against h, both on logarithmic scales: what slope?",
            _paragraphs(f"<b>{power}</b>", why),
        )


def _descent() -> Iterator[Card]:
    yield Card(
        "descent-weights",
        "descent",
        "The loss is the mean of r² over a batch of B samples. Its gradient is uᵀJ, where J has a "
        "row for each sample. What is u?",
        _paragraphs("<b>2r/B</b> at each sample in the batch, 0 at all others."),
    )
    yield Card(
        "descent-limit",
        "descent",
        "On a bowl whose steepest curvature is λ, above what rate do gradient steps move away?",
        _paragraphs("<b>2/λ</b>", "Along that direction each step multiplies by 1 − rate·λ."),
    )


# What costs what ------------------------------------------------------------------------------

CHAINS = ((1, 50, 50, 50), (50, 50, 50, 1), (1, 300, 20, 4))
"""Sides of matrices that are multiplied."""


def _chains() -> Iterator[Card]:
    for sides in CHAINS:
        found = counted(sides, ())
        product = " · ".join(f"({a} × {b})" for a, b in pairwise(sides))
        first = "from the left" if found.left < found.right else "from the right"
        yield Card(
            f"chain-{'-'.join(map(str, sides))}",
            "brackets",
            f"{product}: which order takes fewer multiplications, and how many does each take?",
            f"<b>{first.capitalize()}</b>. From the left {found.left:,}, from the right "
            f"{found.right:,}.",
        )


def _curvature() -> Iterator[Card]:
    for n in sorted({entry.n for entry in CATALOG.values() if entry.m == 1}):
        yield Card(
            f"hessian-{n}",
            "curvature",
            f"f takes {_many(n)} and returns one. What shapes have ∇f and its Jacobian, and what "
            "does Hv take without H?",
            _paragraphs(
                f"<b>{cheatsheet.shapes(1, n).row} and {cheatsheet.shapes(n, n).jacobian}</b>, "
                "the Hessian.",
                "Hv takes one push through the gradient: forward over reverse.",
            ),
        )


def _tensors() -> Iterator[Card]:
    outputs, weights = (tensors.ROWS, tensors.CLASSES), (tensors.FEATURES, tensors.CLASSES)
    given = f"f turns weights of shape {weights} into outputs of shape {outputs}."
    for key, ask, shape, why in (
        ("jacobian", "What shape has J?", outputs + weights, "The output's axes come first."),
        (
            "hessian",
            "What shape have the second derivatives?",
            outputs + weights + weights,
            "The input's axes once more, at the end.",
        ),
        ("push", "What shapes have V and JV?", (weights, outputs), "V has the weights' shape."),
        ("pull", "What shapes have U and UᵀJ?", (outputs, weights), "U has the outputs' shape."),
    ):
        told = " and ".join(map(str, shape)) if isinstance(shape[0], tuple) else str(shape)
        yield Card(
            f"tensors-{key}", "tensors", f"{given} {ask}", _paragraphs(f"<b>{told}</b>", why)
        )


def _residuals() -> Iterator[Card]:
    for place, operation in enumerate(OPERATIONS):
        yield Card(
            f"kept-{place}",
            "rules",
            f"What does <b>{html(operation.name)}</b> keep on the way forward, for its pullback?",
            f"<b>{html(operation.said)}</b>",
        )


CHECKPOINTS = ((9, 3), (16, 4), (20, 3))
"""Steps of a chain, and slots."""


def _memory() -> Iterator[Card]:
    for steps, slots in CHECKPOINTS:
        stones = schedule.best(steps, slots)
        yield Card(
            f"stones-{steps}-{slots}",
            "memory",
            f"A chain of {steps} steps has {slots} slots, the start's included, and keeps the "
            "states that are marked. How many steps does the way back compute again?",
            _paragraphs(
                f"<b>{schedule.recomputed(steps, stones)}</b>",
                "No other place of the marks takes fewer. Each segment is computed again from the "
                "state before it, the last segment first, and slots that are free by then help.",
            ),
            Stones(steps, stones),
        )


def _probes() -> Iterator[Card]:
    yield Card(
        "trace",
        "many",
        "J is square, and v has random signs. What is the mean of v·Jv, and how does the error of "
        "an average over k probes fall?",
        _paragraphs(
            "<b>The trace of J</b>, and the error falls like 1/√k.",
            "Each probe is one push. Four times the probes halve the error; it is 0 from the first "
            "where J + Jᵀ holds nothing beside its diagonal.",
        ),
        Picture("push", 4, 4),
    )


def _sparsity() -> Iterator[Card]:
    for case in CASES_OF_J.values():
        rows = case.pattern.rows
        fullest = max(map(len, rows))
        yield Card(
            f"colours-{case.slug}",
            "sparsity",
            f"<b>{html(case.title)}</b>: J holds something where it is marked, and columns of one "
            "colour share a push. How many pushes does its fullest row ask for at least?",
            _paragraphs(
                f"<b>{fullest}</b>, instead of {case.n} without colours.",
                "Two columns that meet in a row need two colours, or it mixes their entries.",
            ),
            Held(rows, case.n),
        )


def _implicit() -> Iterator[Card]:
    for kind, ask, product, why in (
        ("push", "What is dx for a step dp", "dx = −g_x⁻¹ g_p dp", "One linear solve with g_x"),
        ("pull", "What is the pull of u", "−(uᵀg_x⁻¹) g_p", "One linear solve with g_xᵀ"),
    ):
        yield Card(
            f"implicit-{kind}",
            "implicit",
            f"A solver finds x with g(x, p) = 0, and g_x is the Jacobian in x. {ask}, and what "
            "does it take?",
            _paragraphs(f"<b>{product}</b>", f"{why}: no step of the solver is differentiated."),
            Picture("push" if kind == "push" else "pull", 4, 4),
        )


# What JAX returns -----------------------------------------------------------------------------


def _complex(found: Iterable[Settled]) -> Iterator[Card]:
    for plan, settled in zip(PLANS.values(), found, strict=True):
        yield Card(
            f"complex-{plan.slug}",
            "complex_plane",
            f"w = {html(plan.title)}. Is there a complex derivative at "
            f"z = {complex_plane.complex_numeral(plan.z)}?",
            html(complex_plane.split(settled)),
        )


def _kinks(found: Iterable[Returned]) -> Iterator[Card]:
    for case, answers in zip(CASES.values(), found, strict=True):
        if case.central:
            continue
        said = f"Forward {kinks.answer(answers.forward)}, reverse {kinks.answer(answers.reverse)}"
        letter = "n" if case.whole else "x"
        yield Card(
            f"kink-{case.slug}",
            "kinks",
            f"<b>{html(case.title)}</b> at {letter} = {numeral(case.at)}: what do JAX's two modes "
            "return for the derivative?",
            _paragraphs(
                f"<b>{html(said)}</b>",
                html(of_case("kinks", case.slug, "why")),
                html(of_case("kinks", case.slug, "remedy")),
            ),
        )


def _lines() -> Iterator[Card]:
    for line in cheatsheet.ONE_LINERS:
        yield Card(
            f"line-{line.task}",
            "cheatsheet",
            f"In JAX and in PyTorch: <b>{html(line.task)}</b>?",
            _paragraphs(f"<code>{escape(line.jax)}</code>", f"<code>{escape(line.torch)}</code>"),
        )


def _terms() -> Iterator[Card]:
    for term in glossary():
        yield Card(
            f"term-{term.anchor}",
            "cheatsheet",
            f"What is meant by <b>{html(term.name)}</b>?",
            html(term.words),
        )
