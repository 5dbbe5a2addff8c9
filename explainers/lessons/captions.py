"""What several lessons say of numbers, in words: pure functions of the numbers."""

from collections.abc import Sequence
from datetime import date

from explainers.core.numerals import numerals
from explainers.measure.bench import Ticket
from explainers.measure.results import Result


def code(title: str, x: Sequence[float], v: Sequence[float], u: Sequence[float]) -> str:
    """What the programs about a function compute, in one sentence."""
    return (
        f"Runs as pasted: f(x), J, Jv, uᵀJ and uᵀJv of “{title}” at "
        f"x = {numerals(x)}, with v = {numerals(v)} and u = {numerals(u)}."
    )


def failed(error: BaseException) -> str:
    """Why there is no answer."""
    said = f"{type(error).__name__}: {error}".partition("\n")[0]
    return f"JAX could not compute this. {said} You may ask again in a moment."


def origin(result: Result, recorded: bool) -> str:
    """Where and when a result was measured: here, or recorded elsewhere beforehand."""
    machine, day = result.machine, date.fromisoformat(result.date)
    cores = f"{machine.used} of {machine.cores} cores" if machine.cores > 1 else "its only core"
    when = f"{'Recorded' if recorded else 'Measured here'} on {day.day} {day:%B %Y}"
    return f"{when}: {machine.processor}, {cores}, JAX {machine.jax}, float64."


def progress(ticket: Ticket, ahead: int) -> str:
    """What a reader who waits for a measurement is told."""
    if ticket.stage == "waiting":
        return f"{ahead} before you" if ahead else "Next"
    if not ticket.of:
        return "Starting"
    return f"{ticket.done} of {ticket.of} programs timed"
