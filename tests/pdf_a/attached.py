"""What is attached."""

import re
from collections.abc import Iterator
from typing import Final

from pypdf.generic import ArrayObject, DictionaryObject

RELATIONSHIPS: Final = {"/Source", "/Data", "/Alternative", "/Supplement", "/Unspecified"}


def of_attachments(root: DictionaryObject) -> Iterator[str]:
    # 6.8
    belonging = [each.get_object() for each in root.get("/AF", ArrayObject())]
    names = root.get("/Names", DictionaryObject()).get_object()
    table = names.get("/EmbeddedFiles", DictionaryObject()).get_object()
    listed = [each.get_object() for each in table.get("/Names", ArrayObject())][1::2]
    if not listed:
        yield "6.8 nothing is attached"
    for file in listed:
        if file not in belonging:
            yield "6.8 a file that belongs to nothing"
        if file.get("/AFRelationship") not in RELATIONSHIPS:
            yield "6.8 a file that does not say how it belongs"
        if not (file.get("/F") and file.get("/UF") and file.get("/Desc")):
            yield "6.8 a file without name or description"
        held = file["/EF"]["/F"].get_object()
        if not re.fullmatch(r"/[a-z]+/[a-z0-9.+-]+", str(held.get("/Subtype", ""))):
            yield "6.8 a file without a media type"
        if "/ModDate" not in held.get("/Params", {}):
            yield "6.8 a file without the day of its last change"
