"""Rooms in Redis, for several replicas: what outlasts it is Redis's to say.

With ``appendonly yes`` and ``appendfsync always`` an answer is on its disk before it is taken.
A Redis that is full takes no room and no answer more, and lets teachers go on with what they have.
"""

from typing import Any

import redis

from explainers.rooms.room import MOST_ROUNDS
from explainers.rooms.store import MOST_ANSWERS, MOST_ROOMS, Held, Outcome, Pulse

_ROOMS = "pushpull:rooms"
"""Codes by when their rooms end, so that there are not too many."""
_OPEN = """#!lua
redis.call('zremrangebyscore', KEYS[1], '-inf', redis.call('time')[1])
if redis.call('exists', KEYS[2]) == 1 or redis.call('zcard', KEYS[1]) >= tonumber(ARGV[1]) then
  return 0
end
redis.call('hset', KEYS[2], 'version', 1, 'text', ARGV[2], 'asking', ARGV[3])
redis.call('expireat', KEYS[2], ARGV[4])
redis.call('zadd', KEYS[1], ARGV[4], ARGV[5])
return 1
"""
_CHANGE = """#!lua flags=allow-oom
if redis.call('hget', KEYS[1], 'version') ~= ARGV[1] then return 0 end
redis.call('hincrby', KEYS[1], 'version', 1)
redis.call('hset', KEYS[1], 'text', ARGV[2], 'asking', ARGV[3])
return 1
"""
_ANSWER = """#!lua
if redis.call('hget', KEYS[1], 'asking') ~= ARGV[1] then return 'closed' end
local full = redis.call('hlen', KEYS[2]) >= tonumber(ARGV[4])
if full and redis.call('hexists', KEYS[2], ARGV[2]) == 0 then return 'full' end
redis.call('hset', KEYS[2], ARGV[2], ARGV[3])
redis.call('expireat', KEYS[2], redis.call('expiretime', KEYS[1]))
return 'taken'
"""


class Redis:
    """A store that processes have in common."""

    def __init__(self, url: str) -> None:
        """Raises ValueError for an address that is none."""
        self._base: Any = redis.Redis.from_url(
            url, decode_responses=True, socket_timeout=10, socket_connect_timeout=5
        )

    def open(self, code: str, text: str, asking: int, until: float) -> bool:
        """See ``Store``."""
        keys = (_ROOMS, _room(code))
        given = (MOST_ROOMS, text, asking, int(until), code)
        return self._ask("eval", _OPEN, len(keys), *keys, *given) == 1

    def room(self, code: str) -> Held | None:
        """See ``Store``."""
        version, text = self._ask("hmget", _room(code), "version", "text")
        return None if version is None else Held(int(version), text)

    def change(self, code: str, version: int, text: str, asking: int) -> bool:
        """See ``Store``."""
        return self._ask("eval", _CHANGE, 1, _room(code), version, text, asking) == 1

    def pulse(self, code: str) -> Pulse | None:
        """See ``Store``."""
        version, asking = self._ask("hmget", _room(code), "version", "asking")
        if version is None:
            return None
        return Pulse(int(version), self._ask("hlen", _answers(code, int(asking))))

    def answer(self, code: str, asking: int, voter: str, text: str) -> Outcome:
        """See ``Store``."""
        keys = (_room(code), _answers(code, asking))
        return self._ask("eval", _ANSWER, len(keys), *keys, asking, voter, text, MOST_ANSWERS)

    def held(self, code: str, asking: int, voter: str) -> str | None:
        """See ``Store``."""
        return self._ask("hget", _answers(code, asking), voter)

    def answers(self, code: str, asking: int) -> list[str]:
        """See ``Store``."""
        return sorted(self._ask("hvals", _answers(code, asking)))

    def end(self, code: str) -> None:
        """See ``Store``."""
        answers = (_answers(code, k + 1) for k in range(MOST_ROUNDS))
        self._ask("delete", _room(code), *answers)
        self._ask("zrem", _ROOMS, code)

    def sweep(self) -> None:
        """See ``Store``; Redis does so by itself."""

    def close(self) -> None:
        """See ``Store``."""
        self._base.close()

    def _ask(self, command: str, *given: object) -> Any:
        """What Redis answers; what fails there is told as an OSError."""
        try:
            return getattr(self._base, command)(*given)
        except redis.RedisError as error:
            raise OSError(f"rooms cannot be kept: {error}") from error


def _room(code: str) -> str:
    return f"pushpull:room:{code}"


def _answers(code: str, asking: object) -> str:
    return f"pushpull:answers:{code}:{asking}"
