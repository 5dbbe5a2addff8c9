"""How many streams are open at once: of all, of one room, and of one address."""

from collections import Counter
from collections.abc import AsyncIterable, Callable, Mapping

from starlette.responses import StreamingResponse
from starlette.types import Receive, Scope, Send


class Places:
    """What is taken of several limits, each by its name."""

    def __init__(self) -> None:
        self._taken: Counter[str] = Counter()

    def take(self, most: Mapping[str, int]) -> Callable[[], None] | None:
        """A place of each limit, with what gives it back; None where one of them is reached."""
        if any(self._taken[name] >= limit for name, limit in most.items()):
            return None
        self._taken.update(most.keys())
        return lambda: self._leave(most)

    def _leave(self, most: Mapping[str, int]) -> None:
        for name in most:
            self._taken[name] -= 1
            if not self._taken[name]:
                del self._taken[name]


class Placed(StreamingResponse):
    """A stream that gives its place back, however it ends, also before it has begun."""

    def __init__(
        self,
        content: AsyncIterable[str],
        left: Callable[[], None],
        media_type: str,
        headers: Mapping[str, str],
    ) -> None:
        super().__init__(content, media_type=media_type, headers=headers)
        self._given_back = left

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send it."""
        try:
            await super().__call__(scope, receive, send)
        finally:
            self._given_back()
