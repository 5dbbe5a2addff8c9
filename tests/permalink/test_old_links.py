"""Links that are out in the world restore what they did when they were copied."""

import json
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import parse_qsl

import pytest

from explainers.lessons import PAGES
from explainers.permalink.pages import CODECS


class Old(NamedTuple):
    """A link, and what it gave: state and notices, and the link to that state."""

    page: str
    query: str
    state: dict[str, Any]
    notices: list[str]
    link: str


OLD = [Old(**row) for row in json.loads(Path(__file__).with_name("old_links.json").read_text())]


def parsed(query: str) -> dict[str, str]:
    return dict(parse_qsl(query, keep_blank_values=True))


def test_every_page_has_links() -> None:
    assert {old.page for old in OLD} <= {page.slug for page in PAGES} == set(CODECS)
    assert len(OLD) > 300


@pytest.mark.parametrize("page", CODECS)
def test_a_page_that_is_too_new_for_old_links_restores_its_first_state(page: str) -> None:
    codec = CODECS[page]
    assert codec.decode(parsed(codec.encode(codec.first))) == (codec.first, ())


@pytest.mark.parametrize("old", OLD, ids=lambda old: f"{old.page}?{ascii(old.query)[1:60]}")
def test_an_old_link_restores_its_state_with_the_same_notices(old: Old) -> None:
    codec = CODECS[old.page]
    state, notices = codec.decode(parsed(old.query))
    restored, usual = state._asdict(), codec.usual(state)._asdict()
    # What lessons have learned to hold since is as it is without a link.
    since = {name: usual[name] for name in restored.keys() - old.state.keys()}
    wanted = {**old.state, **since}
    assert json.dumps(restored, sort_keys=True) == json.dumps(wanted, sort_keys=True)
    assert [*notices] == old.notices
    assert codec.encode(state) == old.link
    assert codec.decode(parsed(old.link)) == (state, ())
