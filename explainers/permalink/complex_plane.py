"""State of the lesson on the complex plane ↔ query string: ``?f=conj&z=3_4&dz=0.6_0.3``."""

from typing import NamedTuple

from explainers.core.complex_plane import DZ, PLANS, Plan, Z, find, held, linked
from explainers.core.expression import ExpressionError
from explainers.permalink.codec import Codec
from explainers.permalink.fields import flag, named, unread, vector

USUAL = "square"


class State(NamedTuple):
    """All that a link restores: the function, the point and the step, as (Re, Im)."""

    slug: str = USUAL
    z: tuple[float, float] = Z
    dz: tuple[float, float] = DZ
    cover: bool = False

    @property
    def plan(self) -> Plan:
        """The function of this state."""
        return find(self.slug)


def _unknown(_: str, error: Exception) -> str:
    usual = PLANS[USUAL].title
    if isinstance(error, ExpressionError):
        return unread(error, usual)
    return f"The link asks for a function that is not here; this is {usual} instead."


FIELDS = (
    named(
        "slug",
        find,
        _unknown,
        linked,
        link="f",
        hand="names",
        held=held,
        subject=True,
        lock="function",
        values=f"one of {', '.join(PLANS)}; or = and a function of z",
    ),
    vector("z", (2,), until="ever", lock="point"),
    vector("dz", (2,), until="ever"),
    flag("cover"),
)
CODEC = Codec(State(), FIELDS, lambda state: State(state.slug, state.plan.z))
