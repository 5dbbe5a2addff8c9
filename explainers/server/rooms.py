"""Rooms over HTTP: events down to all who look, answers and the teacher's acts up.

Streamlit's own guard against foreign pages does not reach these routes, so that each POST has to
name the server's own origin. Addresses are the client's as uvicorn knows it: what a proxy says of
it is believed where ``FORWARDED_ALLOW_IPS`` trusts the proxy, and nobody else is.
"""

import asyncio
import json
import re
import time
from collections.abc import AsyncGenerator, Awaitable, Callable, Mapping
from contextlib import suppress
from functools import cache, wraps
from threading import Lock
from typing import Any, TypeAlias, cast
from urllib.parse import parse_qsl, urlsplit

from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from explainers.core.functions import is_typed
from explainers.permalink import room as links
from explainers.permalink.fields import valid_whole
from explainers.rooms import room as rooms
from explainers.rooms import store as stores
from explainers.rooms.store import Pulse, Store
from explainers.server.bounded import readers
from explainers.server.places import Placed, Places
from explainers.server.purses import Allowance, Known, Purses, counted
from explainers.server.watch import ENDED, News, Watch
from explainers.ui.qr import qr
from explainers.ui.room import ASKED, PRACTICE, of_lesson, of_practice, of_teacher, question

BEAT = 15.0
"""Seconds after which a stream says that it lives; proxies wait for longer."""
LARGEST = 4096
"""Bytes of a body."""
OPENINGS = Allowance(20, 1 / 180)
"""Rooms that an address may open: a school's teachers share one."""
MISSES = Allowance(100, 1 / 10)
"""Codes that an address may try of which there is no room; beyond that no code is looked up that
was not right from there before. Of 3.2 million codes a day's guessing tries 8,740: it finds a given
room in one of 366 days, and can then give one more answer in it."""
ANSWERS = Allowance(600, 60)
"""Answers from an address: all of a lecture hall at once."""
CHANGES = Allowance(20, 1)
"""Answers of a browser to one round."""
TURNS = Allowance(30, 2)
"""What a teacher does."""
ROOM_SHARE, ADDRESS_SHARE = 2 / 3, 1 / 2
"""What one room, and one address, may have of all streams: of 600 a school of 300 has its own."""
_PAGE = re.compile(r"[\w\[\]:/.~%+-]{1,300}", re.ASCII)
"""Addresses of pages, without a query."""
SWEEP = 600.0
"""Seconds between two looks for rooms whose time is over."""
_TRIES = 20
"""Codes that are tried for a new room; all taken means that there are too many rooms."""
_STREAM = "text/event-stream"
_FRESH = {"Cache-Control": "no-store"}

Handler: TypeAlias = Callable[["Desk", Request], Awaitable[Response]]


class Problem(Exception):
    """Why a request is refused: a status, a word for the figure, and words for the reader."""

    def __init__(self, status: int, name: str, told: str = "", **more: Any) -> None:
        super().__init__(name)
        told = told.encode(errors="replace").decode()  # it may repeat half a sign of a link
        self.answer = JSONResponse({"problem": name, "told": told, **more}, status)


class Desk:
    """All that the routes have in common."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.watch = Watch(store, _way)
        self.places = Places()
        self._entered = Known()
        self._purses: dict[Allowance, Purses] = {}
        # Who waits for JAX leaves threads to the others; what is typed waits for all that is typed.
        self._drawing = asyncio.Semaphore(2)
        self._drawing_typed = asyncio.Semaphore(1)

    def spend(self, allowance: Allowance, who: str) -> None:
        """Let somebody do something as often as they may. Raises Problem beyond that."""
        if not self._of(allowance).spend(who, time.monotonic()):
            raise Problem(429, "often")

    def _of(self, allowance: Allowance) -> Purses:
        return self._purses.setdefault(allowance, Purses(allowance))

    def enter(self, code: str, address: str, secret: str = "") -> None:
        """A code was right from an address, and a secret was that of its teacher: both may again.

        So a class goes on behind the address of somebody who guesses, once its teacher, or one of
        it, is in the room from there.
        """
        self._entered.note((code, address))
        if secret:
            self._entered.note(rooms.digest(code, secret))

    async def room(self, request: Request) -> tuple[str, int, rooms.Room]:
        """The room that an address names, with its version. Raises Problem where there is none.

        Where too many codes were tried, it is not looked up, so that nobody learns whether it is.
        """
        code = rooms.read_code(request.path_params["code"]) or ""
        address = _address(request)
        known = ((code, address), rooms.digest(code, _secret(request)))
        free = any(self._entered.holds(one) for one in known)
        if not free:
            self.spend(MISSES, address)  # before it is looked up, or many at once would all be
        missed = False
        try:
            held = await asyncio.to_thread(self.store.room, code) if code else None
            missed = held is None
        finally:
            if not free and not missed:
                self._of(MISSES).give_back(address, time.monotonic())
        if held is None:
            raise Problem(404, "none")
        self.enter(code, address)
        return code, held.version, rooms.read(held.text)

    async def held(self, code: str, at: object, voter: str, body: Mapping[str, Any]) -> Any:
        """What is kept as a voter's answer to a round, and whether it is what a body says; or None.

        Who has not heard that an answer was taken learns it so, and who changed it too late.
        """
        if not valid_whole(at, 1, rooms.MOST_ROUNDS):
            return None
        text = await asyncio.to_thread(self.store.held, code, cast(int, at), voter)
        if text is None:
            return None
        ((numbers, words, _),) = rooms.answers([text])
        said = (body.get("answer"), rooms.plain(body.get("words", "")))
        return {"answer": numbers, "words": words, "same": said == (numbers, words)}

    async def question(self, body: Mapping[str, Any], origin: str) -> rooms.Question:
        """The question that a teacher asks, drawn and computed. Raises Problem."""
        query, kind, name, said = (body.get(key) for key in ("query", "kind", "question", "own"))
        if name is not None or said is not None:
            try:
                if query is None and kind is None and (name is None or said is None):
                    async with self._drawing_of(body.get("at")):
                        return await asyncio.to_thread(_named, name, body, origin)
            except rooms.Refused as refused:
                raise Problem(422, "question", str(refused)) from None
            except (LookupError, ValueError):
                pass
            raise Problem(422, "malformed")
        if not isinstance(query, str) or not isinstance(kind, str) or kind not in ASKED:
            raise Problem(422, "malformed")
        try:
            async with self._drawing_of(query):
                return await asyncio.to_thread(question, query, kind)
        except rooms.Refused as refused:
            raise Problem(422, "question", str(refused)) from None

    def _drawing_of(self, link: object) -> asyncio.Semaphore:
        query = link.rpartition("?")[-1] if isinstance(link, str) else ""
        is_any_typed = any(is_typed(value) for _, value in parse_qsl(query))
        return self._drawing_typed if is_any_typed else self._drawing


def _named(name: object, body: Mapping[str, Any], origin: str) -> rooms.Question:
    """A lesson's question, a puzzle, or one in the teacher's words. Raises LookupError for none."""
    if name is None:
        return of_teacher(body["own"], body.get("at", ""), origin)
    if not isinstance(name, str):
        raise LookupError("question")
    page, _, slug = name.partition("/")
    if page != PRACTICE:
        return of_lesson(name)
    seed = body.get("seed", "")
    if not isinstance(seed, str):
        raise LookupError(name)
    return of_practice(slug, seed)


# Routes ---------------------------------------------------------------------------------------


async def _open(desk: Desk, request: Request) -> Response:
    _own(request)
    desk.spend(OPENINGS, _address(request))
    body = await _body(request)
    asked = await desk.question(body, request.headers["origin"])
    secret, now = rooms.new_secret(), time.time()
    for _ in range(_TRIES):
        code = rooms.new_code()
        room = rooms.opened(secret, now, _link(request, body, code), asked)
        text = rooms.written(room)
        if await asyncio.to_thread(desk.store.open, code, text, room.asking, room.until):
            desk.enter(code, _address(request), secret)
            return JSONResponse({"code": code, "secret": secret}, 201)
    raise Problem(503, "crowded")


async def _listen(desk: Desk, request: Request) -> Response:
    code, _, room = await desk.room(request)
    if request.method == "HEAD":
        return Response(media_type=_STREAM)
    teacher = _is_teacher(desk, request, code, room)
    left = desk.places.take(_limits(code, _address(request), teacher))
    if left is None:
        raise Problem(503, "crowded")
    last = request.headers.get("last-event-id", "")
    heads = _FRESH | {"X-Accel-Buffering": "no"}
    return Placed(_events(desk, code, teacher, last), left, _STREAM, heads)


def _limits(code: str, address: str, teacher: bool) -> dict[str, int]:
    """The limits of a stream; a teacher finds a place in a room that others have filled."""
    most = readers()
    of_room = {} if teacher else {f"room {code}": max(1, int(ROOM_SHARE * most))}
    return {"all": most, f"address {address}": max(1, int(ADDRESS_SHARE * most))} | of_room


async def _events(desk: Desk, code: str, teacher: bool, last: str) -> AsyncGenerator[str]:
    """What happens in a room, until it ends: who comes back with the newest is told nothing."""
    before: News | None = None
    async with desk.watch.looking(code) as seen:
        yield ": here\n\n"
        while not seen.over:
            news = await seen.next(before, BEAT)
            if news is ENDED:
                yield "event: end\ndata: {}\n\n"
                return
            if news is None:
                yield ": here\n\n"
                continue
            before = news
            name = _name(news.pulse, teacher)
            if name != last:
                last = name
                yield f"id: {name}\ndata: {news.teacher if teacher else news.student}\n\n"


def _name(pulse: Pulse, teacher: bool) -> str:
    """Of an event: students are told nothing of how many have answered."""
    return f"{pulse.version}.{pulse.answered}" if teacher else f"{pulse.version}"


async def _answer(desk: Desk, request: Request) -> Response:
    _own(request)
    desk.spend(ANSWERS, _address(request))
    body = await _body(request)
    code, _, room = await desk.room(request)
    token, at = body.get("voter"), body.get("round")
    if not rooms.is_voter(token):
        raise Problem(422, "malformed")
    voter = rooms.digest(code, cast(str, token))
    desk.spend(CHANGES, voter)
    if at != room.asking:
        raise Problem(409, "closed", held=await desk.held(code, at, voter, body))
    numbers = rooms.sound(room, at, body.get("answer"))
    words = rooms.plain(body.get("words", ""))
    if numbers is None or words is None or (room.question.kind == "words" and not words):
        raise Problem(422, "malformed")
    # Who wrote while that was being switched off has answered all the same.
    text = rooms.kept(numbers, words if room.written else "")
    outcome = await asyncio.to_thread(desk.store.answer, code, room.asking, voter, text)
    if outcome != "taken":
        raise Problem(409, outcome, held=await desk.held(code, at, voter, body))
    desk.watch.hurry(code)
    return JSONResponse({"round": at})


async def _turn(desk: Desk, request: Request) -> Response:
    _own(request)
    body = await _body(request)
    code, version, room = await desk.room(request)
    if not _is_teacher(desk, request, code, room):
        raise Problem(403, "secret")
    desk.spend(TURNS, code)
    act = body.get("act")
    if act == "end":
        await asyncio.to_thread(desk.store.end, code)
        desk.watch.hurry(code)
        return JSONResponse({})
    if not isinstance(act, str) or act not in rooms.ACTS:
        raise Problem(422, "malformed")
    asked = await desk.question(body, request.headers["origin"]) if act == "ask" else None
    after = rooms.turned(room, act, body.get("round"), asked, body.get("name"))
    if after is None:
        raise Problem(409, "late")
    changed = await asyncio.to_thread(
        desk.store.change, code, version, rooms.written(after), after.asking
    )
    if not changed:
        raise Problem(409, "late")
    desk.watch.hurry(code)
    return JSONResponse({})


async def _rounds(desk: Desk, request: Request) -> Response:
    """All questions and all answers to rounds that are closed, for the teacher to take along."""
    code, _, room = await desk.room(request)
    if not _is_teacher(desk, request, code, room):
        raise Problem(403, "secret")
    desk.spend(TURNS, code)
    given = await asyncio.to_thread(
        lambda: [rooms.answers(desk.store.answers(code, at)) for at in room.done]
    )
    rounds = [one._asdict() for one in rooms.past(room, given)]
    shown = [question.shown for question in room.questions]
    return JSONResponse({"questions": shown, "rounds": rounds}, headers=_FRESH)


# What is looked at before ---------------------------------------------------------------------


def _is_teacher(desk: Desk, request: Request, code: str, room: rooms.Room) -> bool:
    """Whether the secret is shown; a wrong one is refused, and counts as a guess."""
    if not request.headers.get("authorization"):
        return False
    secret = _secret(request)
    if not rooms.unlocks(room, secret):
        desk.spend(MISSES, _address(request))
        raise Problem(403, "secret")
    desk.enter(code, _address(request), secret)
    return True


def _secret(request: Request) -> str:
    """What is shown as a teacher's secret, or nothing."""
    scheme, _, secret = request.headers.get("authorization", "").partition(" ")
    return secret if scheme == "Bearer" else ""


def is_own(origin: str, host: str) -> bool:
    """Whether a page that a browser names comes from this server."""
    try:
        named = urlsplit(origin)
    except ValueError:
        return False
    return named.scheme in ("http", "https") and bool(host) and named.netloc == host


def _address(request: Request) -> str:
    return counted(request.client.host) if request.client else ""


def _own(request: Request) -> None:
    """Refuse what a foreign page sends. Raises Problem."""
    if not is_own(request.headers.get("origin", ""), request.headers.get("host", "")):
        raise Problem(403, "origin")


async def _body(request: Request) -> Mapping[str, Any]:
    """The body as JSON, if it is small. Raises Problem."""
    if request.headers.get("content-type", "").partition(";")[0] != "application/json":
        raise Problem(415, "malformed")
    body = b""
    try:
        async for part in request.stream():
            body += part
            if len(body) > LARGEST:
                raise Problem(413, "large")
    except ClientDisconnect:
        raise Problem(400, "malformed") from None  # which nobody reads any more
    try:
        found = json.loads(body)
    except (ValueError, RecursionError):
        raise Problem(422, "malformed") from None
    if not isinstance(found, dict):
        raise Problem(422, "malformed")
    return cast("dict[str, Any]", found)


def _link(request: Request, body: Mapping[str, Any], code: str) -> str:
    """With what students come: the page's own address, and the code."""
    page = body.get("page")
    own = f"{request.headers['origin']}/"
    if not isinstance(page, str) or not page.startswith(own) or not _PAGE.fullmatch(page):
        raise Problem(422, "malformed")
    return f"{page}?{links.CODEC.encode(links.State(c=code))}"


def _way(room: rooms.Room) -> dict[str, Any]:
    """The way into a room, as a link and as the lines of its QR code."""
    return {"link": room.link, "qr": qr(room.link)._asdict()}


# The desk -------------------------------------------------------------------------------------


_ONCE = Lock()


def desk() -> Desk:
    """The one of this process, made when it is first needed. Raises what the store raises."""
    with _ONCE:
        return _desk()


@cache
def _desk() -> Desk:
    return Desk(stores.store())


async def sweep() -> None:
    """Delete rooms whose time is over, for as long as the process lives, though nobody comes."""
    while True:
        with suppress(OSError):
            await asyncio.to_thread(_sweep)
        await asyncio.sleep(SWEEP)


def _sweep() -> None:
    name = stores.chosen()
    if not stores.is_shared(name) and stores.place(name).exists():
        desk().store.sweep()


def leave() -> None:
    """End all streams: the process ends."""
    if _desk.cache_info().currsize:
        _desk().watch.leave()


def _served(handler: Handler) -> Callable[[Request], Awaitable[Response]]:
    @wraps(handler)
    async def served(request: Request) -> Response:
        try:
            return await handler(await asyncio.to_thread(desk), request)
        except Problem as problem:
            return problem.answer
        except OSError:
            return Problem(503, "store").answer

    return served


ROUTES = (
    Route("/rooms", _served(_open), methods=["POST"]),
    Route("/rooms/{code}", _served(_listen), methods=["GET"]),
    Route("/rooms/{code}/rounds", _served(_rounds), methods=["GET"]),
    Route("/rooms/{code}/answer", _served(_answer), methods=["POST"]),
    Route("/rooms/{code}/turn", _served(_turn), methods=["POST"]),
)
