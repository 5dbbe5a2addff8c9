"""State ↔ query string, for every lesson: pure, short, readable, and never raising.

``parts`` checks values from outside; ``functions`` has the state that the lessons about
one function share. A lesson with a state of its own has a module of its own here.
"""

from explainers.permalink.codec import Arrival, Codec
from explainers.permalink.functions import (
    NARROWEST,
    Covectors,
    Mode,
    Reading,
    State,
    decode,
    encode,
    preset,
    valid_pair,
    valid_views,
)
from explainers.permalink.parts import LARGEST, number_text, valid_number, valid_vector

__all__ = [
    "LARGEST",
    "NARROWEST",
    "Arrival",
    "Codec",
    "Covectors",
    "Mode",
    "Reading",
    "State",
    "decode",
    "encode",
    "number_text",
    "preset",
    "valid_number",
    "valid_pair",
    "valid_vector",
    "valid_views",
]
