"""What is made of a function, kept with it: programs, tapes, executables.

The functions that are given are always there, and so is what was made of them. Of those that are
typed a few are kept, and beside them all that somebody has at hand; of one that goes nothing stays.
"""

from collections import OrderedDict
from collections.abc import Callable
from functools import wraps
from operator import attrgetter
from threading import Lock, RLock
from typing import Any, Generic, ParamSpec, TypeVar
from weakref import ref

P = ParamSpec("P")
T = TypeVar("T")

_MADE, _HELD, _WHOLE = "_made_of_it", "_held_by", "_part_of"


def kept(make: Callable[P, T]) -> Callable[P, T]:
    """Have what is made of a function, the first argument, made once and kept with it."""
    return _kept(make, lambda f: f)


def kept_with(name: str) -> Callable[[Callable[P, T]], Callable[P, T]]:
    """The same for what is made of something that has a function by this name."""
    return lambda make: _kept(make, attrgetter(name))


def _kept(make: Callable[P, T], function: Callable[[Any], Any]) -> Callable[P, T]:
    @wraps(make)
    def made(*args: P.args, **named: P.kwargs) -> T:
        of, *others = args
        own: dict[Any, T] = vars(_whole(function(of))).setdefault(_MADE, {})
        key = (make, of, *others, *sorted(named.items()))
        if key not in own:
            # Of two who come at once the second takes what the first has made.
            return own.setdefault(key, make(*args, **named))
        return own[key]

    return made


def part_of(whole: Callable[..., Any], function: Callable[P, T]) -> Callable[P, T]:
    """A function that is made of another one, with which all is kept that is made of it."""
    vars(function)[_WHOLE] = whole
    return function


def _whole(function: Callable[..., Any]) -> Callable[..., Any]:
    return vars(function).get(_WHOLE, function)


def forget(function: Callable[..., Any]) -> None:
    """Let all go that was made of a function."""
    vars(function).pop(_MADE, None)


class Hold:
    """Somebody has a function at hand for as long as this lives."""


def hold(function: Callable[..., Any]) -> Hold:
    """Take a function in hand."""
    now = _hold(function)
    if now is None:
        now = Hold()
        vars(function)[_HELD] = ref(now)
    return now


def _hold(function: Callable[..., Any]) -> Hold | None:
    found: ref[Hold] | None = vars(function).get(_HELD)
    return None if found is None else found()


class Shelf(Generic[T]):
    """What texts say, made once of each: the last few, and what somebody has at hand.

    ``function`` gives the function that is held, and of which all is forgotten when it goes.
    """

    def __init__(
        self,
        make: Callable[[str], T],
        function: Callable[[T], Callable[..., Any]],
        few: int,
        most: int,
    ) -> None:
        self._make = make
        self._function = function
        self._few = few
        self._most = most
        self._made: OrderedDict[str, T] = OrderedDict()
        self._one = Lock()
        self._making = RLock()

    def __contains__(self, text: str) -> bool:
        return text in self._made

    def get(self, text: str) -> T:
        """What a text says; whatever ``make`` raises. What was made waits for nothing new."""
        found = self._found(text)
        if found is not None:
            return found
        with self._making:
            # Of two who come at once the second takes what the first has made.
            found = self._found(text)
            if found is None:
                found = self._make(text)
                with self._one:
                    self._made[text] = found
                    self._clear()
            return found

    def _found(self, text: str) -> T | None:
        with self._one:
            if text in self._made:
                self._made.move_to_end(text)
            return self._made.get(text)

    def _clear(self) -> None:
        """Let those go that were used longest ago: all but a few that nobody has at hand."""
        idle = [text for text, one in self._made.items() if _hold(self._function(one)) is None]
        for text in idle[: -self._few]:
            self._let_go(text)
        while len(self._made) > self._most:
            self._let_go(next(iter(self._made)))

    def _let_go(self, text: str) -> None:
        forget(self._function(self._made.pop(text)))
