"""Whether two nodes tell one story: what both know of a matter, and what both records say of it."""

import hashlib
from collections.abc import Iterable
from typing import Any

from comity.assistance.lifecycle import STEPS
from comity.assistance.models import Afterword, AfterwordItem, Answer, Feedback, Request
from comity.assistance.terms import RequestState
from comity.assistance.terms.afterwords import REQUEST_ITEM, Fate
from comity.exchange.models import Inbound, Outbound
from comity.exchange.terms import InboundState
from comity.ledger.models import LedgerEntry
from tests.two_nodes import OTHER, TwoNodes

S = RequestState
# What each side calls what both know.
SHARED = {
    S.RECEIVED: S.SENT,
    S.ANSWER_DRAFTED: S.ACCEPTED,
    S.COMPLETED: S.INCOMPLETE,
    S.INFORMED: S.VOLUNTEERED,
    S.ALLOCATED: S.VOLUNTEERED,
}
# Which of these each side ends with is its own affair, and the table's. Information that nobody
# asked for may be closed where it was given before it is opened.
OVER = frozenset({S.REFUSED, S.OPENED, S.TAKEN_BACK, S.CLOSED, S.NOTED, S.VOLUNTEERED})
UNSENT = frozenset({S.DRAFT, S.SUBMITTED, S.WITHDRAWN, S.INFORMING})
# How the record of the sender tells what the record of the other side has as learnt. Of the moves
# of the table the table itself says it; what stands beside the table is named here.
BESIDE = frozenset(
    {
        ("partial_reply.opened", "partial_reply.opening_received"),
        ("request.sent", "request.received"),
        ("feedback.given", "feedback.received"),
        ("afterword.sent", "afterword.received"),
        ("consent.decided", "consent.learnt"),
        ("recall.answered", "recall.learnt"),
        ("request.transferred", "request.transfer_received"),
        ("information.told", "information.received"),
        ("information.opened", "information.opening_received"),
    }
)


def of_table() -> frozenset[tuple[str, str]]:
    """Every pair of events that a move of one side and its word at the other make."""
    ours = [step for step in STEPS if step.roles]
    learnt = [step for step in STEPS if not step.roles]
    return frozenset(
        (made.event.name, told.event.name)
        for made in ours
        for told in learnt
        if (made.action, made.by) == (told.action, told.by)
    )


PAIRS = of_table() | BESIDE


def nothing_failed(both: TwoNodes) -> None:
    """Every message was taken up: a legal walk says nothing that has no row."""
    for code in OTHER:
        with both.at(code):
            odd = Inbound.objects.exclude(state=InboundState.HANDLED)
            told = list(odd.values_list("type", "state", "cause", "cause_facts"))
        assert not told, (code, told)


def both_know_the_same(both: TwoNodes) -> None:
    """What each side holds of what both know is equal, matter by matter."""
    known = {}
    for code in OTHER:
        with both.at(code):
            sent = [r for r in Request.objects.order_by("reference") if r.stands not in UNSENT]
            known[code] = {request.reference: _known(request) for request in sent}
    assert set(known["US"]) == set(known["UA"])
    for reference, ours in known["US"].items():
        theirs = known["UA"][reference]
        both_states = {ours.pop("state"), theirs.pop("state")}
        assert len(both_states) == 1 or (S.CLOSED in both_states and both_states <= OVER), (
            reference,
            both_states,
        )
        assert ours == theirs, reference


def _known(request: Request) -> dict[str, Any]:
    answers = Answer.objects.filter(request=request, released_at__isnull=False).order_by("number")
    questions = request.questions.exclude(stage="drafted").order_by("message_id")
    gone = _deleted(request)
    whole = REQUEST_ITEM in gone or (request.unasked and gone)
    said = ("", "", "") if whole else (request.subject, request.facts, request.asked)
    return {
        "state": SHARED.get(request.stands, request.stands),
        "asked": (request.kind, *said),
        "answers": [
            (a.message_id, a.partial, "" if a.message_id in gone else _digest(a.text))
            for a in answers
        ],
        "opened": sorted(a.message_id for a in answers if a.partial and a.opened_at),
        "questions": [(q.message_id, q.text, q.reopens) for q in questions],
        "turns": sorted(_turns(request)),
        "feedback": sorted(
            Feedback.objects.filter(request=request).values_list("message_id", "code")
        ),
        "afterwords": sorted(
            Afterword.objects.filter(request=request).values_list(
                "key", "kind", "state", "message_id", "reply_message_id", "reasons"
            )
        ),
        "fates": sorted(
            AfterwordItem.objects.filter(afterword__request=request).values_list(
                "afterword__key", "item", "fate", "article", "disclosed_to"
            )
        ),
        "passed on": sorted(request.passed_on.values_list("message_id", "body", "on", "number")),
    }


def _deleted(request: Request) -> set[str]:
    """What the holder deleted at its supplier's wish: replies by their messages, or the request."""
    items = AfterwordItem.objects.filter(afterword__request=request, fate=Fate.DELETED.value)
    about = items.values_list("afterword__answer__message_id", flat=True)
    return {message or REQUEST_ITEM for message in about}


def _turns(request: Request) -> Iterable[tuple[Any, ...]]:
    """The turns both know; of a completion that crossed a refusal the record alone tells."""
    turns = request.turns.values_list("message_id", "kind", "ground", "reasons")
    return turns.exclude(kind="completed") if request.stands in OVER else turns


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def both_records_tell_it(both: TwoNodes) -> None:
    """Each message stands in both records, in one order a case, as what was done and was learnt."""
    for code, other in OTHER.items():
        with both.at(code):
            sent = list(
                Outbound.objects.exclude(type="message.refused")
                .order_by("index")
                .values_list("message_id", "case")
            )
            done = _told()
        with both.at(other):
            learnt = _told()
        for message, _ in sent:
            assert (done.get(message, ""), learnt.get(message, "")) in PAIRS, (
                message,
                done.get(message),
                learnt.get(message),
            )
        heard = [message for message in learnt if message in dict(sent)]
        for case in {case for _, case in sent}:
            of_case = [message for message, its in sent if its == case]
            assert [message for message in heard if message in of_case] == of_case


def _told() -> dict[str, str]:
    """Which event of this node's record names a message, in the order of the record."""
    told: dict[str, str] = {}
    for entry in LedgerEntry.objects.order_by("epoch", "index"):
        facts = dict(entry.facts())
        message = str(facts.get("message") or "")
        if message and not entry.event.startswith(("message.", "personal_data.")):
            told.setdefault(message, entry.event)
    return told
