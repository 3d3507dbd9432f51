"""Words on a standing exchange: terms, agreement, suspension, end, and what is asked meanwhile.

What binds the administration is written by one officer and let out by an approver who did not write
it, signed in afresh; a stop leaves at once by one hand, because every file that goes meanwhile is
one too many.
"""

from collections.abc import Mapping
from datetime import date, datetime

from comity.assistance.lifecycle.standing import (
    WHO_LETS_OUT,
    WHO_SAYS_STANDING,
    may_say_standing,
    standing_stage,
)
from comity.assistance.models import Request, StandingEntry
from comity.assistance.queries.standing import standing_said, terms_named
from comity.assistance.services.law import ask_of, permission_to_tell
from comity.assistance.services.moves import demand_no_problems
from comity.assistance.services.standing_telling import (
    demand_second_person,
    permission_to_supply,
    record_standing,
    request_for_standing,
    tell_standing,
)
from comity.assistance.standing_rules import problems_in_standing
from comity.assistance.terms.events.standing import STANDING_WRITTEN
from comity.assistance.terms.standing import (
    BY_TWO,
    StandingSaid,
    StandingTerms,
    StandingWord,
    TermsName,
)
from comity.assistance.terms.standing_errors import StandingChangedError, StandingWordNotNowError
from comity.assistance.terms.standing_fields import STANDING_FIELDS
from comity.assistance.terms.standing_said import next_suspension, open_suspension, proposal
from comity.kernel.errors import Problem
from comity.officers.services import demand_fresh_sign_in
from comity.officers.terms import Viewer

_W = StandingWord


def say_of_standing(
    reference: str,
    word: StandingWord,
    facts: Mapping[str, str],
    *,
    officer: Viewer,
    at: datetime,
    on: date,
) -> StandingEntry:
    """Say a word on a standing exchange, or write it where a second person must let it out.

    What was written before and has not left is replaced.

    Args:
        reference: of a request for a standing exchange that is being carried out.
        word: what is said.
        facts: what was filled in.
        officer: of the agency that carries it out.
        at: aware UTC instant.
        on: the civil day.

    Returns:
        The word; it has left where one hand is enough for it.

    Raises:
        NotAStandingExchangeError: the request is of another kind, or is not being carried out.
        StandingWordNotNowError: the exchange stands where this is not said.
        InvalidDraftError: something is missing or wrong; every problem is named.
        LinkNotConfirmedError: nothing can be carried to the partner now.
        NotFoundError, NotAllowedError: as for every act.
    """
    request = request_for_standing(reference, WHO_SAYS_STANDING[word], officer=officer)
    said = standing_said(request)
    _demand_now(request, word, said)
    demand_no_problems(
        (*problems_in_standing(word, facts, on=on), *_other_use(request, word, facts))
    )
    name = _name_of(request, word, said)
    waiting = request.standing_words.filter(told_at=None).first() if word in BY_TWO else None
    entry = waiting or StandingEntry(request=request)
    # Who wrote on at the same word lets it out no more than who began it.
    same = waiting is not None and waiting.word == word.value
    entry.word, entry.by, entry.at, entry.officer_name = word.value, request.side, at, officer.name
    entry.number, entry.of_requested = name.number, name.of_requested
    entry.facts = kept_standing_facts(word, facts)
    entry.writers = sorted({*(entry.writers if same else ()), *officer.people})
    if word not in BY_TWO:
        tell_standing(
            request, entry, under=permission_to_tell(request, on=on), by=officer.name, at=at
        )
        return entry
    entry.save()
    record_standing(request, entry, STANDING_WRITTEN, by=officer.name, at=at)
    return entry


def send_standing(
    reference: str,
    *,
    written_at: datetime,
    officer: Viewer,
    signed_in_afresh_at: datetime | None,
    at: datetime,
    on: date,
) -> StandingEntry:
    """Let out the word that another officer wrote.

    Terms, and an agreement to them, are ruled on in this moment: whether this side may supply what
    they say, under the instrument and its own law.

    Args:
        reference: of the request.
        written_at: when the word was written that the approver read; no other leaves.
        officer: an approver of the agency, not one of its writers.
        signed_in_afresh_at: when the approver last signed in afresh.
        at: aware UTC instant.
        on: the civil day ruled on.

    Raises:
        StandingChangedError: it was written anew since it was read, what it answers is not what it
            answered, or none waits.
        SecondPersonNeededError: a writer would let it out.
        FreshSignInNeededError: the approver has not just signed in afresh.
        RulingStandsAgainstError: the law does not carry it, or a person must decide first.
        HigherApprovalNeededError: another office must let it out.
        InvalidDraftError: its days have passed meanwhile.
        NotAStandingExchangeError, StandingWordNotNowError, NotFoundError, NotAllowedError,
            LinkNotConfirmedError: as for every word.
    """
    request = request_for_standing(reference, WHO_LETS_OUT, officer=officer)
    waiting = request.standing_words.filter(told_at=None).first()
    if waiting is None or waiting.at != written_at:
        raise StandingChangedError()
    word, said = StandingWord(waiting.word), standing_said(request)
    _demand_now(request, word, said)
    name = _name_of(request, word, said)
    if word is _W.TERMS:
        # The partner's own terms came meanwhile: ours answer them.
        waiting.number = name.number
    elif name != waiting.name:
        raise StandingChangedError()
    demand_second_person(waiting.writers, officer)
    demand_fresh_sign_in(signed_in_afresh_at, at=at)
    under = permission_to_tell(request, on=on)
    if (terms := _meant(waiting, said)) is not None:
        wrong = problems_in_standing(_W.TERMS, terms.facts, on=on)
        demand_no_problems((*wrong, *_other_use(request, _W.TERMS, terms.facts)))
        if terms.supplies(request.own_side):
            under = permission_to_supply(request, terms, officer=officer, on=on)
    tell_standing(request, waiting, under=under, by=officer.name, at=at)
    return waiting


def kept_standing_facts(word: StandingWord, facts: Mapping[str, str]) -> dict[str, str]:
    """Return what was filled in for the fields of a word, without the empty ones."""
    names = (field.name for field in STANDING_FIELDS[word])
    return {name: facts[name].strip() for name in names if facts.get(name, "").strip()}


def _other_use(
    request: Request, word: StandingWord, facts: Mapping[str, str]
) -> tuple[Problem, ...]:
    """What is supplied serves the purpose that was asked for: the law was asked about no other."""
    asked_for = ask_of(request).stated_purpose
    if word is not _W.TERMS or facts.get("purpose", "") in {"", asked_for}:
        return ()
    return (Problem("standing_purpose_differs", "purpose", (("purpose", asked_for.value),)),)


def _demand_now(request: Request, word: StandingWord, said: tuple[StandingSaid, ...]) -> None:
    if not may_say_standing(word, said, by=request.own_side):
        raise StandingWordNotNowError(standing_stage=standing_stage(said).value)


def _name_of(request: Request, word: StandingWord, said: tuple[StandingSaid, ...]) -> TermsName:
    """Return the number a word gets: of the terms it brings or answers, or of a suspension."""
    if word is _W.TERMS:
        highest = max((e.number for e in said if e.word is _W.TERMS), default=0)
        return TermsName.by(request.own_side, highest + 1)
    if word is _W.AGREE:
        answered = proposal(said)
        assert answered is not None, "nobody agrees to nothing"
        return answered.name
    if word is _W.SUSPEND:
        return TermsName(next_suspension(said), of_requested=False)
    if word is _W.RESUME:
        lasting = open_suspension(said)
        assert lasting is not None, "nothing goes on that was not stopped"
        return TermsName(lasting, of_requested=False)
    return TermsName(1, of_requested=False)


def _meant(waiting: StandingEntry, said: tuple[StandingSaid, ...]) -> StandingTerms | None:
    """Return the terms that a word would bind us to; None where it binds to none."""
    if waiting.word == _W.TERMS:
        return StandingTerms(waiting.name, waiting.facts)
    if waiting.word == _W.AGREE:
        answered = terms_named(said, waiting.name)
        return None if answered is None else StandingTerms(answered.name, answered.facts)
    return None
