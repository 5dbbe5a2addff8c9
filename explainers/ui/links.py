"""The page of links: a table of names for each page, from the fields that read its links."""

from collections.abc import Iterable
from functools import cache
from typing import TypeAlias

import streamlit as st

from explainers.lessons import PAGES, TOOLS, words, written
from explainers.permalink import classroom, functions, lecture, room
from explainers.permalink.fields import Field
from explainers.permalink.pages import CODECS
from explainers.ui.for_class import words as for_class
from explainers.ui.saying import say, tell
from explainers.ui.theme import escaped

SLUG = "links"
EMBED = ("embed", "true")
"""What Streamlit reads itself."""
Row: TypeAlias = tuple[str, str]
"""A name, and the values that it takes."""


def _named(field: Field) -> Row:
    return field.link or field.name, field.values


BESIDE: dict[str, tuple[Row, ...]] = {
    "room": tuple(map(_named, (*room.FIELDS, *functions.CODEC.fields))),
    "lecture": ((lecture.NAME, lecture.VALUES),),
}
"""What the pages beside the lessons understand."""


def meaning(page: str, name: str) -> str:
    """What a name in a link says, on a page where it says something of its own."""
    told = written("parameters.md")
    parts = "; ".join(for_class(f"hide-{part}") for part in classroom.HIDDEN)
    return (told.get(f"{page} {name}") or told[name]).words.format(parts=parts)


def how(slug: str) -> None:
    """How a link is written."""
    say(slug, "how")


def of_page(slug: str) -> None:
    """What every page understands."""
    say(slug, "page", table("", [*map(_named, classroom.FIELDS), EMBED]))


def of_states() -> None:
    """What the figure of each page understands; pages with the same names stand together."""
    with st.container(key=f"{SLUG}-states"):
        tell(*_tables())


@cache
def _tables() -> tuple[str, ...]:
    found: dict[str, list[str]] = {}
    for page in PAGES:
        rows = table(page.slug, map(_named, CODECS[page.slug].fields))
        found.setdefault(rows, []).append(page.title)
    for tool in TOOLS:
        if tool.slug in BESIDE:
            found.setdefault(table(tool.slug, BESIDE[tool.slug]), []).append(tool.title)
    return tuple(f"## {', '.join(titles)}\n\n{rows}" for rows, titles in found.items())


def table(page: str, rows: Iterable[Row]) -> str:
    """Names with what they say and their values, as Markdown."""
    heads = [words(SLUG, name) for name in ("parameter", "meaning", "values")]
    lines = [heads, ["---"] * len(heads)]
    for name, values in rows:
        lines.append([f"`{name}`", escaped(meaning(page, name)), escaped(values)])
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)
