"""State of the lesson on descent ↔ query string: what is run, how, and which step is shown.

``?risk=line&rate=0.1&batch=1&starts=-1_-1_4.5_-1.5_0_3.5_4_3_1_-2``: what equals the
preset of the risk is left out; runs count from 1.
"""

from collections.abc import Mapping
from typing import NamedTuple
from urllib.parse import urlencode

from explainers.core.descent.optimisers import OPTIMISERS
from explainers.core.descent.risks import RISKS, Risk, Starts, of_entry
from explainers.core.descent.run import RUNS, Settings
from explainers.core.expression import LONGEST, ExpressionError
from explainers.core.functions import find, is_typed
from explainers.permalink.codec import Arrival, Codec
from explainers.permalink.parts import (
    choice,
    join,
    number,
    number_text,
    numbers_of,
    valid_number,
    valid_vector,
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
    starts: Starts
    rate: float
    steps: int
    optimiser: str = "sgd"
    batch: int = 16
    samples: int = 200
    noise: float = 0.5
    spread: float = 0.5
    seed: int = 4
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
    return State(risk=risk.slug, starts=usual.starts, rate=usual.rate, steps=usual.steps)


def settings(state: State) -> Settings:
    """What the runs of a state depend on; samples count only where the risk has some."""
    risk = risk_of(state.risk)
    given = Settings(
        risk=risk,
        optimiser=state.optimiser,
        starts=state.starts,
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


def starts_of(numbers: object) -> Starts | None:
    """Five starts from a list of ten numbers from outside, or None if it is not that."""
    if not isinstance(numbers, list | tuple) or not valid_vector(numbers, 2 * RUNS):
        return None
    flat = [float(number) for number in numbers]
    return tuple(zip(flat[::2], flat[1::2], strict=True))


def valid_rate(rate: object) -> bool:
    """Whether a value from outside can be a learning rate."""
    return valid_number(rate) and RATES[0] <= float(rate) <= RATES[1]  # type: ignore[arg-type]


def encode(state: State) -> str:
    """Query string of a state, without the question mark; ``decode`` undoes it exactly."""
    usual = preset(risk_of(state.risk))
    items = {"risk": state.risk}
    if state.starts != usual.starts:
        items["starts"] = join(number for start in state.starts for number in start)
    if state.optimiser != usual.optimiser:
        items["opt"] = state.optimiser
    for name in ("rate", "batch", "steps", "samples", "noise", "spread", "seed"):
        if getattr(state, name) != getattr(usual, name):
            items[name] = number_text(getattr(state, name))
    if state.run:
        items["run"] = str(state.run + 1)
    if state.at:
        items["at"] = str(state.at)
    return urlencode(items)


def _risk(query: Mapping[str, str], notices: list[str]) -> Risk | None:
    slug = query.get("risk", "line")
    if slug in RISKS:
        return RISKS[slug]
    if is_typed(slug) and len(slug) <= LONGEST + 1:
        try:
            return risk_of(slug)
        except ExpressionError as error:
            notices.append(
                f"The function in the link cannot be read, at character {error.start + 1}: "
                f"{error.message} This is the line instead."
            )
            return None
        except ValueError:
            notices.append(
                "The function in the link does not take two inputs to one output; "
                "this is the line instead."
            )
            return None
    notices.append(
        f"risk in the link is none of {', '.join(RISKS)}, nor a function; this is the line instead."
    )
    return None


def decode(query: Mapping[str, str]) -> Arrival[State]:
    """State that a query describes, and a notice for each part that had to be replaced.

    Never raises: a missing part means the preset, a bad one the preset and a notice.
    """
    notices: list[str] = []
    risk = _risk(query, notices)
    if risk is None:
        return Arrival(preset(RISKS["line"]), tuple(notices))
    state = preset(risk)
    if "starts" in query:
        starts = starts_of(numbers_of(query["starts"]))
        if starts is None:
            notices.append("starts in the link are not five pairs of numbers; the usual are used.")
        else:
            state = state._replace(starts=starts)
    if "opt" in query:
        optimiser = choice("opt", query["opt"], OPTIMISERS, state.optimiser, notices)
        state = state._replace(optimiser=optimiser)
    for name, (low, high) in (("rate", RATES), ("noise", NOISES), ("spread", SPREADS)):
        if name in query:
            found = number(name, query[name], low, high, getattr(state, name), notices)
            state = state._replace(**{name: found})
    for name, (first, last) in (("steps", STEPS), ("samples", SAMPLES), ("seed", SEEDS)):
        if name in query:
            count = whole(name, query[name], first, last, getattr(state, name), notices)
            state = state._replace(**{name: count})
    usual = min(state.batch, state.samples)
    batch = usual
    if "batch" in query:
        batch = whole("batch", query["batch"], 1, state.samples, usual, notices)
    state = state._replace(batch=batch)
    if "run" in query:
        state = state._replace(run=whole("run", query["run"], 1, RUNS, 1, notices) - 1)
    if "at" in query:
        state = state._replace(at=whole("at", query["at"], 0, state.steps, 0, notices))
    return Arrival(state, tuple(notices))


CODEC: Codec[State] = Codec(decode, encode)
