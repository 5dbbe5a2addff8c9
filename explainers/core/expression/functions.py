"""The table of what can be typed: names, what they take, and how each library writes them.

The parser, all renderings and the reference table for readers are made from these rows.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias

import jax
import jax.numpy as jnp
import numpy as np

Kind: TypeAlias = Literal["number", "list"]
Number: TypeAlias = Any
"""A scalar or an array, of JAX or of NumPy."""


@dataclass(frozen=True)
class Form:
    """One way to call a function: kinds of arguments, and how it is computed and written.

    Texts have {0} and {1} where the arguments stand; the formula has {args} for them in
    parentheses and {inside} for them without.
    """

    takes: tuple[Kind, ...]
    in_jax: Callable[..., Number]
    in_numpy: Callable[..., Number]
    jax: str
    torch: str
    numpy: str
    latex: str
    numpy_helper: str = ""
    """What a NumPy program has to define first."""


@dataclass(frozen=True)
class Function:
    """A function that can be typed."""

    name: str
    meaning: str
    forms: tuple[Form, ...]

    @property
    def example(self) -> str:
        """A call of it, as typed."""
        return " or ".join(_example(self.name, form.takes) for form in self.forms)


@dataclass(frozen=True)
class Operation:
    """A sign that can be typed."""

    example: str
    meaning: str


_EXAMPLES: dict[tuple[Kind, ...], str] = {
    ("number",): "x1",
    ("number", "number"): "x1, x2",
    ("list",): "[x1, x2]",
    ("list", "list"): "[x1, x2], [x3, x4]",
}


def _example(name: str, takes: tuple[Kind, ...]) -> str:
    return f"{name}({_EXAMPLES[takes]})"


def _form(
    takes: tuple[Kind, ...],
    in_jax: Callable[..., Number],
    in_numpy: Callable[..., Number],
    name: str,
    latex: str,
) -> Form:
    """A form whose name is the same in jax.numpy, torch and numpy."""
    call = f"{name}({', '.join(f'{{{i}}}' for i in range(len(takes)))})"
    return Form(takes, in_jax, in_numpy, f"jnp.{call}", f"torch.{call}", f"np.{call}", latex)


def _plain(
    name: str,
    meaning: str,
    in_jax: Callable[..., Number],
    in_numpy: Callable[..., Number],
    library_name: str = "",
    latex: str = "",
) -> Function:
    """A function of one number."""
    written = latex or rf"\{library_name or name}{{args}}"
    form = _form(("number",), in_jax, in_numpy, library_name or name, written)
    return Function(name, meaning, (form,))


def _relu(number: Number) -> Number:
    return np.maximum(number, 0.0)


def _sigmoid(number: Number) -> Number:
    return 1 / (1 + np.exp(-number))


def _softplus(number: Number) -> Number:
    return np.logaddexp(number, 0.0)


def _softmax(scores: Number) -> Number:
    raised = np.exp(scores - np.max(scores))
    return raised / np.sum(raised)


_SIGMOID_IN_NUMPY = """\
def sigmoid(number):
    return 1 / (1 + np.exp(-number))
"""
_SOFTMAX_IN_NUMPY = """\
def softmax(scores):
    raised = np.exp(scores - np.max(scores))
    return raised / np.sum(raised)
"""

_FUNCTIONS = (
    _plain("sin", "sine of an angle in radians", jnp.sin, np.sin),
    _plain("cos", "cosine of an angle in radians", jnp.cos, np.cos),
    _plain("tan", "tangent of an angle in radians", jnp.tan, np.tan),
    _plain("asin", "angle whose sine it is", jnp.arcsin, np.arcsin, "arcsin"),
    _plain("acos", "angle whose cosine it is", jnp.arccos, np.arccos, "arccos"),
    _plain("atan", "angle whose tangent it is", jnp.arctan, np.arctan, "arctan"),
    Function(
        "atan2",
        "angle of the point with height x1 and width x2, from −π to π",
        (
            _form(
                ("number", "number"),
                jnp.arctan2,
                np.arctan2,
                "arctan2",
                r"\operatorname{{atan2}}{args}",
            ),
        ),
    ),
    _plain("sinh", "hyperbolic sine", jnp.sinh, np.sinh),
    _plain("cosh", "hyperbolic cosine", jnp.cosh, np.cosh),
    _plain("tanh", "hyperbolic tangent", jnp.tanh, np.tanh),
    _plain("exp", "e to this power; e^x1 is the same", jnp.exp, np.exp, latex="e^{{{inside}}}"),
    _plain("log", "natural logarithm; ln is the same", jnp.log, np.log, latex=r"\ln{args}"),
    _plain("sqrt", "square root", jnp.sqrt, np.sqrt, latex=r"\sqrt{{{inside}}}"),
    _plain(
        "abs",
        "size without sign; |x1| is the same",
        jnp.abs,
        np.abs,
        latex=r"\left\lvert {inside} \right\rvert",
    ),
    _plain("sign", "−1, 0 or 1", jnp.sign, np.sign, latex=r"\operatorname{{sign}}{args}"),
    Function(
        "min",
        "the smaller of two numbers, or the smallest of a list",
        (
            _form(("number", "number"), jnp.minimum, np.minimum, "minimum", r"\min{args}"),
            _form(("list",), jnp.min, np.min, "min", r"\min{args}"),
        ),
    ),
    Function(
        "max",
        "the larger of two numbers, or the largest of a list",
        (
            _form(("number", "number"), jnp.maximum, np.maximum, "maximum", r"\max{args}"),
            _form(("list",), jnp.max, np.max, "max", r"\max{args}"),
        ),
    ),
    Function(
        "relu",
        "the number if it is positive, otherwise 0",
        (
            Form(
                ("number",),
                jax.nn.relu,
                _relu,
                "jax.nn.relu({0})",
                "torch.relu({0})",
                "np.maximum({0}, 0.0)",
                r"\operatorname{{relu}}{args}",
            ),
        ),
    ),
    Function(
        "sigmoid",
        "1/(1 + e^(−x1)), between 0 and 1",
        (
            Form(
                ("number",),
                jax.nn.sigmoid,
                _sigmoid,
                "jax.nn.sigmoid({0})",
                "torch.sigmoid({0})",
                "sigmoid({0})",
                r"\operatorname{{sigmoid}}{args}",
                _SIGMOID_IN_NUMPY,
            ),
        ),
    ),
    Function(
        "softplus",
        "log(1 + e^x1), a smooth relu",
        (
            Form(
                ("number",),
                jax.nn.softplus,
                _softplus,
                "jax.nn.softplus({0})",
                "torch.logaddexp({0}, torch.tensor(0.0))",
                "np.logaddexp({0}, 0.0)",
                r"\operatorname{{softplus}}{args}",
            ),
        ),
    ),
    Function(
        "norm",
        "length of a list as a vector",
        (
            _form(
                ("list",),
                jnp.linalg.norm,
                np.linalg.norm,
                "linalg.norm",
                r"\left\lVert {inside} \right\rVert",
            ),
        ),
    ),
    Function(
        "sum",
        "sum of a list",
        (_form(("list",), jnp.sum, np.sum, "sum", r"\operatorname{{sum}}{args}"),),
    ),
    Function(
        "mean",
        "sum of a list, divided by its length",
        (_form(("list",), jnp.mean, np.mean, "mean", r"\operatorname{{mean}}{args}"),),
    ),
    Function(
        "dot",
        "sum of the products of two lists, item by item",
        (_form(("list", "list"), jnp.dot, np.dot, "dot", r"\left\langle {inside} \right\rangle"),),
    ),
    Function(
        "softmax",
        "a list of shares that add up to 1, the larger the number the larger its share",
        (
            Form(
                ("list",),
                jax.nn.softmax,
                _softmax,
                "jax.nn.softmax({0})",
                "torch.softmax({0}, dim=0)",
                "softmax({0})",
                r"\operatorname{{softmax}}{args}",
                _SOFTMAX_IN_NUMPY,
            ),
        ),
    ),
)

FUNCTIONS: dict[str, Function] = {function.name: function for function in _FUNCTIONS}
"""Every function that can be typed, in the order in which readers see them."""

ALIASES = {"ln": "log"}
"""Other names that are typed for the same function."""

CONSTANTS: dict[str, float] = {"pi": math.pi, "e": math.e}

OPERATIONS = (
    Operation("x1 + x2", "sum"),
    Operation("x1 - x2", "difference"),
    Operation("2x1, x1*x2", "product; the sign may be left out where only one reading is possible"),
    Operation("x1/x2", "quotient"),
    Operation("x1^2, x1**2", "power: before signs and products, and from the right: 2^3^2 = 2^9"),
    Operation("-x1", "minus sign, which stands for the whole power: -x1^2 = -(x1^2)"),
    Operation("|x1|", "size without sign"),
    Operation("(x1 + x2)", "parentheses"),
    Operation("[x1 + x2, x1 - x2]", "list: the outputs of f, or what a function of lists takes"),
)
"""Every sign that can be typed, for readers."""


def form_of(name: str, takes: tuple[Kind, ...]) -> Form | None:
    """The form of a function for arguments of these kinds, or None if there is none."""
    for form in FUNCTIONS[name].forms:
        if form.takes == takes:
            return form
    return None
