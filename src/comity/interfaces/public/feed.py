"""The feed: what happened to the agreements, newest first, as Atom (RFC 4287).

Source: [rfc-4287].
"""

import re
from collections.abc import Iterable
from datetime import date
from uuid import UUID, uuid5
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from django.utils.translation import gettext

from comity.agreements.signing_days import bounds_of
from comity.agreements.terms import Event, Instrument
from comity.interfaces.public import words
from comity.interfaces.public.edition import Edition

ATOM = "http://www.w3.org/2005/Atom"
MOST = 100
# XML has no way at all to hold these, not even escaped; one of them and no reader opens the feed.
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
# Ids must never change, whoever serves the feed and from wherever; so they are made from what
# tells an event from every other, and not from addresses.
_OURS = UUID("5c0d1ad4-6f0f-5f2e-9a4b-4f1f3a2f7c11")


def feed_of(instruments: Iterable[Instrument], edition: Edition) -> bytes:
    """Return the feed of the latest events by the day of the edition.

    What has no day at all has no place in an order of days, and is left to the timeline.
    """
    happened = [
        (day, each, number, event)
        for each in instruments
        for number, event in enumerate(each.events)
        if (day := bounds_of(event).latest) is not None and day <= edition.on
    ]
    happened.sort(key=lambda one: (one[0], one[1].reference, one[2]), reverse=True)
    feed = Element("feed", {"xmlns": ATOM, "xml:lang": edition.language})
    SubElement(feed, "id").text = f"urn:uuid:{uuid5(_OURS, f'feed|{edition.publisher}')}"
    SubElement(feed, "title").text = edition.title
    newest = happened[0][0] if happened else edition.on
    SubElement(feed, "updated").text = _instant(newest)
    SubElement(SubElement(feed, "author"), "name").text = edition.publisher
    _link(feed, rel="self", href=edition.address("feed.xml"), type="application/atom+xml")
    _link(feed, rel="alternate", href=edition.address("index.html"), type="text/html")
    for day, instrument, number, event in happened[:MOST]:
        feed.append(_entry(instrument, event, day=day, number=number, edition=edition))
    indent(feed)
    written: str = tostring(feed, encoding="utf-8", xml_declaration=True).decode()
    return _NOT_XML.sub("", written).encode() + b"\n"


def _entry(
    instrument: Instrument, event: Event, *, day: date, number: int, edition: Edition
) -> Element:
    entry = Element("entry")
    same = [e for e in instrument.events[:number] if (e.what, e.party) == (event.what, event.party)]
    told = "|".join((instrument.reference, event.what, event.party or "", str(len(same))))
    SubElement(entry, "id").text = f"urn:uuid:{uuid5(_OURS, told)}"
    SubElement(entry, "title").text = f"{instrument.short_title}: {words.name_of(event.what)}"
    SubElement(entry, "updated").text = _instant(day)
    page = edition.address(f"instruments/{instrument.reference}.html")
    _link(entry, rel="alternate", href=page, type="text/html")
    SubElement(entry, "category", {"term": event.what.value})
    SubElement(entry, "summary").text = _summary(instrument, event)
    return entry


def _summary(instrument: Instrument, event: Event) -> str:
    parties = ", ".join(words.country_name(party.code) for party in instrument.parties)
    told = [f"{words.capital(words.name_of(event.what))}: {words.when_in_words(event)}"]
    told += [event.place] if event.place else []
    told += [gettext("Parties: %(parties)s") % {"parties": parties}] if parties else []
    told += [gettext("Source: %(source)s") % {"source": event.source}]
    return ". ".join(told) + "."


def _link(parent: Element, **attributes: str) -> None:
    SubElement(parent, "link", attributes)


def _instant(day: date) -> str:
    # A civil day has no hour; its beginning in UTC is the instant every reader can compare.
    return f"{day.isoformat()}T00:00:00Z"
