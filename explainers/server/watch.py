"""Who looks at which room: each is looked at once for all of them, whatever replica has changed it.

A store tells of no change by itself, so a room is asked for its pulse several times a second, for
as long as somebody looks; what this process changes itself is told at once.
"""

import asyncio
import json
from collections.abc import AsyncGenerator, Callable, Coroutine
from contextlib import asynccontextmanager
from functools import partial
from typing import Any, NamedTuple

from explainers.rooms import room as rooms
from explainers.rooms.store import Pulse, Store

EVERY = 0.2
"""Seconds between two looks at a room."""
FAILED = 2.0
"""Seconds until a store that has failed is asked again."""


class News(NamedTuple):
    """What there is to tell of a room, as text: what each needs, and how it is numbered."""

    pulse: Pulse
    student: str
    teacher: str


ENDED = News(Pulse(0, 0), "", "")
"""There is no such room any more."""


class Watch:
    """All rooms that somebody looks at in this process."""

    def __init__(self, store: Store, link: Callable[[rooms.Room], object]) -> None:
        """``link`` gives what the teacher is told of the way into a room."""
        self._store = store
        self._link = link
        self._seen: dict[str, _Seen] = {}
        self._over = False
        self._loop: asyncio.AbstractEventLoop | None = None

    @asynccontextmanager
    async def looking(self, code: str) -> AsyncGenerator["_Seen"]:
        """A room to look at until the block ends."""
        self._loop = asyncio.get_running_loop()
        seen = self._seen.get(code)
        if seen is None:
            seen = self._seen[code] = _Seen(partial(self._look, code))
        seen.lookers += 1
        try:
            yield seen
        finally:
            seen.lookers -= 1
            if seen.lookers == 0 and self._seen.get(code) is seen:
                del self._seen[code]
                seen.task.cancel()

    def hurry(self, code: str) -> None:
        """Something has happened there."""
        if code in self._seen:
            self._seen[code].soon.set()

    def leave(self) -> None:
        """Tell all that the process ends, from whatever thread: their browsers find another."""
        if self._loop is not None:
            self._loop.call_soon_threadsafe(self._leave)

    def _leave(self) -> None:
        self._over = True
        for seen in self._seen.values():
            seen.tell(None)

    async def _look(self, code: str, seen: "_Seen") -> None:
        while not self._over:
            wait = EVERY
            try:
                news = await asyncio.to_thread(self._news, code, seen.news)
                if news is not seen.news:
                    seen.tell(news)
                if news is ENDED:
                    self._seen.pop(code, None)
                    return
            except Exception:  # whatever a store fails by, it may be back soon
                wait = FAILED
            try:
                async with asyncio.timeout(wait):
                    await seen.soon.wait()
            except TimeoutError:
                pass
            seen.soon.clear()

    def _news(self, code: str, before: News | None) -> News:
        pulse = self._store.pulse(code)
        if pulse is None:
            return ENDED
        if before is not None and before.pulse == pulse:
            return before
        held = self._store.room(code)
        if held is None:
            return ENDED
        if before is not None and before.pulse.version == held.version:
            # Only the count has changed, which is the teacher's.
            teacher = json.loads(before.teacher) | {"count": pulse.answered}
            return News(pulse, before.student, json.dumps(teacher))
        here = rooms.read(held.text)
        seen = list[int]() if here.asking else here.together
        given = [rooms.answers(self._store.answers(code, at)) for at in seen]
        student, teacher = (_told(here, one, given) for one in (False, True))
        teacher |= {"count": pulse.answered, "way": self._link(here)}
        pulse = Pulse(held.version, pulse.answered)
        return News(pulse, *map(json.dumps, (student, teacher)))


def _told(room: rooms.Room, teacher: bool, given: list[list[rooms.Answer]]) -> dict[str, Any]:
    found = rooms.told(room, teacher, given)
    return found._asdict() | {"written": [one._asdict() for one in found.written]}


class _Seen:
    """A room that somebody looks at, as it was last seen."""

    def __init__(self, look: Callable[["_Seen"], Coroutine[Any, Any, None]]) -> None:
        """``look`` is begun at once, as a task."""
        self.news: News | None = None
        self.lookers = 0
        self.soon = asyncio.Event()
        self.over = False
        self._changed = asyncio.Event()
        self.task = asyncio.create_task(look(self))

    def tell(self, news: News | None) -> None:
        """There is something new; None if the process ends."""
        self.over = self.over or news is None
        self.news = news or self.news
        changed, self._changed = self._changed, asyncio.Event()
        changed.set()

    async def next(self, before: News | None, within: float) -> News | None:
        """What is new since then; None if nothing is for so many seconds, or the process ends."""
        changed = self._changed
        if self.news is not before or self.over:
            return None if self.over else self.news
        try:
            async with asyncio.timeout(within):
                await changed.wait()
        except TimeoutError:
            return None
        return None if self.over else self.news
