"""How much one connection may have, with an application that takes whatever it gets."""

import asyncio

from hypothesis import given
from hypothesis import strategies as st
from starlette.types import Message, Receive, Scope, Send

from explainers.server.bounded import BURST, RATE, SILENT, TRY_AGAIN, UNIT, Bounded, Purse
from tests.stories import played

SIZES = st.lists(st.tuples(st.floats(0, 1), st.integers(0, 100_000)), max_size=200)


@given(SIZES)
def test_nobody_gets_more_than_the_rate_allows(sent: list[tuple[float, int]]) -> None:
    purse, now, spent = Purse(0.0), 0.0, 0.0
    for pause, size in sent:
        now += pause
        now += purse.wait(now)
        assert spent <= BURST + RATE * now + 1e-6
        purse.spend(1 + size / UNIT)
        spent += 1 + size / UNIT


@given(st.integers(1, 1000), st.integers(1, 85))
def test_a_hand_waits_for_nothing(messages: int, rate: int) -> None:
    """No page sends more than 700 bytes at once."""
    purse = Purse(0.0)
    for count in range(messages):
        assert purse.wait(count / rate) == 0
        purse.spend(1 + 700 / UNIT)


class Peer:
    """Who is connected: what was sent to it, and what it says."""

    def __init__(self) -> None:
        self.closed = 0
        self.thanked = asyncio.Event()
        self.says: asyncio.Queue[Message] = asyncio.Queue()

    async def send(self, message: Message) -> None:
        self.thanked.set()
        if message["type"] == "websocket.close":
            self.closed = message["code"]
            self.says.put_nowait({"type": "websocket.disconnect", "code": message["code"]})

    def say(self, kind: str) -> None:
        self.says.put_nowait({"type": f"websocket.{kind}", "bytes": b"x", "code": 1000})


async def listening(scope: Scope, receive: Receive, send: Send) -> None:
    """Says thanks for coming, and for all that comes."""
    await send({"type": "websocket.accept"})
    while (await receive())["type"] != "websocket.disconnect":
        await send({"type": "websocket.send", "bytes": b"thanks"})


def connect(app: Bounded, peer: Peer) -> asyncio.Task[None]:
    return asyncio.create_task(app({"type": "websocket"}, peer.says.get, peer.send))


def test_who_is_silent_longest_makes_room_and_who_has_spoken_stays() -> None:
    async def crowd() -> None:
        app, speaker = Bounded(listening), Peer()
        speaker.say("receive")
        silent = [Peer() for _ in range(SILENT + 50)]
        tasks = list[asyncio.Task[None]]()
        for peer in [speaker, *silent]:
            tasks.append(connect(app, peer))
            await peer.thanked.wait()
        assert [peer.closed for peer in silent] == [TRY_AGAIN] * 50 + [0] * SILENT
        assert not speaker.closed
        for peer in [speaker, *silent[50:]]:
            peer.say("disconnect")
        await asyncio.gather(*tasks)

    played(crowd())


def test_who_has_gone_is_not_listened_to_any_more() -> None:
    """What it had sent before would keep the server busy for nobody."""
    heard: list[Message] = []

    async def answering(scope: Scope, receive: Receive, send: Send) -> None:
        while (message := await receive())["type"] != "websocket.disconnect":
            heard.append(message)
            await send({"type": "websocket.send", "bytes": b"answer"})

    async def gone(message: Message) -> None:
        raise OSError

    async def leave() -> None:
        peer = Peer()
        for _ in range(5):
            peer.say("receive")
        await Bounded(answering)({"type": "websocket"}, peer.says.get, gone)

    played(leave())
    assert len(heard) == 1
