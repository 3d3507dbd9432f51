"""The tagged structure."""

import re
from collections.abc import Iterator
from typing import Any, Final

from pypdf.generic import ArrayObject, DictionaryObject

from tests.pdf_a.whole import is_true

# ISO 32000-1, 14.8.4.
STRUCTURE: Final = frozenset(
    f"/{each}"
    for each in (
        *("Document", "Part", "Art", "Sect", "Div", "BlockQuote", "Caption", "TOC", "TOCI"),
        *("Index", "NonStruct", "Private", "P", "H", "H1", "H2", "H3", "H4", "H5", "H6"),
        *("L", "LI", "Lbl", "LBody", "Table", "TR", "TH", "TD", "THead", "TBody", "TFoot"),
        *("Span", "Quote", "Note", "Reference", "BibEntry", "Code", "Link", "Annot"),
        *("Ruby", "RB", "RT", "RP", "Warichu", "WT", "WP", "Figure", "Formula", "Form"),
    )
)
_LANGUAGE: Final = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")


def of_structure(root: DictionaryObject) -> Iterator[str]:
    # 6.7
    marked = root.get("/MarkInfo", DictionaryObject()).get_object()
    if not is_true(marked.get("/Marked")) or is_true(marked.get("/Suspects")):
        yield "6.7.2.2 not marked"
    if not _LANGUAGE.fullmatch(str(root.get("/Lang", ""))):
        yield "6.7.4 no language"
    tree = root.get("/StructTreeRoot", DictionaryObject()).get_object()
    roles = {str(own): str(is_) for own, is_ in tree.get("/RoleMap", {}).items()}
    if STRUCTURE & set(roles):
        yield "6.7.3.4 a standard element means something else"
    elements = [
        each
        for each in _below(tree)
        if isinstance(each, DictionaryObject) and each.get("/S") and each.get("/Type") != "/MCR"
    ]
    if not elements:
        yield "6.7.3 no structure"
    yield from (fault for each in elements for fault in _of_element(each, roles))


def _of_element(each: Any, roles: dict[str, str]) -> Iterator[str]:
    if roles.get(each["/S"], each["/S"]) not in STRUCTURE:
        yield f"6.7.3.4 an element {each['/S']} that nobody knows"
    if "/Lang" in each and not _LANGUAGE.fullmatch(str(each["/Lang"])):
        yield f"6.7.4 a language {each['/Lang']}"
    if each["/S"] == "/Figure" and not each.get("/Alt"):
        yield "6.7.5 a figure without words"


def _below(element: Any) -> Iterator[Any]:
    kids = element.get("/K", ArrayObject())
    for each in kids if isinstance(kids, ArrayObject) else [kids]:
        kid = each.get_object()
        yield kid
        if isinstance(kid, DictionaryObject):
            yield from _below(kid)
