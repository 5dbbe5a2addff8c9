"""Text into a tree in one complex variable z, by the parser of typed functions."""

import difflib
from typing import NoReturn

from explainers.core.complex_plane.evaluate import constant_value
from explainers.core.complex_plane.functions import ALIASES, CONSTANTS, FUNCTIONS
from explainers.core.expression.canonical import text_of
from explainers.core.expression.errors import ExpressionError
from explainers.core.expression.parser import LONGEST, Parser, Part, shortened
from explainers.core.expression.tokens import Token
from explainers.core.expression.tree import Call, Constant, Input, Node

MOST_NODES = 40
"""Numbers, z's and operations: a tape of them is replayed some hundred times a frame."""


def parse(text: str) -> Node:
    """The function of z that a text describes.

    Raises ExpressionError, with a place in the text, if it describes none.
    """
    if len(text) > LONGEST:
        message = f"This is {len(text)} characters long; {LONGEST} is the limit."
        raise ExpressionError(message, LONGEST, len(text), "Leave out what stands here.")
    return _Complex(text).function()


def canonical(node: Node) -> str:
    """The text of a function with no sign that could be left out; it parses to the same tree."""
    return text_of(node, ("z",))


class _Complex(Parser):
    """One pass over the tokens of a text in which z and i are complex numbers."""

    undefined = "undefined"

    def function(self) -> Node:
        if self.now.kind == "end":
            raise ExpressionError(
                "Type a function of z.", 0, len(self.text), "For example z^3 - 1."
            )
        part = self.expression()
        if self.at(","):
            message = "One function of z has no use for a comma."
            hint = "Put a point in decimals: 0.5z."
            raise ExpressionError(message, self.now.start, self.now.end, hint)
        if self.place < len(self.tokens) - 1:
            message = f"This “{self.now.text}” closes nothing."
            raise ExpressionError(message, self.now.start, self.now.end, "Delete it.")
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
        raise ExpressionError(message, opener.start, opener.end, "Write a + b*i.")

    def binary(self, sign: Token, left: Part, right: Part) -> Part:
        if sign.text == "^" and left.node != Constant("e"):
            power = right.constant
            if power is None or power.imag != 0 or not power.real.is_integer():
                self.refuse_power(left, right)
        return super().binary(sign, left, right)

    def refuse_power(self, left: Part, right: Part) -> NoReturn:
        base, exponent = shortened(self.piece(left)), shortened(self.piece(right))
        halved = right.constant == 0.5
        hint = f"Write sqrt({base})." if halved else f"Write exp({exponent}*log({base}))."
        raise ExpressionError("Exponents are whole numbers here.", right.start, right.end, hint)

    def name(self, token: Token) -> Part:
        word = token.text
        if word == "z":
            self.used.setdefault(word, token)
            return self.part(Input(0), token.start, token.end, "closed")
        if word in ("x", "y"):
            self.used.setdefault(word, token)
            node = Call("re" if word == "x" else "im", (Input(0),))
            return self.part(node, token.start, token.end, "closed")
        if word in CONSTANTS:
            return self.part(Constant(word), token.start, token.end, "closed")
        if word in FUNCTIONS or word in ALIASES:
            return self.call(token)
        raise ExpressionError(
            f"“{shortened(word)}” is not known here.", token.start, token.end, _meant(word)
        )

    def call(self, token: Token) -> Part:
        name = ALIASES.get(token.text, token.text)
        if not self.at("("):
            message = f"“{token.text}” needs parentheses."
            raise ExpressionError(message, token.start, token.end, f"Write {token.text}(z).")
        opener = self.take()
        with self.deeper(opener):
            self.bars.append(0)
            if self.at(")"):
                message = f"“{token.text}” takes one number; here is none."
                raise ExpressionError(message, token.start, opener.end + 1, f"{token.text}(z)")
            inside = self.expression()
            if self.at(","):
                message = f"“{token.text}” takes one number."
                raise ExpressionError(message, self.now.start, self.now.end, f"{token.text}(z)")
            closer = self.close(opener, ")")
            self.bars.pop()
        return self.part(Call(name, (inside.node,)), token.start, closer.end, "closed")


_ELSEWHERE = {
    "j": "The imaginary unit is i.",
    "tan": "Write sin(z)/cos(z).",
    "tanh": "Write sinh(z)/cosh(z).",
    "real": "Write re(z).",
    "imag": "Write im(z).",
    "arg": "Write im(log(z)).",
    "angle": "Write im(log(z)).",
    "w": "Type what w is, in z.",
}
"""What to write for names that other programs know."""


def _meant(word: str) -> str:
    low = word.lower()
    known = [*FUNCTIONS, *ALIASES, *CONSTANTS, "z"]
    if low in known:
        return f"Did you mean {low}?"
    if low in _ELSEWHERE:
        return _ELSEWHERE[low]
    if set(word) <= {"i", "x", "y", "z"}:
        return f"For a product write {'*'.join(word)}."
    close = difflib.get_close_matches(low, known, n=1, cutoff=0.6)
    if close:
        return f"Did you mean {close[0]}?"
    return "The variable is z; x and y are its real and imaginary part."
