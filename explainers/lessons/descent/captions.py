"""What descent says of the runs on screen, in words: pure functions of what JAX computed."""

import math
import re
from collections.abc import Sequence

import numpy as np
from jaxtyping import Float
from numpy import ndarray

from explainers.core.descent.look import Landscape, Stepped
from explainers.core.descent.optimisers import MOMENTUM, OPTIMISERS
from explainers.core.descent.run import Runs, Settings
from explainers.core.descent.verdicts import (
    Kept,
    Limit,
    Marked,
    Pace,
    Shape,
    Stop,
    Stopped,
)
from explainers.core.numerals import numeral, numerals

TAIL = 0.25
"""The part of a run, at its end, over which its wandering is measured."""
ARRIVED = 1e-6
"""Runs that are nearer to the minimum than this have arrived."""
_MOST_DIGITS = 17


def listed(numbers: Sequence[int]) -> str:
    """Runs by their numbers, which count from 0: run 2; runs 1, 2 and 5."""
    names = [str(number + 1) for number in numbers]
    if len(names) == 1:
        return f"run {names[0]}"
    return f"runs {', '.join(names[:-1])} and {names[-1]}"


def _capital(text: str) -> str:
    return text[0].upper() + text[1:]


def _apart(one: float, other: float, digits: int) -> tuple[str, str]:
    """Two numbers that differ, with as many digits as it takes to see that."""
    while _bare(numeral(one, digits)) == _bare(numeral(other, digits)) and digits < _MOST_DIGITS:
        digits += 1
    return numeral(one, digits), numeral(other, digits)


def _bare(number: str) -> str:
    """A numeral without the zeros that only say how far it was rounded."""
    return re.sub(r"(\.\d*?)0+(?=·|$)", r"\1", number).replace(".·", "·").rstrip(".")


def _away(distance: float) -> str:
    """A distance; one that is too small or too large to be told, in words."""
    if distance < ARRIVED:
        return "less than 10⁻⁶"
    return numeral(distance) if math.isfinite(distance) else "too far for a number"


def lowest_name(settings: Settings) -> str:
    """What the lowest place of a risk is called."""
    return (
        "least squares"
        if settings.risk.sampled and not settings.risk.labels
        else "the lowest place"
    )


# Where the runs end -------------------------------------------------------------------------------

_NEXT = {
    Stop.PARAMETERS: "the parameters that come next are not finite",
    Stop.OUTSIDE: "the next step leads out of the domain of the risk",
    Stop.LARGE: "the risk at the parameters that come next is too large for a number",
    Stop.UNDEFINED: "the risk at the parameters that come next is not finite",
}
_BEGUN = {
    Stop.PARAMETERS: "at parameters that are not finite",
    Stop.OUTSIDE: "outside the domain of the risk",
    Stop.LARGE: "where the risk is too large for a number",
    Stop.UNDEFINED: "where the risk is not finite",
}


def _begins(who: str, one: bool, why: Stop) -> str:
    return (
        f"{_capital(who)} {'starts' if one else 'start'} {_BEGUN[why]}, and "
        f"{'takes' if one else 'take'} no step."
    )


def _ended(settings: Settings, stops: Sequence[Stopped | None]) -> list[str]:
    parts: list[str] = []
    for why in Stop:
        here = [(run, s) for run, s in enumerate(stops) if s and s.why is why]
        never = [run for run, s in here if not s.begun]
        later = {run: s.step for run, s in here if s.begun and s.step < settings.steps}
        if never:
            parts.append(_begins(listed(never), len(never) == 1, why))
        if later:
            when = sorted({*later.values()})
            at = f"step {when[0]}" if len(when) == 1 else f"steps {when[0]} to {when[-1]}"
            parts.append(f"{_capital(listed([*later]))} stopped at {at}: {_NEXT[why]}.")
    return parts


def _going(settings: Settings, stops: Sequence[Stopped | None]) -> list[int]:
    return [run for run, s in enumerate(stops) if s is None or s.step >= settings.steps]


def ends(
    settings: Settings,
    found: Runs,
    stops: Sequence[Stopped | None],
    distances: Float[ndarray, "runs steps"] | None,
) -> str:
    """Where the runs are at their end, and which of them stopped before."""
    steps, going = settings.steps, _going(settings, stops)
    parts = _ended(settings, stops)
    if distances is not None and going:
        last = distances[going, -1]
        where = lowest_name(settings)
        if last.max() < ARRIVED:
            parts.append(f"After {steps} steps {_who(going)} within 10⁻⁶ of {where}.")
        else:
            near, far, middle = (
                _away(float(part)) for part in (last.min(), last.max(), np.median(last))
            )
            spread = near if len(going) == 1 else f"{near} to {far}"
            median = "" if len(going) == 1 else f" (median {middle})"
            parts.append(f"After {steps} steps {_who(going)} {spread} from {where}{median}.")
    elif going:
        parts.append(
            f"After {steps} steps {_who(going)} at "
            f"{', '.join(numerals(found.theta[run, steps]) for run in going)}."
        )
    return " ".join(parts)


def _who(going: Sequence[int]) -> str:
    if len(going) == 5:
        return "the five runs are"
    return f"{listed(going)} {'is' if len(going) == 1 else 'are'}"


# One step -----------------------------------------------------------------------------------------


def _stood(run: int, at: int, stop: Stopped | None) -> str:
    """What to say of a step that a run does not take; nothing where it takes it."""
    if stop is None or at < stop.step:
        return ""
    if not stop.begun:
        return _begins(f"run {run + 1}", True, stop.why)
    return f"Run {run + 1} stopped at step {stop.step}: {_NEXT[stop.why]}."


def step(settings: Settings, run: int, at: int, seen: Stepped, stop: Stopped | None) -> str:
    """Which u was pulled at a step, and what came of it."""
    taken, count = settings.taken, settings.data.size
    if not settings.risk.sampled:
        weights = "u = 1"
    elif taken == count:
        weights = f"u weights all {count} samples"
    else:
        weights = (
            f"u weights the {taken} samples of the batch"
            if taken > 1
            else "u weights the one sample of the batch"
        ) + f" and is 0 for the other {count - taken if taken < count - 1 else 'one'}"
    place = f"At step {at}, run {run + 1} is at {numerals(seen.theta)}."
    stood = _stood(run, at, stop)
    if stood:
        return f"{place} {stood}"
    if not np.isfinite([*seen.gradient, seen.risk, seen.after]).all():
        return f"{place} The risk there, or where the step leads, is too large for a number."
    after = numerals(np.asarray(seen.theta) + np.asarray(seen.step))
    kink = "This may be a kink, where the slope is the one that JAX chooses. " if seen.tie else ""
    return (
        f"{place} Here {weights}, and uᵀJ = {numerals(seen.gradient)}. {kink}The step leads to "
        f"{after}, and the risk goes from {numeral(seen.risk, 4)} to {numeral(seen.after, 4)}."
    )


def _signed(number: str) -> str:
    return number if number.startswith("−") or number == "0" else f"+{number}"


def promise(settings: Settings, seen: Stepped, verdict: Kept, stands: bool) -> str:
    """What a JVP along the step says of it, beside what the step does."""
    whose = "batch" if settings.risk.sampled and settings.taken < settings.data.size else "risk"
    subject = "the risk of the batch" if whose == "batch" else "the risk"
    if stands:
        return "This run has stopped: there is no step to take a JVP along."
    if verdict is Kept.LARGE:
        return f"Along the step of this run {subject} is too large for a number."
    promised, kept = numeral(seen.promised), numeral(seen.kept)
    if verdict is Kept.OTHER:
        promised, kept = _apart(seen.promised, seen.kept, 3)
    told = f"Along the step of this run, a JVP says that {subject} changes by {_signed(promised)}."
    if verdict is Kept.SAME:
        return f"{told} What it changes by differs from that by no more than rounding."
    if verdict is Kept.OTHER:
        return f"{told} It changes by {_signed(kept)}: to first order is not exactly."
    return f"{told} It changes by {_signed(kept)}."


# How far to step ----------------------------------------------------------------------------------

_UNMARKED = {
    Marked.ADAM: "Adam divides each step by the recent size of the gradient, so that the curvature "
    "alone gives none.",
    Marked.VARIES: "The curvature of this risk changes from place to place, so that a rate may be "
    "safe here and too large there.",
    Marked.MAY_VARY: "It is not known whether the curvature of this risk is the same everywhere.",
    Marked.PIECES: "This risk may have kinks or jumps, of which its Hessian says nothing.",
    Marked.FLAT: "The Hessian of this risk is 0 everywhere: its slope is the same everywhere, and "
    "no step is too long.",
    Marked.FALLS: "This risk curves downwards along some direction, and at any rate the steps "
    "along it grow longer and longer, unless a run begins where it is level along it.",
    Marked.UNKNOWN: "Rounding hides which way this risk curves.",
}


def limit(settings: Settings, found: Limit) -> str:
    """The rate from which on the runs diverge, or why none is marked."""
    rule = OPTIMISERS[settings.optimiser]
    if found.marked is Marked.BATCHES:
        return (
            f"No limit is marked on the rate. {rule.formula} is for full gradients. Mini-batches "
            "can diverge earlier, since a batch can be steeper than the whole. Set the batch size "
            "to N to see it."
        )
    if found.rate is None:
        return f"No limit is marked on the rate. {_UNMARKED[found.marked]}"
    name = rule.title if rule.slug != "sgd" else "plain descent"
    does = (
        f"{name} with full gradients converges"
        if found.shape is Shape.BOWL
        else f"the steps of {name} with full gradients die out along the sharpest direction"
    )
    beta = f" and β = {MOMENTUM}" if "β" in (rule.formula or "") else ""
    rate, value = numeral(settings.rate, 4), numeral(found.rate, 4)
    pace = found.pace(settings.rate)
    if pace is not Pace.AT:
        rate, value = _apart(settings.rate, found.rate, 4)
    told = (
        f"On this quadratic, {does} below {rule.formula} = {value}, where λmax is the largest "
        f"eigenvalue of the Hessian{beta}."
    )
    if pace is not Pace.BELOW:
        stands, by = (
            ("that limit, as nearly as rounding can tell", "exactly as much as")
            if pace is Pace.AT
            else ("beyond it", "more than")
        )
        when = "" if rule.slug == "sgd" else ", in the long run"
        return (
            f"{told} The rate {rate} is {stands}: along the sharpest direction each step "
            f"overshoots by {by} it mends{when}."
        )
    share = numeral(100 * settings.rate / found.rate, 2)
    near = f"{share} % of that" if share != "100" else "just below that"
    return f"{told} The rate {rate} is {near}."


# How the runs come to rest, or do not -------------------------------------------------------------


def wandering(
    settings: Settings,
    stops: Sequence[Stopped | None],
    distances: Float[ndarray, "runs steps"] | None,
) -> str:
    """How far the runs are from the minimum at their end."""
    going = _going(settings, stops)
    if distances is None or not going:
        return ""
    tail = distances[going, int((1 - TAIL) * settings.steps) :]
    where, who = lowest_name(settings), "the runs" if len(going) == len(stops) else listed(going)
    are = "is" if len(going) == 1 else "are"
    largest = float(tail.max())
    if largest < ARRIVED:
        return f"In the last quarter of the steps {who} {are} within 10⁻⁶ of {where}."
    share = tail / largest if math.isfinite(largest) else np.ones_like(tail)
    away = largest * float(np.sqrt(np.mean(share**2)))
    return (
        f"In the last quarter of the steps, at rate {numeral(settings.rate, 4)}, {who} {are} "
        f"{_away(away)} from {where} (root mean square)."
    )


def optima(settings: Settings, least: Landscape) -> str:
    """How far apart the lowest places of the risk and of the empirical risk are."""
    truth = settings.risk.truth
    if truth is None:
        return ""
    told = f"The risk is lowest at {numerals(truth)}."
    if least.lowest is None:
        return told
    away = math.hypot(least.lowest[0] - truth[0], least.lowest[1] - truth[1])
    where = lowest_name(settings)
    return (
        f"{told} For these {settings.data.size} samples {where} is {numerals(least.lowest)}, "
        f"{_away(away)} from there."
    )


def code(settings: Settings, stops: Sequence[Stopped | None]) -> str:
    """What the programs compute."""
    batches = ", on the same batches in both libraries" if settings.risk.sampled else ""
    on = " A run that stops on screen goes on there." if any(stops) else ""
    return (
        f"Runs as pasted: the five runs of “{settings.risk.title}” on screen, {settings.steps} "
        f"steps of {OPTIMISERS[settings.optimiser].title}{batches}.{on}"
    )
