"""What descent says of the runs on screen, in words: pure functions of what JAX computed."""

from collections.abc import Sequence

import numpy as np
from jaxtyping import Float
from numpy import ndarray

from explainers.core.descent.look import Stepped
from explainers.core.descent.optimisers import OPTIMISERS
from explainers.core.descent.run import Runs, Settings
from explainers.core.numerals import numeral, numerals

TAIL = 0.25
"""The part of a run, at its end, over which its wandering is measured."""
ARRIVED = 1e-6
"""Runs that are nearer to the minimum than this have arrived."""


def listed(numbers: Sequence[int]) -> str:
    """Runs by their numbers, which count from 0: run 2; runs 1, 2 and 5."""
    names = [str(number + 1) for number in numbers]
    if len(names) == 1:
        return f"run {names[0]}"
    return f"runs {', '.join(names[:-1])} and {names[-1]}"


def _capital(text: str) -> str:
    return text[0].upper() + text[1:]


def lowest_name(settings: Settings) -> str:
    """What the lowest place of a risk is called."""
    return (
        "least squares"
        if settings.risk.sampled and not settings.risk.labels
        else "the lowest place"
    )


def ends(settings: Settings, found: Runs, distances: Float[ndarray, "runs steps"] | None) -> str:
    """Where the runs are at their end, and which of them stopped before."""
    steps = settings.steps
    stopped = [run for run, end in enumerate(found.ended) if end < steps]
    parts: list[str] = []
    if stopped:
        when = sorted({found.ended[run] for run in stopped})
        at = f"step {when[0]}" if len(when) == 1 else f"steps {when[0]} to {when[-1]}"
        parts.append(
            f"{_capital(listed(stopped))} stopped at {at}: the parameters that come next are not "
            "finite."
        )
    going = [run for run in range(len(found.ended)) if run not in stopped]
    if distances is not None and going:
        last = distances[going, -1]
        where = lowest_name(settings)
        if last.max() < ARRIVED:
            parts.append(f"After {steps} steps {_who(going)} within 10⁻⁶ of {where}.")
        else:
            near, far, middle = (
                numeral(float(part)) for part in (last.min(), last.max(), np.median(last))
            )
            spread = near if len(going) == 1 else f"{near} to {far}"
            median = "" if len(going) == 1 else f" (median {middle})"
            parts.append(f"After {steps} steps {_who(going)} {spread} from {where}{median}.")
    elif going:
        parts.append(
            f"After {steps} steps the runs are at "
            f"{', '.join(numerals(found.theta[run, steps]) for run in going)}."
        )
    return " ".join(parts)


def _who(going: Sequence[int]) -> str:
    if len(going) == 5:
        return "the five runs are"
    return f"{listed(going)} {'is' if len(going) == 1 else 'are'}"


def _change(number: float) -> str:
    return numeral(number) if number < 0 else f"+{numeral(number)}"


def step(settings: Settings, run: int, at: int, seen: Stepped) -> str:
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
        ) + f" and is 0 for the other {count - taken}"
    after = numerals(np.asarray(seen.theta) + np.asarray(seen.step))
    place = f"At step {at}, run {run + 1} is at {numerals(seen.theta)}."
    if not np.isfinite([*seen.gradient, seen.risk, seen.after]).all():
        return f"{place} The risk there, or its gradient, is too large for a number."
    return (
        f"{place} Here {weights}, and uᵀJ = {numerals(seen.gradient)}. The step leads to {after}, "
        f"and the risk goes from {numeral(seen.risk, 4)} to {numeral(seen.after, 4)}."
    )


def promise(settings: Settings, seen: Stepped) -> str:
    """What a JVP along the step says of it, beside what the step does."""
    whose = "batch" if settings.risk.sampled and settings.taken < settings.data.size else "risk"
    subject = "the risk of the batch" if whose == "batch" else "the risk"
    if not all(np.isfinite(number) for number in (seen.promised, seen.kept)):
        return f"Along the step of this run {subject} is too large for a number."
    return (
        f"Along the step of this run, a JVP says that {subject} changes by "
        f"{_change(seen.promised)}. It changes by {_change(seen.kept)}: to first order is not "
        "exactly."
    )


def limit(settings: Settings, value: float | None) -> str:
    """The rate from which on the runs diverge, or why none is marked."""
    rule = OPTIMISERS[settings.optimiser]
    if value is not None:
        rate = numeral(settings.rate, 4)
        told = (
            f"On a quadratic, {rule.title if rule.slug != 'sgd' else 'plain descent'} with full "
            f"gradients converges below {rule.formula} = {numeral(value, 4)}, where λmax is the "
            "largest eigenvalue of the Hessian"
            f"{' and β = 0.9' if 'β' in (rule.formula or '') else ''}."
        )
        if settings.rate >= value:
            return (
                f"{told} The rate {rate} is beyond it: along the sharpest direction each step "
                "overshoots by more than it mends."
            )
        return f"{told} The rate {rate} is {numeral(100 * settings.rate / value, 2)} % of that."
    if rule.bound is None:
        return (
            "No limit is marked on the rate. Adam divides each step by the recent size of the "
            "gradient, so that no curvature gives one."
        )
    if settings.risk.curved:
        return (
            "No limit is marked on the rate. The curvature of this risk changes from place to "
            "place, so that a rate may be safe here and too large there."
        )
    return (
        f"No limit is marked on the rate. {rule.formula} is for full gradients; mini-batches "
        "diverge earlier, since a batch can be steeper than the whole. Set the batch size to N to "
        "see it."
    )


def wandering(
    settings: Settings, found: Runs, distances: Float[ndarray, "runs steps"] | None
) -> str:
    """How far the runs still wander about the minimum at their end."""
    going = [run for run, end in enumerate(found.ended) if end >= settings.steps]
    if distances is None or not going:
        return ""
    first = int((1 - TAIL) * settings.steps)
    tail = distances[going, first:]
    away = float(np.sqrt(np.mean(np.minimum(tail, 1e100) ** 2)))
    where = lowest_name(settings)
    if away < ARRIVED:
        return f"In the last quarter of their steps the runs are within 10⁻⁶ of {where}."
    return (
        f"In the last quarter of their steps, at rate {numeral(settings.rate, 4)}, the runs are "
        f"{numeral(away)} from {where} (root mean square)."
    )


def code(settings: Settings) -> str:
    """What the programs compute, in one sentence."""
    return (
        f"Runs as pasted: the five runs of “{settings.risk.title}” on screen, {settings.steps} "
        f"steps of {OPTIMISERS[settings.optimiser].title}, on the same batches in both libraries."
    )
