"""Two replicas behind the nginx that is shipped: who is led where, and what a class notices."""

import asyncio
import gzip
import re
from contextlib import AsyncExitStack
from typing import Any
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest
from playwright.sync_api import Browser
from websockets.exceptions import InvalidStatus

from harness.reader import reading
from harness.replicas import COOKIE, Answer, Balancer, Returning, ask, returning, went
from tests.browser.conftest import Tab
from tests.browser.figure import Stage, finished, near, truth, vectors_of
from tests.deploy.conftest import Replica, Two
from tests.stories import played

PLACE = "push_and_pull", "stage", "f=polar"
BROWSER = {"Accept": "text/html,application/xhtml+xml;q=0.9", "Accept-Encoding": "gzip"}
EXACT = 1e-12
OF_A_HOP = {
    *("date", "server", "connection", "set-cookie"),
    *("content-length", "accept-ranges", "vary"),
}
"""Headers that each server writes by itself, and those that compressing changes."""


def one(balancer: Balancer, path: str, headers: dict[str, str]) -> Answer:
    (answer,) = ask(balancer, [(path, headers)])
    return answer


def led_to(balancer: Balancer, replica: Replica, number: int) -> list[str]:
    """As many cookies that lead to a replica."""
    cookies = [f"reader-{k}" for k in range(64)]
    there = zip(cookies, went(balancer, cookies), strict=True)
    return [cookie for cookie, address in there if address == replica.address][:number]


def link(x: list[float]) -> str:
    return f"{PLACE[2]}&x={'_'.join(map(str, x))}"


def answers(data: dict[str, Any], sent: dict[str, Any]) -> bool:
    return data["settled"] is not None and data["settled"]["x"] == sent["x"]


async def let_go(reader: Returning, x: list[float]) -> None:
    """Let go of x there, and wait for JAX's numbers."""
    await reader.gesture({**reader.reader.data["state"], "x": x}, link(x), answers)


# Requests ---------------------------------------------------------------------------------------


def test_a_reader_stays_with_a_replica_by_a_cookie(balancer: Balancer, replicas: Two) -> None:
    cookies = [f"reader-{k}" for k in range(64)]
    first = went(balancer, cookies)
    assert set(first) == {replica.address for replica in replicas}
    assert went(balancer, cookies[::-1]) == first[::-1]


def test_a_cookie_comes_with_the_first_page_and_once(balancer: Balancer) -> None:
    said = one(balancer, "/kinks", BROWSER).headers["set-cookie"]
    cookie = re.fullmatch(r"replica=(\w+); Path=/; HttpOnly; SameSite=Lax", said)
    assert cookie
    again = one(balancer, "/kinks", BROWSER | {"Cookie": f"{COOKIE}={cookie[1]}"})
    assert again.headers["set-cookie"] is None


def test_in_the_frame_of_another_page_the_cookie_is_sent_too(balancer: Balancer) -> None:
    headers = one(balancer, "/kinks", BROWSER | {"X-Forwarded-Proto": "https"}).headers
    assert headers["set-cookie"].endswith("; HttpOnly; SameSite=None; Secure; Partitioned")


def test_a_browser_that_takes_no_cookie_stays_by_its_address(balancer: Balancer) -> None:
    answers = ask(balancer, 16 * [("/_stcore/host-config", {})])
    assert len({answer.replica for answer in answers}) == 1


def test_a_page_comes_as_the_app_has_it(balancer: Balancer, replicas: Two) -> None:
    body, headers, _ = one(balancer, "/kinks", BROWSER)
    request = Request(f"{replicas[0].server.url}/kinks", headers={"Accept": BROWSER["Accept"]})
    with urlopen(request) as direct:
        assert headers["content-encoding"] == "gzip"
        assert gzip.decompress(body) == direct.read()
        for key, value in direct.headers.items():
            assert key.lower() in OF_A_HOP or headers[key] == value


def test_what_never_changes_is_compressed_and_asked_of_a_replica_once(balancer: Balancer) -> None:
    page = one(balancer, "/", {"Accept": "text/html"}).body.decode()
    found = re.search(r"/static/js/index\.[^\"]+", page)
    assert found
    first, again = ask(balancer, 2 * [(found[0], {"Accept-Encoding": "gzip"})])
    assert first.replica != "-"
    assert again.replica == "-"
    for answer in (first, again):
        assert "immutable" in answer.headers["cache-control"]
        assert len(gzip.decompress(answer.body)) > 2 * len(answer.body)


def test_measures_are_not_for_readers(balancer: Balancer) -> None:
    for path in ("/_stcore/metrics", "/kinks/_stcore/metrics"):
        with pytest.raises(HTTPError, match="404"):
            urlopen(balancer.url + path)


def test_a_request_is_logged_without_what_readers_type(balancer: Balancer) -> None:
    assert one(balancer, "/push_and_pull?f==sin(secret)", BROWSER).replica != "-"
    assert "secret" not in balancer.log.read_text()


# WebSockets -------------------------------------------------------------------------------------


def test_a_websocket_passes_for_pages_of_the_same_origin_alone(balancer: Balancer) -> None:
    async def arrive(origin: str) -> str:
        async with reading(balancer.url, *PLACE, {"Origin": origin}) as reader:
            await reader.arrive()
            return reader.data["state"]["slug"]

    assert played(arrive(balancer.url)) == "polar"
    with pytest.raises(InvalidStatus, match="403"):
        played(arrive("http://elsewhere.example.org"))


@pytest.mark.whole
def test_a_session_is_found_again(balancer: Balancer) -> None:
    async def comes_back(cookie: str) -> bool:
        headers = {"Cookie": f"{COOKIE}={cookie}"}
        async with reading(balancer.url, *PLACE, headers) as reader:
            await reader.arrive()
            session = reader.session
        async with reading(balancer.url, *PLACE, headers, session) as reader:
            await reader.arrive()
            return reader.session == session

    async def all_come_back() -> list[bool]:
        return await asyncio.gather(*(comes_back(str(k)) for k in range(8)))

    assert played(all_come_back()) == 8 * [True]


# Replicas that go ---------------------------------------------------------------------------------


@pytest.mark.whole
def test_readers_of_a_killed_replica_find_their_state_at_the_other_and_nobody_else_notices(
    balancer: Balancer, replicas: Two
) -> None:
    gone, stays = replicas
    theirs, others = led_to(balancer, gone, 2), led_to(balancer, stays, 2)

    async def a_class() -> None:
        async with AsyncExitStack() as stack:
            readers = [
                await stack.enter_async_context(returning(balancer.url, *PLACE, cookie))
                for cookie in theirs + others
            ]
            for k, reader in enumerate(readers):
                await let_go(reader, [1 + k / 8, 0.5])
            sessions = [reader.reader.session for reader in readers]
            gone.server.kill()
            for k, reader in enumerate(readers[:2]):
                await reader.stay()
                await reader.come_back()
                data = reader.reader.data
                assert data["state"]["x"] == [1 + k / 8, 0.5]
                assert reader.reader.session != sessions[k]
            for k, reader in enumerate(readers):
                await let_go(reader, [2 + k / 8, 0.25])
            for reader, session in zip(readers[2:], sessions[2:], strict=True):
                assert reader.returns == []
                assert reader.reader.session == session

    try:
        played(a_class())
    finally:
        gone.stop()
        gone.start()


@pytest.mark.whole
def test_a_rolling_restart_loses_no_gesture(balancer: Balancer, replicas: Two) -> None:
    cookies = [led_to(balancer, one, 1)[0] for one in replicas]

    async def work(reader: Returning, done: asyncio.Event) -> list[int]:
        """Make gestures one after the other, and count those that were answered."""
        answered: list[int] = []
        while not done.is_set() or not reader.returns:
            k = len(answered)
            await let_go(reader, [1 + k / 1024, 0.5])
            assert answers(reader.reader.data, {"x": [1 + k / 1024, 0.5]})
            answered.append(k)
        return answered

    async def a_class() -> list[list[int]]:
        async with AsyncExitStack() as stack:
            readers = [
                await stack.enter_async_context(returning(balancer.url, *PLACE, cookie))
                for cookie in cookies
            ]
            done = asyncio.Event()
            working = [asyncio.create_task(work(reader, done)) for reader in readers]
            for one in replicas:
                await asyncio.to_thread(one.stop)
                await asyncio.to_thread(one.start)
            done.set()
            return await asyncio.gather(*working)

    for answered in played(a_class()):
        assert answered == list(range(len(answered)))
        assert answered


@pytest.mark.whole
def test_a_browser_goes_on_at_another_replica(
    balancer: Balancer, replicas: Two, browser: Browser
) -> None:
    tab = Tab(browser)
    stage = Stage(tab.page, f"{balancer.url}/push_and_pull?f=polar")
    stage.slider("point x").press("ArrowRight")
    before = stage.settled()
    finished(tab.page)
    cookies = {cookie.get("name"): cookie.get("value", "") for cookie in tab.context.cookies()}
    (address,) = went(balancer, [cookies[COOKIE]])
    (gone,) = (replica for replica in replicas if replica.address == address)
    try:
        with tab.page.expect_event("websocket"):
            gone.server.kill()
        assert stage.settled() == before
        finished(tab.page)
        stage.slider("point x").press("ArrowRight")
        after = stage.led_to(lambda state: state.x != before.x)
        assert after.x == pytest.approx((before.x[0] + 0.1, before.x[1]))
        assert near(stage.numbers("Jv"), truth("polar", vectors_of(after)).push, EXACT)
    finally:
        gone.stop()
        gone.start()
        tab.context.close()
