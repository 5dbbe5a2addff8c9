"""The gallery, as data: "Kinks and traps"."""

from explainers.core.kinks import functions as of
from explainers.core.kinks.case import Case, Torch

_CASES = (
    Case(
        slug="abs",
        title="|x|",
        f=of.absolute,
        mended=of.absolute_smooth,
        at=0.0,
        reach=(-2.0, 2.0),
        y_view=(-0.5, 2.5),
        slope_view=(-1.6, 1.6),
        why="At the kink there is no derivative, and each library returns a number all the same: "
        "JAX takes the slope from the right, PyTorch the middle. Every number from −1 to 1 is a "
        "subgradient, so for descent either will do; for a formula that is tested at 0 it will "
        "not.",
        remedy="Round the corner, at the price of a small error near it.",
        torch=Torch(
            "def f(x):\n    return torch.abs(x)",
            "def f(x):\n    return torch.sqrt(x**2 + 1e-4)",
            "0",
            "0",
        ),
    ),
    Case(
        slug="max",
        title="max(x, 0)",
        f=of.maximum,
        mended=of.maximum_chosen,
        at=0.0,
        reach=(-2.0, 2.0),
        y_view=(-0.5, 2.5),
        slope_view=(-0.4, 1.4),
        why="Where both arguments are equal, the derivative is divided evenly between them: x gets "
        "½ and the constant the other half. Another spelling of the same function, relu, "
        "returns 0.",
        remedy="Say which side counts at the tie.",
        torch=Torch(
            "def f(x):\n    return torch.maximum(x, torch.tensor(0.0))",
            "def f(x):\n    return torch.where(x > 0.0, x, 0.0)",
            "0.5",
            "0.5",
        ),
    ),
    Case(
        slug="relu",
        title="relu(x)",
        f=of.relu,
        mended=of.relu_smooth,
        at=0.0,
        reach=(-2.0, 2.0),
        y_view=(-0.5, 2.5),
        slope_view=(-0.4, 1.4),
        why="relu has a rule of its own, which says 0 at the kink. To the left nothing passes, so "
        "a unit that is off for every input of the data gets no gradient and stays off.",
        remedy="Softplus has nearly the same shape and no kink; its scale decides how sharp it is.",
        torch=Torch(
            "def f(x):\n    return torch.relu(x)",
            "def f(x):\n    return torch.nn.functional.softplus(8.0 * x) / 8.0",
            "0",
            "0",
        ),
    ),
    Case(
        slug="difference",
        title="relu(x) − relu(−x)",
        f=of.difference,
        mended=of.difference_halved,
        at=0.0,
        reach=(-2.0, 2.0),
        y_view=(-2.2, 2.2),
        slope_view=(-0.4, 1.6),
        why="This is x, a straight line, and its derivative is 1. The program does not know: each "
        "relu has a kink at 0 and says 0 there, and 0 − 0 is 0. The chain rule holds for "
        "functions that have a derivative; at 0 none of the parts has one.",
        remedy="Simplify before you differentiate; or take max, whose two halves add up to 1.",
        torch=Torch(
            "def f(x):\n    return torch.relu(x) - torch.relu(-x)",
            "def f(x):\n    zero = torch.tensor(0.0)\n"
            "    return torch.maximum(x, zero) - torch.maximum(-x, zero)",
            "0",
            "0",
        ),
    ),
    Case(
        slug="norm",
        title="‖(3x, 4x)‖",
        f=of.length,
        mended=of.length_safe,
        at=0.0,
        reach=(-1.0, 1.0),
        y_view=(-1.0, 5.5),
        slope_view=(-8.0, 8.0),
        why="The norm is a square root of squares. At 0 the root's derivative is infinite and that "
        "of the squares is 0, and ∞·0 is not a number. One vector of zeros is enough to "
        "turn all the weights of a network into NaN.",
        remedy="Keep the root away from 0, before it is taken: the double where.",
        torch=Torch(
            "def f(x):\n    return torch.linalg.norm(torch.stack([3.0 * x, 4.0 * x]))",
            "def f(x):\n    square = (3.0 * x) ** 2 + (4.0 * x) ** 2\n"
            "    inside = torch.where(square > 0.0, square, 1.0)\n"
            "    return torch.where(square > 0.0, torch.sqrt(inside), 0.0)",
            "0",
            "0",
        ),
    ),
    Case(
        slug="sqrt",
        title="√x",
        f=of.root,
        mended=of.root_bounded,
        at=0.0,
        reach=(0.0, 2.0),
        y_view=(-0.4, 1.8),
        slope_view=(-0.5, 5.0),
        why="The slope grows without bound, and at 0 it is infinite: that is the truth. It is the "
        "next multiplication by 0 that makes NaN of it.",
        remedy="Move the root off 0 by a little: for x ≥ 0 its slope is at most 50.",
        torch=Torch(
            "def f(x):\n    return torch.sqrt(x)",
            "def f(x):\n    return torch.sqrt(x + 1e-4)",
            "inf",
            "inf",
        ),
    ),
    Case(
        slug="where",
        title="where(x < 1, x, √x)",
        f=of.piecewise,
        mended=of.piecewise_safe,
        at=0.0,
        reach=(-1.0, 3.0),
        y_view=(-1.2, 2.2),
        slope_view=(-0.4, 1.6),
        why="Both branches are computed, and where picks one. Reverse mode sends 0 back into the "
        "branch that was not taken; there it meets the infinite slope of √x at 0, and "
        "0·∞ is NaN. Left of 0 the slope is NaN itself. Forward mode picks after multiplying, and "
        "is right.",
        remedy="A second where gives the branch that is not taken a harmless input.",
        torch=Torch(
            "def f(x):\n    return torch.where(x < 1.0, x, torch.sqrt(x))",
            "def f(x):\n    inside = torch.where(x < 1.0, 1.0, x)\n"
            "    return torch.where(x < 1.0, x, torch.sqrt(inside))",
            "1",
            "nan",
        ),
    ),
    Case(
        slug="stop",
        title="x·stop_gradient(x)",
        f=of.frozen,
        mended=of.thawed,
        at=3.0,
        reach=(0.0, 4.0),
        y_view=(-2.0, 18.0),
        slope_view=(-1.0, 9.0),
        why="The value is x², but the second factor counts as a constant: the derivative is x, and "
        "not 2x. That is what stop_gradient is for, and why no check of values finds one "
        "that was forgotten.",
        remedy="Take it out, unless you mean it.",
        torch=Torch(
            "def f(x):\n    return x * x.detach()",
            "def f(x):\n    return x * x",
            "3",
            "3",
        ),
    ),
    Case(
        slug="round",
        title="round(x)",
        f=of.rounded,
        mended=of.rounded_through,
        at=0.5,
        reach=(-2.0, 2.0),
        y_view=(-2.5, 2.5),
        slope_view=(-0.6, 1.6),
        why="Flat almost everywhere, so the derivative is 0, and at a jump 0 is returned as well. "
        "Between the jumps 0 is right, and of no use: whatever stands in front of the rounding "
        "never learns.",
        remedy="Straight through: the value of round, the derivative of x. It is a pretence, and "
        "often a useful one.",
        torch=Torch(
            "def f(x):\n    return torch.round(x)",
            "def f(x):\n    return x + (torch.round(x) - x).detach()",
            "0",
            "0",
        ),
    ),
    Case(
        slug="floor",
        title="floor(x)",
        f=of.floored,
        mended=of.floored_through,
        at=1.0,
        reach=(-2.0, 2.0),
        y_view=(-2.5, 2.5),
        slope_view=(-0.6, 1.6),
        why="At a whole number floor jumps: from the left the slope is infinite. What is returned "
        "is 0, as beside it.",
        remedy="Straight through, as for round.",
        torch=Torch(
            "def f(x):\n    return torch.floor(x)",
            "def f(x):\n    return x + (torch.floor(x) - x).detach()",
            "0",
            "0",
        ),
    ),
    Case(
        slug="sign",
        title="sign(x)",
        f=of.signed,
        mended=of.signed_soft,
        at=0.0,
        reach=(-2.0, 2.0),
        y_view=(-1.6, 1.6),
        slope_view=(-1.0, 5.0),
        why="A jump at 0, from both sides infinitely steep; what is returned is 0.",
        remedy="A soft sign has a slope that leads from one side to the other.",
        torch=Torch(
            "def f(x):\n    return torch.sign(x)",
            "def f(x):\n    return torch.tanh(4.0 * x)",
            "0",
            "0",
        ),
    ),
    Case(
        slug="argmax",
        title="argmax(½, x)",
        f=of.winner,
        mended=of.winner_soft,
        at=0.5,
        reach=(-1.0, 2.0),
        y_view=(-0.4, 1.4),
        slope_view=(-0.6, 2.6),
        why="The place of the largest number is a whole number: it does not move at all, and then "
        "it jumps. Made a float, it gets the derivative 0 from JAX everywhere, at the jump too.",
        remedy="Softmax gives each place a share, and shares move.",
        torch=Torch(
            "def f(x):\n    return torch.argmax(torch.stack([torch.tensor(0.5), x])).double()",
            "def f(x):\n    scores = 8.0 * torch.stack([torch.tensor(0.5), x])\n"
            "    return torch.softmax(scores, dim=0)[1]",
            "0",
            "RuntimeError",
        ),
        nodes=150,
    ),
    Case(
        slug="integers",
        title="n² of an integer",
        f=of.whole,
        mended=of.floating,
        at=3.0,
        reach=(-4.0, 4.0),
        y_view=(-3.0, 20.0),
        slope_view=(-10.0, 10.0),
        why="Between whole numbers there is nothing to move through. The tangent of an integer has "
        "a type of its own, float0, which holds nothing; grad refuses.",
        remedy="Pass 3.0, not 3.",
        torch=Torch(
            "def f(x):\n    return x * x",
            "def f(x):\n    return x * x",
            "ValueError",
            "RuntimeError",
        ),
        nodes=8,
        sampled=(-4.0, 4.0),
        whole=True,
    ),
    Case(
        slug="loop",
        title="√x by while_loop",
        f=of.loop,
        mended=of.loop_counted,
        at=2.0,
        reach=(0.2, 4.2),
        y_view=(-0.4, 2.8),
        slope_view=(-0.4, 2.0),
        why="Forward mode goes round the loop along with the value. Reverse mode needs what each "
        "round left behind, and for a loop that ends when it ends there is no saying how much "
        "that is.",
        remedy="A fixed number of rounds, or lax.scan.",
        torch=Torch(
            "def f(x):\n    y = (1.0 + x) / 2.0\n    while torch.abs(y * y - x) > 1e-12:\n"
            "        y = (y + x / y) / 2.0\n    return y",
            "def f(x):\n    y = (1.0 + x) / 2.0\n    for _ in range(8):\n"
            "        y = (y + x / y) / 2.0\n    return y",
            "0.35355339059327373",
            "0.35355339059327373",
        ),
        sampled=(0.1, 5.2),
    ),
    Case(
        slug="float32",
        title="float32 differences",
        f=of.quotient,
        mended=of.quotient_double,
        at=-6.0,
        reach=(-8.0, 0.0),
        y_view=(-12.5, -0.05),
        slope_view=(0.3, 0.8),
        why="No kink at all: sin at 1, by central differences with a step h. A smaller h cuts "
        "off less and rounds more. In float32 the best h is near 10⁻², in float64 near "
        "10⁻⁵; with h = 10⁻⁸ float32 sees no change.",
        remedy="Differentiate the program; or check it in float64.",
        torch=Torch(
            "def f(x):\n    return torch.sin(x)",
            "def f(x):\n    return torch.sin(x)",
            "0.5403022766113281",
            "0.5403022766113281",
        ),
        central=True,
    ),
)

CASES: dict[str, Case] = {case.slug: case for case in _CASES}
"""Every case by its slug, in the order in which readers see them."""
