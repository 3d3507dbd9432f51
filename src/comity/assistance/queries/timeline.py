"""The timeline of a request: facts kept apart, each signed by whoever can know it.

"Sent" is never said alone: what is recorded here, delivered there, decided, answered and opened
are different facts, and what is not known yet stands there as awaited.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime
from functools import partial

from comity.assistance.models import Answer, PostedLetter, Question, Request, Turn
from comity.assistance.queries.information_timeline import opening_on_paper, way_of_information
from comity.assistance.queries.timeline_facts import HERE, Fact, FactCode
from comity.assistance.terms import Party, TurnKind
from comity.assistance.terms.replies import QuestionStage
from comity.exchange.openings_queries import partners_silent_on_openings
from comity.exchange.queries import MessageFacts, facts_of_many
from comity.kernel.errors import NotFoundError
from comity.officers.queries import own_administration
from comity.officers.terms import Viewer


def timeline(reference: str, *, seen_by: Viewer) -> list[Fact]:
    """Return what is known of a request's way, and what is awaited, first things first.

    Raises:
        NotFoundError: there is no such request, or none that `seen_by` may see.
    """
    request = Request.objects.visible_to(seen_by).filter(reference=reference).first()
    if request is None:
        raise NotFoundError()
    return timeline_of(request)


def timeline_of(request: Request) -> list[Fact]:
    """Return the same of a request that was found for whoever may see it."""
    # Whether an answer is there is known before it is opened; what it says is not.
    if request.by_letter:
        return list(_on_paper(request))
    if request.unasked:
        return list(way_of_information(request))
    way = _Way(request, sorted(request.answers.all(), key=lambda each: each.number))
    told = way.as_asking() if request.own_side is Party.REQUESTING else way.as_asked()
    return list(told)


def _on_paper(request: Request) -> Iterator[Fact]:
    """Tell the way of a matter that goes by letter; what a letter says, the central unit noted."""
    own = own_administration().code
    named = (("partner", request.partner), ("own", own))
    signed = f"{own}/sender"
    told = []
    if request.approved_at is not None:
        what = _what_leaves(request)
        told.append(Fact(FactCode.APPROVED, what, request.approved_at, HERE, signed, facts=named))
    told += [_letter_fact(letter, request, signed, named) for letter in request.letters.all()]
    yield from sorted(told, key=lambda fact: fact.at or request.updated_at)
    if request.unasked:
        yield from opening_on_paper(request)
        return
    if request.own_side is Party.REQUESTED or request.decision_ground:
        return
    if request.answered_at is None:
        yield Fact(FactCode.ANSWERED, "answer", None, request.partner, facts=named)
    else:
        opened = request.opened_at
        yield Fact(FactCode.OPENED, "answer", opened, HERE, signed if opened else "", facts=named)


def _what_leaves(request: Request) -> str:
    if request.unasked:
        return "information"
    return "request" if request.own_side is Party.REQUESTING else "answer"


def _letter_fact(
    letter: PostedLetter, request: Request, signed: str, named: tuple[tuple[str, str], ...]
) -> Fact:
    ours = letter.writer == request.side
    facts = (*named, ("number", letter.number), ("day", letter.day.isoformat()))
    code = FactCode.LEFT if ours else FactCode.CAME
    return Fact(code, f"letter_{letter.kind}", letter.noted_at, HERE, signed, facts=facts)


_TURNED = {
    TurnKind.INCOMPLETE: FactCode.INCOMPLETE,
    TurnKind.COMPLETED: FactCode.COMPLETED,
    TurnKind.POSTPONED: FactCode.POSTPONED,
    TurnKind.TAKEN_BACK: FactCode.TAKEN_BACK,
}


def _when(reply: Answer) -> datetime:
    """Return when a released reply was known here."""
    at = reply.received_at or reply.released_at
    assert at is not None, "it was released"
    return at


def _put(request: Request) -> list[Question]:
    unput = (QuestionStage.DRAFTED.value, QuestionStage.DROPPED.value)
    return list(request.questions.exclude(stage__in=unput))


class _Way:
    """A request's way through both administrations, as one of them knows it."""

    def __init__(self, request: Request, replies: list[Answer]) -> None:
        self._request = request
        final = replies[-1] if replies and request.answered_at and not replies[-1].partial else None
        self._answer_id = final.message_id if final else ""
        # Partial replies, and what answered it before a question was put; drafts are none yet.
        self._earlier = [each for each in replies if each.released_at and each is not final]
        self._own, self._partner = own_administration().code, request.partner
        ids = [
            request.message_id,
            request.decision_message_id,
            request.opening_message_id,
            self._answer_id,
        ]
        self._turns = list(request.turns.all())
        ids += [turn.message_id for turn in self._turns]
        ids += [reply.message_id for reply in self._earlier]
        # Without a reply nobody has asked further.
        self._questions = _put(request) if replies else []
        ids += [question.message_id for question in self._questions]
        self._facts = facts_of_many([each for each in ids if each])

    def as_asking(self) -> Iterator[Fact]:
        """Tell the way of a request of ours."""
        request = self._request
        if not request.sent_at:
            return
        yield self._here(FactCode.RECORDED, "request", request.sent_at)
        yield from self._delivery("request", request.message_id)
        if self._was_not_taken(request.message_id):
            return
        yield from self._turns_before_decision()
        if self._is_over_undecided:
            return
        yield self._decision(who=self._partner, signed_by=f"{self._partner}/sender")
        yield from self._turns_since_decision()
        if request.decision_ground or self._is_over:
            return
        yield self._there(FactCode.ANSWERED, "answer", request.answered_at)
        if request.opened_at and not request.opening_message_id:
            yield self._in_record(FactCode.OPENED_HERE, "answer", request.opened_at)
            return
        yield self._here(FactCode.OPENED, "answer", request.opened_at)
        if request.opened_at:
            yield from self._delivery("opening", request.opening_message_id)

    def as_asked(self) -> Iterator[Fact]:
        """Tell the way of a partner's request."""
        request = self._request
        yield self._there(FactCode.RECORDED, "request", request.sent_at)
        yield self._here(
            FactCode.DELIVERED, "request", request.received_at, signed_by=f"{self._own}/holder"
        )
        yield from self._turns_before_decision()
        if self._is_over_undecided:
            return
        yield self._decision(who=HERE, signed_by=f"{self._own}/sender")
        if request.decided_at:
            yield from self._delivery("decision", request.decision_message_id)
        yield from self._turns_since_decision()
        if request.decision_ground or self._is_over:
            return
        yield self._here(FactCode.ANSWERED, "answer", request.answered_at)
        if self._answer_id:
            yield from self._delivery("answer", self._answer_id)
            yield self._opened_there("answer", request.opened_at)

    @property
    def _is_over(self) -> bool:
        """Whether it was withdrawn, and no answer crossed the withdrawal."""
        taken_back = any(turn.taken is TurnKind.TAKEN_BACK for turn in self._turns)
        return taken_back and self._request.answered_at is None

    @property
    def _is_over_undecided(self) -> bool:
        return self._is_over and self._request.decided_at is None

    def _turns_before_decision(self) -> Iterator[Fact]:
        decided = self._request.decided_at
        for at, tell in self._on_its_way():
            if decided is None or at < decided:
                yield from tell()

    def _turns_since_decision(self) -> Iterator[Fact]:
        decided = self._request.decided_at
        for at, tell in self._on_its_way():
            if decided is not None and at >= decided:
                yield from tell()

    def _on_its_way(self) -> list[tuple[datetime, Callable[[], Iterator[Fact]]]]:
        """Return what happened beside decision and final answer, in its order."""
        found: list[tuple[datetime, Callable[[], Iterator[Fact]]]] = [
            (turn.at, partial(self._turn, turn)) for turn in self._turns
        ]
        found += [(_when(reply), partial(self._reply, reply)) for reply in self._earlier]
        found += [(each.at, partial(self._question, each)) for each in self._questions]
        return sorted(found, key=lambda each: each[0])

    def _question(self, question: Question) -> Iterator[Fact]:
        if question.stands is QuestionStage.RECEIVED:
            yield self._there(FactCode.QUESTION, "question", question.at)
            return
        yield self._here(FactCode.QUESTION, "question", question.at)
        yield from self._delivery("question", question.message_id)

    def _reply(self, reply: Answer) -> Iterator[Fact]:
        """Tell of a reply that is not the final one, or is not the last any more."""
        what, at = "partial" if reply.partial else "answer", _when(reply)
        if self._request.own_side is Party.REQUESTING:
            yield self._there(FactCode.ANSWERED, what, at)
            yield self._in_record(FactCode.OPENED, what, reply.opened_at)
            return
        yield self._here(FactCode.ANSWERED, what, at)
        yield from self._delivery(what, reply.message_id)
        if reply.partial:
            yield self._opened_there(what, reply.opened_at)

    def _turn(self, turn: Turn) -> Iterator[Fact]:
        code, until = _TURNED[turn.taken], turn.until.isoformat() if turn.until else ""
        if turn.by:
            fact = self._here(code, turn.kind, turn.at)
        else:
            fact = self._there(code, turn.kind, turn.at)
        yield replace(fact, facts=self._named((("until", until),)))
        if turn.by:
            yield from self._delivery(turn.kind, turn.message_id)

    def _decision(self, *, who: str, signed_by: str) -> Fact:
        request = self._request
        if request.decided_at is None:
            return Fact(FactCode.DECIDED, "request", None, who)
        refused = bool(request.decision_ground)
        code = FactCode.REFUSED if refused else FactCode.ACCEPTED
        facts = (("unit", request.handling_unit), ("ground", request.decision_ground))
        return Fact(code, "request", request.decided_at, who, signed_by, facts=self._named(facts))

    def _delivery(self, what: str, message_id: str) -> Iterator[Fact]:
        """Tell whether the partner has signed that it holds a message, and would not take it."""
        known = self._facts.get(message_id)
        if known is None or known.delivered_at is None:
            yield Fact(FactCode.DELIVERED, what, None, self._partner, facts=self._named())
            return
        yield Fact(
            FactCode.DELIVERED,
            what,
            known.delivered_at,
            self._partner,
            f"{self._partner}/holder",
            known.receipt_size,
            self._named(),
            message_id,
        )
        if known.refused:
            yield self._not_taken(what, known)

    def _was_not_taken(self, message_id: str) -> bool:
        known = self._facts.get(message_id)
        return bool(known and known.refused)

    def _not_taken(self, what: str, known: MessageFacts) -> Fact:
        facts = self._named((("cause", known.refused or ""),))
        signed = f"{self._partner}/sender"
        return Fact(
            FactCode.NOT_TAKEN, what, known.delivered_at, self._partner, signed, facts=facts
        )

    def _opened_there(self, what: str, at: datetime | None) -> Fact:
        """Tell whether the partner has opened what we told it; not every node tells that."""
        if at is None and self._partner in partners_silent_on_openings():
            return self._there(FactCode.UNTOLD, what, None)
        return self._there(FactCode.OPENED, what, at)

    def _in_record(self, code: FactCode, what: str, at: datetime | None) -> Fact:
        """Tell what our own record alone shows; whether it was told is another matter."""
        return self._here(code, what, at, signed_by=f"{self._own}/ledger")

    def _here(self, code: FactCode, what: str, at: datetime | None, *, signed_by: str = "") -> Fact:
        signed = signed_by or f"{self._own}/sender"
        return Fact(code, what, at, HERE, signed if at else "", facts=self._named())

    def _there(self, code: FactCode, what: str, at: datetime | None) -> Fact:
        signed = f"{self._partner}/sender" if at else ""
        return Fact(code, what, at, self._partner, signed, facts=self._named())

    def _named(self, facts: tuple[tuple[str, str], ...] = ()) -> tuple[tuple[str, str], ...]:
        return (("partner", self._partner), ("own", self._own), *facts)
