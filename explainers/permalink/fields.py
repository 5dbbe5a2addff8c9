"""The fields that a lesson's state is made of: each knows its way into a link and out of a hand.

A field says what it is called in a link, how it is read there and written, what is sound, and
what a notice says where it is not. Nothing here raises for a bad value: what is no use is None.
"""

import math
from collections.abc import Callable, Iterable
from dataclasses import KW_ONLY, dataclass
from typing import Any, Literal, TypeAlias, TypeVar

from explainers.core.expression import ExpressionError, numbers_from_link
from explainers.core.numerals import counted

Numbers: TypeAlias = tuple[float, ...]
Pair: TypeAlias = tuple[int, int]
Bounds: TypeAlias = tuple[float, float]
Hand: TypeAlias = Literal["moves", "names", "leaves"]
T = TypeVar("T")
Until: TypeAlias = Literal["point", "function", "pick", "ever"]
Lock: TypeAlias = Literal["", "function", "point"]

LARGEST = 1e6
"""Numbers beyond this are taken for a mistake, in the address as in the hand."""
LASTING: tuple[Until, ...] = ("point", "function", "pick", "ever")
"""What a value goes with, from what changes most."""
_LONGEST = 400


@dataclass(frozen=True)
class Field:
    """A part of a state, or several that one word of a link holds together.

    What a hand sends is what JSON holds; where there are several names, a tuple of it. A
    check or a notice that depends on other fields finds those before it in the state.
    """

    name: str
    """In the state, and so in the JSON; or names, with a space between them."""
    read: Callable[[str], Any]
    """What a hand would send for a text in a link; None if the text is no use."""
    sound: Callable[[Any, Any], Any]
    """What the state takes for what a hand sends and the state at hand; None if it is no use."""
    wrong: str | Callable[[Any, Any], str]
    """Notice for what is no use, in a state that has what is used instead."""
    write: Callable[[Any], str] = str
    _: KW_ONLY
    link: str = ""
    """Its name in links, if that is another."""
    limits: Bounds | None = None
    """Of each number, where they are the same for every state; figures get them."""
    hand: Hand = "moves"
    """Whether a gesture moves it, has to name it as it is, or leaves it alone."""
    until: Until = "function"
    """How long it lasts: until point or vectors, or the function, change in another lesson, or
    until a function is picked in this one."""
    begins: bool = False
    """Whether it then becomes what it first is for a reader without a link, not what links leave
    unsaid."""
    follows: Callable[[Any], Any] | None = None
    """What it becomes with the fields before it, if a link does not say."""
    asked: Callable[[str], ExpressionError | None] = lambda _: None
    """What is to be asked about a text in a link that has several readings."""
    held: Callable[[Any], object] = lambda _: None
    """What keeps at hand what it names, for as long as that lives."""
    subject: bool = False
    """Whether what is usual for the other fields depends on it."""
    absent: Any = None
    """The value of a subject that a link does not name."""
    leads: bool = False
    """Whether the rest of a link means nothing without it."""
    always: bool = False
    """Whether a link names it even if it is as usual."""
    lock: Lock = ""
    """With which word a teacher's link keeps it as it is."""
    values: str = ""
    """What a link may say, for those who write one."""

    @property
    def names(self) -> list[str]:
        """Of the parts of the state that it holds."""
        return self.name.split()

    def gather(self, parts: Iterable[Any]) -> Any:
        """What stands under its names, together; alone where there is one."""
        gathered = tuple(parts)
        return gathered[0] if len(gathered) == 1 else gathered

    def get(self, state: Any) -> Any:
        """Its value in a state."""
        return self.gather(getattr(state, name) for name in self.names)

    def put(self, state: Any, value: Any) -> Any:
        """A state with this value."""
        values = value if len(self.names) > 1 else (value,)
        return state._replace(**dict(zip(self.names, values, strict=True)))

    def notice(self, sent: Any, state: Any) -> str:
        """What to say of a text in a link that is no use."""
        return self.wrong(sent, state) if callable(self.wrong) else self.wrong


# What is sound -------------------------------------------------------------------------------


def valid_number(number: object) -> bool:
    """Whether a value from outside is a finite real number of reasonable size."""
    return (
        isinstance(number, int | float)
        and not isinstance(number, bool)
        and abs(number) <= LARGEST  # false for NaN; safe for whole numbers of any length
    )


def valid_vector(numbers: object, size: int) -> bool:
    """Whether a value from outside is a list of ``size`` valid numbers."""
    return (
        isinstance(numbers, (list, tuple))
        and len(numbers) == size
        and all(valid_number(number) for number in numbers)
    )


def valid_whole(number: object, low: float, high: float) -> bool:
    """Whether a value from outside is a whole number from low to high."""
    return isinstance(number, int) and not isinstance(number, bool) and low <= number <= high


def valid_pair(pair: object, size: int) -> bool:
    """Whether a value from outside names two different coordinates out of ``size``."""
    if not isinstance(pair, (list, tuple)) or len(pair) != 2:
        return False
    return all(valid_whole(i, 0, size - 1) for i in pair) and (size == 1 or pair[0] != pair[1])


# Numbers as text -----------------------------------------------------------------------------


def number_text(number: float) -> str:
    """Shortest text that reads back as exactly this number: 2, 0.55, -1e-05."""
    number = float(number) + 0.0
    return str(int(number)) if number.is_integer() else repr(number)


def join(numbers: Iterable[float]) -> str:
    """Numbers as one value of a link: 2_0.55_-1e-05."""
    return "_".join(number_text(number) for number in numbers)


def numbers_of(text: str) -> Numbers | None:
    """Numbers that a value of a link lists, or None if it does not."""
    if len(text) > _LONGEST or not text.isascii():
        return None
    try:
        return tuple(float(part) for part in numbers_from_link(text).split("_"))
    except ValueError:
        return None


def wholes_of(text: str) -> tuple[int, ...] | None:
    """Whole numbers that a value of a link lists, or None if it does not."""
    numbers = numbers_of(text)
    if numbers is None or not all(number.is_integer() for number in numbers):
        return None
    return tuple(int(number) for number in numbers)


# Fields; what all of them may have is as in ``Field`` ------------------------------------------


def vector(name: str, size: str | tuple[int, ...], far: float = LARGEST, **more: Any) -> Field:
    """Numbers: as many as the function at hand has ("n", "m"), or as one of some sizes."""

    def sizes(state: Any) -> tuple[int, ...]:
        return (getattr(state.entry, size),) if isinstance(size, str) else size

    def sound(sent: Any, state: Any) -> Numbers | None:
        fits = any(valid_vector(sent, count) for count in sizes(state))
        return tuple(map(float, sent)) if fits and all(abs(z) <= far for z in sent) else None

    def wrong(sent: Numbers | None, state: Any) -> str:
        counts, problem = sizes(state), f"is farther than {far:.0f}"
        if sent is None:
            problem = "is not a list of numbers"
        elif len(sent) not in counts:
            needed = " or ".join(map(str, counts))
            problem = f"has {counted(len(sent), 'number')} where this function needs {needed}"
        elif not all(math.isfinite(number) for number in sent):
            problem = "has a number that is not finite"
        elif not valid_vector(sent, len(sent)):
            problem = "has a number beyond a million"
        return f"{name} in the link {problem}; the preset {name} is used."

    limits = (-far, far) if far < LARGEST else None
    kind = {"n": "inputs", "m": "outputs"}.get(str(size))
    values = (
        f"as many numbers as the function has {kind}, joined by _"
        if kind
        else f"{' or '.join(map(str, size))} numbers, joined by _"
    )
    return Field(name, numbers_of, sound, wrong, join, limits=limits, values=values, **more)


def pair(name: str, size: str) -> Field:
    """Two coordinates that a plane shows, counted from 0, and from 1 in a link."""

    def sound(sent: Any, state: Any) -> Pair | None:
        return tuple(sent) if valid_pair(sent, getattr(state.entry, size)) else None

    def read(text: str) -> tuple[int, ...]:
        return tuple(place - 1 for place in wholes_of(text) or ())

    wrong = f"{name} in the link does not name two coordinates; the first two are shown."
    return Field(
        name,
        read,
        sound,
        wrong,
        lambda places: join(place + 1 for place in places),
        values="two coordinates, counted from 1, joined by _",
    )


def number(
    name: str,
    bounds: Bounds | Callable[[Any], Bounds],
    near: Callable[[Any, float], float | None] = lambda _, z: z + 0.0,
    **more: Any,
) -> Field:
    """A number within bounds, moved to where it may stand in a state."""

    def sound(sent: Any, state: Any) -> float | None:
        low, high = _in(state, bounds)
        return near(state, float(sent)) if valid_number(sent) and low <= sent <= high else None

    def read(text: str) -> float | None:
        return _only(numbers_of(text))

    return _bounded(name, bounds, "no number", read, sound, number_text, more)


def whole(name: str, bounds: Pair | Callable[[Any], Pair], first: int = 0, **more: Any) -> Field:
    """A whole number within bounds; a link counts from ``first`` what a state counts from 0."""

    def sound(sent: Any, state: Any) -> int | None:
        return sent if valid_whole(sent, *_in(state, bounds)) else None

    def read(text: str) -> int | None:
        found = _only(wholes_of(text))
        return None if found is None else found - first

    def write(count: float) -> str:
        return str(int(count) + first)

    return _bounded(name, bounds, "no whole number", read, sound, write, more)


def _bounded(
    name: str, bounds: Any, what: str, read: Any, sound: Any, write: Any, more: dict[str, Any]
) -> Field:
    def wrong(_: Any, state: Any) -> str:
        low, high, usual = map(write, (*_in(state, bounds), getattr(state, name)))
        return f"{name} in the link is {what} from {low} to {high}; {usual} is used."

    limits = None if callable(bounds) else bounds
    reach = "within what the rest of the link allows"
    if limits:
        reach = "from {} to {}".format(*map(write, limits))
    values = f"{what.replace('no', 'a', 1)} {reach}"
    return Field(name, read, sound, wrong, write, limits=limits, values=values, **more)


def wholes(name: str, counts: Pair, bounds: Pair, wrong: str, **more: Any) -> Field:
    """So many whole numbers within bounds."""

    def sound(sent: Any, _: Any) -> tuple[int, ...] | None:
        fits = isinstance(sent, (list, tuple)) and counts[0] <= len(sent) <= counts[1]
        return tuple(sent) if fits and all(valid_whole(z, *bounds) for z in sent) else None

    many = " to ".join(dict.fromkeys(map(str, counts)))
    values = f"{many} whole numbers from {bounds[0]} to {bounds[1]}, joined by _"
    return Field(name, wholes_of, sound, wrong, join, limits=bounds, values=values, **more)


def choice(name: str, words: Iterable[str], **more: Any) -> Field:
    """One of some words."""
    known, link = tuple(words), more.get("link", name)

    def sound(sent: Any, _: Any) -> str | None:
        return next((word for word in known if word == sent), None)

    def wrong(_: str, state: Any) -> str:
        usual = getattr(state, name)
        return f"{link} in the link is none of {', '.join(known)}; {usual} is used."

    return Field(name, str, sound, wrong, values=f"one of {', '.join(known)}", **more)


def several(name: str, words: Iterable[str], wrong: str, **more: Any) -> Field:
    """Some of some words, which a state has once and in their order."""
    known = tuple(words)

    def sound(sent: Any, _: Any) -> tuple[str, ...] | None:
        fits = isinstance(sent, (list, tuple)) and sent and all(word in known for word in sent)
        return tuple(word for word in known if word in sent) if fits else None

    def read(text: str) -> list[str]:
        return text.split("_")

    values = f"some of {', '.join(known)}, joined by _"
    return Field(name, read, sound, wrong, "_".join, values=values, **more)


def line(name: str, longest: int, **more: Any) -> Field:
    """A line of plain text, of which what does not show is left out."""

    def sound(sent: Any, _: Any) -> str | None:
        if not isinstance(sent, str) or len(sent) > longest:
            return None
        return " ".join("".join(z if z.isprintable() else " " for z in sent).split()) or None

    wrong = f"{name} in the link is no text of 1 to {longest} characters; it is left out."
    values = f"plain text of 1 to {longest} characters"
    return Field(name, str, sound, wrong, values=values, **more)


def flag(name: str, words: tuple[str, str] | None = None, **more: Any) -> Field:
    """On or off: a 1 in a link for on, a 0 or nothing for off, or a word for each of them."""
    off, on = words or ("0", "1")
    read = {off: False, on: True} if words else {"": False, off: False, on: True}
    wrong = f"{more.get('link', name)} in the link is none of {off}, {on}; {off} is used."

    def sound(sent: Any, _: Any) -> bool | None:
        return sent if isinstance(sent, bool) else None

    values = f"{on} or {off}"
    return Field(
        name, read.get, sound, wrong, lambda value: on if value else off, values=values, **more
    )


def named(
    name: str,
    find: Any,
    wrong: Callable[[str, Exception], str],
    linked: Callable[[str], str],
    **more: Any,
) -> Field:
    """What ``find`` finds by its slug, or raises as ``wrong`` explains.

    ``linked`` gives the slug that a text in a link means, or raises ExpressionError.
    """

    def read(text: str) -> Any:
        return asked(text) or linked(text)

    def asked(text: str) -> ExpressionError | None:
        try:
            linked(text)
        except ExpressionError as error:
            return error

    def sound(sent: Any, _: Any) -> str | None:
        try:
            return find(sent).slug if isinstance(sent, str) else None
        except (ValueError, KeyError):
            return None

    def explained(sent: Any, _: Any) -> str:
        if isinstance(sent, ExpressionError):
            return wrong("", sent)
        try:
            return find(sent).slug
        except (ValueError, KeyError) as error:
            return wrong(sent, error)

    return Field(name, read, sound, explained, asked=asked, **more)


def unread(error: ExpressionError, instead: str) -> str:
    """Notice for the text of a function that cannot be read, or not in one way."""
    where = f"at character {error.start + 1}: {error.message}"
    if len(error.readings) > 1:
        told = f"The function in the link can be read in several ways, {where}"
        return f"{told} Until you choose, this is {instead}."
    return f"The function in the link cannot be read, {where} This is {instead} instead."


def _in(state: Any, bounds: tuple[T, T] | Callable[[Any], tuple[T, T]]) -> tuple[T, T]:
    return bounds if isinstance(bounds, tuple) else bounds(state)


def _only(numbers: tuple[T, ...] | None) -> T | None:
    return numbers[0] if numbers is not None and len(numbers) == 1 else None
