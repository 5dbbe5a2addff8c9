"""QR codes of links."""

from functools import lru_cache
from typing import NamedTuple


class Qr(NamedTuple):
    """A code: how many modules it has on a side, and the dark ones as a path of SVG."""

    size: int
    path: str


@lru_cache(maxsize=64)
def qr(link: str) -> Qr:
    """The code of a link, which still reads with 15 % of it covered.

    Raises ValueError for a link that no code can hold.
    """
    import segno  # only who shows a class a link needs it

    matrix = segno.make(link, error="m", micro=False).matrix
    path = "".join(
        f"M{x} {y}h1v1h-1z" for y, row in enumerate(matrix) for x, dark in enumerate(row) if dark
    )
    return Qr(len(matrix), path)
