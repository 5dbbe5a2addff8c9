"""The functions of the app, as data: ``CATALOG[slug]``.

To add one, write a function of one point under ``@entry(...)`` in the module it
belongs to; every page, test and benchmark then has it. The order here, and within
each module, is the order in which readers meet the functions.
"""

from types import ModuleType

from explainers.core.catalog import basics, dynamics, geometry, learning, objectives
from explainers.core.catalog.entry import Entry, Picture, Range, Sources, entry

__all__ = ["CATALOG", "Entry", "Picture", "Range", "Sources", "entry"]


def _entries(*modules: ModuleType) -> dict[str, Entry]:
    found = (item for module in modules for item in vars(module).values())
    return {item.slug: item for item in found if isinstance(item, Entry)}


CATALOG: dict[str, Entry] = _entries(basics, geometry, learning, objectives, dynamics)
