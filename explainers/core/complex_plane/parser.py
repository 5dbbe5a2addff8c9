"""Text into a tree in one complex variable z, by the parser of typed functions."""

from typing import NoReturn

from explainers.core.complex_plane.evaluate import constant_value
from explainers.core.complex_plane.functions import ALIASES, CONSTANTS, FUNCTIONS
from explainers.core.expression.canonical import text_of
from explainers.core.expression.characters import HINTS
from explainers.core.expression.errors import ExpressionError
from explainers.core.expression.parser import (
    Parser,
    Part,
    mended,
    within,
    written_out,
)
from explainers.core.expression.tokens import Token
from explainers.core.expression.tree import Call, Constant, Input, Node

MOST_NODES = 40
"""Numbers, z's and operations: a tape of them is replayed some hundred times a frame."""


_ELSEWHERE = {
    "tan": "sin({0})/cos({0})",
    "tanh": "sinh({0})/cosh({0})",
    "cot": "cos({0})/sin({0})",
    "coth": "cosh({0})/sinh({0})",
    "sec": "1/cos({})",
    **dict.fromkeys(("csc", "cosec"), "1/sin({})"),
    "sech": "1/cosh({})",
    "csch": "1/sinh({})",
    **dict.fromkeys(("asin", "arcsin"), "-i*log(i*{0} + sqrt(1 - {0}^2))"),
    **dict.fromkeys(("acos", "arccos"), "pi/2 + i*log(i*{0} + sqrt(1 - {0}^2))"),
    **dict.fromkeys(("atan", "arctan"), "i/2*(log(1 - i*{0}) - log(1 + i*{0}))"),
    **dict.fromkeys(("asinh", "arcsinh", "arsinh"), "log({0} + sqrt({0}^2 + 1))"),
    **dict.fromkeys(("acosh", "arccosh", "arcosh"), "log({0} + sqrt({0} + 1)*sqrt({0} - 1))"),
    **dict.fromkeys(("atanh", "arctanh", "artanh"), "(log(1 + {0}) - log(1 - {0}))/2"),
    **dict.fromkeys(("real", "realpart"), "re({})"),
    **dict.fromkeys(("imag", "impart", "imagpart"), "im({})"),
    **dict.fromkeys(("arg", "angle", "phase"), "im(log({}))"),
    **dict.fromkeys(("conjugate", "bar"), "conj({})"),
    **dict.fromkeys(("modulus", "cabs", "fabs", "mod"), "abs({})"),
    **dict.fromkeys(("square", "sq"), "{}^2"),
    "cube": "{}^3",
    **dict.fromkeys(("pow", "power"), "{0}^{1}"),
    "cis": "exp(i*{})",
    "expm1": "exp({}) - 1",
    "log1p": "log(1 + {})",
    "exp2": "exp({}*log(2))",
    "sign": "{0}/abs({0})",
    "sgn": "{0}/abs({0})",
    "w": "Type what w is, in z.",
}
"""How to write what other programs have a name for, with the same branch."""
_INVERSES = {
    "exp": "log({})",
    **dict.fromkeys(("log", "ln"), "exp({})"),
    "sin": "(-i*log(i*({0}) + sqrt(1 - ({0})^2)))",
    "cos": "(pi/2 + i*log(i*({0}) + sqrt(1 - ({0})^2)))",
    "sinh": "log(({0}) + sqrt(({0})^2 + 1))",
    "cosh": "log(({0}) + sqrt(({0}) + 1)*sqrt(({0}) - 1))",
}


def parse(text: str) -> Node:
    """The function of z that a text describes.

    Raises ExpressionError, with a place in the text, if it describes none.
    """
    return mended(text, _function)


def _function(text: str) -> Node:
    within(text)
    node = _Complex(text).function()
    written_out(canonical(node), text)
    return node


def canonical(node: Node) -> str:
    """The text of a function with no sign that could be left out; it parses to the same tree."""
    return text_of(node, ("z",))


class _Complex(Parser):
    """One pass over the tokens of a text in which z and i are complex numbers."""

    undefined = "undefined"
    functions = frozenset((*FUNCTIONS, *ALIASES))
    others = frozenset((*CONSTANTS, "x", "y", "z"))
    elsewhere = _ELSEWHERE
    inverses = _INVERSES
    hints = HINTS | {
        **dict.fromkeys("{}", "Use ( ) around a part."),
        **dict.fromkeys("<>", "There are no comparisons."),
        ";": "One function of z has no use for a semicolon.",
        "%": "Percentages are numbers: 5 % is 0.05.",
        **dict.fromkeys("\u0304\u0305", "The mirror image of z is conj(z)."),
    }
    letters = ("z", "z")
    inputs_are = "The variable is z; x and y are its real and imaginary part."

    def function(self) -> Node:
        if self.now.kind == "end":
            raise ExpressionError(
                "Type a function of z.", 0, len(self.text), "For example z^3 - 1."
            )
        part = self.expression()
        if self.at(","):
            message = "One function of z has no use for a comma."
            hint = "Put a point in decimals."
            raise ExpressionError(message, self.now.start, self.now.end, hint)
        self.close_all()
        if not self.used:
            message = "There is no z in this function."
            raise ExpressionError(message, 0, len(self.text), "Use z somewhere.")
        if self.nodes > MOST_NODES:
            message = f"More than {MOST_NODES} numbers, inputs and operations."
            raise ExpressionError(message, 0, len(self.text), "Make the formula shorter.")
        return part.node

    def constant(self, node: Node) -> complex | None:
        return constant_value(node)

    def items(self, opener: Token) -> Part:
        message = "A list has no place here: f(z) is one complex number."
        raise ExpressionError(message, opener.start, opener.end, "For example, z + 2i.")

    def binary(self, sign: Token, left: Part, right: Part) -> Part:
        if sign.text == "^" and left.node != Constant("e"):
            power = right.constant
            if power is None or power.imag != 0 or not power.real.is_integer():
                self.refuse_power(left, right)
        return super().binary(sign, left, right)

    def refuse_power(self, left: Part, right: Part) -> NoReturn:
        base, exponent = self.piece(left), self.piece(right)
        halved = right.constant == 0.5
        written = f"sqrt({base})" if halved else f"exp({exponent}*log({base}))"
        readings = [self.instead(left.start, right.end, written)]
        message = "Exponents are whole numbers here."
        raise ExpressionError(message, right.start, right.end, "", readings)

    def name(self, token: Token) -> Part:
        word = token.text
        if word == "z":
            self.used.setdefault(word, token)
            return self.part(Input(0), token.start, token.end, "closed")
        if word in ("x", "y"):
            self.used.setdefault(word, token)
            with self.deeper(token):  # as in re(z), which is its canonical form
                z = self.part(Input(0), token.start, token.end, "closed")
            node = Call("re" if word == "x" else "im", (z.node,))
            return self.part(node, token.start, token.end, "closed")
        if word in CONSTANTS:
            return self.part(Constant(word), token.start, token.end, "closed")
        return self.call(token) if word in self.functions else self.unknown(token)

    def meant(self, token: Token) -> tuple[str, list[str]]:
        if token.text == "j":
            return "The imaginary unit is i.", [self.instead(token.start, token.end, "i")]
        return super().meant(token)

    def call(self, token: Token) -> Part:
        name = ALIASES.get(token.text, token.text)
        if not self.at("("):
            self.refuse_bare(token, f"{token.text}(z)")
        opener = self.take()
        with self.deeper(opener):
            self.bars.append(0)
            if self.at(")"):
                message = f"“{token.text}” takes one number; here is none."
                hint = f"For example, {token.text}(z)."
                raise ExpressionError(message, token.start, opener.end + 1, hint)
            inside = self.expression()
            if self.at(","):
                message = f"“{token.text}” takes one number."
                hint = f"For example, {token.text}(z)."
                raise ExpressionError(message, self.now.start, self.now.end, hint)
            closer = self.close(opener, ")")
            self.bars.pop()
        return self.part(Call(name, (inside.node,)), token.start, closer.end, "closed")
