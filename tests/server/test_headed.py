"""What every answer is headed with, and what is not to be had."""

import asyncio
from collections.abc import Iterator, MutableMapping
from email.message import Message
from typing import Any, NoReturn
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest
from starlette.applications import Starlette
from starlette.routing import Route

from explainers.server.bounded import MOST, READERS, readers
from explainers.server.broken import failed
from explainers.server.closed import METRICS
from explainers.server.headed import ANCESTORS, policy
from explainers.server.middleware import look_at_settings
from harness.server import serving

PAGE = {"Accept": "text/html"}
MOODLE = "'self' https://moodle.example.org https://*.school.example:8443"


@pytest.fixture(scope="module")
def configured() -> Iterator[str]:
    """A server whose operator has set all that can be set."""
    with serving(environment={METRICS: "1", ANCESTORS: MOODLE}) as running:
        yield running.url


def asked(url: str, headers: dict[str, str] | None = None) -> tuple[int, Message]:
    try:
        with urlopen(Request(url, headers=headers or {})) as answer:
            return answer.status, answer.headers
    except HTTPError as refusal:
        return refusal.code, refusal.headers


def directives(headers: Message) -> dict[str, str]:
    pairs = (part.strip().partition(" ") for part in headers["content-security-policy"].split(";"))
    return {name: sources for name, _, sources in pairs}


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/kinks?embed=true",
        "/no_such_page",
        "/favicon.png",
        "/_stcore/health",
        "/_stcore/host-config",
        "/_stcore/metrics",
        "/_stcore/bidi-components/explainers.stage/stage.js",
        "/media/nothing",
    ],
)
@pytest.mark.share(3)
def test_every_answer_is_headed(server: str, path: str) -> None:
    for headers in (PAGE, {}):
        _, answer = asked(server + path, headers)
        assert answer.get_all("x-content-type-options") == ["nosniff"]
        assert answer.get_all("referrer-policy") == ["same-origin"]
        assert len(answer.get_all("content-security-policy") or []) == 1
        allowed = directives(answer)
        assert allowed["default-src"] == allowed["base-uri"] == "'none'"
        assert not {"'unsafe-inline'", "'unsafe-eval'"} & set(allowed["script-src"].split())


def test_an_answer_that_broke_off_is_headed_and_tells_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """No request is known that breaks off, so that a route of the test does."""

    def route(_: object) -> NoReturn:
        raise LookupError("a secret")

    async def told(app: Starlette) -> list[MutableMapping[str, Any]]:
        sent: list[MutableMapping[str, Any]] = []

        async def send(message: MutableMapping[str, Any]) -> None:
            sent.append(message)

        async def receive() -> dict[str, Any]:
            return {"type": "http.disconnect"}

        scope = {"type": "http", "method": "GET", "path": "/", "headers": [], "query_string": b""}
        with pytest.raises(LookupError):  # which is for the log
            await app(scope, receive, send)
        return sent

    monkeypatch.setenv(ANCESTORS, MOODLE)
    app = Starlette(routes=[Route("/", route)], exception_handlers={Exception: failed})
    begun, body = asyncio.run(told(app))
    heads = {name.decode(): value.decode() for name, value in begun["headers"]}
    assert begun["status"] == 500
    assert MOODLE in heads["content-security-policy"]
    assert heads["x-content-type-options"] == "nosniff"
    assert b"secret" not in body["body"]


def test_any_page_may_frame_the_app_unless_its_operator_names_them(
    server: str, configured: str
) -> None:
    assert "frame-ancestors" not in directives(asked(server, PAGE)[1])
    assert directives(asked(configured, PAGE)[1])["frame-ancestors"] == MOODLE


@pytest.mark.parametrize(
    "text", ["'self'; script-src *", "a, b", "a\r\nSet-Cookie: x=1", " 'self'", "a  b", "ä"]
)
def test_what_is_no_list_of_sources_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=ANCESTORS):
        policy(text)


@pytest.mark.parametrize("source", ["'none'", "'self'", "*", "https:", "http://[::1]:8080/a"])
def test_sources_are_taken_as_they_are_written(source: str) -> None:
    assert policy(source).endswith(f"; frame-ancestors {source}")


@pytest.mark.parametrize("path", ["/_stcore/metrics", "/_stcore/metrics/", "/_stcore/%6detrics"])
def test_metrics_are_for_operators(server: str, configured: str, path: str) -> None:
    assert asked(server + path)[0] == 404
    status, headers = asked(configured + path)
    assert status == 200
    assert headers.get_content_type() == "application/openmetrics-text"


def test_nobody_can_lay_files_into_the_servers_memory(server: str) -> None:
    upload = Request(f"{server}/_stcore/upload_file/a/b", data=b"x" * 1000, method="PUT")
    with pytest.raises(HTTPError, match="404"):
        urlopen(upload)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        (READERS, "abc"),
        (READERS, "0"),
        (READERS, "-3"),
        (ANCESTORS, "a; script-src *"),
        (ANCESTORS, "a\nb: c"),
    ],
)
def test_a_server_does_not_start_with_a_variable_that_cannot_be_meant(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(SystemExit, match=name):
        look_at_settings()


@pytest.mark.parametrize(("named", "most"), [("", MOST), (" ", MOST), ("40", 40)])
def test_the_most_connections_are_those_of_the_operator(
    monkeypatch: pytest.MonkeyPatch, named: str, most: int
) -> None:
    monkeypatch.setenv(READERS, named)
    assert readers() == most
    look_at_settings()
