"""Pictures that a page saves: what is in their files, read without the page."""

import struct
from pathlib import Path
from typing import NamedTuple
from xml.etree import ElementTree
from zlib import crc32

from playwright.sync_api import Locator, Page

SVG = "{http://www.w3.org/2000/svg}"
SOURCE = "{http://purl.org/dc/elements/1.1/}source"


class Drawing(NamedTuple):
    """An SVG: its size in pixels, the link in its metadata, its words, and its outlines."""

    size: tuple[int, int]
    link: str | None
    words: str
    outlines: set[str]


class Image(NamedTuple):
    """A PNG: its size in pixels, and the words in its chunks."""

    size: tuple[int, int]
    words: dict[str, str]


def save(page: Page, buttons: Locator, kind: str) -> Path:
    """Press the button for a kind of picture; the file."""
    with page.expect_download() as download:
        buttons.get_by_role("button", name=kind).click()
    assert download.value.suggested_filename.endswith(f".{kind.lower()}")
    return download.value.path()


def drawing(file: Path) -> Drawing:
    root = ElementTree.parse(file).getroot()
    assert root.tag == f"{SVG}svg"
    written = ["".join(text.itertext()) for text in root.iter(f"{SVG}text")]
    return Drawing(
        (int(root.attrib["width"]), int(root.attrib["height"])),
        root.findtext(f".//{SOURCE}"),
        "".join("".join(written).split()),
        {path.attrib["d"] for path in root.iter(f"{SVG}path") if "d" in path.attrib},
    )


def image(file: Path) -> Image:
    """Read after https://www.w3.org/TR/png-3/; each chunk's checksum must be right."""
    data, at = file.read_bytes(), 8
    assert data[:8] == b"\x89PNG\r\n\x1a\n"
    size, words = (0, 0), dict[str, str]()
    while at < len(data):
        (length,) = struct.unpack(">I", data[at : at + 4])
        kind, body = data[at + 4 : at + 8], data[at + 8 : at + 8 + length]
        (check,) = struct.unpack(">I", data[at + 8 + length : at + 12 + length])
        assert check == crc32(kind + body)
        if kind == b"IHDR":
            size = struct.unpack(">II", body[:8])
        if kind == b"iTXt":
            keyword, _, rest = body.partition(b"\0")
            assert rest[:2] == b"\0\0"  # not compressed
            words[keyword.decode("latin-1")] = rest[4:].decode()
        at += 12 + length
    return Image(size, words)


def seen(figure: Locator) -> tuple[list[str], list[str]]:
    """The words and the outlines that a figure shows, but for its buttons."""
    words, outlines = figure.evaluate(_SEEN)
    return ["".join(word.split()) for word in words], outlines


_SEEN = """figure => {
  const [words, outlines] = [[], []];
  const walk = node => {
    for (const child of node.childNodes) {
      if (child.nodeType === 3 && child.data.trim()) words.push(child.data);
      const skipped = ".tools, .player, .spoken, select, title";
      if (child.nodeType !== 1 || child.matches(skipped)) continue;
      const contents = getComputedStyle(child).display === "contents";
      const visible = { visibilityProperty: true, opacityProperty: true };
      if (!contents && !child.checkVisibility(visible)) continue;
      const inked = ["stroke", "fill"].some(kind => getComputedStyle(child)[kind] !== "none");
      if (child.tagName === "path" && inked && child.getAttribute("d")) {
        outlines.push(child.getAttribute("d"));
      }
      walk(child);
    }
  };
  walk(figure);
  return [words, outlines];
}"""
