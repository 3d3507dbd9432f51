"""A standing exchange both sides agreed to, with a file of ours that waits and one of theirs."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from io import BytesIO
from typing import TypeVar

from django.db import transaction

from comity.agreements.services import settle
from comity.agreements.terms import ActKind, AssistanceKind, Matter, ProvisionKind, Settlement
from comity.assistance import services as acts
from comity.assistance.schemas.standing import STANDING_TYPE
from comity.assistance.services.standing import say_of_standing, send_standing
from comity.assistance.terms.standing import StandingWord
from comity.evidence.terms import Intake
from comity.interfaces.standing_intake import take_supply_in
from tests.browser.delivery_cases import Desk

Result = TypeVar("Result")
UNDER = "us-ua-2016"
COLUMNS = ("transport_document", "arrives_at", "means", "container", "hs_code", "goods")
_settlement = partial(
    Settlement, states="Stated for this demonstration.", source="demonstration", by=""
)


def agreed_exchange(desk: Desk, number: int, subject: str) -> tuple[str, str]:
    """Play it as far as a file that was checked and waits; return reference and key of the file."""
    for settled in _settled(desk):
        _in_one(partial(settle, settled, officer=desk.who("t.brooks"), at=desk.now))
    reference = desk.asked(
        number,
        subject,
        kind="advance-exchange",
        purpose="offence-prevention",
        proceedings_nature="administrative",
        particulars={
            "data_set": "Cargo on its way",
            "schedule": "Before each arrival",
            "data_format": "CSV",
            "suspension": "By either side, at once.",
        },
    )
    boss, writer = desk.who("m.chen"), desk.who("j.alvarez")
    _in_one(
        lambda: acts.accept_request(reference, agency="CBP", officer=boss, at=desk.now, on=desk.on)
    )
    written = _in_one(
        lambda: say_of_standing(
            reference, StandingWord.TERMS, _terms(desk), officer=writer, at=desk.now, on=desk.on
        )
    )
    _in_one(
        lambda: send_standing(
            reference,
            written_at=written.at,
            officer=boss,
            signed_in_afresh_at=desk.now,
            at=desk.now,
            on=desk.on,
        )
    )
    told = {"reference": reference, "number": 1, "terms_by": "requested", "facts": {}}
    desk.hear(STANDING_TYPE, {**told, "word": "agree"})
    supply = take_supply_in(
        reference,
        BytesIO(_file(desk)),
        period_from=desk.on + timedelta(days=3),
        intake=Intake("cargo.csv", "text/csv"),
        officer=writer,
        at=desk.now,
        on=desk.on,
    )
    return reference, str(supply.pk)


def _terms(desk: Desk) -> dict[str, str]:
    return {
        "data_set": "advance-cargo/1",
        "columns": "\n".join(COLUMNS),
        "direction": "both",
        "purpose": "offence-prevention",
        "data_format": "csv",
        "schedule": "before_arrival",
        "lead_hours": "24",
        "zone_requested": "America/New_York",
        "zone_requesting": "Europe/Kyiv",
        "starts_on": desk.on.isoformat(),
        "ends_on": (desk.on + timedelta(days=730)).isoformat(),
        "release": "each",
        "assurance": "confidential_and_enforcement",
        "retention_days": "365",
        "contact": "Data desk, +1 202 555 0100, at any hour.",
    }


def _file(desk: Desk) -> bytes:
    arrives = (desk.on + timedelta(days=3)).isoformat()
    rows = [
        f"BL-{number:05},{arrives}T06:00Z,Vessel Halcyon,MSKU1234565,848210,Ball bearings"
        for number in range(1, 41)
    ]
    return "\n".join([",".join(COLUMNS), *rows, ""]).encode()


def _settled(desk: Desk) -> tuple[Settlement, ...]:
    """What the register leaves open of it: the article with its fields, and own law."""
    on = desk.now.date()
    return (
        _settlement(
            about=UNDER,
            matter=Matter.TERM,
            on=on,
            provision=ProvisionKind.INFO_ADVANCE,
            parameters=(("fields", COLUMNS),),
        ),
        _settlement(
            about="domestic/us",
            matter=Matter.OWN_LAW,
            on=on,
            kinds=frozenset({AssistanceKind.AUTOMATIC_EXCHANGE, AssistanceKind.ADVANCE_EXCHANGE}),
            acts=frozenset({ActKind.ANSWER, ActKind.EXCHANGE_AUTOMATICALLY}),
        ),
    )


def _in_one(act: Callable[[], Result]) -> Result:
    with transaction.atomic(durable=True):
        return act()
