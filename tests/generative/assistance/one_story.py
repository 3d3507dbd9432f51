"""Whether two nodes tell one story: what both know of a matter, and what both records say of it."""

import hashlib
from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models import QuerySet

from comity.assistance.lifecycle import STEPS
from comity.assistance.models import (
    Afterword,
    AfterwordItem,
    Answer,
    Enclosure,
    Feedback,
    Request,
)
from comity.assistance.terms import Party, RequestState
from comity.assistance.terms.afterwords import ANSWER_ITEM, REQUEST_ITEM, Fate
from comity.evidence.models import blob_name
from comity.evidence.terms import Origin
from comity.evidence.vault import vault
from comity.exchange.models import Inbound, Link, Outbound
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
# Which of these each side ends with is its own affair, and the table's. What was answered, or given
# unasked, may be closed there before it is opened, or before that is told.
OVER = frozenset({S.REFUSED, S.ANSWERED, S.OPENED, S.TAKEN_BACK, S.CLOSED, S.NOTED, S.VOLUNTEERED})
# What it is to the partner that was opened here and never told.
UNTOLD = {S.OPENED: S.ANSWERED, S.NOTED: S.VOLUNTEERED}
UNSENT = frozenset({S.DRAFT, S.SUBMITTED, S.WITHDRAWN, S.INFORMING})
# How the record of the sender tells what the record of the other side has as learnt. Of the moves
# of the table the table itself says it; what stands beside the table is named here.
BESIDE = frozenset(
    {
        ("partial_reply.opened", "partial_reply.opening_received"),
        ("request.sent", "request.received"),
        ("link.openings_set", "link.openings_held"),
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
        # An opening that one side was told of, the other has made.
        assert ours.pop("told of") == theirs.pop("told of"), reference
        assert len(both_states) == 1 or (S.CLOSED in both_states and both_states <= OVER), (
            reference,
            both_states,
        )
        if ours.pop("completed") != theirs.pop("completed"):
            # Nor does a completion that crossed a refusal bring what was enclosed with it.
            for side, came in ((ours, theirs["exhibits"]), (theirs, ours["exhibits"])):
                kept = (e for e in side["exhibits"] if e in came or e[1] != REQUEST_ITEM)
                side["exhibits"] = list(kept)
        assert ours == theirs, reference


def _known(request: Request) -> dict[str, Any]:
    answers = Answer.objects.filter(request=request, released_at__isnull=False).order_by("number")
    questions = request.questions.exclude(stage="drafted").order_by("message_id")
    gone = _deleted(request)
    whole = REQUEST_ITEM in gone or (request.unasked and gone)
    said = ("", "", "") if whole else (request.subject, request.facts, request.asked)
    return {
        "state": _shared_state(request),
        "told of": (request.opening_message_id, _partials_told_of(request)),
        "asked": (request.kind, *said),
        "answers": [
            (a.message_id, a.partial, "" if a.message_id in gone else _digest(a.text))
            for a in answers
        ],
        "questions": [(q.message_id, q.text, q.reopens) for q in questions],
        "turns": sorted(_turns(request)),
        "completed": set(
            request.turns.filter(kind="completed").values_list("message_id", flat=True)
        ),
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
        "corrected": sorted(_corrected(request)),
        "exhibits": sorted(_exhibits(request)),
        "passed on": sorted(request.passed_on.values_list("message_id", "body", "on", "number")),
    }


def _shared_state(request: Request) -> RequestState:
    asked_here = request.own_side is Party.REQUESTING
    if asked_here and not request.opening_message_id and request.stands in UNTOLD:
        return UNTOLD[request.stands]
    return SHARED.get(request.stands, request.stands)


def _partials_told_of(request: Request) -> list[str]:
    """Return the words that told of a partial reply's opening, as the record here names them."""
    events = ("partial_reply.opened", "partial_reply.opening_received")
    entries = LedgerEntry.objects.filter(about=request.reference, event__in=events)
    words = (str(dict(entry.facts()).get("message") or "") for entry in entries)
    return sorted(word for word in words if word)


def each_knows_whether_the_other_tells_openings(both: TwoNodes) -> None:
    """Once everything has arrived, what one end decided is what the other end holds."""
    for code, other in OTHER.items():
        with both.at(code):
            decided = Link.objects.get(code=other).tells_openings
        with both.at(other):
            assert Link.objects.get(code=code).openings_told is decided


def _deleted(request: Request) -> set[str]:
    """What the holder deleted at its supplier's wish: replies by their messages, or the request."""
    about = _deleting(request).values_list("afterword__answer__message_id", flat=True)
    return {message or REQUEST_ITEM for message in about}


def _deleting(request: Request) -> QuerySet[AfterwordItem]:
    of_request = AfterwordItem.objects.filter(afterword__request=request)
    return of_request.filter(item__in=(ANSWER_ITEM, REQUEST_ITEM), fate=Fate.DELETED.value)


def _corrected(request: Request) -> Iterator[tuple[str, ...]]:
    """Which field of what is wrong, and what is right; of what was deleted, the text is gone."""
    for made in Afterword.objects.filter(request=request):
        text = (
            "" if _went_with_what_was_deleted(made) else f"{made.draft.old}|{made.draft.corrected}"
        )
        yield made.key, made.draft.field, made.draft.ground, text


def _went_with_what_was_deleted(made: Afterword) -> bool:
    later = _deleting(made.request).filter(
        afterword__answer=made.answer, afterword__ours=made.ours, afterword__number__gte=made.number
    )
    return later.exists()


def _exhibits(request: Request) -> Iterator[tuple[str, str, str, str, bool]]:
    """Which exhibits went, with what, of what bytes, and whether the holder deleted them."""
    for each in _went(request):
        exhibit, with_reply = each.exhibit, each.answer.message_id if each.answer else ""
        name = exhibit.partner_exhibit or str(exhibit.pk)
        items = AfterwordItem.objects.filter(afterword__request=request, item=name)
        gone = items.filter(fate=Fate.DELETED.value).exists()
        yield name, each.part, with_reply, exhibit.digest, gone


def _went(request: Request) -> Iterator[Enclosure]:
    """What is enclosed there and went, or came; not what waits in a draft."""
    for each in request.enclosures.select_related("exhibit", "answer"):
        if each.exhibit.origin == Origin.RECEIVED or each.exhibit.grants.exists():
            yield each


def exhibits_are_here_or_gone(both: TwoNodes) -> None:
    """Whatever was announced is held as it was signed, or was deleted at its supplier's wish."""
    for code in OTHER:
        with both.at(code):
            for request in Request.objects.all():
                gone = {name for name, *_, deleted in _exhibits(request) if deleted}
                came = [e.exhibit for e in _went(request) if e.exhibit.partner_exhibit]
                for exhibit in came:
                    assert exhibit.is_erased is (exhibit.partner_exhibit in gone)
                    if exhibit.is_erased:
                        assert not (vault().folder / blob_name(exhibit.pk)).exists()
                    else:
                        # What is not held, or not as it was signed, is not opened.
                        assert b"".join(vault().checked_pieces(exhibit))


def nothing_is_left_of_what_was_deleted(both: TwoNodes) -> None:
    """What a holder deleted is in no correction of it either."""
    for code in OTHER:
        with both.at(code):
            for made in Afterword.objects.filter(ours=False).select_related("request", "answer"):
                if _went_with_what_was_deleted(made):
                    assert (made.draft.old, made.draft.corrected) == ("", ""), made


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
