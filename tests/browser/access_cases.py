"""A person asks what is kept of them: searched for, and one supplier is to be heard."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import TypeVar

from django.db import transaction

from comity.assistance.queries.access import items_of
from comity.assistance.services.access import register_subject, search_subject
from comity.assistance.services.access_consulting import consult_supplier
from comity.assistance.services.access_moves import approve_reply, propose_reply
from comity.assistance.terms.access import SubjectDraft
from tests.browser.delivery_cases import Desk

Result = TypeVar("Result")
PERSON = "Ivan Petrenko"
NAMED = f"{PERSON}, driver of the lorry"
"""Parties of the cases that name the person: one of ours, one of the partner's."""


def fill_access(desk: Desk) -> dict[str, str]:
    """Play it as far as a question that waits for a second person; return what is where."""
    office, on = desk.who("p.singh"), desk.on
    draft = SubjectDraft(
        right="access",
        person=PERSON,
        identity="in_person",
        identity_on=on.isoformat(),
        received_on=(on - timedelta(days=1)).isoformat(),
        asked="All that you keep of me, and who has it from you.",
        contact="12 Khreshchatyk, Kyiv",
    )
    made = _in_one(lambda: register_subject(draft, officer=office, at=desk.now, on=on))
    made = _in_one(lambda: search_subject(made.reference, officer=office, at=desk.now, on=on))
    theirs = next(item for item in items_of(made) if item.partner)
    asked = _in_one(
        lambda: consult_supplier(
            made.reference,
            theirs.number,
            why="The person drives for a carrier that is named in both cases.",
            officer=office,
            at=desk.now,
        )
    )
    return {
        "subject": made.reference,
        "subject_item": str(theirs.number),
        "subject_consultation": str(asked.pk),
        "subject_replied": _replied(desk, replace(draft, person="Olena Shevchenko")),
    }


def _replied(desk: Desk, draft: SubjectDraft) -> str:
    """Another who asked, of whom nothing is held, up to the approved reply."""
    office, at, on = desk.who("p.singh"), desk.now, desk.on
    made = _in_one(lambda: register_subject(draft, officer=office, at=at, on=on))
    made = _in_one(lambda: propose_reply(made.reference, officer=office, at=at, on=on))
    done = _in_one(
        lambda: approve_reply(
            made.reference,
            version=made.version,
            officer=desk.who("m.chen"),
            signed_in_afresh_at=at,
            at=at,
            on=on,
        )
    )
    return done.reference


def _in_one(act: Callable[[], Result]) -> Result:
    with transaction.atomic(durable=True):
        return act()
