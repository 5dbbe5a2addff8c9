"""A link restores a state exactly, whatever the state; whatever the link, a state comes of it."""

import re
from typing import get_args
from urllib.parse import parse_qsl, quote

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from explainers.core.catalog import CATALOG, Entry
from explainers.core.expression import entry as typed
from explainers.permalink.fields import (
    LARGEST,
    Pair,
    number_text,
    valid_number,
    valid_pair,
    valid_vector,
)
from explainers.permalink.functions import (
    CLOUD,
    CODEC,
    NARROWEST,
    Covectors,
    Mode,
    Reading,
    State,
    codec,
    preset,
)

PARAMETERS = ("f", "x", "v", "u", "mode", "covectors", "inputs", "outputs", "view", "read")

every_entry = pytest.mark.parametrize("entry", CATALOG.values(), ids=CATALOG.keys())

TYPED = ("[x1^2+x2, 3sin(x1)]", "|x|+y^2", "softmax([x1,x2,x3])", "e^-x1/2")
entries = st.sampled_from([*CATALOG.values(), *(typed(text) for text in TYPED)])
numbers = st.one_of(
    st.floats(-LARGEST, LARGEST),
    st.integers(-(10**6), 10**6),
    st.sampled_from([-0.0, 0.0, 1e-300, -5e-324, 1e-7, 0.1 + 0.2, LARGEST, -LARGEST]),
)


def parsed(query: str) -> dict[str, str]:
    return dict(parse_qsl(query, keep_blank_values=True, strict_parsing=True))


def vectors(size: int) -> st.SearchStrategy[tuple[float, ...]]:
    return st.tuples(*[numbers] * size)


def pairs(size: int) -> st.SearchStrategy[Pair]:
    if size == 1:
        return st.just((0, 0))
    index = st.integers(0, size - 1)
    return st.tuples(index, index).filter(lambda pair: pair[0] != pair[1])


sides = st.floats(NARROWEST, LARGEST)
windows = st.tuples(numbers, numbers, sides, numbers, numbers, sides)


@st.composite
def states(draw: st.DrawFn) -> State:
    entry = draw(entries)
    usual = preset(entry)
    sizes: dict[Reading, int] = {"entries": 1, "column": entry.n, "row": entry.m}
    reading = draw(st.sampled_from(list(sizes)))
    return State(
        slug=entry.slug,
        x=draw(st.one_of(st.just(usual.x), vectors(entry.n))),
        v=draw(st.one_of(st.just(usual.v), vectors(entry.n))),
        u=draw(st.one_of(st.just(usual.u), vectors(entry.m))),
        mode=draw(st.sampled_from(get_args(Mode))),
        covectors=draw(st.sampled_from(get_args(Covectors))),
        circle=draw(st.booleans()),
        cloud=draw(st.one_of(st.just(0.0), st.floats(*CLOUD))),
        cover=draw(st.booleans()),
        inputs=draw(pairs(entry.n)),
        outputs=draw(pairs(entry.m)),
        views=draw(st.one_of(st.just(()), windows)),
        reading=reading,
        index=draw(st.integers(0, sizes[reading] - 1)),
    )


def is_sound(state: State) -> bool:
    entry = state.entry
    return (
        valid_vector(state.x, entry.n)
        and valid_vector(state.v, entry.n)
        and valid_vector(state.u, entry.m)
        and (state.cloud == 0 or CLOUD[0] <= state.cloud <= CLOUD[1])
        and state.mode in get_args(Mode)
        and state.covectors in get_args(Covectors)
        and valid_pair(state.inputs, entry.n)
        and valid_pair(state.outputs, entry.m)
        and 0 <= state.index < {"entries": 1, "column": entry.n, "row": entry.m}[state.reading]
    )


# There and back ---------------------------------------------------------------------------------


@given(states())
def test_a_link_restores_its_state_without_a_word(state: State) -> None:
    assert CODEC.decode(parsed(CODEC.encode(state))) == (state, ())


@given(states())
def test_a_link_passes_through_a_browser_unchanged(state: State) -> None:
    query = CODEC.encode(state)
    assert re.fullmatch(r"([A-Za-z0-9_.~&=+-]|%[0-9A-F]{2})+", query)
    assert quote(query, safe="&=+%") == query


@every_entry
def test_the_link_of_a_preset_is_the_name_of_its_function(entry: Entry) -> None:
    assert CODEC.encode(preset(entry)) == f"f={entry.slug}"


def test_a_link_is_short_and_reads_like_what_is_on_screen() -> None:
    state = preset(CATALOG["seed"])._replace(
        x=(0.5, 3.0, -1.0), mode="push", inputs=(2, 0), reading="column", index=1, cover=True
    )
    assert CODEC.encode(state) == "f=seed&x=0.5_3_-1&mode=push&inputs=3_1&read=column_2&cover=1"


@given(numbers)
def test_a_number_in_a_link_reads_back_as_itself(number: float) -> None:
    assert float(number_text(number)) == number


@pytest.mark.parametrize(
    ("number", "text"),
    [(2.0, "2"), (0.55, "0.55"), (-1e-05, "-1e-05"), (-0.0, "0"), (1e6, "1000000")],
)
def test_a_number_in_a_link_is_short(number: float, text: str) -> None:
    assert number_text(number) == text


# Whatever comes ---------------------------------------------------------------------------------


@given(entries, st.dictionaries(st.sampled_from(PARAMETERS), st.text(max_size=30)))
@example(CATALOG["seed"], {"x": "1_2_3", "read": "row_"})
def test_any_link_gives_a_sound_state(entry: Entry, query: dict[str, str]) -> None:
    arrival = CODEC.decode({"f": entry.slug} | query)
    assert is_sound(arrival.state)
    assert CODEC.decode(parsed(CODEC.encode(arrival.state))) == (arrival.state, ())


HARD_TO_READ = [
    *(
        "",
        "_",
        "one",
        "1_2_oops",
        "1;2;3",
        "1,2,3",
        "0x10_1_1",
        "1__2",
        "1_2_3_",
        "１_２_３",
        "١_٢_٣",
    ),
    *("nan_1_1", "inf_1_1", "1_-inf_1", "1_1_1e309", "1000001_1_1", "1_1_-1e300", "infinity_0_0"),
    *("1", "1_2", "1_2_3_4", "_".join("1" * 200), "9" * 10_000, "x" * 10_000, "\x00", "🙂", "None"),
    *("[1,2,3]", "1_2_3\n4", "__import__('os')", "%00", "1e5_1e6_1e7"),
]


@pytest.mark.parametrize("name", ["x", "v"])
@pytest.mark.parametrize("text", HARD_TO_READ, ids=lambda text: ascii(text)[:20])
def test_a_vector_that_cannot_be_used_is_the_presets_and_a_notice(name: str, text: str) -> None:
    state, notices = CODEC.decode({"f": "seed", name: text})
    assert state == preset(CATALOG["seed"])
    (notice,) = notices
    assert notice.startswith(f"{name} in the link")
    assert len(notice) < 120


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("1_2_x", "x in the link is not a list of numbers; the preset x is used."),
        ("1_2", "x in the link has 2 numbers where this function needs 3; the preset x is used."),
        ("1_2_nan", "x in the link has a number that is not finite; the preset x is used."),
        ("1_2_1e7", "x in the link has a number beyond a million; the preset x is used."),
    ],
)
def test_a_notice_says_what_was_wrong(text: str, said: str) -> None:
    assert CODEC.decode({"f": "seed", "x": text}).notices == (said,)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "1",
        "1_1",
        "0_1",
        "1_4",
        "-1_2",
        "1.5_2",
        "nan_1",
        "inf_1",
        "1e400_2",
        "a_b",
        "1_2_3",
        "１_２",
    ],
)
@pytest.mark.parametrize("name", ["inputs", "outputs"])
def test_a_pair_that_names_no_two_coordinates_is_the_first_two(name: str, text: str) -> None:
    state, notices = CODEC.decode({"f": "seed", name: text})
    assert state == preset(CATALOG["seed"])
    assert [notice.split(" in the link")[0] for notice in notices] == [name]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "column",
        "column_0",
        "column_4",
        "row_3",
        "row_-1",
        "column_²",
        "column_１",
        "diagonal_1",
    ],
)
def test_a_reading_of_no_column_or_row_is_by_entries(text: str) -> None:
    state, notices = CODEC.decode({"f": "seed", "read": text})
    assert state == preset(CATALOG["seed"])
    assert notices == ("read in the link names no column or row; the table is read by entries.",)


@pytest.mark.parametrize("name", ["mode", "covectors"])
@pytest.mark.parametrize("text", ["", "Push", "push ", "x" * 10_000, "__class__"])
def test_a_choice_that_is_none_is_the_usual_one(name: str, text: str) -> None:
    state, notices = CODEC.decode({"f": "seed", name: text})
    assert state == preset(CATALOG["seed"])
    assert len(notices) == 1
    assert text not in notices[0] or text == ""


@pytest.mark.parametrize(
    "slug", ["", "Seed", "sneed", "../etc", "<script>", "x" * 10_000, "\x1b[31m"]
)
def test_an_unknown_function_is_the_usual_one_and_a_notice(slug: str) -> None:
    state, notices = codec("polar").decode({"f": slug, "x": "1_2"})
    assert state == preset(CATALOG["polar"])
    (notice,) = notices
    assert CATALOG["polar"].title in notice
    assert len(notice) < 150
    assert notice.isprintable()


def test_each_part_is_mended_by_itself() -> None:
    state, notices = CODEC.decode({"f": "seed", "x": "1_2", "v": "1_2_3", "u": "?", "mode": "pull"})
    assert state == preset(CATALOG["seed"])._replace(v=(1.0, 2.0, 3.0), mode="pull")
    assert len(notices) == 2


@given(st.dictionaries(st.text(), st.text()))
def test_what_a_link_says_beside_the_state_is_passed_over(query: dict[str, str]) -> None:
    others = {name: text for name, text in query.items() if name not in PARAMETERS}
    kept = {name: text for name, text in others.items() if name not in {"circle", "cover"}}
    assert CODEC.decode({"f": "polar"} | kept) == (preset(CATALOG["polar"]), ())


@pytest.mark.parametrize("text", ["0", "", "true", "yes", "2", "１"])
def test_a_switch_is_on_only_for_1(text: str) -> None:
    assert not CODEC.decode({"f": "seed", "cover": text}).state.cover
    assert CODEC.decode({"f": "seed", "cover": "1"}).state.cover


def test_without_a_link_the_usual_function_is_shown_without_a_word() -> None:
    assert CODEC.decode({}) == (preset(CATALOG["seed"]), ())
    assert codec("arm").decode({}) == (preset(CATALOG["arm"]), ())


# Judges of what comes from outside --------------------------------------------------------------


@pytest.mark.parametrize("number", [0, 1, -1.5, 1e6, -(10**6), 5e-324])
def test_a_finite_number_of_reasonable_size_is_valid(number: float) -> None:
    assert valid_number(number)


@pytest.mark.parametrize(
    "number",
    [float("nan"), float("inf"), float("-inf"), 1e6 + 1, -1e300, 10**400, True, "1", None, [1], 1j],
    ids=lambda number: repr(number)[:12],
)
def test_anything_else_is_no_valid_number(number: object) -> None:
    assert not valid_number(number)


@pytest.mark.parametrize(
    "pair", [[0, 0], [0, 3], [-1, 0], [0], [0, 1, 2], [0.0, 1], [True, 0], "01", None]
)
def test_a_pair_names_two_different_coordinates(pair: object) -> None:
    assert valid_pair([2, 0], 3)
    assert not valid_pair(pair, 3)


def test_the_one_coordinate_of_a_line_pairs_with_itself() -> None:
    assert valid_pair([0, 0], 1)
    assert not valid_pair([0, 1], 1)
