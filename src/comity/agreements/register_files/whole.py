"""What can only be seen over all files: references, parents, templates."""

from collections.abc import Mapping

from comity.agreements.register_files.tables import Page
from comity.agreements.terms import Instrument


def check_references(instruments: Mapping[str, tuple[Page, Instrument]]) -> None:
    """Note references that no file has, or that go round in a circle.

    Args:
        instruments: by reference, each with the page its faults are noted on.
    """
    parents = {
        reference: instrument.parent.reference
        for reference, (_, instrument) in instruments.items()
        if instrument.parent is not None and instrument.parent.reference
    }
    for reference, (page, instrument) in instruments.items():
        parent = parents.get(reference)
        if parent is not None and parent not in instruments:
            page.fault(("parent", "reference"), "unknown_parent", parent=parent)
        elif _goes_round(reference, parents):
            page.fault(("parent", "reference"), "cyclic_parents", parent=parent)
        for position, event in enumerate(instrument.events):
            if event.by and event.by not in instruments:
                path = ("events", position, "by")
                page.fault(path, "unknown_instrument", reference=event.by)


def _goes_round(reference: str, parents: Mapping[str, str]) -> bool:
    seen = {reference}
    above = parents.get(reference)
    while above is not None and above not in seen:
        seen.add(above)
        above = parents.get(above)
    return above == reference
