"""Reading the counts that an administration has printed of its own agreements."""

from comity.agreements.register_files.instrument_file import read_sources
from comity.agreements.register_files.tables import Page, Table
from comity.agreements.terms import Instrument, InstrumentKind, PublishedCount, PublishedFigure
from comity.kernel.codes import CountryCode


def read_counts(table: Table) -> PublishedCount:
    """Return the counts a file tells, noting every fault on its page."""
    table.text("kind")
    found = PublishedCount(
        reference=table.reference(),
        of=table.country("of", required=True) or CountryCode("EU"),
        counted=table.choice("counted", InstrumentKind, required=True) or InstrumentKind.CMAA,
        title=table.text("title", required=True),
        differs=table.text("differs", required=True),
        figures=tuple(_figure(each) for each in table.tables("figures")),
        sources=read_sources(table),
    )
    table.refuse_the_rest()
    if not found.figures:
        table.fault("", "missing_key", key="figures")
    return found


def check_figures(page: Page, counts: PublishedCount, *, among: dict[str, Instrument]) -> None:
    """Note figures made by an instrument that no file has, or that is not one of those counted."""
    for position, figure in enumerate(counts.figures):
        for reference in figure.made_by:
            path = ("figures", position, "made_by")
            made_by = among.get(reference)
            if made_by is None:
                page.fault(path, "unknown_instrument", reference=reference)
            elif made_by.kind is not counts.counted:
                kinds = {"kind": made_by.kind.value, "counted": counts.counted.value}
                page.fault(path, "figure_of_another_kind", reference=reference, **kinds)


def _figure(table: Table) -> PublishedFigure:
    found = PublishedFigure(
        number=table.number("number"),
        on=table.day("on"),
        printed=table.text("printed"),
        no_later_than=table.day("no_later_than"),
        made_by=table.texts("made_by"),
        source=table.text("source", required=True),
        note=table.text("note"),
    )
    table.refuse_the_rest()
    if found.on is not None and (found.no_later_than is not None or found.printed):
        table.fault("on", "day_given_twice")
    return found
