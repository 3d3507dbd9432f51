"""The register for machines: a table (CSV), and everything (JSON) with its schema."""

import csv
import io
import json
from collections.abc import Iterable
from datetime import date
from typing import Any

from comity.agreements.terms import Event, EventType, Register
from comity.interfaces.counts_json import administrations, counts_json
from comity.interfaces.public import words
from comity.interfaces.public.data_schema import schema
from comity.interfaces.public.edition import Edition
from comity.interfaces.public.listing import Row
from comity.interfaces.public.signings import Signing

Json = dict[str, Any]
COLUMNS = (
    "reference",
    "kind",
    "title",
    "full_title",
    "parties",
    "signed_on",
    "signed_printed",
    "signed_no_later_than",
    "signed_at",
    "signatories",
    "in_force_on",
    "standing",
    "status",
    "sources",
    "page",
)
# Spreadsheets take a cell that begins so for a formula; a mark before it makes it text.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


def table_of(rows: Iterable[Row], edition: Edition) -> bytes:
    """Return one line for each instrument, as CSV (RFC 4180) in UTF-8."""
    written = io.StringIO(newline="")
    sheet = csv.writer(written)
    sheet.writerow(COLUMNS)
    for row in sorted(rows, key=lambda row: row.instrument.reference):
        sheet.writerow([_cell(value) for value in _line(row, edition)])
    return written.getvalue().encode()


def document_of(
    register: Register, rows: Iterable[Row], signings: Iterable[Signing], edition: Edition
) -> bytes:
    """Return everything the pages say, as JSON of the form of `schema`."""
    signed = list(signings)
    document = {
        "$schema": edition.address("register.schema.json"),
        "title": edition.title,
        "publisher": edition.publisher,
        "language": edition.language,
        "as_of": edition.on.isoformat(),
        "instruments": [
            _instrument(row, [s for s in signed if s.instrument is row.instrument], edition)
            for row in sorted(rows, key=lambda row: row.instrument.reference)
        ],
        "administrations": [
            {"name": words.country_name(code)}
            | counts_json(register, register.instruments, of=code, on=edition.on)
            for code in administrations(register.instruments)
        ],
    }
    return _json(document)


def schema_document() -> bytes:
    """Return the schema of the document, for those who read it."""
    return _json(schema())


def _instrument(row: Row, signings: list[Signing], edition: Edition) -> Json:
    one = row.instrument
    return {
        "reference": one.reference,
        "kind": one.kind.value,
        "title": one.short_title,
        "full_title": one.title,
        "also_titled": list(one.also_titled),
        "binding": one.binding,
        "parties": [
            {
                "code": str(party.code),
                "name": words.country_name(party.code),
                "authorities": [authority.name for authority in party.authorities],
            }
            for party in one.parties
        ],
        "standing": str(row.standing),
        "status": words.status_in_words(one, on=edition.on),
        "events": [_event(event) for event in one.events],
        "signings": [_signing(signing, edition) for signing in signings],
        "sources": [{"title": source.title, "says": source.says} for source in one.sources],
        "page": edition.address(f"instruments/{one.reference}.html"),
    }


def _event(event: Event) -> Json:
    return {
        "what": event.what.value,
        "on": _iso(event.on) or None,
        "printed": event.printed,
        "no_later_than": _iso(event.no_later_than) or None,
        "party": str(event.party or ""),
        "place": event.place,
        "signatories": list(event.signatories),
        "by": event.by,
        "source": event.source,
        "note": event.note,
    }


def _signing(signing: Signing, edition: Edition) -> Json:
    return {
        "page": edition.address(f"signings/{signing.name}.html"),
        "signatories": [{"who": each.who, "behalf": each.behalf} for each in signing.signatories],
        "numbers": [
            {
                "party": str(each.party),
                "published": [figure.number for figure in each.published],
                "counted_first": each.counted.first if each.counted else None,
                "counted_last": each.counted.last if each.counted else None,
            }
            for each in signing.numbers
        ],
    }


def _line(row: Row, edition: Edition) -> tuple[str, ...]:
    one, signed = row.instrument, row.signed
    entered = next((e for e in one.events if e.what is EventType.ENTERED_INTO_FORCE), None)
    return (
        one.reference,
        one.kind.value,
        one.short_title,
        one.title,
        ";".join(party.code for party in one.parties),
        _iso(signed.on) if signed else "",
        signed.printed if signed else "",
        _iso(signed.no_later_than) if signed else "",
        signed.place if signed else "",
        "; ".join(signed.signatories) if signed else "",
        _iso(entered.on) if entered else "",
        str(row.standing),
        words.status_in_words(one, on=edition.on),
        "; ".join(source.title for source in one.sources),
        edition.address(f"instruments/{one.reference}.html"),
    )


def _cell(value: str) -> str:
    return f"'{value}" if value.startswith(_FORMULA) else value


def _iso(day: date | None) -> str:
    return day.isoformat() if day is not None else ""


def _json(told: Json) -> bytes:
    return (json.dumps(told, indent=1, ensure_ascii=False) + "\n").encode()
