"""Answers that are remembered up to a weight: many that are light, few that are heavy."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from functools import wraps
from threading import Lock
from typing import Any, Concatenate, ParamSpec, TypeVar

K = TypeVar("K", bound=Hashable)
P = ParamSpec("P")
T = TypeVar("T")


def weighed(
    most: int, weight: Callable[[Any], int]
) -> Callable[[Callable[Concatenate[K, P], T]], Callable[Concatenate[K, P], T]]:
    """Have a function remember answers that weigh at most so many bytes together.

    Those that were asked for longest ago go first; the newest one stays, whatever it weighs. A
    class that moves at once asks for each answer twice, with many others between.
    """

    def remembering(
        make: Callable[Concatenate[K, P], T],
    ) -> Callable[Concatenate[K, P], T]:
        held: OrderedDict[Any, tuple[T, int]] = OrderedDict()
        lock = Lock()
        total = 0

        @wraps(make)
        def remembered(key: K, *more: P.args, **named: P.kwargs) -> T:
            nonlocal total
            asked = (key, *more, *sorted(named.items()))
            with lock:
                if asked in held:
                    held.move_to_end(asked)
                    return held[asked][0]
            answer = make(key, *more, **named)
            with lock:
                if asked in held:  # somebody asked for it meanwhile
                    return held[asked][0]
                held[asked] = (answer, weight(answer))
                total += held[asked][1]
                while total > most and len(held) > 1:
                    _, (_, gone) = held.popitem(last=False)
                    total -= gone
            return answer

        return remembered

    return remembering
