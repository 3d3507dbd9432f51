"""The typefaces letters are set in, which come with the package, and what they have signs for."""

import struct
import unicodedata
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Final

from comity.kernel.texts import without_hidden_characters

FOLDER: Final = Path(__file__).resolve().parent / "fonts"
FAMILIES: Final = ("Noto Serif", "Noto Naskh Arabic")
_REGULAR = ("NotoSerif-Regular.ttf", "NotoNaskhArabic-Regular.ttf")
# A run without a place to break would leave the paper.
_LONGEST_RUN = 48
_MAY_BREAK = "\u200b"


def shown(text: str) -> str:
    """Return text as it can be set: nothing hidden, nothing the typefaces have no sign for.

    What they lack is shown by its number in Unicode, so that the reader sees that something stands
    there; the attached file has it as it was typed.

    Args:
        text: as somebody typed it; line breaks stay.
    """
    lines = text.replace("\r\n", "\n").split("\n")
    return "\n".join(_line(without_hidden_characters(line)) for line in lines)


def runs_right_to_left(text: str) -> bool:
    """Tell whether the first letter of a text belongs to a script that runs right to left."""
    for character in text:
        match unicodedata.bidirectional(character):
            case "R" | "AL":
                return True
            case "L":
                return False
            case _:
                pass
    return False


@cache
def covered() -> frozenset[int]:
    """Return every code point that one of the typefaces has a sign for."""
    return frozenset(
        point for name in _REGULAR for point in _points_in((FOLDER / name).read_bytes())
    )


def _line(line: str) -> str:
    out, run = [], 0
    for character in unicodedata.normalize("NFC", line):
        run = 0 if character.isspace() else run + 1
        if run > _LONGEST_RUN:
            out.append(_MAY_BREAK)
            run = 1
        out.append(_sign(character))
    return "".join(out)


def _sign(character: str) -> str:
    if character.isspace():
        return " "
    if ord(character) in covered():
        return character
    # Marks of direction and joining are no signs.
    if unicodedata.category(character) == "Cf":
        return ""
    return f"[U+{ord(character):04X}]"


def _points_in(font: bytes) -> Iterator[int]:
    """Yield the code points of a font's table `cmap`.

    Source: OpenType 1.9.1, cmap, formats 4 and 12.
    """
    (tables,) = struct.unpack_from(">H", font, 4)
    records = (struct.unpack_from(">4sLLL", font, 12 + 16 * place) for place in range(tables))
    start = next(offset for tag, _, offset, _ in records if tag == b"cmap")
    (count,) = struct.unpack_from(">H", font, start + 2)
    for place in range(count):
        (offset,) = struct.unpack_from(">L", font, start + 8 + 8 * place)
        yield from _points_of(font, start + offset)


def _points_of(font: bytes, at: int) -> Iterator[int]:
    (kind,) = struct.unpack_from(">H", font, at)
    if kind == 12:
        (groups,) = struct.unpack_from(">L", font, at + 12)
        for group in range(groups):
            first, last, _ = struct.unpack_from(">LLL", font, at + 16 + 12 * group)
            yield from range(first, last + 1)
    if kind == 4:
        (doubled,) = struct.unpack_from(">H", font, at + 6)
        lasts = struct.unpack_from(f">{doubled // 2}H", font, at + 14)
        firsts = struct.unpack_from(f">{doubled // 2}H", font, at + 16 + doubled)
        for first, last in zip(firsts, lasts, strict=True):
            # The last segment is U+FFFF alone, which is no character.
            yield from range(first, last + 1) if first != 0xFFFF else ()
