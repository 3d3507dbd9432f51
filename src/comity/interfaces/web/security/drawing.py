"""A QR code as a path that a page draws itself: its policy takes no pictures but from files."""

from dataclasses import dataclass

import qrcode


@dataclass(frozen=True, slots=True)
class Drawn:
    """A QR code.

    Attributes:
        size: modules along a side, with the quiet border.
        path: SVG path data; one unit is one module.
    """

    size: int
    path: str


def drawn(text: str) -> Drawn:
    """Return the QR code of a text."""
    code = qrcode.QRCode()
    code.add_data(text)
    rows = code.get_matrix()
    cells = [
        f"M{across} {down}h1v1h-1z"
        for down, row in enumerate(rows)
        for across, dark in enumerate(row)
        if dark
    ]
    return Drawn(len(rows), "".join(cells))
