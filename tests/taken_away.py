"""What the tests of files to take away share: places, stamps, and looking at pages."""

from __future__ import annotations

from pathlib import Path

from analysis.places import Place, all_places, by_code
from analysis.warehouse import Warehouse
from ui.handouts.stamp import Stamp

LONGEST = "0600007"
"""The place with the longest name: North Valley-Northern Mountains Region of California nonmetropolitan area."""
PLACES = ("US", "39", "72", LONGEST)
ADDRESS = "https://pay.example.edu/?place="


def place(warehouse: Warehouse, code: str) -> Place:
    found = by_code(all_places(warehouse), code)
    assert found is not None, code
    return found


def stamp(warehouse: Warehouse, where: Place) -> Stamp:
    return Stamp(where.name, warehouse.build_id, warehouse.built, ADDRESS + where.code)


def pages(pdf: Path) -> list:
    """The pages of a PDF as pictures."""
    import pypdfium2

    document = pypdfium2.PdfDocument(pdf)
    try:
        return [page.render(scale=2).to_pil().convert("RGB") for page in document]
    finally:
        document.close()


def decoded(picture) -> list[str]:
    """What the QR codes on a picture say."""
    import zxingcpp

    return [code.text for code in zxingcpp.read_barcodes(picture)]
