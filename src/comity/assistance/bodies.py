"""The bodies of assistance messages: how they are written and read."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from comity.assistance.coding import LISTS
from comity.assistance.marking_bodies import markings_told
from comity.assistance.models import Answer, Request, last_return
from comity.assistance.oral_bodies import oral_told
from comity.assistance.particulars import particulars_in
from comity.assistance.parts_bodies import parts_told
from comity.assistance.schemas import IN_BODY
from comity.assistance.terms import LIMITS, RequestDraft
from comity.assistance.terms.deciding import Acceptance
from comity.assistance.terms.kinds import in_plain_text, own_entries
from comity.evidence.models import Exhibit
from comity.exchange.terms import ExhibitLine


@dataclass(frozen=True, slots=True)
class OfferedExhibit:
    """An exhibit as it is named to a partner.

    Attributes:
        line: what the signed envelope names.
        exhibit: the exhibit itself.
        capability: what the partner pulls it with; it stands in the sealed body only.
    """

    line: ExhibitLine
    exhibit: Exhibit
    capability: str


def request_body(request: Request, *, exhibits: Iterable[OfferedExhibit]) -> dict[str, object]:
    """Return what a request says to the partner, whole."""
    assert request.agency is not None
    told = {field.name: getattr(request, field.name) for field in IN_BODY}
    own = own_entries(request.kind, request.particulars)
    return {
        **told,
        # A node that does not know the own fields reads them in words.
        "asked": request.asked or in_plain_text(request.kind, own)[: LIMITS["asked"]],
        "particulars": own,
        "code_lists": request.code_versions,
        "reference": request.reference,
        "unit": request.agency.name,
        "exhibits": [exhibit_body(each) for each in exhibits],
        **oral_told(request),
    }


def acceptance_body(request: Request, acceptance: Acceptance) -> dict[str, object]:
    """Return the word that a request is accepted, which unit has it, and how much is done."""
    return {
        "reference": request.reference,
        "unit": request.handling_unit,
        "scope": acceptance.scope,
        "not_done": acceptance.not_done.strip(),
        "conditions": acceptance.conditions.strip(),
    }


def acceptance_in(body: dict[str, Any]) -> Acceptance:
    """Return how much is done and on which conditions, as an acceptance says it."""
    told = {name: str(body[name]) for name in Acceptance.__slots__ if name in body}
    return Acceptance(**told)


def incompletion_body(request: Request) -> dict[str, object]:
    """Return the word that a request cannot be worked on yet, and what it lacks."""
    returned = last_return(request)
    return {
        "reference": request.reference,
        "missing": returned.ground,
        "reasons": returned.reasons,
    }


def refusal_body(request: Request) -> dict[str, object]:
    """Return the word that a request is refused, on which ground and why."""
    return {
        "reference": request.reference,
        "ground": request.decision_ground,
        "reasons": request.decision_reasons,
    }


def answer_body(answer: Answer, *, exhibits: Iterable[OfferedExhibit]) -> dict[str, object]:
    """Return what an answer says to the partner, with the limits that travel with it."""
    offered = list(exhibits)
    going = {each.exhibit.id for each in offered}
    # What was left out after it was marked travels no more than its marking.
    markings = [m.draft for m in answer.markings.all() if m.exhibit_id in {None, *going}]
    parts = [each.told for each in answer.reply_parts.exclude(~Q(withheld=""), withheld_told=False)]
    return {
        "reference": answer.request.reference,
        "text": answer.text,
        "limits": answer.limits,
        "handling": answer.handling,
        "exhibits": [exhibit_body(each) for each in offered],
        **({"still_to_come": answer.still_to_come} if answer.partial else {}),
        **({"markings": markings_told(markings)} if markings else {}),
        **({"parts": parts_told(parts)} if parts else {}),
    }


def opening_body(request: Request) -> dict[str, object]:
    """Return the word that an answer was opened; it names the administration, never the officer."""
    return {"reference": request.reference}


def draft_in(body: dict[str, Any], *, partner: str, under: str) -> RequestDraft:
    """Return the draft that a request's body holds, as it came.

    Args:
        body: checked against the schema.
        partner: code of the administration that sent it.
        under: the instrument its envelope names.
    """
    told = {field.name: body[field.name] for field in IN_BODY if field.name in body}
    told["particulars"] = own = particulars_in(body.get("particulars"))
    if told["asked"] == in_plain_text(told["kind"], own)[: LIMITS["asked"]]:
        told["asked"] = ""
    return RequestDraft(partner=partner, under=under[: LIMITS["under"]], **told)


def code_versions_in(body: dict[str, Any]) -> dict[str, str]:
    """Return the versions of the lists that a request's codes are of, as its body names them."""
    told = body.get("code_lists", {})
    return {name: told[name] for name in LISTS.values() if name in told}


def exhibit_body(offered: OfferedExhibit) -> dict[str, object]:
    """Return how a message names an exhibit that travels beside it."""
    exhibit = offered.exhibit
    return {
        "id": str(exhibit.id),
        "file_name": exhibit.file_name,
        "media_type": exhibit.media_type,
        "source": exhibit.source,
        "digest": exhibit.digest,
        "payload_digest": exhibit.payload_digest,
        "size": exhibit.size,
        "payload_size": exhibit.payload_size,
        "capability": offered.capability,
    }
