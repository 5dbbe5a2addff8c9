"""What the gallery of kinks says of its numbers, in words: pure functions of the numbers."""

import math
from collections.abc import Sequence

from explainers.core.kinks import CASES, TORCH, Answer, AtPi, Case, Returned
from explainers.core.numerals import numeral


def remedy(case: Case, x: float, found: Returned) -> str:
    """What both modes return for the remedy, beside what they returned before."""
    if case.central:
        return (
            f"With log₁₀ h = {numeral(x)} the difference in float32 is "
            f"{numeral(found.left, 6)}, in float64 {numeral(found.right, 6)}; the derivative is "
            f"cos 1 = {numeral(found.mended, 6)}."
        )
    return (
        f"At {'n' if case.whole else 'x'} = {numeral(x)} both modes return "
        f"{numeral(found.mended)} for it, where {_before(found)} for f."
    )


def _before(found: Returned) -> str:
    """What both modes answered for f, or each of them if one refused."""
    answers = (found.forward, found.reverse)
    if all(given.number is not None for given in answers):
        return f"they returned {' and '.join(dict.fromkeys(map(answer, answers)))}"
    return " and ".join(
        f"{mode} mode {'raised' if given.message else 'returned'} {answer(given)}"
        for mode, given in zip(("forward", "reverse"), answers, strict=True)
    )


def refusal(mode: str) -> str:
    """What stands before a mode's own words."""
    return f"{mode.capitalize()} mode says:"


def answer(given: Answer) -> str:
    """What a mode returned, in a cell."""
    return given.said if given.number is None else numeral(given.number)


def slope(case: Case, number: float) -> str:
    """A slope from one side; a dash where f is not defined there, or has none."""
    return "—" if case.central or math.isnan(number) else numeral(number)


def table(found: Sequence[Returned], jax: str, *, cover: bool = False) -> dict[str, list[str]]:
    """What was returned for each case at its kink, column by column, by this version of JAX.

    While the results are covered, only the slopes from either side are told, as in the figure.
    """
    cases = CASES.values()
    given = {
        "f": [case.title for case in cases],
        "at": [numeral(case.at) for case in cases],
        "from the left": [slope(c, f.left) for c, f in zip(cases, found, strict=True)],
        "from the right": [slope(c, f.right) for c, f in zip(cases, found, strict=True)],
    }
    returned = {
        f"JAX {jax}, forward": [answer(f.forward) for f in found],
        f"JAX {jax}, reverse": [answer(f.reverse) for f in found],
        f"PyTorch {TORCH}, forward": [case.torch.texts[0] for case in cases],
        f"PyTorch {TORCH}, reverse": [case.torch.texts[1] for case in cases],
        "remedy": [numeral(f.mended) for f in found],
    }
    if cover:
        returned = {name: ["?"] * len(column) for name, column in returned.items()}
    return given | returned


def at_pi(found: Sequence[AtPi]) -> str:
    """Sine and its derivative at π in each precision: a table."""
    lines = [f"| {one.precision} | {numeral(one.sine)} | {numeral(one.slope)} |" for one in found]
    return "\n".join(["| precision | sin(π) | grad(sin)(π) |", "|:--|--:|--:|", *lines])


def code(case: Case, x: float) -> str:
    """What the programs compute, in one sentence."""
    letter = "log₁₀ h" if case.central else "n" if case.whole else "x"
    return (
        f"Runs as pasted: {case.title} at {letter} = {numeral(x)}, what forward and "
        "reverse mode return there, and what the remedy returns."
    )
