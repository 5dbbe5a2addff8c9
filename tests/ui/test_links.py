"""The page of links: no name that a link understands is missing, and none is made up."""

import re

import pytest

from explainers.lessons import PAGES, written
from explainers.permalink import classroom
from explainers.permalink.fields import Field
from explainers.permalink.pages import CODECS
from explainers.ui.links import EMBED, meaning, table

FIELDS = [(slug, field) for slug, codec in CODECS.items() for field in codec.fields]
OF_PAGE = [("", field) for field in classroom.FIELDS]


def named(field: Field) -> str:
    return field.link or field.name


def test_every_page_has_its_table() -> None:
    assert set(CODECS) == {page.slug for page in PAGES}


def test_every_name_is_told_and_all_that_is_told_is_a_name() -> None:
    told = written("parameters.md").keys()
    used = {EMBED[0]}
    for page, field in (*FIELDS, *OF_PAGE):
        own = f"{page} {named(field)}"
        used.add(own if own in told else named(field))
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


@pytest.mark.parametrize("slug", CODECS)
def test_words_that_a_table_lists_are_taken(slug: str) -> None:
    """Each of “one of a, b, c” is read without a notice."""
    for field in CODECS[slug].fields:
        if not field.values.startswith("one of "):
            continue
        for word in field.values.removeprefix("one of ").partition(";")[0].split(", "):
            assert CODECS[slug].decode({named(field): word}).notices == (), (slug, word)
            assert CODECS[slug].decode({named(field): f"{word}?"}).notices != (), (slug, word)
