"""What is said of a solution and of its derivative: pure functions of numbers and verdicts."""

from explainers.core.implicit.numbers import Found, Given
from explainers.core.implicit.problems import Problem, Turn, find
from explainers.core.implicit.verdicts import Corner, Standing, standing
from explainers.core.numerals import numeral, numerals

_TURNS: dict[Turn, str] = {
    "fold": "This is a fold. The curve stands upright and turns back: p has come to an end, two "
    "solutions meet on one side of it, and there is none near on the other. The nearer p comes, "
    "the steeper the curve: dx/dp has no finite value here.",
    "inflection": "This is an inflection. The curve stands upright, but it goes on: p goes "
    "through, and x with it. Only dx/dp has no finite value here.",
    "crossing": "Here two branches cross. Both gₓ and gₚ are 0, so gₓ dx + gₚ dp = 0 holds for "
    "any dx and dp: to first order, g says nothing of the slope of either branch.",
}


def here(found: Found, given: Given) -> str:
    """What is known at a solution."""
    problem = find(given.slug)
    stands = standing(problem, given.p, given.x)
    return _known(found, problem, stands) if stands.regular else _unknown(stands)


def _known(found: Found, problem: Problem, stands: Standing) -> str:
    if problem.n > 1:
        return (
            f"With λ = {numerals(found.adjoint)} one solve has told the pull, "
            f"{numeral(found.pull)}. A push takes one solve as well, here of a 2×2 system."
        )
    (((g_x,),), (g_p,)) = found.g_x, found.g_p
    if stands.level:
        return (
            f"Here gₓ = {numeral(g_x)}, and gₚ is not known to differ from 0, for rounding. Nor is "
            "dx/dp: to first order x may stand still."
        )
    if stands.hidden:
        return (
            f"Here gₓ = {numeral(g_x)}. Rounding hides digits of gₚ, and so of dx/dp: what is "
            "shown of them may be rounding alone."
        )
    slope = -g_p / g_x
    told = f"Here gₓ = {numeral(g_x)} and gₚ = {numeral(g_p)}, so dx/dp = {numeral(slope)}. "
    if slope == 0:
        return f"{told}To first order x stands still while p moves."
    sense = "the same way as p" if slope > 0 else "against p"
    times = numeral(abs(slope))
    far = "just as far" if times == "1" else f"{times} times as far"
    return f"{told}To first order x moves {sense}, {far}."


def _unknown(stands: Standing) -> str:
    if stands.special:
        return _TURNS[stands.special.turn]
    if stands.corner:
        return _corner(stands.corner)
    if stands.kink:
        return (
            "Here g may have a kink or a jump, or end. Its derivatives may differ from one side to "
            "the other, and no dx/dp is known."
        )
    told = "Here gₓ cannot be told from a singular one, as far as this solution is known. "
    if stands.upright:
        return f"{told}As gₚ is not 0, the curve is upright or nearly so. No dx/dp is known."
    return f"{told}Nothing is known of dx/dp."


def _corner(corner: Corner) -> str:
    one, other = map(numeral, corner.slopes)
    if corner.turns:
        return (
            "This is a corner. The curve has a kink and turns back: p has come to an end, two "
            "branches meet on one side of it, and there is none near on the other. "
            f"On the branch of smaller x dx/dp comes to {one}, on that of larger x to {other}; at "
            "the corner itself there is none."
        )
    return (
        f"This is a kink. The curve goes on, but with another slope: dx/dp comes to {one} where p "
        f"is smaller and to {other} where it is larger; at the kink itself there is none."
    )


def code(problem: Problem, given: Given) -> str:
    """What the programs do."""
    told = (
        f"the solution of “{problem.title}” at p = {numeral(given.p)}, a push of "
        f"dp = {numeral(given.dp)} and a pull of u = {numerals(given.u)}."
    )
    if standing(problem, given.p, given.x).regular:
        return f"Runs as pasted: {told}"
    return (
        f"Asks for {told} As no dx/dp is known here, the solves may stop with an error, or give "
        "what is no derivative. Before that, x is printed."
    )
