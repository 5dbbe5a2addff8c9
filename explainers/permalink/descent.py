"""State of the lesson on descent ↔ query string: what is run, how, and which step is shown.

``?risk=line&rate=0.1&batch=1&starts=-1_-1_4.5_-1.5_0_3.5_4_3_1_-2``: what equals the
preset of the risk is left out; runs count from 1.
"""

from dataclasses import replace
from typing import NamedTuple

from explainers.core.descent.optimisers import OPTIMISERS
from explainers.core.descent.risks import RISKS, Risk, of_entry
from explainers.core.descent.run import RUNS, Settings
from explainers.core.expression import LONGEST, ExpressionError
from explainers.core.functions import find, is_typed
from explainers.permalink.codec import Codec
from explainers.permalink.fields import (
    Numbers,
    choice,
    named,
    number,
    unread,
    vector,
    whole,
)

RATES = (1e-6, 100.0)
STEPS = (10, 20_000)
SAMPLES = (2, 1000)
NOISES = (0.0, 5.0)
SPREADS = (0.05, 1.5)
SEEDS = (0, 9999)


class State(NamedTuple):
    """All that a link restores."""

    risk: str
    """A risk of ours by its slug, or "=" and the text of a function."""
    starts: Numbers
    """Of the five runs, one behind the other."""
    optimiser: str
    rate: float
    batch: int
    steps: int
    samples: int
    noise: float
    spread: float
    seed: int
    run: int = 0
    """Which run the board and the gradient belong to, counted from 0."""
    at: int = 0
    """The step that is shown."""


def risk_of(slug: str) -> Risk:
    """The risk that a slug names.

    Raises KeyError if there is none, ExpressionError if a text is no function, ValueError
    if it is a function of another shape than 2 → 1.
    """
    return of_entry(find(slug)) if is_typed(slug) else RISKS[slug]


def preset(risk: Risk) -> State:
    """The state in which a risk is first met."""
    usual = risk.preset
    return State(
        risk=risk.slug,
        starts=tuple(number for start in usual.starts for number in start),
        optimiser="sgd",
        rate=usual.rate,
        batch=16,
        steps=usual.steps,
        samples=200,
        noise=0.5,
        spread=0.5,
        seed=4,
    )


def settings(state: State) -> Settings:
    """What the runs of a state depend on; samples count only where the risk has some."""
    risk = risk_of(state.risk)
    given = Settings(
        risk=risk,
        optimiser=state.optimiser,
        starts=tuple(zip(state.starts[::2], state.starts[1::2], strict=True)),
        rate=state.rate,
        steps=state.steps,
        batch=state.batch,
        samples=state.samples,
        noise=0.0 if risk.labels else state.noise,
        spread=state.spread,
        seed=state.seed,
    )
    if risk.sampled:
        return given
    return given._replace(batch=1, samples=1, noise=0.0, spread=1.0, seed=0)


def _found(slug: str) -> str:
    is_text = is_typed(slug) and len(slug) <= LONGEST + 1
    return (risk_of(slug) if is_text else RISKS[slug]).slug


def _unknown(_: str, error: ValueError | KeyError) -> str:
    if isinstance(error, ExpressionError):
        return unread(error, "the line")
    if isinstance(error, ValueError):
        return (
            "The function in the link does not take two inputs to one output; "
            "this is the line instead."
        )
    return (
        f"risk in the link is none of {', '.join(RISKS)}, nor a function; this is the line instead."
    )


FIELDS = (
    named("risk", "risk", _found, _unknown, hand="leaves", subject=True, leads=True),
    replace(
        vector("starts", (2 * RUNS,)),
        wrong="starts in the link are not five pairs of numbers; the usual are used.",
    ),
    choice("optimiser", OPTIMISERS, link="opt", hand="leaves", until="ever"),
    number("rate", RATES),
    number("noise", NOISES, hand="leaves", until="ever"),
    number("spread", SPREADS, hand="leaves", until="ever"),
    whole("steps", STEPS, hand="leaves"),
    whole("samples", SAMPLES, hand="leaves", until="ever"),
    whole("seed", SEEDS, hand="leaves", until="ever"),
    whole(
        "batch",
        lambda state: (1, state.samples),
        hand="leaves",
        until="ever",
        follows=lambda state: min(state.batch, state.samples),
    ),
    whole("run", (0, RUNS - 1), first=1, until="ever"),
    whole("at", lambda state: (0, state.steps)),
)
"""In the order in which they are read: a batch depends on the samples that there are."""
CODEC = Codec(preset(RISKS["line"]), FIELDS, lambda state: preset(risk_of(state.risk)))
