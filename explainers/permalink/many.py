"""State of the lesson on many products ↔ query string: ``?map=ring&c=0.5&of=trace&k=16&seed=3``."""

from typing import NamedTuple

from explainers.core.many.maps import MAPS, SIZE, Subject
from explainers.core.many.numbers import LAWS, OFS, PRODUCTS, Given, Law, Of
from explainers.permalink.codec import Codec
from explainers.permalink.fields import choice, flag, number, whole

USUAL = "layer"
STRENGTHS = (0.0, 1.0)
DECIMALS = 6
"""Of a strength: what is less is none."""
SEEDS = (0, 9999)


class State(NamedTuple):
    """All that a link restores: the map, the draws, what is made of them, and of how many."""

    slug: str
    c: float = 0.8
    of: Of = "trace"
    law: Law = "signs"
    k: int = 1
    """How many products there are by now."""
    seed: int = 0
    cover: bool = False
    """Whether the estimates are hidden, to be guessed."""

    @property
    def subject(self) -> Subject:
        """The map of this state."""
        return MAPS[self.slug]

    @property
    def given(self) -> Given:
        """What JAX is asked for."""
        return Given(self.slug, self.c, self.law, self.seed)


def most(of: Of) -> int:
    """How many products an estimate can take: for the range, as many as there are inputs."""
    return SIZE if of == "range" else PRODUCTS


FIELDS = (
    choice("slug", MAPS, link="map", hand="names", subject=True, lock="function"),
    number("c", STRENGTHS, lambda _, c: round(c, DECIMALS) + 0.0, lock="point"),
    choice("of", OFS, until="ever"),
    choice("law", LAWS, until="ever"),
    whole("k", lambda state: (1, most(state.of)), until="ever"),
    whole("seed", SEEDS, until="ever"),
    flag("cover"),
)
CODEC = Codec(State(USUAL), FIELDS, lambda state: State(state.slug))
