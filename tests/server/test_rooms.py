"""Rooms over HTTP: who may what, how often, and who is told what."""

import asyncio
import json
import math
import os
import random
import signal
import time
from collections import Counter
from collections.abc import AsyncGenerator, Iterator
from contextlib import AsyncExitStack, asynccontextmanager
from itertools import count
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

import pytest

from benchmarks.classroom import LESSONS, Student, warm
from explainers.components.wire import encoded
from explainers.core import products
from explainers.core.catalog import CATALOG
from explainers.lessons.asking import Asked
from explainers.lessons.questions import QUESTIONS
from explainers.rooms import room as rooms
from explainers.rooms.sqlite import Sqlite
from explainers.rooms.store import REPLICAS, VARIABLE, check
from explainers.server.bounded import READERS
from explainers.server.purses import KNOWN, Allowance, Known, Purses, counted
from explainers.server.rooms import (
    ANSWERS,
    BEAT,
    CHANGES,
    LARGEST,
    MISSES,
    OPENINGS,
    Desk,
    is_own,
)
from harness.reader import reading
from harness.rooms import Opened, Stream, answered, ask, listening, opened, rounds, turned
from harness.server import PATIENCE, free_port, serving
from tests.stories import played

TRUSTED = {"FORWARDED_ALLOW_IPS": "127.0.0.1,::1,::ffff:127.0.0.1"}
"""The tests stand where a proxy would."""
VOTER = "voter-of-twenty-two-or-more"


def elsewhere() -> dict[str, str]:
    """From an address that nobody else has, as a proxy tells it."""
    return {"X-Forwarded-For": f"203.0.113.{next(_ADDRESSES)}"}


_ADDRESSES = count(1)


def named(name: str) -> Asked:
    """A lesson's question."""
    slug, _, own = name.partition("/")
    return next(asked for asked in QUESTIONS[slug] if asked.slug == own)


@pytest.fixture
def url(tmp_path: Path) -> Iterator[str]:
    """A server whose limits nobody has spent yet."""
    with serving(environment=TRUSTED | {VARIABLE: f"sqlite://{tmp_path}/rooms.sqlite3"}) as server:
        yield server.url


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server for those who spend nothing."""
    folder = tmp_path_factory.mktemp("rooms")
    with serving(environment=TRUSTED | {VARIABLE: f"sqlite://{folder}/rooms.sqlite3"}) as server:
        yield server.url


def test_a_class_answers_twice_and_sees_all(shared: str) -> None:
    async def story(url: str) -> None:
        room = await opened(url, heads=elsewhere())
        async with listening(url, room.code) as student, listening(url, *room) as teacher:
            first = await student.next()
            assert (first.data["phase"], first.data["round"], first.data["turn"]) == ("open", 1, 1)
            assert first.data["clouds"] is None
            assert not {"count", "way"} & first.data.keys()
            assert (await teacher.next()).data["count"] == 0
            for k in range(3):
                assert (await answered(url, room, f"{VOTER}-{k}", [k, 1])).status == 200
            await teacher.until(count=3)
            assert (await answered(url, room, f"{VOTER}-0", [9, 1])).status == 200

            assert (await turned(url, room, "close")).status == 200
            assert (await student.until(phase="closed")).data["clouds"] is None
            all_ = (await teacher.until(phase="closed")).data["clouds"]
            assert all_ == [[[1.0, 1.0], [2.0, 1.0], [9.0, 1.0]]]

            assert (await turned(url, room, "again")).status == 200
            again = await student.until(round=2)
            assert (again.data["phase"], again.data["turn"]) == ("open", 2)
            assert (await answered(url, room, VOTER, [5, 5], at=1)).status == 409
            assert (await answered(url, room, VOTER, [5, 5], at=2)).status == 200
            await turned(url, room, "close", 2)
            await turned(url, room, "reveal", 2)
            for one in (student, teacher):
                clouds = (await one.until(phase="revealed")).data["clouds"]
                assert clouds == [all_[0], [[5.0, 5.0]]]

            ask_ = await turned(url, room, "ask", 2, query="f=linear", kind="pull")
            assert ask_.status == 200
            other = await student.until(round=3)
            assert (other.data["turn"], other.data["question"]["kind"]) == (1, "pull")

            assert (await turned(url, room, "end")).status == 200
            for one in (student, teacher):
                while (event := await one.next()).kind != "end":
                    pass
                assert event.data == {}
        assert (await ask(url, f"/rooms/{room.code}")).status == 404
        assert (await answered(url, room, VOTER, [1, 1], at=3)).status == 404

    played(story(shared))


def test_a_question_has_jaxs_numbers_for_the_state_of_its_link(shared: str) -> None:
    async def story(url: str) -> dict[str, object]:
        room = await opened(url, "f=polar&x=2_0.5&v=1_-1&u=0.5_3", heads=elsewhere())
        async with listening(url, room.code) as student:
            return (await student.next()).data["question"]

    asked = played(story(shared))
    given = {"kind": "push", "x": [2.0, 0.5], "v": [1.0, -1.0], "u": [0.5, 3.0]}
    assert {name: asked[name] for name in given} == given
    pushed = products.push(
        CATALOG["polar"].map, *map(products.jnp.array, ([2.0, 0.5], [1.0, -1.0]))
    )
    assert asked["push"] == pytest.approx(pushed.tangent.tolist(), rel=1e-12)


def test_a_number_is_asked_with_jaxs_own_and_by_what_is_printed(shared: str) -> None:
    async def story(url: str) -> Any:
        room = await opened(url, "f=polar&x=2_0.5&v=1_-1&u=0.5_3", "pairing", elsewhere())
        assert (await answered(url, room, VOTER, [2, 3])).status == 422
        assert (await answered(url, room, VOTER, [-1.5])).status == 200
        await turned(url, room, "close")
        async with listening(url, *room) as teacher:
            return (await teacher.next()).data

    told = played(story(shared))
    assert told["clouds"] == [[[-1.5]]]
    x, v, u = map(products.jnp.array, ([2.0, 0.5], [1.0, -1.0], [0.5, 3.0]))
    pushed = products.push(CATALOG["polar"].map, x, v)
    assert told["question"]["variant"]["truth"] == pytest.approx(float(u @ pushed.tangent))


@pytest.mark.parametrize(
    ("name", "fits", "others"),
    [
        ("kinks/tie", [1.5], ([1, 2], ["=1+1"], [1e7], [None], "1")),
        ("kinks/round", [2], ([3], [-1], [1.0], ["<script>"], [0, 0])),
        ("practice/aim-push", [-0.75, 0.5], ([1], [1, 2, 3], [1e7, 0], ["v", 0], [None, 1])),
        ("practice/zero-power", [1, 0.5, -2, 3], ([1, 2], [1, 2, 3, 4, 5], [1, 2, 3, 1e7])),
        ("practice/shown-swap", [1, 0.5, -2, 3], ([1, 2, 3], ["x", 0, 0, 0], [None] * 4)),
        ("practice/slope-to-order", [0.5, 0.25], ([0.5], [0.5, 0.25, 1], ["0.5", 0])),
        ("practice/fewest-products", [6] * 14, ([7] * 14, [-1] * 14, [1.0] * 14, [1] * 13)),
        ("jacobian/entry", [1, 2], ([2, 0], [0, 3], [1.0, 1.0], [1])),
        (
            "two_sweeps/order",
            [4, 0, 1, 3, 2],
            (
                [0, 1, 2, 3],
                [0, 1, 2, 3, 3],
                [1, 2, 3, 4, 5],
                [0.0, 1.0, 2.0, 3.0, 4.0],
                ["<script>", 1, 2, 3, 4],
                [0, 1, 2, 3, 4, 0],
                "01234",
                [[0, 1, 2, 3, 4]],
            ),
        ),
        (
            "push_and_pull/push",
            [-2.5, 6],
            ([6.5, 0], [0, -6.1], [1e6, 0], [1], [1, 2, 3], ["1", 0], [None, 0], {"0": 1}),
        ),
    ],
)
@pytest.mark.share(3)
def test_what_a_lesson_asks_is_asked_and_only_sound_answers_are_taken(
    shared: str, name: str, fits: list[float], others: list[object]
) -> None:
    async def story(url: str) -> None:
        room = await opened(url, question=name, heads=elsewhere())
        for answer in others:
            refused = await answered(url, room, VOTER, answer)
            assert (refused.status, refused.json["problem"]) == (422, "malformed")
        assert (await answered(url, room, VOTER, fits)).status == 200
        await turned(url, room, "close")
        async with listening(url, *room) as teacher:
            told = (await teacher.next()).data
        assert told["clouds"] == [[[float(z) for z in fits]]]
        if not name.startswith("practice/"):
            variants = [encoded(variant) for variant in named(name).variants]
            assert told["question"]["variant"] in variants

    played(story(shared))


NO_QUESTIONS: tuple[dict[str, object], ...] = (
    {"question": "kinks/none"},
    {"own": {"ask": "How many?", "kind": "number", "truth": "<b>"}},
    {"own": {"ask": "How many?", "kind": "number", "truth": 1e9}},
    {"own": {"ask": "How many?", "kind": "number"}},
    {"own": {"ask": "x" * 241, "kind": "words"}},
    {"own": {"ask": ["Why?"], "kind": "words"}},
    {"own": {"ask": "Why?", "kind": "push"}},
    {"own": {"ask": "Why?", "kind": ["words"]}},
    {"own": {"ask": "Why?", "kind": "words"}, "at": 7},
    {"own": {"ask": "Why?", "kind": "words"}, "question": "kinks/tie"},
    {"own": {"ask": "Why?", "kind": "words"}, "query": "f=polar"},
    {"own": {"ask": "Which?", "kind": "choose", "answers": ["a", "b"], "right": 2}},
    {"own": {"ask": "Which?", "kind": "choose", "answers": ["a", "b"], "right": True}},
    {"own": {"ask": "Which?", "kind": "choose", "answers": ["a", "b"]}},
    {"own": {"ask": "Which?", "kind": "choose", "answers": ["a"], "right": 0}},
    {"own": {"ask": "Which?", "kind": "choose", "answers": list("abcdefg"), "right": 0}},
    {"own": {"ask": "Which?", "kind": "choose", "answers": ["a", "x" * 81], "right": 0}},
    {"own": {"ask": "Which?", "kind": "choose", "answers": "ab", "right": 0}},
    {"own": "Why?"},
    {"own": ["Why?"]},
    {"question": "practice/aim-push", "seed": "<script>"},
    {"question": "practice/aim-push", "seed": 7},
    {"question": ["kinks/tie"]},
    {"question": "kinks/tie", "query": "f=polar", "kind": "push"},
    {"query": "f=polar", "kind": "area"},
    {"query": "f=polar", "kind": ["push"]},
    {"query": "f=polar"},
    {},
)


@pytest.mark.parametrize("asked", NO_QUESTIONS, ids=str)
def test_what_is_no_question_opens_nothing(shared: str, asked: dict[str, object]) -> None:
    async def story(url: str) -> None:
        refused = await ask(url, "/rooms", asked | {"page": f"{url}/room"}, elsewhere())
        assert (refused.status, refused.json["problem"]) == (422, "malformed")

    played(story(shared))


TOLD: tuple[tuple[dict[str, object], str], ...] = (
    ({"question": "practice/battleship"}, "each probe is chosen"),
    ({"question": "practice/repair-listing", "seed": "class-7"}, "judged by running"),
    ({"own": {"ask": " \u202e ", "kind": "words"}}, "Write your question"),
    ({"own": {"ask": "?", "kind": "choose", "answers": ["a", " a"], "right": 0}}, "another one"),
    ({"own": {"ask": "?", "kind": "choose", "answers": ["a", ""], "right": 0}}, "another one"),
    ({"own": {"ask": "?", "kind": "words"}, "at": "javascript:alert(1)"}, "leads to no figure"),
    ({"own": {"ask": "?", "kind": "words"}, "at": "https://evil.example/kinks"}, "no figure"),
    ({"own": {"ask": "?", "kind": "words"}, "at": "kinks?case=nothing"}, "no figure"),
)


@pytest.mark.parametrize(("asked", "words"), TOLD, ids=str)
def test_why_something_cannot_be_asked_is_told(
    shared: str, asked: dict[str, object], words: str
) -> None:
    async def story(url: str) -> None:
        refused = await ask(url, "/rooms", asked | {"page": f"{url}/room"}, elsewhere())
        assert (refused.status, refused.json["problem"]) == (422, "question")
        assert words in refused.json["told"]

    played(story(shared))


def test_a_teachers_own_question_is_asked_with_a_link_and_answered_in_words(shared: str) -> None:
    line = "<img src=x onerror=alert(1)>"

    async def story(url: str) -> None:
        own = {"ask": f" {line} ", "kind": "words"}
        body = {"own": own, "at": f"{url}/brackets?sizes=3_4_5_6", "page": f"{url}/room"}
        answer = await ask(url, "/rooms", body, elsewhere())
        assert answer.status == 201
        room = Opened(answer.json["code"], answer.json["secret"])
        for numbers, words in (([0], ""), ([0], " \u200b "), ([0], "x" * 81), ([0], 7), ([1], "a")):
            refused = await answered(url, room, VOTER, numbers, words=words)
            assert (refused.status, refused.json["problem"]) == (422, "malformed")
        assert (await answered(url, room, VOTER, [0], words=line)).status == 200
        assert (await answered(url, room, f"{VOTER}-2", [0], words="rude")).status == 200
        async with listening(url, room.code) as student:
            told = (await student.next()).data
            assert told["writing"]
            assert told["question"]["variant"] == {"ask": line, "kind": "words"}
            assert told["question"]["link"].startswith("brackets?")
            await turned(url, room, "close")
            assert (await student.until(phase="closed")).data["written"] == []
            async with listening(url, *room) as teacher:
                names = {
                    one["words"]: one["name"] for one in (await teacher.next()).data["written"]
                }
            assert set(names) == {line, "rude"}
            await turned(url, room, "hide", name=names["rude"])
            await turned(url, room, "reveal")
            told = (await student.until(phase="revealed")).data
            assert [one["words"] for one in told["written"]] == [line]

    played(story(shared))


def test_the_teacher_takes_along_every_round_and_nobody_else_does(shared: str) -> None:
    async def story(url: str) -> None:
        room = await opened(url, heads=elsewhere())
        await answered(url, room, VOTER, [1, 2])
        assert (await rounds(url, room)).json["rounds"] == []
        await turned(url, room, "close")
        await turned(url, room, "again")
        await answered(url, room, VOTER, [3, 4], at=2)
        await turned(url, room, "close", 2)
        await turned(url, room, "reveal", 2)
        await turned(url, room, "ask", 2, question="kinks/round")
        await answered(url, room, VOTER, [1], at=3)
        await turned(url, room, "close", 3)
        for secret in ("", "x" * 22, room.code):
            assert (await rounds(url, Opened(room.code, secret))).status == 403
        taken = await rounds(url, room)
        assert taken.heads["cache-control"] == "no-store"
        assert [question["kind"] for question in taken.json["questions"]] == ["push", "choose"]
        assert taken.json["rounds"] == [
            {"question": 0, "turn": 1, "revealed": True, "answers": [[1.0, 2.0]], "words": [""]},
            {"question": 0, "turn": 2, "revealed": True, "answers": [[3.0, 4.0]], "words": [""]},
            {"question": 1, "turn": 1, "revealed": False, "answers": [[1.0]], "words": [""]},
        ]

    played(story(shared))


def test_words_are_taken_where_they_are_let_in_and_seen_with_the_truth(shared: str) -> None:
    line = "<img src=x onerror=alert(1)>"

    async def story(url: str) -> None:
        room = await opened(url, heads=elsewhere())
        assert (await answered(url, room, VOTER, [1, 2], words="too soon")).status == 200
        await turned(url, room, "close")
        async with listening(url, *room) as teacher:
            assert (await teacher.next()).data["written"] == []
        await turned(url, room, "again")
        assert (await turned(url, Opened(room.code, "x" * 22), "words", 2)).status == 403
        assert (await turned(url, room, "words", 2)).status == 200
        for words in ("x" * 81, 7, None, [line], {"a": 1}):
            assert (await answered(url, room, VOTER, [1, 2], at=2, words=words)).status == 422
        await answered(url, room, VOTER, [1, 2], at=2, words=line)
        await answered(url, room, f"{VOTER}-2", [3, 4], at=2, words="rude")
        await answered(url, room, f"{VOTER}-3", [5, 6], at=2)
        await turned(url, room, "close", 2)
        async with listening(url, room.code) as student, listening(url, *room) as teacher:
            assert (await student.next()).data["written"] == []
            seen = (await teacher.next()).data
            assert sorted(seen["clouds"][1]) == [[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]]
            names = {one["words"]: one["name"] for one in seen["written"]}
            assert set(names) == {line, "rude"}
            forged = Opened(room.code, "x" * 22)
            assert (await turned(url, forged, "hide", 2, name=names[line])).status == 403
            assert (await turned(url, room, "hide", 2, name=names["rude"])).status == 200
            await turned(url, room, "reveal", 2)
            told = (await student.until(phase="revealed")).data["written"]
            assert told == [{"words": line, "name": "", "hidden": False}]
        taken = (await rounds(url, room)).json["rounds"]
        assert sorted(taken[1]["words"]) == ["", "", line]

    played(story(shared))


def test_who_comes_late_or_back_is_told_how_it_stands_and_nothing_twice(shared: str) -> None:
    async def story(url: str) -> None:
        room = await opened(url, heads=elsewhere())
        async with listening(url, room.code) as student:
            last = (await student.next()).id
        await turned(url, room, "close")
        async with listening(url, room.code, last=last) as back, listening(url, room.code) as late:
            for one in (back, late):
                assert (await one.next()).data["phase"] == "closed"
        async with listening(url, room.code) as student:
            last = (await student.next()).id
        async with listening(url, room.code, last=last) as back:
            await turned(url, room, "reveal")
            assert (await back.next()).data["phase"] == "revealed"

    played(story(shared))


@pytest.mark.whole
def test_a_stream_of_a_room_in_which_nothing_happens_says_that_it_lives(shared: str) -> None:
    async def story(url: str) -> float:
        room = await opened(url, heads=elsewhere())
        async with listening(url, room.code) as student:
            await student.next()
            begun = time.perf_counter()
            await student.beat()
            return time.perf_counter() - begun

    assert played(story(shared)) == pytest.approx(BEAT, abs=3)


def test_an_answer_that_comes_twice_counts_once(shared: str) -> None:
    async def story(url: str) -> None:
        room = await opened(url, heads=elsewhere())
        for _ in range(3):
            assert (await answered(url, room, VOTER, [1, 2])).status == 200
        await turned(url, room, "close")
        async with listening(url, *room) as teacher:
            assert (await teacher.next()).data["clouds"] == [[[1.0, 2.0]]]

    played(story(shared))


MALFORMED = {
    "of another size": [1.0],
    "words": ["<script>", "1"],
    "beyond a million": [1e9, 0],
    "not finite": b'{"round": 1, "voter": "%s", "answer": [NaN, 1]}',
    "deep": b"[" * 4000,
    "no object": b"[]",
    "no JSON": b"answer=1",
    "no text": b"\xff\xfe",
}


@pytest.mark.parametrize("what", MALFORMED)
def test_what_is_no_answer_is_refused(shared: str, what: str) -> None:
    async def story(url: str) -> None:
        room = await opened(url, heads=elsewhere())
        sent = MALFORMED[what]
        if isinstance(sent, bytes):
            body = sent.replace(b"%s", VOTER.encode())
            answer = await ask(url, f"/rooms/{room.code}/answer", body)
        else:
            answer = await answered(url, room, VOTER, sent)
        assert (answer.status, answer.json["problem"]) == (422, "malformed")
        await turned(url, room, "close")
        async with listening(url, *room) as teacher:
            assert (await teacher.next()).data["clouds"] == [[]]

    played(story(shared))


def test_nobody_is_the_teacher_without_the_secret(shared: str) -> None:
    async def story(url: str) -> None:
        room, other = await opened(url, heads=elsewhere()), await opened(url, heads=elsewhere())
        for secret in (other.secret, room.code, "", "x" * 22, rooms.digest(room.secret)):
            forged = Opened(room.code, secret)
            for act in rooms.ACTS:
                assert (await turned(url, forged, act)).status == 403
            if secret:
                with pytest.raises(LookupError, match="403"):
                    await listening(url, *forged).__aenter__()
        async with listening(url, room.code) as student:
            assert (await student.next()).data["phase"] == "open"

    played(story(shared))


def test_no_one_answers_for_another(shared: str) -> None:
    """A voter is known by the token alone: what the server tells is of no use for that."""

    async def story(url: str) -> None:
        room = await opened(url, heads=elsewhere())
        await answered(url, room, VOTER, [1, 2])
        others: tuple[Any, ...] = (rooms.digest(room.code, VOTER), "", None, 7, "short")
        for voter in (*others, VOTER + "\n" * 3):
            assert (await answered(url, room, voter, [9, 9])).status in (200, 422)
        await turned(url, room, "close")
        async with listening(url, *room) as teacher:
            told = (await teacher.next()).data
            assert [1.0, 2.0] in told["clouds"][0]
            assert VOTER not in json.dumps(told)
            assert rooms.digest(room.code, VOTER) not in json.dumps(told)

    played(story(shared))


FOREIGN = ("https://evil.example", "null", "", "http://localhost", "http://localhost.evil.example")


@pytest.mark.parametrize("origin", FOREIGN)
def test_a_page_of_another_origin_is_refused_everywhere(shared: str, origin: str) -> None:
    async def story(url: str) -> None:
        room = await opened(url, heads=elsewhere())
        heads = {"Origin": origin, "Authorization": f"Bearer {room.secret}"}
        for path in ("/rooms", f"/rooms/{room.code}/answer", f"/rooms/{room.code}/turn"):
            answer = await ask(url, path, {"act": "end", "round": 1}, heads)
            assert (answer.status, answer.json["problem"]) == (403, "origin")
        assert (await answered(url, room, VOTER, [1, 1])).status == 200

    played(story(shared))


def test_forms_of_other_pages_are_refused_by_their_type(shared: str) -> None:
    async def story(url: str) -> None:
        for kind in ("text/plain", "application/x-www-form-urlencoded", ""):
            answer = await ask(url, "/rooms", {"query": ""}, {"Content-Type": kind} | elsewhere())
            assert answer.status == 415

    played(story(shared))


def test_own_is_what_names_the_host() -> None:
    assert is_own("https://a.org", "a.org")
    assert is_own("http://a.org:8501", "a.org:8501")
    for origin in (
        "https://a.org:1",
        "https://b.org",
        "a.org",
        "null",
        "",
        "http://[",
        "ftp://a.org",
    ):
        assert not is_own(origin, "a.org")
    assert not is_own("https://", "")


def test_a_body_of_a_megabyte_is_not_read(shared: str) -> None:
    async def story(url: str) -> None:
        body = b'"' + b"x" * 2**20 + b'"'
        assert (await ask(url, "/rooms", body, elsewhere())).status == 413
        assert (await ask(url, "/rooms", b'"' + b"x" * LARGEST + b'"', elsewhere())).status == 413

    played(story(shared))


BAD_LINKS = ("f=nothing", "x=1_2", "f=polar&x=nan_1", "f==1%2B", "f=polar&x=" + "1" * 2000)


@pytest.mark.parametrize("query", [*BAD_LINKS, "f=\ud83d", "x=\ud83d"], ids=ascii)
def test_a_link_that_is_none_is_told_and_opens_nothing(shared: str, query: str) -> None:
    async def story(url: str) -> None:
        said = {"query": query, "kind": "push", "page": f"{url}/room"}
        answer = await ask(url, "/rooms", said, elsewhere())
        assert (answer.status, answer.json["problem"]) == (422, "question")
        assert answer.json["told"]

    played(story(shared))


def test_a_question_of_the_catalogue_waits_behind_no_typed_ones(tmp_path: Path) -> None:
    async def story() -> None:
        desk = Desk(Sqlite(tmp_path / "rooms.sqlite3"))
        known = {"query": "f=polar", "kind": "push"}
        await desk.question(known, "")  # what is compiled for all of its kind is there
        deep = "softplus(" * 9 + "x1+{}*x2" + ")" * 9
        texts = [quote(f"={deep.format(k)}+{deep.format(k + 9)}") for k in range(1, 4)]
        typed = [
            asyncio.create_task(desk.question({"query": f"f={text}", "kind": "push"}, ""))
            for text in texts
        ]
        for _ in typed:
            await asyncio.sleep(0)  # until each has begun
        assert (await desk.question(known, "")).kind == "push"
        assert not any(task.done() for task in typed)
        for question in await asyncio.gather(*typed):
            assert question.kind == "push"
        desk.store.close()

    played(story())


@pytest.mark.whole
def test_where_f_has_no_value_there_is_no_question(shared: str) -> None:
    async def story(url: str) -> None:
        said = {"query": "f==[log(x1),x2]&x=-1_1", "kind": "push", "page": f"{url}/room"}
        answer = await ask(url, "/rooms", said, elsewhere())
        assert "not finite" in answer.json["told"]

    played(story(shared))


@pytest.mark.parametrize(
    "page", ["https://evil.example/room", "/room", "{url}/room?c=x", '{url}/"', 7]
)
def test_the_students_link_is_of_this_server(shared: str, page: object) -> None:
    async def story(url: str) -> None:
        named = page.replace("{url}", url) if isinstance(page, str) else page
        said = {"query": "f=polar", "kind": "push", "page": named}
        assert (await ask(url, "/rooms", said, elsewhere())).status == 422

    played(story(shared))


def test_the_secret_is_in_no_link_and_no_log(tmp_path: Path) -> None:
    async def story(url: str) -> str:
        room = await opened(url, heads=elsewhere())
        async with listening(url, *room) as teacher:
            told = (await teacher.next()).data
        assert told["way"]["link"] == f"{url}/room?c={room.code}"
        assert room.secret not in json.dumps(told)
        await turned(url, room, "close")
        return room.secret

    place = tmp_path / "rooms.sqlite3"
    with serving(environment={VARIABLE: f"sqlite://{place}"}) as server:
        secret = played(story(server.url))
        # What the server keeps is of no use to whoever reads it either.
        kept = b"".join(file.read_bytes() for file in tmp_path.iterdir())
        assert secret.encode() not in kept


async def guessed(url: str, heads: dict[str, str]) -> None:
    """Codes are tried from an address until it is told of none any more, all at once."""
    many = [ask(url, "/rooms/BBBBB", heads=heads) for _ in range(int(MISSES.most) + 60)]
    statuses = Counter([answer.status for answer in await asyncio.gather(*many)])
    assert statuses.keys() == {404, 429}
    assert statuses[404] >= MISSES.most


ASKED_OF_A_ROOM: dict[str, object] = {
    "": None,
    "/rounds": None,
    "/answer": {"round": 1, "voter": VOTER, "answer": [1, 1]},
    "/turn": {"act": "close", "round": 1},
}


@pytest.mark.whole
def test_who_has_guessed_too_often_is_not_told_of_a_right_code_either(url: str) -> None:
    async def story() -> None:
        guesser, teacher = elsewhere(), elsewhere()
        room = await opened(url, heads=teacher)
        await guessed(url, guesser)
        for path, body in ASKED_OF_A_ROOM.items():
            for code in (room.code, "BBBBB", "no code"):
                where = f"/rooms/{code.replace(' ', '%20')}{path}"
                shown = {"Authorization": f"Bearer {'x' * 22}"}
                for more in ({}, shown):
                    told = await ask(url, where, body, guesser | more)
                    assert (told.status, told.json["problem"]) == (429, "often"), where
        async with listening(url, room.code, heads=elsewhere()) as student:  # nobody else waits
            assert (await student.next()).data["phase"] == "open"

    played(story())
    tries = MISSES.most + 24 * 60 * 60 * MISSES.rate
    assert tries / len(rooms.LETTERS) ** rooms.LENGTH == pytest.approx(1 / 366, rel=0.01)


@pytest.mark.whole
def test_a_class_goes_on_behind_an_address_from_which_somebody_guesses(url: str) -> None:
    async def story() -> None:
        school = elsewhere()
        room, other = await opened(url, heads=elsewhere()), await opened(url, heads=elsewhere())
        async with AsyncExitStack() as stack:
            enter = stack.enter_async_context
            first = await enter(listening(url, room.code, heads=school))
            await guessed(url, school)
            students = [
                first,
                *[await enter(listening(url, room.code, heads=school)) for _ in range(199)],
            ]
            given = [answered(url, room, f"{VOTER}-{k}", [k, 1], heads=school) for k in range(200)]
            assert {one.status for one in await asyncio.gather(*given)} == {200}
            await turned(url, room, "close")
            for student in students:
                await student.until(phase="closed")
            # Who was in no room from there waits, until its teacher comes.
            with pytest.raises(LookupError, match="429"):
                await listening(url, other.code, heads=school).__aenter__()
            teacher = await enter(listening(url, *other, heads=school))
            assert (await teacher.next()).data["count"] == 0
            new = await enter(listening(url, other.code, heads=school))
            assert (await new.next()).data["phase"] == "open"

    played(story())


@pytest.mark.whole
def test_streams_of_one_address_and_of_one_room_leave_others_theirs(tmp_path: Path) -> None:
    most = 12
    environment = TRUSTED | {VARIABLE: f"sqlite://{tmp_path}/a.sqlite3", READERS: str(most)}

    async def story(url: str) -> None:
        one, other = await opened(url, heads=elsewhere()), await opened(url, heads=elsewhere())
        async with AsyncExitStack() as stack:
            enter = stack.enter_async_context
            greedy = elsewhere()
            for _ in range(most // 2):  # with the secret of a room of one's own, too
                await enter(listening(url, *one, heads=greedy))
            for room in (one, other):
                with pytest.raises(LookupError, match="503"):
                    await listening(url, *room, heads=greedy).__aenter__()
            for _ in range(most // 2):
                await enter(listening(url, other.code, heads=elsewhere()))
            with pytest.raises(LookupError, match="503"):
                await listening(url, other.code, heads=elsewhere()).__aenter__()
        # Places of those who have gone are free; the server hears of it when it next sends.
        for code in (one.code, other.code):
            assert (await turned(url, one if code == one.code else other, "close")).status == 200
        async with AsyncExitStack() as stack:
            crowd = [
                await stack.enter_async_context(entered(url, other.code))
                for _ in range(2 * most // 3)
            ]
            assert (await crowd[0].next()).data["phase"] == "closed"
            with pytest.raises(LookupError, match="503"):
                await listening(url, other.code, heads=elsewhere()).__aenter__()
            for way in (listening(url, *other), listening(url, one.code)):
                stream = await stack.enter_async_context(way)
                assert (await stream.next()).data["phase"] == "closed"

    with serving(environment=environment) as server:
        played(story(server.url))


@asynccontextmanager
async def entered(url: str, code: str) -> AsyncGenerator[Stream]:
    """A stream from an address that nobody else has, as soon as there is a place."""
    while True:
        try:
            async with listening(url, code, heads=elsewhere()) as stream:
                yield stream
                return
        except LookupError:
            pass


def test_a_network_of_ipv6_is_counted_as_one_address() -> None:
    assert counted("203.0.113.9") == counted("::ffff:203.0.113.9") == "203.0.113.9"
    assert counted("::ffff:203.0.113.9") != counted("::ffff:203.0.113.10")
    assert counted("2001:db8::1") == counted("2001:db8:0:0:ffff:ffff:ffff:ffff")
    assert counted("2001:db8::1") != counted("2001:db8:0:1::1")
    assert counted("fe80::1%eth0") == counted("fe80::2")
    assert counted("localhost") == "localhost"


@pytest.mark.whole
def test_networks_of_ipv6_guess_as_one(url: str) -> None:
    async def story() -> None:
        one, *others = (
            {"X-Forwarded-For": f"2001:db8:0:{net}::{k}"} for net, k in ((0, 1), (0, 2), (1, 1))
        )
        await guessed(url, one)
        statuses = [(await ask(url, "/rooms/BBBBB", heads=heads)).status for heads in others]
        assert statuses == [429, 404]

    played(story())


def test_what_came_too_late_is_told_with_what_is_kept(shared: str) -> None:
    async def story(url: str) -> None:
        room = await opened(url, heads=elsewhere())
        await turned(url, room, "words")
        await answered(url, room, VOTER, [1, 2], words=" so ")
        await answered(url, room, f"{VOTER}-2", [5, 6])
        await turned(url, room, "close")
        held = {"answer": [1.0, 2.0], "words": "so"}
        for answer, words, same in (
            ([1, 2], "so ", True),
            ([1, 2], "", False),
            ([3, 4], "so", False),
        ):
            late = await answered(url, room, VOTER, answer, words=words)
            assert (late.status, late.json["problem"]) == (409, "closed")
            assert late.json["held"] == held | {"same": same}
        await turned(url, room, "again")
        assert (await answered(url, room, VOTER, [1, 2], words="so")).json["held"]["same"]
        none = await answered(url, room, f"{VOTER}-3", [1, 2])
        assert (none.status, none.json["held"]) == (409, None)
        for at in (0, 3, -1, 1e300, "1", None, True, [1]):
            odd = await answered(url, room, VOTER, [1, 2], at=at)
            assert (odd.status, odd.json["held"]) == (409, None), at

    played(story(shared))


def test_what_is_right_comes_with_the_truth(shared: str) -> None:
    async def story(url: str) -> None:
        for name in ("kinks/round", "jacobian/entry", "kinks/tie", "push_and_pull/push"):
            room = await opened(url, question=name, heads=elsewhere())
            async with listening(url, room.code) as student, listening(url, *room) as teacher:
                whole = (await teacher.next()).data["question"]
                covered = (await student.next()).data["question"]
                for why in whys(whole):
                    assert why not in json.dumps(covered)
                assert covered["variant"]["ask"] == whole["variant"]["ask"]
                await turned(url, room, "close")
                assert (await student.until(phase="closed")).data["question"] == covered
                await turned(url, room, "reveal")
                assert (await student.until(phase="revealed")).data["question"] == whole

    played(story(shared))


def whys(question: Any) -> list[str]:
    """The sentences that say why an answer is right or wrong, as JSON has them."""
    found = [
        part["why"] if isinstance(part, dict) else part
        for name in ("answers", "mistakes", "whys")
        for row in question["variant"].get(name, [])
        for part in (row if isinstance(row, list) else [row])
    ] + [question["variant"].get("why", "")]
    sentences = [json.dumps(why)[1:-1] for why in found if why]
    assert sentences
    return sentences


@pytest.mark.whole
def test_of_a_flood_of_answers_no_more_is_taken_than_the_rate_allows(url: str) -> None:
    async def story() -> None:
        room = await opened(url)
        begun = asyncio.get_running_loop().time()
        outcomes: list[int] = []
        for _ in range(8):
            some = [answered(url, room, f"{VOTER}-{k}", [1, 1]) for k in range(100)]
            outcomes += [one.status for one in await asyncio.gather(*some)]
            async with listening(url, room.code) as other:
                await other.next()  # others are served meanwhile
        seconds = asyncio.get_running_loop().time() - begun
        assert outcomes.count(200) <= ANSWERS.most + ANSWERS.rate * seconds
        assert set(outcomes) <= {200, 429}

    played(story())


@pytest.mark.whole
def test_while_ten_thousand_answers_come_at_once_a_lessons_reader_is_served(url: str) -> None:
    lesson = LESSONS["push_and_pull"]

    async def story() -> Counter[int]:
        await warm(url, lesson)
        room = await opened(url)
        async with reading(url, lesson.page, lesson.figure, "f=polar") as reader:
            pouring = [asyncio.create_task(poured(url, room, 500)) for _ in range(20)]
            await reader.arrive()
            student = Student(reader, lesson, random.Random(1))
            for _ in range(5):
                await student.gesture()  # until JAX's numbers for just that x have come
                (r, angle), v = reader.data["settled"]["x"], reader.data["state"]["v"]
                by_hand = [
                    v[0] * math.cos(angle) - v[1] * r * math.sin(angle),
                    v[0] * math.sin(angle) + v[1] * r * math.cos(angle),
                ]
                assert reader.data["settled"]["push"] == pytest.approx(by_hand, rel=1e-9)
            found = sum(await asyncio.gather(*pouring), Counter[int]())
        await turned(url, room, "close")
        return found

    found = played(story())
    assert found.total() == 10_000
    assert found.keys() == {200, 429}
    assert found[200] >= ANSWERS.most


async def poured(url: str, room: Opened, count: int) -> Counter[int]:
    """What becomes of answers that one connection sends as fast as it can, all without waiting."""
    there = urlsplit(url)
    reader, writer = await asyncio.open_connection(there.hostname, there.port)

    async def pour() -> None:
        for k in range(count):
            said = {"round": 1, "voter": f"{VOTER}-{k}", "answer": [k, 1]}
            body = json.dumps(said).encode()
            heads = (
                f"POST /rooms/{room.code}/answer HTTP/1.1",
                f"Host: {there.netloc}",
                f"Origin: {url}",
                "Content-Type: application/json",
                f"Content-Length: {len(body)}",
            )
            writer.write("\r\n".join([*heads, "", ""]).encode() + body)
            await writer.drain()

    pouring = asyncio.create_task(pour())
    statuses = Counter[int]()
    for _ in range(count):
        head = (await reader.readuntil(b"\r\n\r\n")).decode().lower()
        statuses[int(head.split(" ")[1])] += 1
        await reader.readexactly(int(head.partition("content-length: ")[2].split("\r\n")[0]))
    await pouring
    writer.close()
    return statuses


@pytest.mark.whole
def test_a_browser_changes_its_answer_only_so_often(url: str) -> None:
    async def story() -> None:
        room = await opened(url)
        many = int(CHANGES.most) + 15
        begun = asyncio.get_running_loop().time()
        statuses = [(await answered(url, room, VOTER, [k, 1])).status for k in range(many)]
        seconds = asyncio.get_running_loop().time() - begun
        assert statuses.count(200) <= CHANGES.most + CHANGES.rate * seconds
        assert (await answered(url, room, f"{VOTER}-2", [1, 1])).status == 200

    played(story())


@pytest.mark.whole
def test_an_address_opens_so_many_rooms(url: str) -> None:
    async def story() -> None:
        for _ in range(int(OPENINGS.most)):
            await opened(url)
        with pytest.raises(LookupError, match="429"):
            await opened(url)

    played(story())


@pytest.mark.whole
def test_an_address_is_what_a_trusted_proxy_says_and_nobody_else(url: str) -> None:

    async def story() -> None:
        one, other = ({"X-Forwarded-For": f"203.0.113.{k}"} for k in (1, 2))
        missed = [await ask(url, "/rooms/BBBBB", heads=one) for _ in range(int(MISSES.most) + 20)]
        assert missed[-1].status == 429
        assert (await ask(url, "/rooms/BBBBB", heads=other)).status == 404
        # What stands before the proxy's own word was written by whoever sends.
        forged = {"X-Forwarded-For": "198.51.100.7, 203.0.113.1"}
        assert (await ask(url, "/rooms/BBBBB", heads=forged)).status == 429

    played(story())


def test_who_is_killed_in_a_round_has_lost_nothing(tmp_path: Path) -> None:
    environment = {VARIABLE: f"sqlite://{tmp_path}/rooms.sqlite3"}
    port = free_port()
    given: dict[str, list[list[float]]] = {
        "": [[k, 1] for k in range(20)],
        "two_sweeps/order": [[4, 0, 1, 3, 2], [0, 1, 2, 3, 4]],
        "push_and_pull/push": [[-2.5, 6], [0, 0.5]],
        "kinks/tie": [[1.5], [-3]],
        "jacobian/entry": [[1, 2]],
    }

    async def before(url: str) -> dict[str, Opened]:
        rooms = {name: await opened(url, question=name) for name in given}
        for name, room in rooms.items():
            for k, answer in enumerate(given[name][:-1]):
                assert (await answered(url, room, f"{VOTER}-{k}", answer)).status == 200
        return rooms

    async def after(url: str, rooms: dict[str, Opened]) -> None:
        for name, room in rooms.items():
            *_, last = given[name]
            async with listening(url, *room) as teacher:
                assert (await teacher.next()).data["count"] == len(given[name]) - 1
                assert (await answered(url, room, f"{VOTER}-last", last)).status == 200
                assert (await turned(url, room, "close")).status == 200
                (cloud,) = (await teacher.until(phase="closed")).data["clouds"]
            assert sorted(cloud) == sorted(given[name])

    with serving(environment=environment, port=port) as server:
        rooms = played(before(server.url))
        server.kill()
    with serving(environment=environment, port=port) as server:
        played(after(server.url, rooms))


@pytest.mark.whole
def test_a_server_sweeps_what_an_earlier_one_has_left(tmp_path: Path) -> None:
    place = tmp_path / "rooms.sqlite3"
    kept = Sqlite(place)
    kept.open("BCDFG", "what was asked", 1, time.time() - 1)
    kept.close()
    begun = time.perf_counter()
    with serving(environment={VARIABLE: f"sqlite://{place}"}):
        while b"what was" in b"".join(file.read_bytes() for file in tmp_path.iterdir()):
            assert time.perf_counter() < begun + PATIENCE


@pytest.mark.whole
def test_who_is_told_to_end_ends_while_others_listen(url: str, tmp_path: Path) -> None:
    async def story(url: str, pid: int) -> None:
        room = await opened(url)
        async with listening(url, room.code) as student:
            await student.next()
            os.kill(pid, signal.SIGTERM)
            with pytest.raises((EOFError, OSError)):
                await student.until(phase="what never comes")

    with serving(environment={VARIABLE: f"sqlite://{tmp_path}/other.sqlite3"}) as server:
        played(story(server.url, server.pid))


@pytest.mark.whole
def test_where_nothing_can_be_kept_the_page_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    environment = {VARIABLE: f"sqlite://{tmp_path}/file/rooms.sqlite3"}

    async def story(url: str) -> None:
        many = [ask(url, "/rooms/BCDFG") for _ in range(int(MISSES.most) + 20)]
        for answer in await asyncio.gather(*many):  # which are no guesses
            assert (answer.status, answer.json["problem"]) == (503, "store")

    with serving(environment=environment) as server:
        played(story(server.url))


def test_a_store_that_cannot_be_meant_keeps_a_server_from_starting() -> None:
    with pytest.raises(RuntimeError, match=VARIABLE), serving(environment={VARIABLE: "rooms"}):
        pass


def test_several_replicas_need_a_store_in_common(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(VARIABLE, raising=False)
    for replicas in ("", "1"):
        monkeypatch.setenv(REPLICAS, replicas)
        check()
    for replicas in ("2", "0", "-1", "two", "²"):
        monkeypatch.setenv(REPLICAS, replicas)
        with pytest.raises(ValueError, match=REPLICAS):
            check()
    monkeypatch.setenv(REPLICAS, "2")
    monkeypatch.setenv(VARIABLE, "redis://redis:6379/0")
    check()


def test_a_purse_fills_at_its_rate_to_its_most() -> None:
    purses = Purses(Allowance(2, 0.5))
    assert [purses.spend("a", 0.0) for _ in range(3)] == [True, True, False]
    assert not purses.spend("a", 1.9)
    assert purses.spend("a", 2.0)
    assert purses.spend("b", 0.0)
    assert purses.left("a", 1e6) == 2
    purses.spend("a", 1e6)
    purses.give_back("a", 1e6)
    purses.give_back("a", 1e6)
    assert purses.left("a", 1e6) == 2


def test_what_was_asked_for_longest_ago_is_forgotten_first() -> None:
    known = Known()
    for k in range(KNOWN):
        known.note(k)
    assert known.holds(0)
    known.note("one more")
    assert known.holds(0)
    assert not known.holds(1)
    assert known.holds("one more")


@pytest.mark.whole
def test_without_a_proxy_that_is_trusted_nobody_says_who_they_are(tmp_path: Path) -> None:
    async def story(url: str) -> None:
        many = range(int(MISSES.most) + 20)
        missed = [await ask(url, "/rooms/BBBBB", heads=elsewhere()) for _ in many]
        assert missed[-1].status == 429

    environment = {VARIABLE: f"sqlite://{tmp_path}/a.sqlite3", "FORWARDED_ALLOW_IPS": "192.0.2.1"}
    with serving(environment=environment) as server:
        played(story(server.url))
