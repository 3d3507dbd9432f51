"""What of a register may be published, and nothing else: everything made here starts from it.

An instrument stands in the public register only when its file marks it `public`. Of a marked one
the parties, titles, events and sources are taken; its articles as encoded, the desk's remarks and
open points stay behind, for they name who read what and what is not yet known. So it is with the
members of unions, which are taken because parties are shown with them. Own law, national
instructions, templates and the acts of the treaty desk are not taken at all, and a reference to an
instrument that is not marked is dropped, so that nobody learns that it exists.
"""

from dataclasses import replace

from comity.agreements.terms import Event, Instrument, Parent, PublishedCount, Register


def public_part(register: Register) -> Register:
    """Return a register that holds what may be published, as the files have it.

    Args:
        register: the whole; what was settled in a node is left out with everything else that no
            file says.
    """
    marked = frozenset(each.reference for each in register.files if each.public)
    return Register(
        files=tuple(_told(each, marked) for each in register.files if each.public),
        counts=tuple(_counts(each, marked) for each in register.counts),
        unions=tuple(replace(each, open_points=(), note="") for each in register.unions),
    )


def _told(instrument: Instrument, marked: frozenset[str]) -> Instrument:
    return replace(
        instrument,
        parent=_parent(instrument.parent, marked),
        events=tuple(_event(each, marked) for each in instrument.events if each.settled is None),
        provisions=(),
        open_points=(),
        note="",
        digest="",
    )


def _parent(parent: Parent | None, marked: frozenset[str]) -> Parent | None:
    if parent is None or parent.reference not in marked:
        return None
    return replace(parent, title="")


def _event(event: Event, marked: frozenset[str]) -> Event:
    return event if event.by in marked else replace(event, by="")


def _counts(counts: PublishedCount, marked: frozenset[str]) -> PublishedCount:
    # The numbers were printed for all to read; only what made them may be nobody's business.
    figures = tuple(
        replace(each, made_by=tuple(name for name in each.made_by if name in marked))
        for each in counts.figures
    )
    return replace(counts, figures=figures)
