"""QR codes, as a phone reads them."""

from io import BytesIO

from PIL import Image
from playwright.sync_api import Locator
from zxingcpp import read_barcodes


def read(code: Locator) -> str:
    """What a QR code says to a reader that did not make it."""
    with Image.open(BytesIO(code.screenshot())) as picture:
        (found,) = read_barcodes(picture.convert("L"))
    return found.text
