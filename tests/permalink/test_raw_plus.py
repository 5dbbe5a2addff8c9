"""A “+” in a link, raw or escaped, and a space: on every page, in every parameter with a text."""

from typing import Any
from urllib.parse import parse_qsl, quote

import pytest

from explainers.permalink import (
    complex_plane,
    curvature,
    descent,
    functions,
    linearization,
    rules,
    tensors,
    two_sweeps,
)
from explainers.permalink.codec import Codec

CODECS: dict[str, Codec[Any]] = {
    "home": functions.codec("arm"),
    "lessons": functions.CODEC,
    "linearization": linearization.CODEC,
    "two_sweeps": two_sweeps.CODEC,
    "curvature": curvature.CODEC,
    "descent": descent.CODEC,
    "complex_plane": complex_plane.CODEC,
}
every_page = pytest.mark.parametrize("page", CODECS)


def subject(page: str) -> tuple[str, str, str]:
    """The parameter that holds a text, and two names of inputs."""
    first, second = ("z", "i") if page == "complex_plane" else ("x", "y")
    return ("risk" if page == "descent" else "f"), first, second


def arrived(query: str) -> dict[str, str]:
    """A query as Streamlit gives it to a page."""
    return dict(parse_qsl(query, keep_blank_values=True))


def slug(page: str, query: str) -> str:
    state, notices = CODECS[page].decode(arrived(query))
    assert notices == ()
    assert CODECS[page].asked(arrived(query)) is None
    return state[0]


@every_page
def test_an_escaped_plus_is_a_plus(page: str) -> None:
    name, a, b = subject(page)
    for text in (f"{a}%2B{b}", f"{a}%20%2B%20{b}", f"{a}+%2B+{b}", f"({a}%2B+{b}+)"):
        assert slug(page, f"{name}=={text}") == f"={a}+{b}"
        assert slug(page, f"{name}=%3D{text}") == f"={a}+{b}"


@every_page
def test_a_space_beside_a_sign_is_blank(page: str) -> None:
    name, a, b = subject(page)
    for text in (f"{a}+*+{b}", f"{a}%20*{b}", f"{a}*+{b}", f"+{a}*{b}%20", f"(+{a}*{b})"):
        assert slug(page, f"{name}=={text}") == f"={a}*{b}"
    assert slug(page, f"{name}=={a}-+{b}") == f"={a}-{b}"


@every_page
@pytest.mark.parametrize("space", ["+", "%20", "+++", "%20%20"])
def test_a_raw_plus_between_operands_is_asked_about(page: str, space: str) -> None:
    name, a, b = subject(page)
    query = arrived(f"{name}=={a}{space}{b}")
    codec = CODECS[page]
    state, notices = codec.decode(query)
    assert state == codec.decode({}).state
    assert len(notices) == 1
    assert "at character 2" in notices[0]
    asked = codec.asked(query)
    assert asked is not None
    assert asked.notice == notices[0]
    assert asked.text[asked.error.start : asked.error.end].isspace()
    assert asked.error.readings == (f"{a}+{b}", f"{a}*{b}")
    for reading, answer in zip(asked.error.readings, asked.queries, strict=True):
        assert codec.decode(answer).notices == ()
        assert codec.decode(answer).state[0] == f"={reading}"


@every_page
def test_an_answer_keeps_the_rest_of_the_link(page: str) -> None:
    name, a, b = subject(page)
    rest = {"complex_plane": "z=2_0.5", "descent": "steps=77"}.get(page, "x=2_0.5")
    codec = CODECS[page]
    asked = codec.asked(arrived(f"{name}=={a}+{b}&{rest}"))
    assert asked is not None
    for reading, answer in zip(asked.error.readings, asked.queries, strict=True):
        assert codec.decode(answer) == codec.decode(arrived(f"{name}==%s&{rest}" % quote(reading)))


@every_page
def test_the_link_of_an_answer_is_read_without_a_question(page: str) -> None:
    name, a, b = subject(page)
    codec = CODECS[page]
    asked = codec.asked(arrived(f"{name}=={a}^2+{b}"))
    assert asked is not None
    for answer in asked.queries:
        state = codec.decode(answer).state
        again = arrived(codec.encode(state))
        assert codec.asked(again) is None
        assert codec.decode(again) == (state, ())


@every_page
def test_a_text_that_is_refused_offers_what_may_have_been_meant(page: str) -> None:
    name, a, b = subject(page)
    asked = CODECS[page].asked(arrived(f"{name}==sin {a}*{b}"))
    assert asked is not None
    assert asked.error.readings == (f"sin({a})*{b}", f"sin({a}*{b})")
    assert CODECS[page].asked(arrived(f"{name}=={a}*nothing({b})")) is None


def test_a_decimal_comma_in_a_link_is_asked_about() -> None:
    asked = functions.CODEC.asked({"f": "=[0,5x, y]"})
    assert asked is not None
    assert set(asked.error.readings) == {"[0.5x,y]", "[0,5x,y]"}
    for reading in asked.error.readings:
        assert functions.CODEC.asked({"f": f"={reading}"}) is None


NUMBERS: list[tuple[Codec[Any], str, str, Any]] = [
    (functions.CODEC, "f=polar&x=1e+5_2", "x", (1e5, 2.0)),
    (functions.CODEC, "f=polar&x=+1_2.5E+2", "x", (1.0, 250.0)),
    (functions.CODEC, "f=polar&v=1_+2", "v", (1.0, 2.0)),
    (functions.CODEC, "f=polar&u=1e+0_-1e+1", "u", (1.0, -10.0)),
    (functions.CODEC, "f=polar&view=0_0_1e+1_0_0_1", "views", (0.0, 0.0, 10.0, 0.0, 0.0, 1.0)),
    (functions.CODEC, "f=polar&inputs=+2_1", "inputs", (1, 0)),
    (linearization.CODEC, "f=polar&zoom=+2", "zoom", 2.0),
    (two_sweeps.CODEC, "f=baydin&x=1e+1_5", "x", (10.0, 5.0)),
    (curvature.CODEC, "f=bowl&rate=1e+0", "rate", 1.0),
    (complex_plane.CODEC, "z=1e+1_-1e+1&f=exp", "z", (10.0, -10.0)),
    (descent.CODEC, "risk=bowl&rate=1e+1", "rate", 10.0),
    (descent.CODEC, "risk=line&samples=1e+2", "samples", 100),
    (
        descent.CODEC,
        "risk=bowl&starts=1e+0_1_2_2_3_3_4_4_5_5",
        "starts",
        (1, 1, 2, 2, 3, 3, 4, 4, 5, 5),
    ),
    (rules.CODEC, "rule=sign&x=1e+1_2", "x", (10.0, 2.0)),
    (tensors.CODEC, "b=1e+0", "b", (1.0,)),
]


@pytest.mark.parametrize(("codec", "query", "name", "expected"), NUMBERS, ids=lambda a: str(a)[:40])
def test_a_plus_in_a_number_is_kept(
    codec: Codec[Any], query: str, name: str, expected: object
) -> None:
    for written in (query, query.replace("e+", "e%2B").replace("E+", "E%2B").replace("=+", "=%2B")):
        state, notices = codec.decode(arrived(written))
        assert notices == ()
        assert getattr(state, name) == expected
