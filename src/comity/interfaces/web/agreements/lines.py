"""The lines of the register as table, timeline and map, printed.

A page has hundreds of them, and a loop in a template costs more there than all the rest of the
page. They say the same to everybody who reads the register in one language.
"""

from collections.abc import Callable, Iterable, Sequence
from html import escape
from itertools import groupby

from django.urls import reverse
from django.utils.formats import localize
from django.utils.text import capfirst
from django.utils.translation import gettext, pgettext

from comity.agreements.terms import Instrument
from comity.interfaces.maps import MapStatus, Markup
from comity.interfaces.web.agreements.atlas import Neighbour, word_for
from comity.interfaces.web.agreements.listing import Row
from comity.interfaces.web.agreements.statuses import MAP_TONES, STATUS_TONES
from comity.interfaces.web.agreements.timeline import Bar, Happening
from comity.interfaces.web.telling import listed, tell
from comity.interfaces.web.words import country_name, name_of, printed_day

MANY_PARTIES = 12
_A_REFERENCE = "a-reference"
_Address = Callable[[Instrument], str]


def table_lines(rows: Iterable[Row], *, day_link: str) -> Markup:
    """Print instruments as rows of a table.

    Args:
        rows: what a page of the table shows.
        day_link: what follows an address, so that the page it leads to has the same day.
    """
    address = _addresses(day_link)
    parties, signed, on_this_day, compare = (
        escape(label)
        for label in (
            gettext("Parties"),
            gettext("Signed"),
            gettext("On this day"),
            gettext("Compare"),
        )
    )

    def printed(row: Row) -> str:
        reference = escape(row.instrument.reference)
        title = escape(row.instrument.short_title)
        said = row.said
        return (
            f'<tr><td><a class="row-link" href="{address(row.instrument)}"><bdi>{title}</bdi></a>'
            f'<div class="soft small"><bdi class="nowrap">{reference}</bdi> · '
            f"{escape(name_of(row.instrument.kind))}</div></td>"
            f'<td data-label="{parties}">{_parties_of(row)}</td>'
            f'<td data-label="{signed}">{_signed(row)}</td>'
            f'<td data-label="{on_this_day}"><span class="pill pill-wrap '
            f'{STATUS_TONES[row.status]}">{escape(tell(said.code, said.facts))}</span></td>'
            f'<td class="pick" data-label="{compare}"><input type="checkbox" name="pick" '
            f'value="{reference}" aria-label="{compare}: {title}"></td></tr>'
        )

    return Markup("\n".join(map(printed, rows)))


def year_lines(happened: Iterable[Happening], *, day_link: str) -> Markup:
    """Print what happened, year by year, as items of a list; years in the order they come in."""
    address = _addresses(day_link)
    settled = f' <span class="pill pill-wait">{escape(gettext("settled"))}</span>'

    def printed(each: Happening) -> str:
        event = each.event
        place = f' <span class="soft small"><bdi>{escape(event.place)}</bdi></span>'
        return (
            f'<li class="happened happened-{each.course}">'
            f'<span class="happened-day">{_day_of(each)}</span> '
            f'<span class="strong">{escape(capfirst(name_of(event.what)))}</span>{_whom(each)} '
            f'<a href="{address(each.instrument)}"><bdi>{escape(each.instrument.short_title)}'
            f"</bdi></a>{place if event.place else ''}{settled if event.settled else ''}</li>"
        )

    return Markup(
        "\n".join(
            f'<li><h3 id="year-{year}">{year}</h3><ul>{"".join(map(printed, group))}</ul></li>'
            for year, group in groupby(happened, key=lambda each: each.year)
        )
    )


def drawn(bars: Iterable[Bar]) -> Markup:
    """Draw the bars of a strip; four strips of a century have hundreds."""
    return Markup(
        "".join(
            f'<rect x="{bar.x:g}" y="{bar.y:g}" width="{bar.width:g}" height="{bar.height:g}">'
            f"<title>{bar.year}: {escape(str(localize(bar.count)))}</title></rect>"
            for bar in bars
        )
    )


def state_lines(neighbours: Sequence[Neighbour], *, day_link: str) -> Markup:
    """Print the states of a map as rows of a table, each with the agreements that link it."""
    address = _addresses(day_link)
    on_this_day, by = escape(gettext("On this day")), escape(pgettext("agreement", "By"))
    pills = {status: _pill(status) for status in {each.status for each in neighbours}}
    return Markup(
        "\n".join(
            f'<tr id="{escape(each.anchor)}"><th scope="row">{escape(each.name)}</th>'
            f'<td data-label="{on_this_day}">{pills[each.status]}</td>'
            f'<td data-label="{by}"><ul class="plain">{_links(each.instruments, address)}</ul></td>'
            "</tr>"
            for each in neighbours
        )
    )


def _addresses(day_link: str) -> _Address:
    """Return how the address of an instrument is made; it is asked of the routes once."""
    before, _, after = reverse("agreement", args=[_A_REFERENCE]).rpartition(_A_REFERENCE)
    return lambda instrument: escape(f"{before}{instrument.reference}{after}{day_link}")


def _links(instruments: Iterable[Instrument], address: _Address) -> str:
    return "".join(
        f'<li><a href="{address(each)}"><bdi>{escape(each.short_title)}</bdi></a></li>'
        for each in instruments
    )


def _pill(status: MapStatus) -> str:
    return f'<span class="pill {MAP_TONES[status]}">{escape(word_for(status))}</span>'


def _parties_of(row: Row) -> str:
    if len(row.instrument.parties) > MANY_PARTIES:
        return _several_parties(len(row.instrument.parties))
    return escape(listed(country_name(code) for code in row.others))


def _several_parties(number: int) -> str:
    return escape(gettext("%(number)s parties") % {"number": localize(number)})


def _signed(row: Row) -> str:
    signed = row.signed
    if signed is not None and signed.on:
        return printed_day(signed.on)
    if signed is not None and signed.printed:
        return f"<bdi>{escape(signed.printed)}</bdi>"
    return f'<span class="soft nowrap">{escape(gettext("not recorded"))}</span>'


def _day_of(happening: Happening) -> str:
    event = happening.event
    if event.on and len(happening.parties) < 2:
        return printed_day(event.on)
    if event.printed:
        return f"<bdi>{escape(event.printed)}</bdi>"
    if event.no_later_than:
        return f"{escape(gettext('by'))} {printed_day(event.no_later_than)}"
    return ""


def _whom(happening: Happening) -> str:
    match happening.parties:
        case ():
            return ""
        case (party,):
            return f" · {escape(country_name(party))}"
        case several:
            return f" · {_several_parties(len(several))}"
