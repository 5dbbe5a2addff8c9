"""Every function the app knows by its slug: those of the catalogue, and typed ones."""

from explainers.core.catalog import CATALOG, Entry
from explainers.core.expression import SIGN
from explainers.core.expression import entry as typed_entry
from explainers.core.expression import linked as linked_text
from explainers.core.kept import Hold, hold


def is_typed(slug: str) -> bool:
    """Whether a slug is the text of a function, which it is if it begins with "="."""
    return slug.startswith(SIGN)


def linked(slug: str) -> str:
    """The slug that the text of a link means; raises ExpressionError if that is not clear."""
    return SIGN + linked_text(slug.removeprefix(SIGN)) if is_typed(slug) else slug


def find(slug: str) -> Entry:
    """The function that a slug names.

    Raises KeyError if the catalogue has no such slug, ExpressionError if a typed text is
    no function.
    """
    return typed_entry(slug.removeprefix(SIGN)) if is_typed(slug) else CATALOG[slug]


def held(slug: str) -> Hold | None:
    """What keeps a typed function at hand, and all that is compiled of it, as long as it lives."""
    return hold(find(slug).map) if is_typed(slug) else None
