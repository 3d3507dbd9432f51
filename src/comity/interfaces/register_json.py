"""The register as JSON values, the same for the command line and the API."""

from collections.abc import Callable
from datetime import date
from typing import Any

from comity.agreements.comparison import Difference
from comity.agreements.overview import gaps_in, signed_event, status_of
from comity.agreements.terms import (
    Instrument,
    Party,
    Provision,
    Register,
    StatusOnDay,
    status_on,
)
from comity.agreements.terms.shapes import plain
from comity.agreements.versions import Changed, RegisterDifferences
from comity.agreements.wording.values import Words
from comity.interfaces.sentences import in_english, sentence

Json = dict[str, Any]
Translate = Callable[[str], str]


def instrument_row(instrument: Instrument, *, on: date, translate: Translate = in_english) -> Json:
    """Return one line of a list: who, since when, and how it stands on a day."""
    signed = signed_event(instrument)
    told = status_of(instrument, on=on)
    found = status_on(instrument, on=on)
    return {
        "reference": instrument.reference,
        "kind": instrument.kind.value,
        "title": instrument.short_title,
        "parties": [str(party.code) for party in instrument.parties],
        "signed_on": signed.on.isoformat() if signed is not None and signed.on else None,
        "force": found.standing.force.value,
        "status_code": found.status.value,
        "status": sentence(told.code, told.facts, translate=translate),
    }


def instrument_on_day(
    instrument: Instrument, *, on: date, translate: Translate = in_english
) -> Json:
    """Return an instrument as it stands on a day: who acts for whom, and which terms apply."""
    residual = status_on(instrument, on=on).residual
    return {
        **instrument_row(instrument, on=on, translate=translate),
        "on": on.isoformat(),
        "full_title": instrument.title,
        "terms_digest": instrument.digest,
        "acting": [_party(party, on=on) for party in instrument.parties],
        "terms": [_provision(each) for each in instrument.terms_on(on)],
        "residual": None if residual is None else _provision(residual),
    }


def gaps_json(
    instrument: Instrument, register: Register, *, on: date, translate: Translate = in_english
) -> list[Json]:
    """Return what is still to be found out or settled about an instrument."""
    return [
        {
            "code": gap.code,
            "facts": dict(gap.facts),
            "sentence": sentence(gap.code, gap.facts, translate=translate),
        }
        for gap in gaps_in(instrument, on=on, register=register)
    ]


def differences_json(found: RegisterDifferences, *, translate: Translate = in_english) -> Json:
    """Return what two registers, or two days, do not say alike."""
    return {
        "differ": bool(found),
        "only_in_first": [each.reference for each in found.only_in_first],
        "only_in_second": [each.reference for each in found.only_in_second],
        "changed": [_changed(each, translate=translate) for each in found.changed],
    }


def _changed(changed: Changed, *, translate: Translate) -> Json:
    return {
        "reference": changed.instrument.reference,
        "title": changed.instrument.short_title,
        "before": _status(changed.before),
        "after": _status(changed.after),
        "differences": [difference_json(d, translate=translate) for d in changed.differences],
    }


def difference_json(difference: Difference, *, translate: Translate = in_english) -> Json:
    """Return one thing two encodings do not say alike."""
    return {
        "code": difference.code,
        "place": difference.place.value,
        "subject": difference.subject,
        "field": difference.field,
        "one": difference.one,
        "other": difference.other,
        "kind": difference.kind.value if difference.kind is not None else None,
        "articles": list(difference.articles),
        "binds": difference.binds,
        "sentence": sentence(
            difference.code, difference.facts_in(Words(translate=translate)), translate=translate
        ),
    }


def _status(found: StatusOnDay | None) -> str | None:
    return None if found is None else found.status.value


def _party(party: Party, *, on: date) -> Json:
    return {
        "code": str(party.code),
        "authorities": [authority.name for authority in party.authorities_on(on)],
        "members": [str(member.code) for member in party.members_on(on)],
    }


def _provision(provision: Provision) -> Json:
    return {
        "kind": provision.kind.value,
        "article": provision.article,
        "part": provision.part,
        "effect": provision.effect.value,
        "parameters": {name: _day(plain(value)) for name, value in provision.parameters},
        "assumed": provision.is_assumed,
        "from": _day(provision.period.start),
        "until": _day(provision.period.end),
    }


def _day(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value
