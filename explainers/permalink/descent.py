"""State of the lesson on descent ↔ query string: what is run, how, and which step is shown.

``?risk=line&rate=0.1&batch=1&starts=-1_-1_4.5_-1.5_0_3.5_4_3_1_-2``: what equals the
preset of the risk is left out; runs count from 1. A link that names no seed means ``SEED``,
as links always have; a reader without a link begins with ``FIRST``, whose links name theirs.
"""

from dataclasses import replace
from typing import Any, NamedTuple

from explainers.core.descent.optimisers import OPTIMISERS
from explainers.core.descent.risks import RISKS, Risk, Starts, of_entry
from explainers.core.descent.run import RUNS, Settings
from explainers.core.expression import LONGEST, ExpressionError
from explainers.core.functions import find, held, is_typed, linked
from explainers.permalink.codec import Codec
from explainers.permalink.fields import Numbers, choice, flag, named, number, unread, vector, whole

RATES = (1e-6, 100.0)
STEPS = (10, 20_000)
SAMPLES = (2, 1000)
NOISES = (0.0, 5.0)
SPREADS = (0.05, 1.5)
SEEDS = (0, 9999)
SEED = 4


def _flat(starts: Starts) -> Numbers:
    return tuple(number for start in starts for number in start)


_FIRST = RISKS["line"].preset


class State(NamedTuple):
    """All that a link restores, in the order in which it is listed there."""

    risk: str = "line"
    """A risk of ours by its slug, or "=" and the text of a function."""
    starts: Numbers = _flat(_FIRST.starts)
    """Of the five runs, one behind the other."""
    optimiser: str = "sgd"
    rate: float = _FIRST.rate
    batch: int = 16
    steps: int = _FIRST.steps
    samples: int = 200
    noise: float = 0.5
    spread: float = 0.5
    seed: int = SEED
    run: int = 0
    """Which run the board and the gradient belong to, counted from 0."""
    at: int = 0
    """The step that is shown."""
    cover: bool = False
    """Whether what comes after it is hidden, to be guessed."""


def risk_of(slug: str) -> Risk:
    """The risk that a slug names.

    Raises KeyError if there is none, ExpressionError if a text is no function, ValueError
    if it is a function of another shape than 2 → 1.
    """
    return of_entry(find(slug)) if is_typed(slug) else RISKS[slug]


def preset(risk: Risk) -> State:
    """The state in which a risk is first met."""
    usual = risk.preset
    return State(risk.slug, _flat(usual.starts), rate=usual.rate, steps=usual.steps)


def settings(state: State) -> Settings:
    """What the runs of a state depend on; samples count only where the risk has some."""
    risk = risk_of(state.risk)
    parts: dict[str, Any] = state._asdict() | {
        "risk": risk,
        "starts": tuple(zip(state.starts[::2], state.starts[1::2], strict=True)),
        "noise": 0.0 if risk.labels else state.noise,
    }
    given = Settings(**{name: parts[name] for name in Settings._fields})
    if risk.sampled:
        return given
    return given._replace(batch=1, samples=1, noise=0.0, spread=1.0, seed=0)


def _usual_batch(state: State) -> int:
    return min(state.batch, state.samples)


def _found(slug: str) -> Risk:
    return risk_of(slug) if is_typed(slug) and len(slug) <= LONGEST + 1 else RISKS[slug]


def _linked(slug: str) -> str:
    return linked(slug) if len(slug) <= LONGEST + 1 else slug


def _unknown(_: str, error: Exception) -> str:
    if isinstance(error, ExpressionError):
        return unread(error, "the line")
    if isinstance(error, ValueError):
        problem = "The function in the link does not take two inputs to one output"
    else:
        problem = f"risk in the link is none of {', '.join(RISKS)}, nor a function"
    return f"{problem}; this is the line instead."


_NO_STARTS = (
    "starts in the link are not five pairs of numbers, none beyond a million; the usual are used."
)
_LASTING: dict[str, Any] = {"hand": "leaves", "until": "ever"}
FIELDS = (
    named(
        "risk",
        _found,
        _unknown,
        _linked,
        hand="leaves",
        held=held,
        subject=True,
        leads=True,
        lock="function",
        values=f"one of {', '.join(RISKS)}; or = and a function of two inputs",
    ),
    replace(vector("starts", (2 * RUNS,)), wrong=_NO_STARTS),
    choice("optimiser", OPTIMISERS, link="opt", **_LASTING),
    number("rate", RATES),
    number("noise", NOISES, **_LASTING),
    number("spread", SPREADS, **_LASTING),
    whole("steps", STEPS, hand="leaves"),
    whole("samples", SAMPLES, **_LASTING),
    whole("seed", SEEDS, **_LASTING),
    whole("batch", lambda s: (1, s.samples), follows=_usual_batch, **_LASTING),
    whole("run", (0, RUNS - 1), first=1, until="ever"),
    whole("at", lambda s: (0, s.steps)),
    flag("cover"),
)
"""In the order in which they are read: a batch depends on the samples that there are."""
FIRST = State(seed=20)
"""Its least squares is as far from the true line as those of half of all seeds (0 to 199)."""
CODEC = Codec(State(), FIELDS, lambda state: preset(risk_of(state.risk)), first=FIRST)
