"""Text into a tree, by recursive descent; every refusal says what, where and what instead."""

import cmath
import difflib
from collections.abc import Generator, Sequence
from contextlib import contextmanager
from typing import Literal, NamedTuple, NoReturn, TypeAlias

from explainers.core.expression.canonical import canonical
from explainers.core.expression.errors import ExpressionError
from explainers.core.expression.evaluate import constant_value
from explainers.core.expression.functions import ALIASES, CONSTANTS, FUNCTIONS, Kind, form_of
from explainers.core.expression.tokens import Token, tokens
from explainers.core.expression.tree import (
    Binary,
    Call,
    Constant,
    Input,
    Items,
    Negative,
    Node,
    Number,
    Program,
    Sign,
    list_size,
)

LONGEST = 200
"""Characters of a text, as typed and in its canonical form."""
MOST_NODES = 80
DEEPEST = 12
"""Parentheses, lists, calls, signs and exponents inside each other."""
MOST_INPUTS = 6
MOST_OUTPUTS = 6
LARGEST = 1e6
SMALLEST = 1e-30
"""Numbers are typed between these sizes, or are 0."""
LARGEST_RESULT = 1e12
"""Size that a part without inputs may have."""
LARGEST_EXPONENT = 100

Ending: TypeAlias = Literal["number", "closed", "bars", "number as exponent", "exponent"]
"""How the text of a part ends, which decides what may be multiplied to it without a sign."""

_LETTERS = ("x", "y", "z")
_COUNTS = ("none", "one", "two", "three", "four", "five", "six")
_ELSEWHERE = {
    "arcsin": "Write asin.",
    "arccos": "Write acos.",
    "arctan": "Write atan.",
    "arctan2": "Write atan2.",
    "tg": "Write tan.",
    "cot": "Write 1/tan(x1).",
    "cbrt": "Write sign(x1)*abs(x1)^(1/3).",
    "pow": "Write x1^x2.",
    "lg": "Write log(x1)/log(10).",
    "sgn": "Write sign.",
    "average": "Write mean.",
    "length": "Write norm.",
    "logistic": "Write sigmoid.",
    "lambda": "Type a formula in x1, x2, …",
}
"""What to write for names that other programs know."""


class Part(NamedTuple):
    """A node and the piece of text it was read from."""

    node: Node
    start: int
    end: int
    ending: Ending
    constant: complex | None
    """Its value if no input stands in it and it is no list."""
    items: tuple[tuple[int, int], ...] = ()
    """Where its items stand, if it is typed as a list."""

    @property
    def kind(self) -> Kind:
        """Whether it is a number or a list."""
        return "number" if list_size(self.node) is None else "list"


def parse(text: str) -> Program:
    """The function that a text describes.

    Raises ExpressionError, with a place in the text, if it describes none.
    """
    if len(text) > LONGEST:
        message = f"This is {len(text)} characters long; {LONGEST} is the limit."
        raise ExpressionError(message, LONGEST, len(text), "Leave out what stands here.")
    program = _Parser(text).program()
    length = len(canonical(program))
    if length > LONGEST:
        message = f"With all signs written out this is {length} characters; {LONGEST} is the limit."
        raise ExpressionError(message, 0, len(text), "Make the formula shorter.")
    return program


class _Parser:
    """One pass over the tokens of one text; a dialect with other names is a subclass."""

    undefined = "not a real number"
    """What is said of a part without inputs that has no value."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.tokens = tokens(text)
        self.place = 0
        self.depth = 0
        self.nodes = 0
        self.bars = [0]
        """How many bars are open, in each of the parentheses that are open."""
        self.used: dict[str, Token] = {}
        """Where each input is first named."""

    # Small steps ---------------------------------------------------------------------------

    @property
    def now(self) -> Token:
        return self.tokens[self.place]

    def take(self) -> Token:
        token = self.now
        self.place += 1
        return token

    def at(self, *signs: str) -> bool:
        return self.now.kind == "sign" and self.now.text in signs

    def piece(self, part: Part | Token) -> str:
        return self.text[part.start : part.end]

    def part(self, node: Node, start: int, end: int, ending: Ending) -> Part:
        """A new node, within the limits."""
        self.nodes += 1
        if self.nodes > MOST_NODES:
            message = f"More than {MOST_NODES} numbers, inputs and operations."
            raise ExpressionError(message, start, end, "Make the formula shorter.")
        constant = self.constant(node)
        if constant is not None and not abs(constant) <= LARGEST_RESULT:
            what = "too large" if cmath.isfinite(constant) else "not finite"
            what = self.undefined if cmath.isnan(constant) else what
            message = f"“{shortened(self.text[start:end])}” is {what}."
            hint = "A part without inputs has to be a number of moderate size."
            raise ExpressionError(message, start, end, hint)
        return Part(node, start, end, ending, constant)

    def constant(self, node: Node) -> complex | None:
        """Value of a number in which no input stands."""
        return None if list_size(node) is not None else constant_value(node)

    @contextmanager
    def deeper(self, token: Token) -> Generator[None]:
        self.depth += 1
        if self.depth > DEEPEST:
            message = f"This is nested more than {DEEPEST} deep."
            raise ExpressionError(
                message, token.start, token.end, "Leave out signs or parentheses."
            )
        yield
        self.depth -= 1

    def close(self, opener: Token, closer: str) -> Token:
        if self.at(closer):
            return self.take()
        if self.now.kind == "end":
            message = f"This “{opener.text}” is not closed."
            raise ExpressionError(message, opener.start, opener.end, f"Add “{closer}”.")
        message = f"“{closer}” is expected here, to close “{opener.text}”."
        hint = "Several outputs stand in [ ]." if self.at(",") and closer == ")" else ""
        raise ExpressionError(message, self.now.start, self.now.end, hint)

    # The whole -----------------------------------------------------------------------------

    def program(self) -> Program:
        if self.now.kind == "end":
            message = "Type a function of x1, x2, …"
            raise ExpressionError(message, 0, len(self.text), "For example [x1^2 + x2, x1 - x2].")
        part = self.expression()
        if self.at(","):
            hint = "Put the outputs in brackets, and a point in decimals: [x1, 0.5]."
            message = "A comma separates outputs only inside [ ]."
            raise ExpressionError(message, self.now.start, self.now.end, hint)
        if self.place < len(self.tokens) - 1:
            message = f"This “{self.now.text}” closes nothing."
            raise ExpressionError(message, self.now.start, self.now.end, "Delete it.")
        n, letters = self.inputs()
        m = list_size(part.node) or 1
        if m > MOST_OUTPUTS:
            start, end = part.items[MOST_OUTPUTS] if part.items else (part.start, part.end)
            message = f"These are {m} outputs; {MOST_OUTPUTS} is the limit."
            raise ExpressionError(message, start, end, "Leave some out.")
        node = part.node
        if isinstance(node, Items) and m == 1:
            node = node.items[0]
        return Program(node, n, m, letters)

    def inputs(self) -> tuple[int, bool]:
        """How many inputs there are, and whether they are letters."""
        if not self.used:
            message = "There is no input in this function."
            raise ExpressionError(message, 0, len(self.text), "Use x1, or x, somewhere.")
        letters = next(iter(self.used)) in _LETTERS
        order = [*_LETTERS] if letters else [f"x{i + 1}" for i in range(MOST_INPUTS)]
        for name, token in self.used.items():
            if name not in order:
                message = f"“{next(iter(self.used))}” and “{name}” do not go together."
                hint = "Call all inputs x1, x2, … or all of them x, y, z."
                raise ExpressionError(message, token.start, token.end, hint)
        n = max(order.index(name) for name in self.used) + 1
        missing = next((name for name in order[:n] if name not in self.used), None)
        if missing is not None:
            later = next(name for name in order[order.index(missing) :] if name in self.used)
            token = self.used[later]
            message = f"“{later}” is used, but “{missing}” is not."
            hint = f"Rename it to {missing}, or add 0*{missing} where {missing} is to do nothing."
            raise ExpressionError(message, token.start, token.end, hint)
        return n, letters

    # Sums, products, signs, powers ---------------------------------------------------------

    def expression(self) -> Part:
        left = self.term()
        while self.at("+", "-"):
            sign = self.take()
            left = self.binary(sign, left, self.term())
        return left

    def term(self) -> Part:
        left = last = self.factor()
        before: Part | None = None
        """What stands left of a division sign, if ``last`` stands right of it."""
        while True:
            if self.at("*", "/"):
                sign = self.take()
                last = self.factor()
                before = left if sign.text == "/" else None
                left = self.binary(sign, left, last)
            elif self.begins_factor():
                left, last, before = self.product(left, last, before)
            else:
                return left

    def begins_factor(self) -> bool:
        """Whether a factor begins here; a bar closes the one that is open."""
        if self.now.kind == "sign":
            return self.at("(", "[") or (self.at("|") and not self.bars[-1])
        return self.now.kind != "end"

    def product(self, left: Part, last: Part, before: Part | None) -> tuple[Part, Part, None]:
        """A product without a sign, if it can be read in one way only."""
        token = self.now
        if token.kind == "number":
            message = f"A sign is missing before “{token.text}”."
            hint = f"Write {shortened(self.piece(last))}*{token.text}."
            raise ExpressionError(message, token.start, token.end, hint)
        if token.text == "[":
            message = "A list cannot stand here."
            hint = "A list stands alone, as the outputs, or is given to a function: sum([x1, x2])."
            raise ExpressionError(message, token.start, token.end, hint)
        right = self.power()
        first, second = self.piece(last), self.piece(right)
        if before is not None:
            above = self.piece(before)
            hint = f"Write ({above}/{first})*{second} or {above}/({first}*{second})."
            self.refuse_product(last, right, hint)
        apart = last.ending == "number as exponent" and last.end < token.start
        if last.ending.endswith("exponent") and not apart:
            hint = f"Write {first}*{second}, or parentheses around the whole exponent."
            self.refuse_product(last, right, hint)
        if last.ending == "bars":
            self.refuse_product(last, right, f"Write {first}*{second}, or abs( ) for | |.")
        node = self.binary(Token("sign", "*", token.start, token.start), left, right)
        return node, right, None

    def refuse_product(self, last: Part, right: Part, hint: str) -> NoReturn:
        whole = shortened(self.text[last.start : right.end])
        message = f"“{whole}” can be read in two ways here."
        raise ExpressionError(message, last.start, right.end, hint)

    def factor(self) -> Part:
        if not self.at("+", "-"):
            return self.power()
        with self.deeper(self.now):
            sign = self.take()
            of = self.factor()
        self.number(of, f"“{sign.text}” stands before a number")
        if sign.text == "+":
            return of._replace(start=sign.start)
        return self.part(Negative(of.node), sign.start, of.end, of.ending)

    def power(self) -> Part:
        base = self.atom()
        if not self.at("^"):
            return base
        with self.deeper(self.now):
            sign = self.take()
            exponent = self.factor()
        part = self.binary(sign, base, exponent)
        return part._replace(ending=self.ending(exponent))

    def ending(self, exponent: Part) -> Ending:
        """How a power ends: x1^2 x2 and x1^(a)x2 can be read in one way only, x1^ax2 in two."""
        if exponent.ending == "number":
            return "number as exponent"
        enclosed = self.text[exponent.end - 1] == ")" and exponent.ending == "closed"
        return "closed" if enclosed and not isinstance(exponent.node, Call) else "exponent"

    def binary(self, sign: Token, left: Part, right: Part) -> Part:
        for side in (left, right):
            self.number(side, f"“{sign.text}” stands between numbers")
        symbol = _SIGNS[sign.text]
        if symbol == "^":
            if right.constant is not None and abs(right.constant) > LARGEST_EXPONENT:
                message = f"This exponent is beyond {LARGEST_EXPONENT}."
                raise ExpressionError(message, right.start, right.end, "Take a smaller one.")
            if left.node == Constant("e"):
                return self.part(Call("exp", (right.node,)), left.start, right.end, right.ending)
        if symbol == "/" and right.constant == 0:
            raise ExpressionError("This divides by 0.", right.start, right.end)
        return self.part(Binary(symbol, left.node, right.node), left.start, right.end, right.ending)

    def number(self, part: Part, why: str) -> None:
        if part.kind == "number":
            return
        what = "this is a list" if isinstance(part.node, Items) else "softmax gives a list"
        hint = "A list stands alone, as the outputs, or is given to a function: sum([x1, x2])."
        raise ExpressionError(f"{why}; {what}.", part.start, part.end, hint)

    # Atoms ---------------------------------------------------------------------------------

    def atom(self) -> Part:
        token = self.now
        if token.kind == "number":
            return self.literal(self.take())
        if token.kind == "name":
            return self.name(self.take())
        if self.at("(", "|"):
            return self.group(self.take())
        if self.at("["):
            return self.items(self.take())
        return self.missing(token)

    def missing(self, token: Token) -> NoReturn:
        before = self.tokens[self.place - 1] if self.place else None
        wanted = "a number, an input or “(”"
        if before is None:
            message = f"A function cannot begin with “{token.text}”."
            raise ExpressionError(message, token.start, token.end, f"Begin with {wanted}.")
        if token.kind == "end":
            message = f"Something is missing after “{before.text}”."
            raise ExpressionError(message, before.start, before.end, f"Add {wanted}.")
        message = f"After “{before.text}” comes {wanted}, not “{token.text}”."
        raise ExpressionError(message, token.start, token.end)

    def literal(self, token: Token) -> Part:
        value = float(token.text)
        mantissa = token.text.lower().partition("e")[0]
        if value > LARGEST:
            message = f"This number is beyond {LARGEST:,.0f}."
            raise ExpressionError(message, token.start, token.end, "Take a smaller one.")
        if value < SMALLEST and mantissa.strip("0."):
            message = f"This number is closer to 0 than {SMALLEST:g}."
            raise ExpressionError(message, token.start, token.end, "Write 0, or a larger one.")
        return self.part(Number(value), token.start, token.end, "number")

    def name(self, token: Token) -> Part:
        word = token.text
        if word in _LETTERS or (len(word) == 2 and word[0] == "x" and word[1] in "123456"):
            self.used.setdefault(word, token)
            index = _LETTERS.index(word) if word in _LETTERS else int(word[1]) - 1
            return self.part(Input(index), token.start, token.end, "closed")
        if word in CONSTANTS:
            return self.part(Constant(word), token.start, token.end, "closed")
        if word in FUNCTIONS or word in ALIASES:
            return self.call(token)
        if word[0] == "x" and word[1:].isdigit():
            message = f"There is no input “{shortened(word)}”."
            hint = f"Inputs are x1 to x{MOST_INPUTS}."
            raise ExpressionError(message, token.start, token.end, hint)
        message = f"“{shortened(word)}” is not known here."
        raise ExpressionError(message, token.start, token.end, _meant(word))

    def group(self, opener: Token) -> Part:
        bars = opener.text == "|"
        with self.deeper(opener):
            if bars:
                self.bars[-1] += 1
                inner = self.expression()
                closer = self.close(opener, "|")
                self.bars[-1] -= 1
            else:
                self.bars.append(0)
                inner = self.expression()
                closer = self.close(opener, ")")
                self.bars.pop()
        if not bars:
            return inner._replace(start=opener.start, end=closer.end, ending="closed")
        self.number(inner, "| | takes the size of a number")
        return self.part(Call("abs", (inner.node,)), opener.start, closer.end, "bars")

    def items(self, opener: Token) -> Part:
        if self.tokens[self.place].text == "]":
            closer = self.take()
            raise ExpressionError("This list is empty.", opener.start, closer.end, "[x1, x2]")
        found: list[Part] = []
        with self.deeper(opener):
            self.bars.append(0)
            while True:
                item = self.expression()
                self.number(item, "An item of a list is a number")
                found.append(item)
                if not self.at(","):
                    break
                self.take()
            closer = self.close(opener, "]")
            self.bars.pop()
        node = Items(tuple(item.node for item in found))
        part = self.part(node, opener.start, closer.end, "closed")
        return part._replace(items=tuple((item.start, item.end) for item in found))

    # Calls ---------------------------------------------------------------------------------

    def call(self, token: Token) -> Part:
        name = ALIASES.get(token.text, token.text)
        if not self.at("("):
            message = f"“{token.text}” needs parentheses."
            hint = f"Write {FUNCTIONS[name].example}."
            if self.at("^"):
                hint = f"Write {token.text}(x1)^2: the power stands behind the parentheses."
            elif self.now.kind in ("name", "number") and self.now.text not in FUNCTIONS:
                hint = f"Write {token.text}({self.now.text})."
            raise ExpressionError(message, token.start, token.end, hint)
        opener = self.take()
        given: list[Part] = []
        with self.deeper(opener):
            self.bars.append(0)
            while not (self.at(")") and not given):
                given.append(self.expression())
                if not self.at(","):
                    break
                self.take()
            closer = self.close(opener, ")")
            self.bars.pop()
        if form_of(name, tuple(part.kind for part in given)) is None:
            self.refuse_call(token, given, closer)
        sizes = [list_size(part.node) for part in given]
        if len(sizes) == 2 and sizes[0] != sizes[1]:
            message = f"The lists of {name} are of different lengths: {sizes[0]} and {sizes[1]}."
            raise ExpressionError(message, given[1].start, given[1].end, "Make them equal.")
        node = Call(name, tuple(part.node for part in given))
        return self.part(node, token.start, closer.end, "closed")

    def refuse_call(self, token: Token, given: Sequence[Part], closer: Token) -> NoReturn:
        name = token.text
        function = FUNCTIONS[ALIASES.get(name, name)]
        kinds = {form.takes for form in function.forms}
        takes = " or ".join(_takes(form.takes) for form in function.forms)
        numbers = all(part.kind == "number" for part in given)
        if given and numbers and kinds == {("list",)}:
            start, end = given[0].start, given[-1].end
            hint = f"Write {name}([{shortened(self.text[start:end], 40)}])."
            raise ExpressionError(f"“{name}” needs a list.", start, end, hint)
        if len(given) > 2 and numbers and ("list",) in kinds:
            start, end = given[0].start, given[-1].end
            hint = f"Write {name}([{shortened(self.text[start:end], 40)}])."
            raise ExpressionError(f"“{name}” takes {takes}.", start, end, hint)
        wrong = next((part for part in given if part.kind == "list"), None)
        if wrong is not None and kinds == {("number",)} and len(given) == 1:
            message = f"“{name}” takes a number, not a list."
            hint = f"Apply it to each item: [{name}(x1), {name}(x2)]."
            raise ExpressionError(message, wrong.start, wrong.end, hint)
        count = _COUNTS[len(given)] if len(given) < len(_COUNTS) else str(len(given))
        message = f"“{name}” takes {takes}"
        if all(len(given) != len(takes) for takes in kinds):
            message += f"; here {'is' if len(given) == 1 else 'are'} {count}"
        hint = f"Write, for example, {function.example}."
        raise ExpressionError(f"{message}.", token.start, closer.end, hint)


Parser = _Parser
"""For dialects, which override how names, calls and constants are read."""

_SIGNS: dict[str, Sign] = {"+": "+", "-": "-", "*": "*", "/": "/", "^": "^"}

_TAKES: dict[tuple[Kind, ...], str] = {
    ("number",): "one number",
    ("number", "number"): "two numbers",
    ("list",): "one list",
    ("list", "list"): "two lists of one length",
}


def _takes(kinds: tuple[Kind, ...]) -> str:
    return _TAKES[kinds]


def shortened(text: str, length: int = 24) -> str:
    """A text cut to a length, with a sign that it was."""
    return text if len(text) <= length else f"{text[: length - 1]}…"


def _meant(word: str) -> str:
    """A guess at what an unknown name was meant to be."""
    low = word.lower()
    known = [*FUNCTIONS, *ALIASES, *CONSTANTS]
    inputs = [*_LETTERS, *(f"x{i + 1}" for i in range(MOST_INPUTS))]
    if low in known or low in inputs:
        return f"Did you mean {low}?"
    if low in _ELSEWHERE:
        return _ELSEWHERE[low]
    if low.startswith("log") and low[3:].isdigit() and len(low) < 6:
        return f"Write log(x1)/log({low[3:]})."
    pieces = _pieces(word, [*known, *_LETTERS])
    if pieces:
        first, *rest = pieces
        if first in FUNCTIONS or first in ALIASES:
            return f"Write {first}({'*'.join(rest)})."
        return f"For a product write {'*'.join(pieces)}."
    close = difflib.get_close_matches(low, known, n=1, cutoff=0.6)
    if close:
        return f"Did you mean {close[0]}?"
    return f"Inputs are x1 to x{MOST_INPUTS}, or x, y, z."


def _pieces(word: str, known: Sequence[str]) -> list[str]:
    """The word as known names written together, or nothing."""
    found: list[str] = []
    while word:
        first = max((name for name in known if word.startswith(name)), key=len, default="")
        if not first:
            return []
        found.append(first)
        word = word[len(first) :]
    return found if 1 < len(found) < 5 else []
