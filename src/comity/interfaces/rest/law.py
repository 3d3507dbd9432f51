"""Rulings without an act, the register, and what the treaty desk settles in it."""

from dataclasses import asdict
from datetime import date
from typing import Any, TypeVar

from django.http import HttpRequest
from django.utils.translation import gettext
from ninja import Body, Query, Router, Status

from comity.agreements.duties import SETTLE
from comity.agreements.queries import current_register, settlements_about
from comity.agreements.rules import rule_on_answering, rule_on_asking
from comity.agreements.services import settle
from comity.agreements.terms import (
    Answer,
    Ask,
    AssistanceKind,
    Assurance,
    DataCategory,
    Force,
    Instrument,
    Proceedings,
    Purpose,
    Register,
    Settlement,
    settlement_from,
    standing_of,
)
from comity.agreements.terms.shapes import plain
from comity.assistance.queries import request_detail
from comity.assistance.services.use_rulings import ruling_on_use
from comity.assistance.terms import AnswerNotOpenedError
from comity.interfaces.rest.doors import act_of, moment_of
from comity.interfaces.rest.values import (
    AnswerAsked,
    AskAsked,
    Reference,
    UseAsked,
    problems_in_json,
)
from comity.interfaces.rulings_json import ruling_json
from comity.interfaces.sentences import sentence
from comity.kernel.codes import CountryCode
from comity.kernel.errors import InvalidDraftError, Problem
from comity.officers.queries import own_administration
from comity.officers.terms import demand_role

router = Router(tags=["law"])
Json = dict[str, Any]
Word = TypeVar("Word", bound=str)


@router.get("/rulings/ask", response=Json)
def rule_on_ask(request: HttpRequest, asked: Query[AskAsked]) -> Json:
    """Whether this administration may ask `partner` for this, on a day; nothing is recorded."""
    day = asked.on or moment_of(request).on
    ask = _ask(asked, requesting=own_administration().code, requested=asked.partner)
    ruling = rule_on_asking(current_register(), ask, on=day, under=asked.under or None)
    return ruling_json(ruling, translate=gettext)


@router.get("/rulings/answer", response=Json)
def rule_on_answer(request: HttpRequest, asked: Query[AnswerAsked]) -> Json:
    """Whether this administration may answer `partner` on this, by both limbs, on a day."""
    day = asked.on or moment_of(request).on
    act = Answer(
        ask=_ask(asked, requesting=asked.partner, requested=own_administration().code),
        categories=frozenset(_code(DataCategory, c, "categories") for c in asked.categories),
        assurances=frozenset(_code(Assurance, c, "assurances") for c in asked.assurances),
    )
    ruling = rule_on_answering(current_register(), act, on=day, under=asked.under or None)
    return ruling_json(ruling, translate=gettext)


@router.get("/rulings/use", response=Json)
def rule_on_use_of_answer(request: HttpRequest, asked: Query[UseAsked]) -> Json:
    """Whether the answer to a request may be used in this way; nothing is recorded."""
    moment = moment_of(request)
    answer = request_detail(asked.reference, seen_by=moment.officer).answer
    if answer is None or answer.use_limits() is None:
        raise AnswerNotOpenedError()
    proceedings = asked.proceedings and _code(Proceedings, asked.proceedings, "proceedings").value
    ruling = ruling_on_use(
        answer,
        purpose=_code(Purpose, asked.purpose, "purpose").value,
        proceedings=proceedings,
        onward_to=asked.onward_to,
        on=asked.on or moment.on,
    )
    return ruling_json(ruling, translate=gettext)


@router.get("/register", response=Json)
def list_register(request: HttpRequest) -> Json:
    """Every instrument of the register, with its standing today."""
    on, register = moment_of(request).on, current_register()
    rows = [_instrument_row(instrument, on) for instrument in register.instruments]
    return {"items": rows, "digest": register.digest}


# Before the reading of one instrument, whose path would swallow this one.
@router.post("/register/{path:reference}/settlements", response={201: Json})
def settle_in_register(
    request: HttpRequest, reference: Reference, stated: Body[Json]
) -> Status[Json]:
    """Settle one thing the register leaves open: what is stated, and where it was read."""
    # Whose it is not is told that, and not what is wrong with what was sent.
    demand_role(moment_of(request).officer, SETTLE.roles)
    if problems := problems_in_json(stated):
        raise InvalidDraftError(problems)
    with act_of(request) as moment:
        settlement = settlement_from(stated, about=reference, by=moment.officer.name, on=moment.on)
        settle(settlement, officer=moment.officer, at=moment.at)
    return Status(201, _settlement(settlement))


@router.get("/register/{path:reference}", response=Json)
def read_register(request: HttpRequest, reference: Reference) -> Json:
    """One instrument with its events and provisions, or an own law, and what was settled there."""
    on, register = moment_of(request).on, current_register()
    settled = [_settlement(each) for each in settlements_about(reference)]
    if reference.startswith("domestic/"):
        return {"reference": reference, **_own_law(register, reference), "settlements": settled}
    return {**_instrument(register.instrument(reference), on), "settlements": settled}


def _ask(asked: AskAsked, *, requesting: str, requested: str) -> Ask:
    return Ask(
        requesting=_code(CountryCode, requesting, "partner"),
        requested=_code(CountryCode, requested, "partner"),
        kind=_code(AssistanceKind, asked.kind, "kind"),
        purpose=_code(Purpose, asked.purpose, "purpose") if asked.purpose else None,
        reciprocal=asked.reciprocity,
    )


def _code(kind: type[Word], code: str, field: str) -> Word:
    try:
        return kind(code)
    except ValueError:
        raise InvalidDraftError((Problem("unknown_code", field),)) from None


def _instrument_row(instrument: Instrument, on: date) -> Json:
    standing = standing_of(instrument, on=on)
    return {
        "reference": instrument.reference,
        "kind": instrument.kind.value,
        "title": instrument.title,
        "short_title": instrument.short_title,
        "parties": [str(party.code) for party in instrument.parties],
        "force": standing.force.value,
        "in_force": standing.force is Force.YES,
        "standing": standing.code,
        "reading": instrument.reading.value,
        "terms_digest": instrument.digest,
    }


def _instrument(instrument: Instrument, on: date) -> Json:
    return {
        **_instrument_row(instrument, on),
        "languages": list(instrument.languages),
        "events": [
            {
                "what": event.what.value,
                "on": event.on,
                "printed": event.printed,
                "party": event.party,
                "place": event.place,
                "source": event.source,
                "note": event.note,
                "settled": str(event.settled) if event.settled else None,
            }
            for event in instrument.events
        ],
        "provisions": [
            {
                "kind": provision.kind.value,
                "article": provision.article,
                "effect": provision.effect.value,
                "parameters": {name: plain(value) for name, value in provision.parameters},
                "provenance": type(provision.provenance).__name__.lower(),
                "provenance_facts": asdict(provision.provenance),
                "note": provision.note,
            }
            for provision in instrument.provisions
        ],
        "sources": [asdict(source) for source in instrument.sources],
        "open_points": list(instrument.open_points),
        "note": instrument.note,
    }


def _own_law(register: Register, reference: str) -> Json:
    code = reference.removeprefix("domestic/").upper()
    country = _code(CountryCode, code, "reference")
    law = register.own_law(country)
    return {
        "title": law.title if law else "",
        "gateways": [
            {
                "article": gateway.article,
                "kinds": sorted(gateway.kinds),
                "provenance": type(gateway.provenance).__name__.lower(),
            }
            for gateway in (law.gateways if law else ())
        ],
        "sentence": "" if law else sentence("own_law_not_encoded", translate=gettext),
    }


def _settlement(settlement: Settlement) -> Json:
    return {
        "about": settlement.about,
        "matter": settlement.matter.value,
        "states": settlement.states,
        "source": settlement.source,
        "by": settlement.by,
        "on": settlement.on,
        "provision": settlement.provision.value if settlement.provision else None,
        "event": settlement.event.value if settlement.event else None,
        "event_on": settlement.event_on,
        "party": settlement.party,
    }
