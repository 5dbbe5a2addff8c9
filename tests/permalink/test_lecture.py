"""A lecture holds states of the app's own pages, and says of everything else why not."""

import json
from typing import Any
from urllib.parse import parse_qs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explainers.permalink.lecture import (
    LARGEST,
    LONGEST,
    MOST,
    Refused,
    Stop,
    address,
    decode,
    encode,
    from_file,
    read,
    stop,
    written,
)
from tests.permalink.test_old_links import OLD

HERE = "https://host.example/push_and_pull"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("push_and_pull?f=polar", Stop("push_and_pull", "f=polar")),
        ("/kinks?case=relu&x=0.5", Stop("kinks", "case=relu&x=0.5")),
        ("https://host.example/kinks?case=relu", Stop("kinks", "case=relu")),
        ("https://host.example/?f=arm", Stop("home", "f=arm")),
        ("push_and_pull?f=polar&present=1&embed=true", Stop("push_and_pull", "f=polar")),
        (
            "kinks?ask=Where%3F&case=relu&hide=words&lock=point#top",
            Stop("kinks", "case=relu&ask=Where%3F&hide=words&lock=point"),
        ),
    ],
)
def test_a_link_to_a_page_of_the_app_is_a_state(text: str, found: Stop) -> None:
    assert stop(text, HERE) == found
    assert stop(found.link) == found


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("https://evil.example/kinks?case=relu", "leads to another site"),
        ("//evil.example/kinks?case=relu", "leads to another site"),
        ("http://host.example/kinks?case=relu", "leads to another site"),
        ("https://host.example@evil.example/kinks", "leads to another site"),
        ("javascript:alert(1)", "leads to another site"),
        ("data:text/html,<script>alert(1)</script>", "leads to another site"),
        ("https://[", "is no link"),
        ("room?c=BCDFG", "names no page with a figure"),
        ("../../etc/passwd", "names no page with a figure"),
        ("kinks?case=<script>", "case in the link is none of"),
        ("push_and_pull?f=polar&x=1", "x in the link has 1 number"),
        ("push_and_pull?f=polar&hide=all", "hide in the link is to name"),
        ("cheatsheet?lock=point", "There is no point to lock"),
        (f"kinks?ask={'a' * LONGEST}", "is longer than"),
    ],
)
def test_what_is_no_state_of_the_app_is_refused_with_its_reason(text: str, why: str) -> None:
    with pytest.raises(Refused) as refused:
        stop(text, HERE)
    assert why in str(refused.value)
    assert "<script" not in str(refused.value)
    found = read(["kinks?case=abs", text, "", "kinks?case=relu"], HERE)
    assert [one.query for one in found.stops] == ["case=abs", "case=relu"]
    assert found.problems == (f"Link 2 is left out: {refused.value}",)


def test_every_old_link_that_needs_no_notice_can_be_shown() -> None:
    sound = [old for old in OLD if not old.notices and len(old.query) < LONGEST / 2]
    assert len(sound) > 100
    for old in sound:
        assert stop(f"{old.page}?{old.query}") == Stop(old.page, old.link)


STOPS = tuple(stop(f"kinks?case=abs&ask={k}%26s%3D%22") for k in range(3))


def test_a_link_and_a_file_hold_the_same_lecture() -> None:
    assert read(parse_qs(encode(STOPS))["s"]) == (STOPS, ())
    assert from_file(written(STOPS)) == (STOPS, ())
    assert [one.ask for one in STOPS] == ['0&s="', '1&s="', '2&s="']


def test_a_lecture_ends_somewhere() -> None:
    found = read(["kinks?case=abs"] * (MOST + 2))
    assert len(found.stops) == MOST
    assert len(found.problems) == 2


FILE = {"app": "push-and-pull", "version": 1, "lecture": ["kinks?case=abs"]}


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (None, "no lecture of this app"),
        ([], "no lecture of this app"),
        (FILE | {"app": "other"}, "no lecture of this app"),
        (FILE | {"version": 2}, "version that is not known"),
        (FILE | {"lecture": "kinks"}, "version that is not known"),
        (FILE | {"lecture": [None]}, "Link 1 is left out"),
        (FILE | {"lecture": [["kinks"], {"a": 1}]}, "Link 1 is left out"),
        (FILE | {"lecture": ["https://evil.example/"]}, "leads to another site"),
    ],
)
def test_a_file_that_is_no_lecture_is_refused(data: Any, why: str) -> None:
    found = from_file(json.dumps(data))
    assert found.stops == ()
    assert why in found.problems[0]


def test_a_file_that_is_no_json_or_too_large_is_refused() -> None:
    for text, why in (("{", "no JSON"), ("[" * 90_000, "no JSON"), ("x" * (LARGEST + 1), "large")):
        assert from_file(text).stops == ()
        assert why in from_file(text).problems[0]


@given(st.text(max_size=60))
def test_no_text_breaks_it(text: str) -> None:
    found = read([text], HERE)
    assert len(found.stops) + len(found.problems) == bool(text.strip())
    assert all(stop(one.link) == one for one in found.stops)
    from_file(text)


def test_of_many_wrong_links_the_first_few_are_told() -> None:
    found = read(["nowhere"] * 5000)
    assert found.stops == ()
    assert len(found.problems) == 11
    assert found.problems[0] == "Link 1 is left out: it names no page with a figure."


def test_of_a_list_that_some_servers_refuse_the_address_holds_nothing() -> None:
    long = Stop("kinks", "case=abs&ask=" + "%C3%A9" * 200)
    assert address([long]) == encode([long])
    assert address([long] * 40) == ""
    assert decode(encode([long] * 40)) == ((long,) * 40, ())
