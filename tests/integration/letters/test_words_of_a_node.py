"""A matter that goes by letter hears nothing of a node that the partner has got since."""

from typing import Any

import pytest
from django.forms.models import model_to_dict

from comity.assistance.messages import KINDS
from comity.assistance.models import Request
from comity.assistance.terms import ReferenceNotTheirsError, ReferenceTakenError, RequestState
from comity.exchange.models import Link
from comity.exchange.terms import LinkState
from comity.kernel.errors import ComityError
from comity.ledger.models import LedgerEntry
from tests.integration.assistance.informing import information_told
from tests.integration.assistance.scene import (
    Scene,
    answer_body,
    exhibit_told,
    request_body,
)
from tests.integration.assistance.turning import LACKS, PUT_OFF
from tests.integration.letters.paper import posted, register_request, without_node

ID = "0b2f7c1e-5d0a-4c3e-9d3f-0a4a7c5f1b11"
ABOUT = {"afterword": ID, "answer": ID, "why": "Because."}
COURT = {"court": "District court", "day": "2026-12-01"}
BODIES: dict[str, dict[str, Any]] = {
    "assistance.request": request_body(),
    "assistance.completed": request_body(),
    "assistance.accepted": {"unit": "Kyiv Customs"},
    "assistance.refused": {"ground": "ex.burden", "reasons": "No."},
    "assistance.answer": answer_body(""),
    "assistance.opened": {},
    "assistance.incomplete": LACKS,
    "assistance.postponed": PUT_OFF,
    "assistance.withdrawn": {"reasons": "Paid."},
    "assistance.consultation": {"kind": "origin-and-value", "summary": "Would you?"},
    "assistance.consultation_reply": {"view": "Likely."},
    "assistance.partial": {**answer_body(""), "still_to_come": "The invoices."},
    "assistance.partial_opened": {"reply": ID},
    "assistance.question": {"question": "Which ones?", "reopens": True},
    "assistance.feedback": {"code": "duplicate", "amount": "", "currency": ""},
    "assistance.consent_asked": {
        **ABOUT,
        "purpose": "other",
        "proceedings": "",
        "onward_to": "",
        "court": "",
        "day": "",
    },
    "assistance.consent_given": {"afterword": ID, "conditions": "", "until": ""},
    "assistance.consent_refused": {"afterword": ID, "reasons": "No."},
    "assistance.consent_withdrawn": {"afterword": ID, "reasons": "Over."},
    "assistance.recall_asked": {**ABOUT, "wish": "delete", "items": ["answer"], "corrected": ""},
    "assistance.recall_answered": {
        "afterword": ID,
        "items": [
            {"item": "answer", "fate": "deleted", "article": "", "disclosed_to": "", "consent": ""}
        ],
    },
    "assistance.rectification": {
        **ABOUT,
        "wish": "correct",
        "items": ["answer"],
        "field": "text",
        "old": "",
        "corrected": "USD 17 760",
        "ground": "inaccurate",
    },
    "assistance.access_consultation": {
        "consultation": ID,
        "answer": "",
        "right": "access",
        "person": "Ivan Petrenko",
        "until": "2026-12-10",
        "why": "",
    },
    "assistance.access_opinion": {
        "consultation": ID,
        "opinion": "no_objection",
        "ground": "",
        "reasons": "",
    },
    "assistance.disclosure_notice": {**ABOUT, **COURT},
    "assistance.evidence_notice": {**ABOUT, **COURT, "proceedings": "criminal"},
    "assistance.information": information_told(),
    "assistance.delivery": {
        "word": "stop",
        "plan": 1,
        "plan_by": "requesting",
        "state": "",
        "facts": {"reasons": "No."},
    },
    "assistance.standing": {
        "word": "end",
        "number": 1,
        "terms_by": "requesting",
        "facts": {"note": "No."},
    },
    "assistance.supply": {
        "number": 1,
        "terms": 1,
        "terms_by": "requesting",
        "period_from": "2026-11-23",
        "period_until": "2026-11-30",
        "rows": 1,
        "exhibits": [exhibit_told()],
    },
    "assistance.transferred": {"body": "FIU", "on": "2026-11-20", "number": "", "contact": ""},
}
# What proposes to go on by node is meant for letters; `test_joining` shows that it moves nothing.
SPEAKING = tuple(kind for kind in KINDS if not kind.type.startswith("assistance.continu"))
# What begins something new: the reference it would have is taken by the letter.
ASKING = frozenset({"assistance.request", "assistance.consultation", "assistance.information"})
# The row itself wants a message where it says that one was sent.
STATES = [state for state in RequestState if state is not RequestState.SENT]


@pytest.mark.parametrize("ours", [True, False], ids=["ours", "theirs"])
def test_every_word_of_a_node_is_set_aside_and_nothing_moves(scene: Scene, ours: bool) -> None:
    without_node(scene)
    reference = posted(scene) if ours else register_request(scene).reference
    Link.objects.update(state=LinkState.CONFIRMED)
    for state in STATES:
        Request.objects.filter(reference=reference).update(state=state.value)
        before = _all_of(reference)
        for kind in SPEAKING:
            with pytest.raises(ComityError) as refused:
                scene.tell(kind.type, {**BODIES[kind.type], "reference": reference})
            again = kind.type in ASKING and not ours
            assert refused.type is (ReferenceTakenError if again else ReferenceNotTheirsError)
        assert _all_of(reference) == before


def _all_of(reference: str) -> tuple[dict[str, Any], int, int]:
    """Everything that a word could change: the row, its turns and exhibits, its record."""
    request = Request.objects.get(reference=reference)
    beside = request.turns.count() + request.enclosures.count()
    return model_to_dict(request), beside, LedgerEntry.objects.filter(about=reference).count()
