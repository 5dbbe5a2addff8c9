"""No page waits for a compiler: it says that it does without, and is drawn anew."""

import logging
from collections.abc import Callable, Iterator
from typing import Any

import jax
import pytest
from streamlit.testing.v1 import AppTest

from explainers.ui.answers import WAITING
from tests.pages import answered, arrived, headings, nothing_compiles, shown

LINKS: list[tuple[str, dict[str, str], str]] = [
    ("push_and_pull", {"f": "=[x1^2+3.25*x2,x2]"}, "Read it on the board"),
    ("jacobian", {"f": "=[x1^2+4.25*x2,x2]"}, "nudging"),
    ("linearization", {"f": "=[x1^2+5.25*x2,x2]"}, "What the slope says"),
    ("two_sweeps", {"f": "=atan2(3.25,x1)+x2"}, "Forward carries"),
    ("curvature", {"f": "=x1^2+8.25*x2^2"}, "Bowl, hill, saddle or trough"),
    ("complex_plane", {"f": "=z^2+9.25*z"}, "A turn, a scaling, and a rest"),
    ("descent", {"risk": "=x1^2+6.25*x2^2"}, "One VJP a step"),
]
"""Functions that nothing else asks for, and what the page says of their numbers."""
WHOLE = {"descent"}
"""Where a program is compiled for each text."""


def said(app: AppTest) -> str:
    return "\n".join([shown(app), *headings(app)])


@pytest.fixture
def compiling(caplog: pytest.LogCaptureFixture) -> Iterator[Callable[[], set[str | None]]]:
    """Names of the threads that have compiled something since."""

    def threads() -> set[str | None]:
        told = [record for record in caplog.records if "Finished XLA compilation" in record.message]
        return {record.threadName for record in told}

    jax.config.update("jax_log_compiles", True)
    with caplog.at_level(logging.WARNING):
        yield threads
    jax.config.update("jax_log_compiles", False)


@pytest.mark.parametrize(("slug", "link", "words"), LINKS, ids=lambda part: str(part)[:14])
@pytest.mark.share(4)
def test_a_page_is_there_before_jax_has_answered(
    slug: str, link: dict[str, str], words: str, compiling: Callable[[], set[str | None]]
) -> None:
    with nothing_compiles():
        app = arrived(slug, **link)
        assert not app.exception
        assert said(app).count(WAITING) == 1
        assert words not in said(app)
        assert any(f"{slug}-share" in part.proto.id for part in app.get("bidi_component"))
    answered(app)
    assert not app.exception
    assert words in said(app)
    # What another text has had compiled, operation by operation, serves this one, too.
    assert compiling() == {"compile"} if slug in WHOLE else compiling() <= {"compile"}


def waiting_page() -> None:
    import streamlit as st

    from explainers.ui.answers import Answers, waiting

    def compute(key: str) -> str:
        if key == "wrong":
            raise ValueError("*no* such word\nand more")
        return key.upper()

    answers = st.session_state.setdefault("answers", Answers(compute, 4))
    with waiting():
        st.text(answers.now(st.session_state.get("key", "right")))
    st.text("after")


def texts(app: AppTest) -> list[Any]:
    return [text.value for text in app.text]


def test_what_was_waited_for_is_shown_when_it_has_come() -> None:
    app = AppTest.from_function(waiting_page, default_timeout=60)
    with nothing_compiles():
        app.run()
        assert texts(app) == ["after"]
        assert WAITING in shown(app)
    assert texts(answered(app)) == ["RIGHT", "after"]


def test_a_failure_is_said_at_its_place_without_a_traceback(
    caplog: pytest.LogCaptureFixture,
) -> None:
    app = AppTest.from_function(waiting_page, default_timeout=60)
    app.session_state["key"] = "wrong"
    answered(app.run())
    assert not app.exception
    (error,) = app.error
    assert error.value == (
        r"JAX could not compute this. ValueError\: \*no\* such word You may ask again in a moment."
    )
    assert texts(app) == ["after"]
    assert "What a page asked for failed" in caplog.text
    app.session_state["key"] = "right"
    answered(app.run())
    assert not app.error
    assert texts(app) == ["RIGHT", "after"]
