"""Rooms behind the nginx that is shipped, in two replicas that have a Redis in common."""

import asyncio
from collections.abc import Iterator
from contextlib import AsyncExitStack
from pathlib import Path
from typing import NamedTuple

import pytest

from explainers.rooms.store import VARIABLE
from explainers.server.rooms import MISSES
from harness.redis import keeping
from harness.replicas import COOKIE, Balancer, balancing, went
from harness.rooms import Opened, answered, ask, listening, opened, turned
from harness.server import Server, serving
from tests.stories import played

NGINX = "127.0.0.1,::1,::ffff:127.0.0.1"
VOTER = "voter-of-twenty-two-or-more"
STUDENTS = 200


class School(NamedTuple):
    """A balancer, the replicas behind it, and a cookie that leads to each."""

    balancer: Balancer
    replicas: tuple[Server, Server]
    cookies: tuple[dict[str, str], dict[str, str]]


@pytest.fixture(scope="module")
def school(tmp_path_factory: pytest.TempPathFactory) -> Iterator[School]:
    folder: Path = tmp_path_factory.mktemp("redis")
    with keeping(folder) as redis:
        environment = {VARIABLE: redis.url, "FORWARDED_ALLOW_IPS": NGINX}
        with (
            serving(environment=environment) as one,
            serving(environment=environment) as two,
            balancing([one, two]) as balancer,
        ):
            names = [f"reader-{k}" for k in range(64)]
            there = dict(zip(went(balancer, names), names, strict=True))
            first, second = (
                {"Cookie": f"{COOKIE}={there[f'127.0.0.1:{server.port}']}"} for server in (one, two)
            )
            yield School(balancer, (one, two), (first, second))


@pytest.mark.whole
def test_students_of_one_room_reach_different_replicas(school: School) -> None:
    url, (one, two) = school.balancer.url, school.cookies

    async def story() -> None:
        room = await opened(url, heads=one)
        async with (
            listening(url, *room, heads=one) as teacher,
            listening(url, room.code, heads=two) as student,
        ):
            assert (await student.next()).data["phase"] == "open"
            assert (await answered(url, room, f"{VOTER}-1", [1, 1], heads=one)).status == 200
            assert (await answered(url, room, f"{VOTER}-2", [2, 2], heads=two)).status == 200
            await teacher.until(count=2)
            await turned(url, room, "close")
            await student.until(phase="closed")
            await turned(url, room, "reveal")
            told = await student.until(phase="revealed")
            assert told.data["clouds"] == [[[1.0, 1.0], [2.0, 2.0]]]

    played(story())


@pytest.mark.whole
def test_a_class_behind_one_address_is_let_in_and_answers_at_once(school: School) -> None:
    url = school.balancer.url
    address = {"X-Forwarded-For": "203.0.113.9"}

    async def story() -> None:
        room = await opened(url)
        async with AsyncExitStack() as stack:
            heads = [school.cookies[k % 2] | address for k in range(STUDENTS)]
            students = [
                await stack.enter_async_context(listening(url, room.code, heads=one))
                for one in heads
            ]
            for student in students:
                assert (await student.next()).data["phase"] == "open"
            many = [
                answered(url, room, f"{VOTER}-{k}", [k, 1], heads=heads[k]) for k in range(STUDENTS)
            ]
            assert {one.status for one in await asyncio.gather(*many)} == {200}
            await turned(url, room, "close")
            async with listening(url, *room) as teacher:
                closed = await teacher.until(phase="closed")
            assert len(closed.data["clouds"][0]) == STUDENTS
            for student in students:
                await student.until(phase="closed")

    played(story())


@pytest.mark.whole
def test_nobody_gets_another_limit_by_naming_another_address(school: School) -> None:
    """What nginx adds is believed, what stood there before is not."""
    url = school.balancer.url.replace("localhost", "127.0.0.1")
    heads = school.cookies[0]

    async def story() -> None:
        forged = [heads | {"X-Forwarded-For": f"203.0.113.{k}"} for k in range(120)]
        asked = [await ask(url, "/rooms/BBBBB", heads=one, source="127.0.0.2") for one in forged]
        missed = [answer.status for answer in asked]
        assert missed[: int(MISSES.most) - 1] == [404] * (int(MISSES.most) - 1)
        assert missed[-1] == 429

    played(story())


@pytest.mark.whole
def test_a_foreign_origin_is_refused_behind_nginx_too(school: School) -> None:
    url = school.balancer.url

    async def story() -> None:
        for replica in school.replicas:  # its own address is foreign to readers
            answer = await ask(url, "/rooms", {}, {"Origin": replica.url})
            assert (answer.status, answer.json["problem"]) == (403, "origin")

    played(story())


@pytest.mark.whole
def test_the_secret_is_not_in_nginx_log(school: School) -> None:
    url = school.balancer.url

    async def story() -> Opened:
        room = await opened(url)
        async with listening(url, *room) as teacher:
            await teacher.next()
        await turned(url, room, "close")
        return room

    room = played(story())
    log = school.balancer.log.read_text()
    assert f"/rooms/{room.code}/turn" in log
    assert room.secret not in log
