"""The package of cards is what Anki imports: a database and its pictures in an archive."""

import io
import json
import sqlite3
import xml.etree.ElementTree as ET
import zipfile
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

from explainers.lessons import LESSONS
from explainers.lessons.cards import cards
from explainers.ui.deck import asked, package, packed


@cache
def archive() -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BytesIO(package()))


def rows(packaged: zipfile.ZipFile, place: Path, query: str) -> list[tuple[Any, ...]]:
    (place / "collection.anki2").write_bytes(packaged.read("collection.anki2"))
    with sqlite3.connect(place / "collection.anki2") as database:
        found = database.execute(query).fetchall()
    database.close()
    return found


def test_the_package_is_sound(tmp_path: Path) -> None:
    assert archive().testzip() is None
    assert rows(archive(), tmp_path, "pragma integrity_check") == [("ok",)]


def test_each_card_is_a_note_of_its_own_in_the_deck_of_its_lesson(tmp_path: Path) -> None:
    made = cards(asked())
    notes = rows(archive(), tmp_path, "select guid, flds, tags from notes")
    assert len({guid for guid, _, _ in notes}) == len(notes) == len(made)
    keys = [fields.split("\x1f")[0] for _, fields, _ in notes]
    assert sorted(keys) == sorted(card.key for card in made)
    counted = Counter(tags.strip() for _, _, tags in notes)
    assert counted == Counter(card.lesson for card in made)
    ((decks,),) = rows(archive(), tmp_path, "select decks from col")
    names = {deck["name"] for deck in json.loads(decks).values()}
    assert {f"Push & Pull::{page.title}" for page in LESSONS} <= names
    ((count,),) = rows(archive(), tmp_path, "select count(*) from cards")
    assert count == len(made)


def test_a_later_package_brings_the_same_notes_up_to_date(tmp_path: Path) -> None:
    made = cards(asked())
    changed = (made[0]._replace(back="Another answer."), *made[1:])
    later = zipfile.ZipFile(io.BytesIO(packed(changed)))
    query = "select guid, mid from notes order by guid"
    assert rows(later, tmp_path, query) == rows(archive(), tmp_path, query)
    decks = "select distinct did from cards order by did"
    assert rows(later, tmp_path, decks) == rows(archive(), tmp_path, decks)


def test_each_picture_is_there_and_is_one(tmp_path: Path) -> None:
    named = json.loads(archive().read("media"))
    shown = {
        fields.split("\x1f")[3].split('"')[1]
        for (fields,) in rows(archive(), tmp_path, "select flds from notes")
        if fields.split("\x1f")[3]
    }
    assert set(named.values()) == shown
    for entry in named:
        assert ET.fromstring(archive().read(entry)).tag == "{http://www.w3.org/2000/svg}svg"
