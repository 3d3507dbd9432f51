"""Information that nobody asked for: an alert that is being written, and what a partner told us."""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import Any, Protocol

from django.db import transaction

from comity.agreements.services import settle
from comity.agreements.terms import AssistanceKind, Matter, ProvisionKind, Settlement
from comity.assistance import services as acts
from comity.assistance.schemas.information import INFORMATION_TYPE
from comity.assistance.terms import AnswerDraft
from comity.assistance.terms.information import InformationDraft, InformationUrgency
from comity.officers.terms import Viewer

UNDER = "us-ua-2016"
_ALLOWED = {"leave": "yes", "cites": "condition of the supplying administration", "sure": True}


class Desk(Protocol):
    """What of the cases this needs."""

    @property
    def now(self) -> datetime: ...
    def who(self, username: str) -> Viewer: ...
    def hear(self, type_: str, body: dict[str, Any], **changes: Any) -> None: ...


def fill_information(desk: Desk) -> dict[str, str]:
    """Play it, and return what is where."""
    for about, more in (
        (UNDER, {"matter": Matter.TERM, "provision": ProvisionKind.INFO_SPONTANEOUS}),
        (
            "domestic/us",
            {"matter": Matter.OWN_LAW, "kinds": frozenset({AssistanceKind.SPONTANEOUS})},
        ),
    ):
        settled = Settlement(
            about=about,
            on=desk.now.date(),
            states="Stated for this demonstration.",
            source="demonstration",
            by="",
            **more,
        )
        _in_one(partial(settle, settled, officer=desk.who("t.brooks"), at=desk.now))
    alert = _alert(desk)
    told = "UA-US-2026-00071"
    desk.hear(INFORMATION_TYPE, _told(told))
    return {**alert, "informed": told}


def _alert(desk: Desk) -> dict[str, str]:
    writer = desk.who("j.alvarez")
    draft = InformationDraft(
        partner="UA",
        subject="Refrigerated containers with a false floor",
        urgency=InformationUrgency.MOVING.value,
        goods_description="Frozen fruit in refrigerated containers",
        told=AnswerDraft(
            text="Three containers of one shipper had a floor raised by nine centimetres.",
            purposes=("offence-prevention",),
            proceedings=("administrative",),
        ),
    )
    with transaction.atomic(durable=True):
        first = acts.draft_information(draft, officer=writer, at=desk.now)
        made = acts.add_partners(first.reference, ["KE", "KP"], officer=writer, at=desk.now)
    with transaction.atomic(durable=True):
        single = acts.draft_information(draft, officer=writer, at=desk.now)
    return {
        "informing": single.reference,
        "alerted": first.reference,
        "alert": str(made.pk),
    }


def _told(reference: str) -> dict[str, Any]:
    asked = {**_ALLOWED, "leave": "consent"}
    return {
        "reference": reference,
        "unit": "Odesa Customs",
        "kind": "spontaneous",
        "subject": "Cigarettes behind tiles, next lorry on Friday",
        "urgency": "moving",
        "goods_description": "Ceramic tiles",
        "hs_code": "690721",
        "consignment_reference": "",
        "parties": "",
        "text": "A lorry of the same haulier leaves on Friday with the same load.",
        "handling": "H1",
        "exhibits": [],
        "limits": {
            "supplier": "UA",
            "under": UNDER,
            "terms_digest": "00" * 32,
            "purposes": ["offence-prevention"],
            "purposes_cite": "condition of the supplying administration",
            "purposes_sure": True,
            "proceedings": {"administrative": _ALLOWED, "civil": asked, "criminal": asked},
            "onward": "consent",
            "onward_cite": "condition of the supplying administration",
            "onward_sure": True,
            "keep_until": None,
            "form_of_consent": "written",
        },
    }


def _in_one(act: Callable[[], object]) -> None:
    with transaction.atomic(durable=True):
        act()
