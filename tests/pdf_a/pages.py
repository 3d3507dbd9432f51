"""What stands on a page, operator by operator."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final

from pypdf import PdfReader
from pypdf.generic import (
    ArrayObject,
    ByteStringObject,
    ContentStream,
    TextStringObject,
)

SHOWS: Final = {b"Tj", b"TJ", b"'", b'"'}
PAINTS: Final = SHOWS | {b"f", b"F", b"f*", b"B", b"B*", b"b", b"b*", b"S", b"s", b"Do", b"sh"}
REFUSED: Final = {b"K": "6.2.4.3", b"k": "6.2.4.3", b"ri": "6.2.6", b"BI": "6.2.8"}
_HEX: Final = re.compile(rb"<([0-9A-Fa-f]+)>")


@dataclass
class _Pen:
    """Where reading has come to.

    Attributes:
        known: of each font, the glyphs that it says characters of.
        depth: of states that were saved.
        marks: of what is marked and open, whether it is of the structure or an artefact.
        font: by name.
    """

    known: dict[str, set[int]]
    depth: int = 0
    marks: list[bool] = field(default_factory=list)
    font: str = ""

    def moved(self, operator: bytes, operands: Any) -> None:
        self.depth += (operator == b"q") - (operator == b"Q")
        if operator in (b"BDC", b"BMC"):
            self.marks.append(operands[0] == "/Artifact" or "/MCID" in operands[-1])
        elif operator == b"EMC":
            self.marks.pop()
        elif operator == b"Tf":
            self.font = operands[0]


def of_page(page: Any, reader: PdfReader) -> Iterator[str]:
    """Tell what is wrong on one page."""
    sides = [float(each) for each in page.mediabox]
    if not all(3 <= sides[high] - sides[low] <= 14400 for low, high in ((0, 2), (1, 3))):
        yield "6.1.13 a page of no size"
    if "/AA" in page or "/Group" in page:
        yield "6.2.10 a page that blends or acts"
    fonts = page["/Resources"]["/Font"]
    pen = _Pen({name: _characters(fonts[name].get_object()) for name in fonts})
    for operands, operator in ContentStream(page["/Contents"].get_object(), reader).operations:
        pen.moved(operator, operands)
        yield from _of_operator(operator, operands, pen)
    if pen.depth or pen.marks:
        yield "6.2.2 what was opened on the page is not closed"


def _of_operator(operator: bytes, operands: Any, pen: _Pen) -> Iterator[str]:
    if pen.depth > 28:
        yield "6.1.13 nested too deep"
    if operator in REFUSED:
        yield f"{REFUSED[operator]} {operator.decode()}"
    if operator in PAINTS and not any(pen.marks):
        yield f"6.7.2 {operator.decode()} is neither of the structure nor beside it"
    if operator in SHOWS:
        for glyph in _glyphs(operands):
            if glyph == 0:
                yield "6.2.11.8 a sign that the typeface does not have"
            elif glyph not in pen.known[pen.font]:
                yield f"6.2.11.7 glyph {glyph} says no character"


def _glyphs(operands: Any) -> Iterator[int]:
    for each in operands[0] if isinstance(operands[0], ArrayObject) else operands:
        if isinstance(each, TextStringObject | ByteStringObject):
            raw = each.original_bytes
            yield from (int.from_bytes(raw[at : at + 2]) for at in range(0, len(raw), 2))


def _characters(font: Any) -> set[int]:
    """Return the glyphs that a font says characters of; none that stands for nothing."""
    found: set[int] = set()
    part = b""
    for line in font["/ToUnicode"].get_object().get_data().splitlines():
        if line.endswith((b"beginbfchar", b"beginbfrange")):
            part = line.rpartition(b"begin")[2]
        elif line.startswith(b"end"):
            part = b""
        elif part:
            codes = _HEX.findall(line)
            if {code.upper() for code in codes[1:]} & {b"0000", b"FEFF", b"FFFE"}:
                continue
            last = codes[1] if part == b"bfrange" else codes[0]
            found.update(range(int(codes[0], 16), int(last, 16) + 1))
    return found
