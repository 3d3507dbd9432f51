"""Statistics with a partner as people read them: in words, as CSV, as a sheet."""

import csv
import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime

from django.utils import formats
from django.utils.translation import get_language, gettext

from comity.assistance.models import StatisticsRelease
from comity.assistance.terms import RefusalGround
from comity.assistance.terms.feedback import FeedbackCode
from comity.assistance.terms.statistics import Direction, PairStatistics, figures_in_json
from comity.assistance.wording import FEEDBACK_NAMES, GROUND_NAMES
from comity.assistance.wording.statistics import DIRECTION_NAMES
from comity.crypto.canonical import canonical_json
from comity.interfaces.letters import seal_made, voice_of
from comity.interfaces.taking_out import Handed, safe_cell
from comity.kernel.languages import SOURCE
from comity.kernel.wording import fill
from comity.letters.figures import Sheet, SheetTable, typeset_figures
from comity.officers.queries import own_administration

CSV, PDF = "csv", "pdf"
FORMS = {CSV: "text/csv; charset=utf-8", PDF: "application/pdf"}
COLUMNS = ("direction", "figure", "of", "value")


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure.

    Attributes:
        code: what is counted, as CSV names it.
        of: which ground, instrument, result or currency it is of; empty for all.
        value: digits, or empty where there is none.
        name: what is counted, in the reader's language.
        shown: the value in the reader's language.
    """

    code: str
    of: str
    value: str
    name: str
    shown: str


def figures_of(direction: Direction) -> tuple[Figure, ...]:
    """Return what is known of one direction, in the language spoken now."""
    return tuple(_figures(direction))


def _figures(told: Direction) -> Iterator[Figure]:
    yield _count("asked", told.asked, gettext("Requests"))
    yield _count("answered", told.answered, gettext("Answered"))
    yield _count("unasked", told.unasked, gettext("Information without a request"))
    yield _count("refused", told.all_refused, gettext("Refused"))
    for ground, count in told.refused:
        name = gettext(GROUND_NAMES[RefusalGround(ground)]) if _is_ground(ground) else ground
        refused = fill(gettext("Refused: {ground}"), (("ground", name),))
        yield _count("refused", count, refused, of=ground)
    for each in told.days:
        under = (("under", each.under or gettext("no instrument recorded")),)
        median = fill(gettext("Days to the answer, median, {under}"), under)
        yield _count("median_days", each.median, median, of=each.under)
        allowed = fill(gettext("Days the article gives, {under}"), under)
        if each.allowed is None or each.within is None:
            yield Figure("article_days", each.under, "", allowed, gettext("none"))
            continue
        yield _count("article_days", each.allowed, allowed, of=each.under)
        within = fill(gettext("Answered within these days, {under}"), under)
        yield _count("answered_in_time", each.within, within, of=each.under)
    yield from _results(told)


def _results(told: Direction) -> Iterator[Figure]:
    for each in told.results:
        name = gettext(FEEDBACK_NAMES[FeedbackCode(each.code)])
        name = name[:1].upper() + name[1:]
        yield _count("result", each.count, name, of=each.code)
        for currency, amount in each.amounts:
            of = f"{each.code} {currency}"
            shown = f"{formats.number_format(amount, use_l10n=True)} {currency}"
            named = fill(gettext("{result}, amount"), (("result", name),))
            yield Figure("result_amount", of, amount, named, shown)


def _count(code: str, value: int, name: str, *, of: str = "") -> Figure:
    shown = formats.number_format(value, use_l10n=True, force_grouping=True)
    return Figure(code, of, str(value), name, shown)


def _is_ground(code: str) -> bool:
    return code in set(RefusalGround)


def hand_out_figures(
    told: PairStatistics,
    *,
    form: str,
    name_of: Callable[[str], str],
    at: datetime,
    released: StatisticsRelease | None = None,
) -> Handed:
    """Return the figures as a file; as PDF it is sealed once they are released.

    Args:
        told: the figures.
        form: one of `FORMS`.
        name_of: the name of a country in the reader's language.
        at: aware UTC instant.
        released: the release they are of; None while they are internal.

    Raises:
        TypesettingFailedError: the sheet could not be set.
        NotFoundError: the node has no key for letters.
    """
    days = f"{told.stretch.since.isoformat()}-{told.stretch.until.isoformat()}"
    number = f"-{released.pk}" if released else "-internal"
    name = f"statistics-{told.partner.lower()}-{days}{number}.{form}"
    made = _as_csv(told) if form == CSV else _as_sheet(told, name_of, at, released)
    return Handed(name, len(made), iter((made,)))


def _as_csv(told: PairStatistics) -> bytes:
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    for side, direction in told.directions():
        for each in figures_of(direction):
            row = (side.value, each.code, each.of, each.value)
            writer.writerow([safe_cell(cell) for cell in row])
    return out.getvalue().encode()


def _as_sheet(
    told: PairStatistics,
    name_of: Callable[[str], str],
    at: datetime,
    released: StatisticsRelease | None,
) -> bytes:
    language = (get_language() or SOURCE).split("-")[0]
    voice, own = voice_of(language), own_administration()
    since, until = voice.day(told.stretch.since), voice.day(told.stretch.until)
    days = fill(gettext("From {since} to {until}."), (("since", since), ("until", until)))
    sheet = Sheet(
        language=language,
        turned=voice.turned,
        author=own.name,
        title=fill(gettext("Assistance with {partner}"), (("partner", name_of(told.partner)),)),
        lines=(days, _standing(released, voice.day)),
        tables=tuple(
            SheetTable(
                gettext(DIRECTION_NAMES[side]),
                tuple((each.name, each.shown) for each in figures_of(direction)),
            )
            for side, direction in told.directions()
        ),
        mark=released.digest if released else gettext("Internal"),
    )
    made = typeset_figures(sheet, attached=canonical_json(figures_in_json(told)), at=at)
    return made if released is None else seal_made(made, f"statistics {released.pk}")


def _standing(released: StatisticsRelease | None, day: Callable[..., str]) -> str:
    if released is None:
        return gettext("Internal: not released.")
    told = (
        ("by", released.by),
        ("day", day(released.at.date())),
        ("number", str(released.pk)),
    )
    return fill(gettext("Released by {by} on {day} as number {number}."), told)
