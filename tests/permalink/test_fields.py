"""A table of fields says all of a state: what links, hands and figures may do with it."""

import json
from collections.abc import Iterator
from itertools import islice
from typing import Any

import pytest

from explainers.components.wire import encoded
from explainers.permalink import LARGEST, Codec
from explainers.permalink.pages import CODECS
from tests.permalink.test_old_links import OLD, parsed

each_lesson = pytest.mark.parametrize("codec", CODECS.values(), ids=CODECS.keys())


@each_lesson
def test_every_part_of_a_state_stands_in_its_table_once(codec: Codec[Any]) -> None:
    names = [name for field in codec.fields for name in field.names]
    assert sorted(names) == sorted(codec.decode({}).state._fields)


@pytest.mark.parametrize("page", CODECS)
def test_a_figure_that_sends_back_what_it_got_changes_nothing(page: str) -> None:
    codec = CODECS[page]
    for old in OLD:
        if old.page == page:
            state = codec.decode(parsed(old.query)).state
            assert codec.read(json.loads(json.dumps(encoded(state))), state) == state


def gestures(page: str) -> Iterator[tuple[Any, Any]]:
    """States of a page, each before hands have moved anything, and after."""
    codec = CODECS[page]
    for old in OLD:
        after = before = codec.decode(parsed(old.query)).state
        for field in codec.fields:
            if field.hand == "moves":
                before = field.put(before, field.get(codec.usual(before)))
        if old.page == page and before != after:
            yield before, after


@pytest.mark.parametrize("page", CODECS)
def test_a_page_that_is_older_than_a_field_loses_no_gesture(page: str) -> None:
    """What it lacks stays as it is, and all else is moved."""
    codec, moved = CODECS[page], 0
    for before, after in islice(gestures(page), 8):
        sent = json.loads(json.dumps(encoded(after)))
        assert codec.read(sent, before) == after
        for field in codec.fields:
            older = {name: part for name, part in sent.items() if name not in field.names}
            wanted = field.put(after, field.get(before))
            if codec.decode(parsed(codec.encode(wanted))) == (wanted, ()):
                assert codec.read(older, before) == wanted
                moved += wanted != before
        assert codec.read({}, before) == before
    assert moved > 0 or len(codec.fields) == 1


@pytest.mark.parametrize(
    ("page", "before", "sent", "after"),
    [
        ("memory", "steps=10&stones=7", {"steps": 6}, "steps=6&stones=3"),
        ("memory", "steps=10&stones=4", {"steps": 6}, "steps=6&stones=4"),
        ("brackets", "", {"sizes": [2, 3, 4]}, "sizes=2_3_4"),
        ("brackets", "", {"u": True}, "ends=uv&order=2_1_1"),
        ("many", "of=trace&k=40", {"of": "range"}, "of=range"),
        ("implicit", "g=cubic", {"cover": True}, "g=cubic&cover=1"),
    ],
)
def test_what_an_older_page_lacks_is_as_usual_where_it_would_not_fit(
    page: str, before: str, sent: dict[str, Any], after: str
) -> None:
    codec = CODECS[page]
    state, wanted = (codec.decode(parsed(query)).state for query in (before, after))
    assert codec.read(sent, state) == wanted


@each_lesson
def test_nothing_is_taken_for_lacking(codec: Codec[Any]) -> None:
    state = codec.decode({}).state
    for field in codec.fields:
        for name in field.names:
            taken = codec.read(encoded(state) | {name: None}, state) is not None
            assert taken == (field.hand == "leaves")


@each_lesson
def test_hands_and_links_stay_within_the_limits_that_figures_get(codec: Codec[Any]) -> None:
    state = codec.decode({}).state
    for name, ends in codec.limits._asdict().items():
        (field,) = [field for field in codec.fields if field.name == name]
        usual = field.get(state)
        for beyond in (ends[0] - 1, ends[1] + 1):
            sent = [beyond] * (len(usual) or 6) if isinstance(usual, tuple) else beyond
            assert codec.read(encoded(state) | {name: sent}, state) is None
            assert codec.decode({field.link or name: field.write(sent)}).notices


@pytest.mark.parametrize(
    "text", ["1_2", "1__2", "_1", "1_", "", "one", "nan", "1e400", "１", "0x1"]
)
@pytest.mark.parametrize(
    ("page", "name", "usual"),
    [
        ("linearization", "zoom", "no number from 0 to 6; 0"),
        ("curvature", "zoom", "no number from 0 to 3; 0"),
        ("curvature", "rate", "no number from 0.05 to 3; 1"),
        ("descent", "noise", "no number from 0 to 5; 0.5"),
        ("descent", "seed", "no whole number from 0 to 9999; 4"),
        ("rules", "step", "no whole number from 0 to 6; 6"),
        ("kinks", "h", "no number from 0 to 1; 0.5"),
        ("cheatsheet", "m", "no whole number from 1 to 8; 2"),
    ],
)
def test_what_only_looks_like_a_number_is_none(page: str, name: str, usual: str, text: str) -> None:
    state, notices = CODECS[page].decode({name: text})
    assert state == CODECS[page].decode({}).state
    assert notices == (f"{name} in the link is {usual} is used.",)


@each_lesson
def test_no_gesture_raises(codec: Codec[Any]) -> None:
    state = codec.decode({}).state
    junk = (None, [], [[]], {}, "x", True, -1, 1.5, float("nan"), 10**400, [None] * 9, 2 * LARGEST)
    for name in state._fields:
        for part in junk:
            codec.read(encoded(state) | {name: part}, state)


@pytest.mark.parametrize(
    ("page", "name"), [("brackets", "mirror"), ("push_and_pull", "circle"), ("home", "cover")]
)
def test_a_switch_that_is_neither_on_nor_off_is_told(page: str, name: str) -> None:
    for text, notices in (
        *((good, ()) for good in ("", "0", "1")),
        *(
            (bad, (f"{name} in the link is none of 0, 1; 0 is used.",))
            for bad in ("true", "yes", "01", "1_")
        ),
    ):
        state, told = CODECS[page].decode({name: text})
        assert told == notices
        assert getattr(state, name) == (text == "1")
