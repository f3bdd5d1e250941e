"""The address of a view as a QR code: a picture for a slide, a drawing for a page."""

from __future__ import annotations

from io import BytesIO

import segno


def png(address: str, scale: int = 12) -> bytes:
    """A picture of `scale` pixels a module, with the quiet border that scanners need."""
    held = BytesIO()
    _code(address).save(held, kind="png", scale=scale, border=4)
    return held.getvalue()


def svg(address: str) -> str:
    """A drawing, black on white in either appearance: scanners want it so."""
    held = BytesIO()
    _code(address).save(
        held, kind="svg", border=4, light="#ffffff", xmldecl=False, svgclass="qr", lineclass=None, omitsize=True,
        nl=False,
    )  # fmt: skip
    return held.getvalue().decode()


def _code(address: str) -> segno.QRCode:
    # Correction M: a projected code is seen from an angle.
    return segno.make(address, error="m", micro=False)
