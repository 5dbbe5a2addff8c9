"""The page of links: no name that a link understands is missing, and none is made up."""

import re

import pytest

from explainers.lessons import PAGES, TOOLS, written
from explainers.permalink import classroom, room
from explainers.permalink.fields import Field
from explainers.permalink.pages import CODECS
from explainers.ui.for_class import words
from explainers.ui.links import BESIDE, EMBED, meaning, table
from tests.pages import ROOT

FIELDS = [(slug, field) for slug, codec in CODECS.items() for field in codec.fields]
OF_PAGE = [("", field) for field in classroom.FIELDS]


def named(field: Field) -> str:
    return field.link or field.name


def test_every_page_has_its_table() -> None:
    assert set(CODECS) == {page.slug for page in PAGES}
    assert set(BESIDE) <= {tool.slug for tool in TOOLS}


def test_no_page_reads_a_name_that_no_table_has() -> None:
    named = re.compile(r"""query_params(?:\.get(?:_all)?\(|\[)\s*["']""")
    sources = [*(ROOT / "explainers").rglob("*.py"), *(ROOT / "pages").glob("*.py")]
    assert [path for path in sources if named.search(path.read_text("utf-8"))] == []


def test_what_can_be_hidden_is_named_by_the_words_of_its_boxes() -> None:
    told = meaning("", "hide")
    assert [part for part in classroom.HIDDEN if words(f"hide-{part}") not in told] == []


def test_every_name_is_told_and_all_that_is_told_is_a_name() -> None:
    told = written("parameters.md").keys()
    used = {EMBED[0]}
    for page, field in (*FIELDS, *OF_PAGE):
        own = f"{page} {named(field)}"
        used.add(own if own in told else named(field))
    for page, rows in BESIDE.items():
        used |= {f"{page} {name}" if f"{page} {name}" in told else name for name, _ in rows}
    assert used == told


@pytest.mark.parametrize(
    "page_field", [*FIELDS, *OF_PAGE], ids=lambda one: f"{one[0]}-{one[1].name}"
)
def test_a_name_says_what_it_means_and_which_values_it_takes(page_field: tuple[str, Field]) -> None:
    page, field = page_field
    assert meaning(page, named(field)).endswith(".")
    assert field.values
    row = table(page, [(named(field), field.values)]).splitlines()[-1]
    assert len(re.findall(r"(?<!\\)\|", row)) == 4


@pytest.mark.parametrize("page", BESIDE)
def test_a_name_of_a_page_beside_the_lessons_is_told_with_its_values(page: str) -> None:
    for name, values in BESIDE[page]:
        assert meaning(page, name).endswith(".")
        assert values


@pytest.mark.parametrize("slug", [*CODECS, "room"])
def test_words_that_a_table_lists_are_taken(slug: str) -> None:
    """Each of “one of a, b, c” is read without a notice."""
    codec = CODECS.get(slug, room.CODEC)
    for field in codec.fields:
        if not field.values.startswith("one of "):
            continue
        for word in field.values.removeprefix("one of ").partition(";")[0].split(", "):
            assert codec.decode({named(field): word}).notices == (), (slug, word)
            assert codec.decode({named(field): f"{word}?"}).notices != (), (slug, word)
