"""What a file says of itself, as XMP."""

import re
from collections.abc import Iterator
from typing import Final
from xml.etree import ElementTree as Xml

from pypdf.generic import DictionaryObject

RDF: Final = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
AID: Final = "http://www.aiim.org/pdfa/ns/id/"
EXTENSION: Final = "{http://www.aiim.org/pdfa/ns/extension/}schemas"
SCHEMA: Final = "{http://www.aiim.org/pdfa/ns/schema#}"
PROPERTY: Final = "{http://www.aiim.org/pdfa/ns/property#}"
# Of XMP 2005, whose schemas need no description in the file (6.6.2.3.1).
KNOWN_SCHEMAS: Final = {
    AID,
    "http://purl.org/dc/elements/1.1/",
    "http://ns.adobe.com/xap/1.0/",
    "http://ns.adobe.com/xap/1.0/mm/",
    "http://ns.adobe.com/xap/1.0/t/pg/",
    "http://ns.adobe.com/pdf/1.3/",
    "http://www.aiim.org/pdfa/ns/extension/",
}


def of_metadata(root: DictionaryObject) -> Iterator[str]:
    # 6.6.2 and 6.6.4
    stream = root.get("/Metadata")
    if stream is None:
        yield "6.6.2.1 no metadata"
        return
    raw = stream.get_object().get_data()
    if re.search(rb"<\?xpacket[^?]*(bytes|encoding)=", raw):
        yield "6.6.2.1 the packet names bytes or an encoding"
    packet = Xml.fromstring(raw.decode())  # noqa: S314  we made the letter ourselves
    described = packet.iter(f"{RDF}Description")
    top = next(described)
    told = {name: value for name, value in top.attrib.items() if name != f"{RDF}about"}
    told |= {child.tag: child.text or "" for child in top}
    if (told.get(f"{{{AID}}}part"), told.get(f"{{{AID}}}conformance")) != ("3", "A"):
        yield "6.6.4 does not say that it is PDF/A-3a"
    declared = set(_declared(top))
    for name in told:
        space = name[1:].partition("}")[0]
        if name.startswith("{") and space not in KNOWN_SCHEMAS | declared:
            yield f"6.6.2.3 {name} is described nowhere"


def _declared(top: Xml.Element) -> Iterator[str]:
    """Yield the name spaces of schemas that the file itself describes whole."""
    for schema in top.findall(f"{EXTENSION}/{RDF}Bag/{RDF}li"):
        space = _value(schema, f"{SCHEMA}namespaceURI")
        properties = schema.findall(f".//{SCHEMA}property/{RDF}Seq/{RDF}li")
        parts = ("name", "valueType", "category", "description")
        whole = all(_value(each, PROPERTY + part) for each in properties for part in parts)
        named = _value(schema, f"{SCHEMA}schema") and _value(schema, f"{SCHEMA}prefix")
        if properties and whole and named:
            yield space


def _value(of: Xml.Element, name: str) -> str:
    """Return a simple value, in whichever of RDF's ways it is written."""
    for each in (of, *of.findall(f"{RDF}Description")):
        if name in each.attrib:
            return each.attrib[name]
        child = each.find(name)
        if child is not None:
            return child.text or child.attrib.get(f"{RDF}resource", "")
    return ""
