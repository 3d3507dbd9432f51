"""Ruling a reply part by part: what the originator of each has said, and what the law says."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from comity.assistance.models import Answer, ReplyPart, Request
from comity.assistance.parts_rules import joined, own_words, read_as_one, rule_on_part
from comity.assistance.services.consents_standing import originators_silent, standing_consent
from comity.assistance.services.law import ask_of, ruling_on_answer
from comity.assistance.services.moves import demand_no_problems
from comity.assistance.terms import LIMITS, AnswerDraft
from comity.assistance.terms.afterwords import AfterwordState
from comity.assistance.terms.markings import OriginatorNotAskedError
from comity.assistance.terms.parts import (
    OriginatorSays,
    PartRuled,
    PartsStayError,
    PartStanding,
)
from comity.kernel.codes import CountryCode
from comity.kernel.errors import Problem
from comity.kernel.rulings import Ruling

_SAID_BY_STATE = {
    AfterwordState.DRAFTED: OriginatorSays.ASKED,
    AfterwordState.OPEN: OriginatorSays.ASKED,
    AfterwordState.REFUSED: OriginatorSays.REFUSED,
    AfterwordState.WITHDRAWN: OriginatorSays.REFUSED,
}


@dataclass(frozen=True, slots=True)
class RuledPart:
    """A part with what is ruled of it."""

    part: ReplyPart
    ruled: PartRuled


@dataclass(frozen=True, slots=True)
class PartsGoing:
    """How a reply goes, part by part.

    Attributes:
        draft: the reply with what the parts that go contain, as the law is asked about it.
        supplied: whether each administration that supplied some of it has consented.
        going: the parts that go.
        withheld: those that do not, and never will with this matter unless they are taken up.
        staying: those that stay for a later reply.
        withheld_exhibits: ids of the exhibits withheld with this reply or with one before it.
    """

    draft: AnswerDraft
    supplied: dict[str, bool]
    going: tuple[ReplyPart, ...]
    withheld: tuple[ReplyPart, ...]
    staying: tuple[ReplyPart, ...]
    withheld_exhibits: tuple[UUID, ...]

    @property
    def exhibits_kept(self) -> tuple[UUID, ...]:
        """The ids of the exhibits that do not go."""
        staying = (part.exhibit_id for part in self.staying if part.exhibit_id is not None)
        return (*self.withheld_exhibits, *staying)


def ruled_parts(request: Request, answer: AnswerDraft, *, on: date) -> tuple[RuledPart, ...]:
    """Return the parts of a request that have not gone, each with what is ruled of it on a day.

    Args:
        request: a partner's, found for whoever may see it.
        answer: the reply that is being written.
        on: the civil day.
    """
    found = ReplyPart.objects.filter(request=request).staying()
    return tuple(
        RuledPart(part, _ruled(part, request, answer, on))
        for part in found.select_related("exhibit", "agency", "source__request", "consent")
    )


def parts_going(request: Request, answer: Answer, *, on: date) -> PartsGoing:
    """Return how a reply would go now, part by part."""
    draft = answer.as_draft()
    ruled = ruled_parts(request, draft, on=on)
    going = tuple(each.part for each in ruled if each.ruled.standing is PartStanding.PERMITTED)
    return PartsGoing(
        draft=joined(draft, (part.draft for part in going)),
        supplied=_supplied(going),
        going=going,
        withheld=tuple(each.part for each in ruled if each.part.withheld),
        staying=tuple(each.part for each in ruled if each.ruled.stays),
        withheld_exhibits=_withheld_exhibits(request),
    )


def ruling_on_reply(request: Request, answer: Answer, *, on: date) -> Ruling:
    """Rule on releasing a reply with those of its parts that may go."""
    found = parts_going(request, answer, on=on)
    return ruling_on_answer(request, found.draft, on=on, supplied=found.supplied)


def demand_parts_go(request: Request, answer: Answer, *, on: date) -> PartsGoing:
    """Return the parts with which a reply goes; a final one leaves none behind.

    Raises:
        PartsStayError: some may not go, and it is no partial reply.
        InvalidDraftError: all of it together is too long for one reply.
    """
    found = parts_going(request, answer, on=on)
    if found.staying and not answer.partial:
        numbers = ", ".join(str(part.number) for part in found.staying)
        raise PartsStayError(numbers=numbers)
    whole = read_as_one(answer.text, (part.told for part in _told(found)))
    if len(whole) > LIMITS["text"]:
        facts = (("limit", str(LIMITS["text"])), ("length", str(len(whole))))
        demand_no_problems((Problem("too_long", "text", facts),))
    return found


def bind_parts(answer: Answer, parts: PartsGoing) -> None:
    """Let parts go with a reply: they stand below its text, and are bound to it.

    The caller saves the reply.
    """
    answer.text = read_as_one(answer.text, (part.told for part in _told(parts)))
    answer.categories = list(parts.draft.categories)
    for part in (*parts.going, *parts.withheld):
        part.answer = answer
        part.save(update_fields=["answer"])


def free_parts(answer: Answer) -> None:
    """Let the parts of a reply that never left stand apart from its text again.

    The caller saves the reply.
    """
    parts = answer.reply_parts.all()
    told = (part.told for part in parts if not part.withheld or part.withheld_told)
    answer.text = own_words(answer.text, told)
    parts.update(answer=None)


def says_of(part: ReplyPart, *, on: date) -> OriginatorSays:
    """Return what the originator of a part has said of its going, as it holds on a day."""
    if part.is_own or part.supplier == part.request.partner:
        return OriginatorSays.NOT_ASKED_FOR
    if part.source is not None:
        return _said_by_partner(part, part.source, on)
    if part.consented is not None:
        return OriginatorSays.CONSENTED if part.consented else OriginatorSays.REFUSED
    return OriginatorSays.ASKED if part.agency_id is not None else OriginatorSays.NOTHING


def demand_not_refused(part: ReplyPart) -> None:
    """Demand that the originator of a part has not refused, before it is said to be another's.

    Raises:
        OriginatorNotAskedError: it has refused: the part is withheld, or left out.
    """
    asked = part.consent
    said = None if asked is None else _SAID_BY_STATE.get(asked.stands)
    if part.consented is False or said is OriginatorSays.REFUSED:
        raise OriginatorNotAskedError(named=part.named)


def consent_to(request: Request) -> tuple[str, str]:
    """Return for what purpose, and to whom, a part of a reply would be passed on."""
    purpose = request.purpose or ask_of(request).stated_purpose.value
    return purpose, CountryCode(request.partner).english_name


def _said_by_partner(part: ReplyPart, source: Answer, on: date) -> OriginatorSays:
    purpose, onward_to = consent_to(part.request)
    standing = standing_consent(source, purpose=purpose, proceedings="", onward_to=onward_to, on=on)
    if standing is not None:
        silent = originators_silent(source, standing)
        return OriginatorSays.NOTHING if silent else OriginatorSays.CONSENTED
    if part.consent is None:
        return OriginatorSays.NOTHING
    return _SAID_BY_STATE.get(part.consent.stands, OriginatorSays.NOTHING)


def _ruled(part: ReplyPart, request: Request, answer: AnswerDraft, on: date) -> PartRuled:
    part.request = request
    says = says_of(part, on=on)
    alone = joined(answer, (part.draft,))
    ruling = ruling_on_answer(request, alone, on=on, supplied=_supplied((part,)))
    return rule_on_part(ruling, says, originator=part.named, withheld=bool(part.withheld))


def _withheld_exhibits(request: Request) -> tuple[UUID, ...]:
    """What an earlier reply withheld is enclosed still, and goes with no later one either."""
    withheld = ReplyPart.objects.filter(request=request, exhibit__isnull=False)
    found = withheld.exclude(withheld="").values_list("exhibit_id", flat=True)
    return tuple(found)


def _supplied(parts: Iterable[ReplyPart]) -> dict[str, bool]:
    """Those that go were consented to; of one alone, its originator is asked before the law."""
    return {part.supplier: True for part in parts if part.supplier}


def _told(parts: PartsGoing) -> tuple[ReplyPart, ...]:
    return (*parts.going, *(part for part in parts.withheld if part.withheld_told))
