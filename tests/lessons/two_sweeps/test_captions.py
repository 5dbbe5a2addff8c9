"""What is said of what the sweeps hold."""

from explainers.core.catalog import CATALOG
from explainers.core.two_sweeps import numbers as sweeps
from explainers.lessons.two_sweeps import captions


def test_what_is_held_is_said_in_numbers() -> None:
    entry = CATALOG["baydin"]
    both = sweeps.sweeps(entry.map, entry.n)
    told = captions.held(both.memory, len(both.trace.rows))
    assert "In these 5 operations" in told
    assert "**6**" in told
    assert "**4** residuals" in told
    assert "**3** different" in told
