"""The cards of all lessons as a package that Anki imports, and imports again to update them."""

import hashlib
import io
import tempfile
import threading
from functools import cache
from pathlib import Path

from explainers.core import complex_plane
from explainers.core.kinks import CASES, returned
from explainers.figures.marks import chain, pattern
from explainers.figures.products import product
from explainers.figures.style import LIGHT
from explainers.lessons import HOME, LESSONS
from explainers.lessons.cards import Asked, Card, Held, Picture, Stones, cards
from explainers.ui.kinks import SAMPLES

NAME = "push-and-pull"
_BACK = '{{FrontSide}}<hr id="answer">{{Back}}'
_CSS = f"""\
.card {{
  max-width: 36rem;
  margin: 0 auto;
  padding: 1rem;
  font: 1.15rem/1.5 sans-serif;
  color: {LIGHT.ink};
  background: {LIGHT.page};
}}
.card.nightMode {{ color: inherit; background: inherit; }}
.card img {{ display: block; margin: 1rem auto 0; border-radius: 6px; }}
.card code {{ overflow-wrap: anywhere; }}
"""
_MAKING = threading.Lock()


def asked() -> Asked:
    """What cards ask of JAX, which waits its turn like what pages ask."""
    plans = [
        complex_plane.settled(plan.map, plan.complex_map, plan.z, complex_plane.DZ)
        for plan in complex_plane.PLANS.values()
    ]
    for slug in CASES:
        SAMPLES.wait(slug)
    found = [returned(case.slug, case.at) for case in CASES.values()]
    return Asked(tuple(found), tuple(plans))


def package() -> bytes:
    """The package; it is made once, by whoever asks first."""
    with _MAKING:
        return _package()


@cache
def _package() -> bytes:
    return packed(cards(asked()))


def packed(made: tuple[Card, ...]) -> bytes:
    """Cards as a package: a deck for each lesson, inside one of the app."""
    # Imported only here: no page should wait for it.
    import genanki

    model = genanki.Model(
        _number("model"),
        HOME.title,
        fields=[{"name": "Key"}, {"name": "Front"}, {"name": "Back"}, {"name": "Picture"}],
        templates=[{"name": "Card", "qfmt": "{{Front}}{{Picture}}", "afmt": _BACK}],
        css=_CSS,
    )
    decks: list[genanki.Deck] = []
    for page in LESSONS:
        deck = genanki.Deck(_number(page.slug), f"{HOME.title}::{page.title}")
        for card in made:
            if card.lesson == page.slug:
                shown = f'<img src="{_file(card.picture)}" alt="">' if card.picture else ""
                fields = [card.key, card.front, card.back, shown]
                guid = genanki.guid_for(NAME, card.key)
                deck.add_note(genanki.Note(model, fields, guid=guid, tags=[page.slug]))
        decks.append(deck)
    with tempfile.TemporaryDirectory() as folder:
        pictures = {_file(card.picture): card.picture for card in made if card.picture}
        for name, picture in pictures.items():
            (Path(folder) / name).write_text(_drawn(picture), encoding="utf-8")
        files = [str(Path(folder) / name) for name in sorted(pictures)]
        written = io.BytesIO()
        genanki.Package(decks, files).write_to_file(written)
    return written.getvalue()


def _drawn(picture: Picture | Held | Stones) -> str:
    match picture:
        case Held(rows, n):
            return pattern(rows, n)
        case Stones(steps, stones):
            return chain(steps, stones)
        case Picture():
            return product(*picture)


def _file(picture: Picture | Held | Stones) -> str:
    match picture:
        case Held(rows, n):
            return f"{NAME}-held-{_number(repr((rows, n)))}.svg"
        case Stones(steps, stones):
            return f"{NAME}-stones-{steps}-{'-'.join(map(str, stones))}.svg"
        case Picture(side, m, n):
            return f"{NAME}-{side}-{m}x{n}.svg"


def _number(name: str) -> int:
    """A number that Anki knows a deck or a model by, the same in each package."""
    digest = hashlib.sha256(f"{NAME} {name}".encode()).digest()
    return 2**30 + int.from_bytes(digest[:4]) % 2**30
