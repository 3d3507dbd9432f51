"""What can only be seen over all files: references, parents, templates."""

from collections.abc import Iterable, Mapping

from comity.agreements.register_files.instrument_checks import goes_round
from comity.agreements.register_files.tables import Page
from comity.agreements.terms import EventType, Instrument


def check_references(
    read: Iterable[tuple[Page, Instrument]], *, among: Mapping[str, Instrument]
) -> None:
    """Note references that no file has, or that go round in a circle.

    Args:
        read: the instruments to check, each with the page its faults are noted on.
        among: every instrument there is, those to check included, by reference.
    """
    parents = {
        reference: instrument.parent.reference
        for reference, instrument in among.items()
        if instrument.parent is not None and instrument.parent.reference
    }
    heirs = {
        reference: event.by
        for reference, instrument in among.items()
        for event in instrument.events
        if event.what is EventType.SUPERSEDED and event.by
    }
    for page, instrument in read:
        parent = parents.get(instrument.reference)
        if parent is not None and parent not in among:
            page.fault(("parent", "reference"), "unknown_parent", parent=parent)
        elif goes_round(instrument.reference, parents):
            page.fault(("parent", "reference"), "cyclic_parents", parent=parent)
        for position, event in enumerate(instrument.events):
            if event.by and event.by not in among:
                path = ("events", position, "by")
                page.fault(path, "unknown_instrument", reference=event.by)
            elif event.what is EventType.SUPERSEDED and goes_round(instrument.reference, heirs):
                page.fault(("events", position, "by"), "cyclic_successors", reference=event.by)
