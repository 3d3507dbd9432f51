"""Finding identifiers in running text, where somebody names them in a sentence. Pure."""

import re
from collections.abc import Iterator

from comity.subjects.terms import Identifier, Scheme

# Only what names its scheme, or can be nothing else: a doubt about a number that is none would
# teach people to look past doubts.
_NAMED = re.compile(
    r"\b(?:"
    r"IMO[ :.]{0,3}(?P<imo>[0-9]{7})"
    r"|MMSI[ :.]{0,3}(?P<mmsi>[0-9]{9})"
    r"|MRN[ :.]{0,3}(?P<mrn>[0-9]{2}[A-Z]{2}[A-Z0-9]{14})"
    r"|VIN[ :.]{0,3}(?P<vin>[A-Z0-9]{17})"
    r"|LEI[ :.]{0,3}(?P<lei>[A-Z0-9]{20})"
    r"|(?:IBAN[ :.]{0,3})(?P<iban>[A-Z]{2}[0-9]{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,3})?)"
    r"|(?P<container>[A-Z]{3}[UJZ][ -]?[0-9]{3}[ ]?[0-9]{3}[ -]?[0-9])"
    r")\b"
)
# A text longer than any field of a request is not looked through.
_LONGEST = 20_000


def spotted(text: str) -> Iterator[Identifier]:
    """Yield the identifiers that a text names, each once, in the order of the text."""
    seen: set[tuple[str, str]] = set()
    for found in _NAMED.finditer(text[:_LONGEST]):
        name = found.lastgroup
        if name is not None and (name, found[name]) not in seen:
            seen.add((name, found[name]))
            yield Identifier(Scheme(name), found[name])
