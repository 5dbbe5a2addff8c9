"""What is said of a push and then a pull: pure functions of what is known."""

from explainers.core.numerals import numerals
from explainers.core.push_and_pull.normal import Apart, Normal


def told(found: Normal) -> str:
    """JᵀJv beside Hv, and why they differ or agree."""
    if found.apart is Apart.UNKNOWN:
        return _UNKNOWN
    table = "\n".join(
        (
            "| product | of v |",
            "|:--|:--|",
            f"| pushed, then pulled: JᵀJv | {numerals(found.normal, 4)} |",
            f"| with the curvature of f: Hv | {numerals(found.hessian, 4)} |",
        )
    )
    return f"{table}\n\n{_VERDICTS[found.apart].format(rest=numerals(found.rest, 4))}"


_UNKNOWN = (
    "Whether JᵀJv and Hv agree is not known here: rounding hides it, or ½‖f‖² has no Hessian at x."
)
_VERDICTS = {
    Apart.NO_ERROR: "Up to rounding, f(x) is 0 here, and so nothing weights the curvature of f: "
    "the two agree.",
    Apart.ALIKE: "The two agree, up to rounding: along this v the curvature of f, weighted by "
    "f(x), adds nothing.",
    Apart.APART: "The two differ by {rest}: f(x) is not 0, and it weights the curvature of f along "
    "v.",
}
