"""Every object that can be reached: colours, streams, fonts, actions, annotations."""

from collections.abc import Iterator
from typing import Any, Final

from pypdf.generic import (
    ArrayObject,
    ByteStringObject,
    DictionaryObject,
    IndirectObject,
    NameObject,
    StreamObject,
    TextStringObject,
)

from tests.pdf_a.whole import is_true

FILTERS: Final = {"/FlateDecode", "/DCTDecode", "/ASCII85Decode", "/ASCIIHexDecode"}
# Whatever does something when a file is opened or pressed (6.5.1), and whatever leads out of it.
ACTIONS: Final = {
    *("/Launch", "/Sound", "/Movie", "/ResetForm", "/ImportData", "/Hide", "/SetOCGState"),
    *("/Rendition", "/Trans", "/GoTo3DView", "/JavaScript", "/SubmitForm", "/URI", "/GoToR"),
}
ANNOTATIONS: Final = {"/Widget", "/Link", "/Popup"}


def things_of(thing: Any) -> Iterator[Any]:
    """Yield everything in the file that can be reached, once."""
    waiting, seen = [thing], set()
    while waiting:
        each = waiting.pop()
        if isinstance(each, IndirectObject):
            if each.idnum in seen:
                continue
            seen.add(each.idnum)
            each = each.get_object()
        yield each
        if isinstance(each, DictionaryObject):
            waiting += [*each, *(each.raw_get(key) for key in each)]
        elif isinstance(each, ArrayObject):
            waiting += list(list.__iter__(each))


def of_colour(root: DictionaryObject, things: list[Any]) -> Iterator[str]:
    # 6.2.3 and 6.2.4
    intents = [each.get_object() for each in root.get("/OutputIntents", ArrayObject())]
    archival = [each for each in intents if each.get("/S") == "/GTS_PDFA1"]
    if len(archival) != 1:
        yield "6.2.3 not one output intent"
        return
    profile = archival[0]["/DestOutputProfile"].get_object()
    data = profile.get_data()
    spaces = {b"RGB ": 3, b"GRAY": 1, b"CMYK": 4}
    if data[36:40] != b"acsp" or spaces.get(data[16:20]) != profile["/N"]:
        yield "6.2.3 the profile of the output intent is none"
    if data[8] > 4 or data[12:16] not in (b"mntr", b"prtr"):
        yield "6.2.3 the profile is of a version or class that is not taken"
    if profile["/N"] != 4 and any(thing == "/DeviceCMYK" for thing in things):
        yield "6.2.4.3 CMYK under an intent of another kind"


def of_things(things: list[Any]) -> Iterator[str]:
    for thing in things:
        if isinstance(thing, StreamObject):
            yield from _of_stream(thing)
        if isinstance(thing, DictionaryObject):
            yield from _of_dictionary(thing)
        # 6.1.13, limits
        if isinstance(thing, NameObject) and len(thing) > 128:
            yield f"6.1.13 a name of {len(thing)} bytes"
        if isinstance(thing, TextStringObject | ByteStringObject) and len(thing) > 32767:
            yield f"6.1.13 a string of {len(thing)} bytes"


def _of_stream(thing: Any) -> Iterator[str]:
    # 6.1.7: nothing outside the file, and no filter but those that anybody has
    told = thing.get("/Filter", ArrayObject())
    used = {str(told)} if isinstance(told, NameObject) else {str(each) for each in told}
    if used - FILTERS:
        yield f"6.1.7.2 filters {sorted(used - FILTERS)}"
    if {"/F", "/FFilter", "/FDecodeParms"} & set(thing):
        yield "6.1.7.1 a stream that lies elsewhere"
    if thing.get("/Subtype") == "/Image" and (
        is_true(thing.get("/Interpolate")) or {"/Alternates", "/OPI"} & set(thing)
    ):
        yield "6.2.8 an image that is not itself"
    if thing.get("/Subtype") == "/PS" or {"/OPI", "/PS", "/Ref"} & set(thing):
        yield "6.2.9 a form that is not itself"


def _of_dictionary(thing: Any) -> Iterator[str]:
    kind = thing.get("/Type")
    # 6.5
    if thing.get("/S") in ACTIONS or "/AA" in thing or "/JS" in thing:
        yield f"6.5.1 an action {thing.get('/S')}"
    # 6.2.5 and 6.2.10
    if kind == "/ExtGState" or {"/SMask", "/BM", "/ca", "/CA"} & set(thing):
        yield from _of_state(thing)
    if kind == "/Font":
        yield from _of_font(thing)
    if kind == "/Annot":
        yield from _of_annotation(thing)
    # 6.9
    if kind == "/OCG" or "/OCProperties" in thing:
        yield "6.9 parts that may be hidden"


def _of_state(thing: Any) -> Iterator[str]:
    for name in ("/TR", "/TR2", "/HTP"):
        if name in thing and thing[name] != "/Default":
            yield f"6.2.5 {name}"
    if thing.get("/SMask", "/None") != "/None" or thing.get("/BM", "/Normal") != "/Normal":
        yield "6.2.10 transparency"
    if any(float(thing.get(name, 1)) != 1 for name in ("/ca", "/CA")):
        yield "6.2.10 transparency"


def _of_font(font: Any) -> Iterator[str]:
    # 6.2.11
    name = font.get("/BaseFont", "?")
    if font.get("/Subtype") == "/Type0":
        (below,) = (each.get_object() for each in font["/DescendantFonts"])
        if font.get("/Encoding") not in ("/Identity-H", "/Identity-V"):
            yield f"6.2.11.3 {name} has an encoding that is not in the file"
        if below.get("/Subtype") == "/CIDFontType2" and "/CIDToGIDMap" not in below:
            yield f"6.2.11.3.2 {name} does not say which glyph is whose"
        if "/ToUnicode" not in font:
            yield f"6.2.11.7 {name} does not say its characters"
    elif font.get("/Subtype") not in ("/CIDFontType2", "/CIDFontType0"):
        yield f"6.2.11 {name} is of a kind that this does not judge"
    else:
        descriptor = font["/FontDescriptor"].get_object()
        if not {"/FontFile", "/FontFile2", "/FontFile3"} & set(descriptor):
            yield f"6.2.11.4 {name} is not embedded"


def _of_annotation(thing: Any) -> Iterator[str]:
    # 6.3
    if thing.get("/Subtype") not in ANNOTATIONS:
        yield f"6.3.1 an annotation {thing.get('/Subtype')}"
    flags = int(thing.get("/F", 0))
    # Print; and neither invisible, hidden, not to be viewed nor toggled.
    if thing.get("/Subtype") != "/Popup" and (flags & 0b100100011 or not flags & 0b100):
        yield f"6.3.2 flags {flags}"
    left, low, right, high = (float(each) for each in thing["/Rect"])
    if (left, low) != (right, high) and "/AP" not in thing and thing.get("/Subtype") == "/Widget":
        yield "6.3.3 no appearance"
    if "/A" in thing and thing.get("/Subtype") == "/Widget":
        yield "6.4.1 a field that acts"
