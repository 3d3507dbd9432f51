"""The body of information that nobody asked for: how it is written and read."""

from collections.abc import Iterable
from typing import Any

from comity.assistance.bodies import OfferedExhibit, answer_body
from comity.assistance.models import Answer, Request
from comity.assistance.terms import AnswerDraft
from comity.assistance.terms.information import InformationDraft

# Of the matter, as its fields are called.
_MATTER = ("kind", "subject", "goods_description", "hs_code", "consignment_reference", "parties")
_CODED = ("area", "offence")


def information_body(
    answer: Answer, *, urgency: str, exhibits: Iterable[OfferedExhibit]
) -> dict[str, object]:
    """Return what information says to its one partner, with the limits that travel with it.

    Nothing in it tells whether anybody else is told.

    Args:
        answer: the information, with its matter.
        urgency: an `InformationUrgency`, or empty.
        exhibits: as they are offered to this partner.
    """
    request = answer.request
    assert request.agency is not None, "it is of whoever wrote it"
    return {
        **{name: getattr(request, name) for name in _MATTER},
        **_coded(request),
        **answer_body(answer, exhibits=exhibits),
        "unit": request.agency.name,
        "urgency": urgency,
    }


def _coded(request: Request) -> dict[str, object]:
    """Return area and offence with the versions of their lists, where they are stated."""
    stated = {name: getattr(request, name) for name in _CODED if getattr(request, name)}
    return {**stated, "code_lists": request.code_versions} if stated else {}


def information_in(body: dict[str, Any], *, partner: str) -> InformationDraft:
    """Return the information that a body holds, as it came; its limits are read apart.

    Args:
        body: checked against the schema.
        partner: code of the administration that sent it.
    """
    told = AnswerDraft(text=str(body["text"]), handling=str(body["handling"]))
    matter = {name: str(body[name]) for name in _MATTER}
    matter |= {name: str(body.get(name, "")) for name in _CODED}
    return InformationDraft(partner=partner, urgency=str(body["urgency"]), told=told, **matter)
