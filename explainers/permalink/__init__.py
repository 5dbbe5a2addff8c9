"""State ↔ query string, for every lesson: pure, short, readable, and never raising.

A lesson's state is a NamedTuple and a table of ``fields``, of which ``codec`` makes all that
goes to and fro; ``functions`` has the state that the lessons about one function share.
"""

from explainers.permalink.codec import Arrival, Codec
from explainers.permalink.fields import LARGEST, valid_number
from explainers.permalink.functions import State, preset

__all__ = ["LARGEST", "Arrival", "Codec", "State", "preset", "valid_number"]
