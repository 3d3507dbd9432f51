"""The file as bytes, and its catalogue."""

import re
from collections.abc import Iterator
from typing import Any

from pypdf import PdfReader
from pypdf.generic import BooleanObject, DictionaryObject


def is_true(told: Any) -> bool:
    """Tell a true from a false: as objects both count as something."""
    return isinstance(told, BooleanObject) and bool(told.value)


def of_bytes(content: bytes, reader: PdfReader) -> Iterator[str]:
    """Tell what is wrong with the file as bytes."""
    # 6.1.2 and 6.1.3
    head = content.split(b"\n", 2)
    if not re.fullmatch(rb"%PDF-1\.[0-7]\r?", head[0]):
        yield f"6.1.2 header {head[0]!r}"
    if not (head[1].startswith(b"%") and sum(byte > 127 for byte in head[1][1:]) >= 4):
        yield "6.1.2 no comment that tells bytes from text"
    if "/ID" not in reader.trailer:
        yield "6.1.3 no identifier of the file"
    if "/Encrypt" in reader.trailer or reader.is_encrypted:
        yield "6.1.3 encrypted"
    if not re.search(rb"%%EOF\r?\n?\Z", content):
        yield "6.1.3 something stands behind the end"


def of_catalogue(root: DictionaryObject) -> Iterator[str]:
    """Tell what the catalogue must not have."""
    # 6.1.13 and 6.5
    for name in ("/OpenAction", "/AA", "/Requirements", "/NeedsRendering", "/Perms", "/Version"):
        if name in root:
            yield f"{name} in the catalogue"
    if "/JavaScript" in root.get("/Names", DictionaryObject()).get_object():
        yield "6.5.1 a table of scripts"
    form = root.get("/AcroForm", DictionaryObject()).get_object()
    if "/XFA" in form or is_true(form.get("/NeedAppearances")):
        yield "6.4 a form that is drawn by its reader"
