"""Text into a tree, by recursive descent; every refusal says what, where and what instead."""

import cmath
import re
from collections.abc import Callable, Collection, Generator, Mapping, Sequence
from contextlib import contextmanager
from typing import Literal, NamedTuple, NoReturn, TypeAlias, TypeVar

from explainers.core.expression.canonical import canonical
from explainers.core.expression.characters import HINTS
from explainers.core.expression.commas import doubted, other_numbers, spaced
from explainers.core.expression.elsewhere import NOWHERE, OF_LISTS, OF_NUMBERS, POWERS
from explainers.core.expression.errors import ExpressionError, settled
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

R = TypeVar("R")
Ending: TypeAlias = Literal["number", "closed", "bars", "number as exponent", "exponent"]
"""How the text of a part ends, which decides what may be multiplied to it without a sign."""

_LETTERS = ("x", "y", "z")
_COUNTS = ("none", "one", "two", "three", "four", "five", "six")


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
    exponent: int = 0
    """Where the exponent begins, if it ends with one."""

    @property
    def kind(self) -> Kind:
        """Whether it is a number or a list."""
        return "number" if list_size(self.node) is None else "list"


def parse(text: str) -> Program:
    """The function that a text describes.

    Raises ExpressionError, with a place in the text, if it describes none.
    """
    return mended(text, _beyond_doubt)


def _beyond_doubt(text: str) -> Program:
    program = _program(text)
    if canonical(program) != text:
        doubted(text, _program)
    return program


def _program(text: str) -> Program:
    within(text)
    program = _Parser(text).program()
    written_out(canonical(program), text)
    return program


def mended(text: str, read: Callable[[str], R]) -> R:
    """What ``read`` makes of a text; a refusal names what it would accept instead."""
    try:
        return read(text)
    except ExpressionError as error:
        readings = [*error.readings, *other_numbers(text)]
        told = ExpressionError(error.message, error.start, error.end, error.hint, readings)
        raise settled(told, read) from None


def within(text: str) -> None:
    """Raises ExpressionError if a text is longer than any may be."""
    if len(text) > LONGEST:
        message = f"This is {len(text)} characters long; {LONGEST} is the limit."
        raise ExpressionError(message, LONGEST, len(text), "Leave out what stands here.")


def written_out(short: str, text: str) -> None:
    """Raises ExpressionError if the canonical form of a text is longer than any may be."""
    if len(short) > LONGEST:
        message = (
            f"With all signs written out this is {len(short)} characters; {LONGEST} is the limit."
        )
        raise ExpressionError(message, 0, len(text), "Make the formula shorter.")


class _Parser:
    """One pass over the tokens of one text; a dialect with other names is a subclass."""

    undefined = "not a real number"
    """What is said of a part without inputs that has no value."""
    functions: Collection[str] = frozenset((*FUNCTIONS, *ALIASES))
    others: Collection[str] = frozenset(
        (*CONSTANTS, *_LETTERS, *(f"x{i + 1}" for i in range(MOST_INPUTS)))
    )
    """Names that can be typed for something else."""
    elsewhere: Mapping[str, str] = OF_NUMBERS
    """How to write what other programs have a name for."""
    inverses: Mapping[str, str] = POWERS
    """What a function to the power −1 is, by custom."""
    hints: Mapping[str, str] = HINTS
    letters: tuple[str, str] = ("x", "y")
    """Inputs in an example."""
    inputs_are = f"Inputs are x1 to x{MOST_INPUTS}, or x, y, z."
    """What is said of a name that is none."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.tokens = tokens(text, self.hints)
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

    def instead(self, start: int, end: int, written: str) -> str:
        """The whole text with another piece in one place."""
        return self.text[:start] + written + self.text[end:]

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
            readings = [self.text.rstrip() + closer]
            raise ExpressionError(message, opener.start, opener.end, f"Add “{closer}”.", readings)
        message = f"“{closer}” is expected here, to close “{opener.text}”."
        if not self.at(",") or closer != ")":
            raise ExpressionError(message, self.now.start, self.now.end)
        hint = "Several outputs stand in [ ]."
        readings = self.bracketed(opener)
        raise ExpressionError(message, self.now.start, self.now.end, hint, readings)

    def bracketed(self, opener: Token) -> list[str]:
        """The text with a pair of parentheses made into brackets."""
        depth = 0
        for token in self.tokens[self.tokens.index(opener) :]:
            depth += (token.text == "(") - (token.text == ")")
            if depth == 0:
                inside = self.text[opener.end : token.start]
                return [self.instead(opener.start, token.end, f"[{inside}]")]
        return []

    # The whole -----------------------------------------------------------------------------

    def program(self) -> Program:
        if self.now.kind == "end":
            message = "Type a function of x1, x2, …"
            raise ExpressionError(message, 0, len(self.text), "For example [x1^2 + x2, x1 - x2].")
        part = self.expression()
        if self.at(","):
            hint = "Put the outputs in brackets, and a point in decimals."
            message = "A comma separates outputs only inside [ ]."
            readings = [f"[{spaced(self.text).strip()}]"]
            raise ExpressionError(message, self.now.start, self.now.end, hint, readings)
        self.close_all()
        n, letters = self.inputs(part)
        m = list_size(part.node) or 1
        if m > MOST_OUTPUTS:
            start, end = part.items[MOST_OUTPUTS] if part.items else (part.start, part.end)
            message = f"These are {m} outputs; {MOST_OUTPUTS} is the limit."
            raise ExpressionError(message, start, end, "Leave some out.")
        node = part.node
        if isinstance(node, Items) and m == 1:
            node = node.items[0]
        return Program(node, n, m, letters)

    def close_all(self) -> None:
        """Raises ExpressionError if something is left of the text."""
        if self.place < len(self.tokens) - 1:
            message = f"This “{self.now.text}” closes nothing."
            readings = [self.instead(self.now.start, self.now.end, "")]
            raise ExpressionError(message, self.now.start, self.now.end, "Delete it.", readings)

    def inputs(self, part: Part) -> tuple[int, bool]:
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
            end = part.items[0][1] if part.items else part.end
            added = self.instead(end, end, f" + 0*{missing}")
            raise ExpressionError(message, token.start, token.end, hint, [added])
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
            self.refuse_number(token, last, before)
        if token.text == "[":
            message = "A list cannot stand here."
            hint = "A list stands alone, as the outputs, or is given to a function: sum([x1, x2])."
            readings = _numbered(self.text) if self.piece(last) == "x" else []
            hint = "Inputs are x1, x2, …" if readings else hint
            raise ExpressionError(message, token.start, token.end, hint, readings)
        right = self.power()
        if before is not None:
            self.refuse_product(last, right, self.divided(before, last, right))
        apart = last.ending == "number as exponent" and last.end < token.start
        if last.ending.endswith("exponent") and not apart:
            exponent = self.text[last.exponent : right.end]
            readings = [
                self.instead(last.end, token.start, "*"),
                self.instead(last.exponent, right.end, f"({exponent})"),
            ]
            hint = "Put a sign, or parentheses around the whole exponent."
            self.refuse_product(last, right, readings, hint)
        if last.ending == "bars":
            readings = [self.instead(last.end, token.start, "*")]
            self.refuse_product(last, right, readings, "Put signs, or abs( ) for | |.")
        node = self.binary(Token("sign", "*", token.start, token.start), left, right)
        return node, right, None

    def divided(self, before: Part, last: Part, right: Part) -> list[str]:
        """Both readings of a product that stands behind a division sign."""
        above = self.text[before.start : last.end]
        first, second = self.piece(last), self.text[last.end : right.end].strip()
        return [
            self.instead(before.start, right.end, f"({above})*{second}"),
            self.instead(last.start, right.end, f"({first}*{second})"),
        ]

    def refuse_number(self, token: Token, last: Part, before: Part | None) -> NoReturn:
        message = f"A sign is missing before “{token.text}”."
        digits = self.tokens[self.place - 1]
        if digits.kind == "number" and digits.end == token.start:
            hint = "A number has only one point."
            raise ExpressionError(message, token.start, token.end, hint)
        readings = [self.instead(last.end, token.start, "*")]
        if before is not None:
            readings = self.divided(before, last, Part(last.node, 0, token.end, "number", None))
        if digits.kind == "number" and len(token.text.partition(".")[0]) == 3:
            together = self.instead(digits.end, token.start, "")
            readings = [together] if token.text[0] == "0" else [together, *readings]
        raise ExpressionError(message, token.start, token.end, "", readings)

    def refuse_product(
        self, last: Part, right: Part, readings: Sequence[str], hint: str = ""
    ) -> NoReturn:
        whole = shortened(self.text[last.start : right.end])
        message = f"“{whole}” can be read in two ways here."
        raise ExpressionError(message, last.start, right.end, hint, readings)

    def factor(self) -> Part:
        if not self.at("+", "-"):
            return self.power()
        with self.deeper(self.now):
            sign = self.take()
            of = self.factor()
        self.number(of, f"“{sign.text}” stands before a number")
        if sign.text == "+":
            return of._replace(start=sign.start)
        part = self.part(Negative(of.node), sign.start, of.end, of.ending)
        return part._replace(exponent=of.exponent)

    def power(self) -> Part:
        base = self.atom()
        if not self.at("^"):
            return base
        with self.deeper(self.now):
            sign = self.take()
            exponent = self.factor()
        part = self.binary(sign, base, exponent)
        return part._replace(ending=self.ending(exponent), exponent=exponent.start)

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
            raise ExpressionError(message, token.start, token.end, "Take 0, or a larger one.")
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
        return self.unknown(token)

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
            self.refuse_bare(token, FUNCTIONS[name].example)
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
        start, end = (given[0].start, given[-1].end) if given else (token.start, closer.end)
        listed = [self.instead(start, end, f"[{spaced(self.text[start:end])}]")]
        if given and numbers and kinds == {("list",)}:
            raise ExpressionError(f"“{name}” needs a list.", start, end, "", listed)
        if len(given) > 2 and numbers and ("list",) in kinds:
            raise ExpressionError(f"“{name}” takes {takes}.", start, end, "", listed)
        wrong = next((part for part in given if part.kind == "list"), None)
        if wrong is not None and kinds == {("number",)} and len(given) == 1:
            message = f"“{name}” takes a number, not a list."
            each = ", ".join(f"{name}({self.text[slice(*item)]})" for item in wrong.items)
            readings = [self.instead(token.start, closer.end, f"[{each}]")] if each else []
            hint = "Apply it to each item."
            raise ExpressionError(message, wrong.start, wrong.end, hint, readings)
        readings = [
            self.instead(token.start, closer.end, written)
            for written in _of_two(name, given, [self.piece(part) for part in given])
        ]
        count = _COUNTS[len(given)] if len(given) < len(_COUNTS) else str(len(given))
        message = f"“{name}” takes {takes}"
        if all(len(given) != len(takes) for takes in kinds):
            message += f"; here {'is' if len(given) == 1 else 'are'} {count}"
        hint = "" if readings else f"For example, {function.example}."
        raise ExpressionError(f"{message}.", token.start, closer.end, hint, readings)

    # Names and calls that are not as here -----------------------------------------------------

    def refuse_bare(self, token: Token, example: str) -> NoReturn:
        """Refuse a function without parentheses, and find what it was to be applied to."""
        message = f"“{token.text}” needs parentheses."
        power: Part | None = None
        if self.at("^"):
            self.take()
            power = self.factor()
        given = self.argument(lists=power is None)
        if self.at(",") and self.depth == 0 and _takes_several(token.text):
            start = token.end
            while self.at(","):
                self.take()
                self.expression()
            given = [(self.text[start : self.behind].strip(), self.behind)]
        hint = "" if given else f"For example, {example}."
        readings = [
            self.instead(token.start, end, written)
            for inside, end in given
            if (written := self.applied(token.text, inside, power))
        ]
        raise ExpressionError(message, token.start, token.end, hint, readings)

    def argument(self, lists: bool = False) -> list[tuple[str, int]]:
        """What a function without parentheses may be applied to, and where that ends."""
        start = self.now.start
        if self.at("("):
            return [(self.piece(self.atom())[1:-1], self.behind)]
        if self.at("[") and lists:
            typed = self.atom()
            alone = len(typed.items) == 1
            return [(self.piece(typed)[1:-1] if alone else self.piece(typed), self.behind)]
        if self.now.kind == "end" or (self.now.kind == "sign" and not self.at("-", "|")):
            return []
        enclosed = self.at("|")
        self.factor()
        ends = [self.behind] if enclosed or self.at("(") else []
        ends.append(self.factors())
        while self.at("*", "/"):
            self.take()
            self.factor()
            ends.append(self.factors())
        return [(self.text[start:end], end) for end in dict.fromkeys((*ends[:2], ends[-1]))]

    @property
    def behind(self) -> int:
        """Where what was read last ends."""
        return self.tokens[self.place - 1].end

    def factors(self) -> int:
        """Where the factors end that follow without a sign, up to the next function."""
        while self.begins_factor() and self.now.kind != "number" and not self.at("["):
            if self.now.text in self.functions:
                break
            self.power()
        return self.behind

    def applied(self, name: str, inside: str, power: Part | None) -> str:
        """A function of something, to a power that is typed behind its name; "" if unclear."""
        call = f"{name}({inside})"
        if power is None:
            return call
        if power.constant == -1:
            return self.inverses.get(name, "").format(inside)
        raised = f"{call}^{self.piece(power)}"
        return f"({raised})" if self.begins_factor() else raised

    def unknown(self, token: Token) -> NoReturn:
        if self.now.kind == "name" and self.now.start == token.end:
            whole = self.text[token.start : self.now.end]  # a digit inside, as in log1p
            if whole in self.elsewhere or whole in NOWHERE:
                token = token._replace(text=whole, end=self.take().end)
        message = f"“{shortened(token.text)}” is not known here."
        hint, readings = self.meant(token)
        raise ExpressionError(message, token.start, token.end, hint, readings)

    def meant(self, token: Token) -> tuple[str, list[str]]:
        """A guess at what an unknown name was meant to be: advice, and whole texts."""
        word, low = token.text, token.text.lower()

        def renamed(name: str) -> str:
            return self.instead(token.start, token.end, name)

        if low in self.functions or low in self.others:
            return f"Did you mean {low}?", [renamed(low)]
        base = re.fullmatch(r"log([0-9]{1,5})", low)
        template = f"log({{}})/log({base[1]})" if base else self.elsewhere.get(low)
        if template is not None:
            return self.written(token, template)
        if low in OF_LISTS and self.functions == _Parser.functions:
            return "", self.listed(token, *OF_LISTS[low])
        if low in NOWHERE:
            return "There is no such function here.", []
        called = re.fullmatch(r"([a-z]+)([0-9]+)", word)
        if called and called[1] in self.functions:
            squared = [renamed(f"{called[1]}^{called[2]}")] if self.at("(") else []
            return "", [renamed(f"{called[1]} {called[2]} "), *squared]
        pieces = _pieces(word, [*self.functions, *(name for name in self.others if len(name) < 3)])
        of_constants = pieces and pieces[0] in self.functions and {*pieces[1:]} <= {*CONSTANTS}
        if pieces and not (of_constants and self.at("(")):
            return "", [renamed(self.joined(pieces, self.before(token)))]
        calls = self.now.kind == "name" or self.at("(")
        close = _slips(low, self.functions) if calls else []
        if close:
            return f"Did you mean {' or '.join(close)}?", [*map(renamed, close)]
        return self.inputs_are, []

    def before(self, token: Token) -> str:
        """The sign or name that stands before a token, or nothing."""
        return next((other.text for other in self.tokens[::-1] if other.end <= token.start), "")

    def joined(self, pieces: Sequence[str], before: str) -> str:
        """Names that were typed together: a product, or a function and what it is applied to."""
        first, *rest = pieces
        if first in self.functions:
            inside = self.joined(rest, before) if rest else ""
            loose = not rest or self.at("^")
            return f"{first} {inside}".rstrip() if loose else f"{first}({inside})"
        sign = " " if before in ("/", "^") else "*"
        return f"{first}{sign}{self.joined(rest, before)}" if rest else first

    def written(self, token: Token, template: str) -> tuple[str, list[str]]:
        """What stands for a function that has no name here, of what was given to it."""
        if "{" not in template:
            return template, []
        example = f"For example, {template.format(*self.letters)}."
        raised = self.raised(token, template)
        try:
            given = self.given()
        except ExpressionError as error:
            return example, list(error.readings)
        before = self.before(token)
        is_call = re.fullmatch(r"[a-z0-9]+\(\{0?\}(, \{1\})?\)", raised)
        texts: list[str] = []
        for inside, end in given if raised else ():
            if len(inside) != 1 + ("{1}" in raised):
                continue
            parts = (one if is_call or _is_atom(one) else f"({one})" for one in inside)
            after = self.text[end:].lstrip()[:1]
            free = is_call or (before in ("", *"([,+") and after in ("", *")],+-"))
            written = raised.format(*parts)
            texts.append(self.instead(token.start, end, written if free else f"({written})"))
        return "" if texts else example, texts

    def raised(self, token: Token, template: str) -> str:
        """The template of a function to the power that is typed behind its name; "" if unclear."""
        if not self.at("^"):
            return template
        self.take()
        power = self.factor()
        if power.constant == -1:
            return self.elsewhere.get(f"a{token.text.lower()}", "")
        return f"({template})^{self.piece(power)}"

    def given(self) -> list[tuple[list[str], int]]:
        """What is given to an unknown function, in every reading, and where it ends."""
        if not self.at("("):
            return [([inside], end) for inside, end in self.argument()]
        opener = self.take()
        self.bars.append(0)
        parts = [self.expression()]
        while self.at(","):
            self.take()
            parts.append(self.expression())
        closer = self.close(opener, ")")
        self.bars.pop()
        return [([self.piece(part) for part in parts], closer.end)]

    def listed(self, token: Token, item: str, sign: str, whole: str) -> list[str]:
        """What stands for a function of a list that has no name here."""
        if not self.at("("):
            return []
        opener = self.take()
        try:
            parts = [self.expression()]
            while self.at(","):
                self.take()
                parts.append(self.expression())
        except ExpressionError as error:
            return list(error.readings)
        closer = self.close(opener, ")")
        places = parts[0].items if len(parts) == 1 else [(p.start, p.end) for p in parts]
        inside = sign.join(item.format(self.text[slice(*place)]) for place in places)
        return [self.instead(token.start, closer.end, whole.format(inside))] if places else []


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


def _of_two(name: str, given: Sequence[Part], typed: Sequence[str]) -> list[str]:
    """What other programs mean by a logarithm or an arctangent of two numbers; or nothing.

    The base stands behind in some and in front in others, where it can be nothing else.
    """
    if len(given) != 2 or any(part.kind == "list" for part in given):
        return []
    if name == "atan":
        return [f"atan2({typed[0]}, {typed[1]})"]
    bases = [part.constant is not None for part in given]
    if name not in ("log", "ln") or sum(bases) != 1:
        return []
    behind, in_front = (f"(log({of})/log({base}))" for of, base in (typed, typed[::-1]))
    return [behind] if bases[1] else [in_front, behind]


def _numbered(text: str) -> list[str]:
    """A text with x1, x2, … for x[0], x[1], …, or for x[1], x[2], … if there is no x[0]."""
    found = [int(digit) for digit in re.findall(r"\bx\[\s*([0-9])\s*\]", text)]
    return [
        re.sub(r"\bx\[\s*([0-9])\s*\]", lambda at, k=first: f"x{int(at[1]) + 1 - k}", text)
        for first in ((0,) if 0 in found else (1, 0))
        if found
    ]


def _takes_several(name: str) -> bool:
    """Whether a function takes two numbers or a list."""
    function = FUNCTIONS.get(name)
    return function is not None and any(form.takes != ("number",) for form in function.forms)


def _is_atom(text: str) -> bool:
    """Whether a text holds together whatever stands around it."""
    return re.fullmatch(r"[A-Za-z]+[0-9₀-₉]*|[0-9.]+|[a-z0-9]*\([^()]*\)", text) is not None


def _slips(typed: str, names: Collection[str]) -> list[str]:
    """The names that one slip makes into what was typed; sinc and expi are other functions."""
    if typed[:-1] in names:
        return [typed[:-1]] if typed[-1] == typed[-2] else []
    return sorted(
        name for name in names if min(len(typed), len(name)) > 2 and _is_slip(typed, name)
    )


def _is_slip(typed: str, name: str) -> bool:
    """Whether a letter behind the first is another, missing, too many, or swapped with its next."""
    pairs = enumerate(zip(typed, name, strict=False))
    same = next((place for place, (a, b) in pairs if a != b), min(len(typed), len(name)))
    one, other = typed[same:], name[same:]
    swapped = one[:2] == other[1::-1] and one[2:] == other[2:]
    return same > 0 and (swapped or one[1:] == other[1:] or one[1:] == other or one == other[1:])


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
