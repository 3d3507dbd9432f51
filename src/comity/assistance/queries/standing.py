"""A standing exchange as an officer reads it: terms, where it stands, files, and what is late."""

from dataclasses import dataclass

from comity.assistance.duties import BIND_STANDING, OPEN_EXHIBIT, TELL_STANDING
from comity.assistance.lifecycle.standing import (
    SAID_AT_STANDING,
    WHO_SAYS_STANDING,
    may_say_standing,
    standing_stage,
)
from comity.assistance.models import Request, StandingEntry, StandingGap, StandingSupply
from comity.assistance.terms import Channel, OtherAgencyError
from comity.assistance.terms.standing import (
    STANDING_KINDS,
    STANDING_STATES,
    StandingSaid,
    StandingStage,
    StandingTerms,
    StandingWord,
    TermsName,
)
from comity.assistance.terms.standing_errors import SupplyNotFoundError
from comity.assistance.terms.standing_said import in_force, proposal
from comity.evidence.queries import is_seen
from comity.exchange.coverage import Coverage, coverage_of
from comity.kernel.duties import Duty
from comity.kernel.errors import Problem
from comity.officers.terms import Viewer

MOST_SHOWN = 50


@dataclass(frozen=True, slots=True)
class StandingTold:
    """A standing exchange with what was said about it.

    Attributes:
        stage: where it stands.
        terms: the version both sides go by; None while none is agreed.
        open_terms: terms that are proposed and not agreed to; None without.
        waiting: a word of ours that nobody has let out yet.
        words: everything said, first things first.
        supplies: the newest files, at most `MOST_SHOWN`.
        coverage: of the files shown that we let go, how many the partner's receipts cover.
        gaps: the periods whose files are late still, at most `MOST_SHOWN`.
        may: what this viewer may say now.
        may_let_out: whether this viewer may let out what waits.
        may_supply: whether this viewer may hand a file in.
        by_letter: the matter goes by letter, and no files go by letter.
    """

    stage: StandingStage
    terms: StandingTerms | None
    open_terms: StandingSaid | None
    waiting: StandingEntry | None
    words: tuple[StandingEntry, ...]
    supplies: tuple[StandingSupply, ...]
    coverage: Coverage
    gaps: tuple[StandingGap, ...]
    may: tuple[StandingWord, ...]
    may_let_out: bool
    may_supply: bool
    by_letter: bool


@dataclass(frozen=True, slots=True)
class SupplyShown:
    """One file with what this viewer may do with it.

    Attributes:
        supply: the file.
        may_let_go: it waits, and this viewer may let it go.
        may_give_up: it waits, and this viewer may say that it does not leave.
        may_copy: this viewer may take a copy out.
        withheld: why not, where this viewer sees the request and not its files; None otherwise.
        may_report: this viewer may tell the partner of its faults.
    """

    supply: StandingSupply
    may_let_go: bool
    may_give_up: bool
    may_copy: bool
    withheld: Problem | None
    may_report: bool


def standing_said(request: Request) -> tuple[StandingSaid, ...]:
    """Return everything both sides have said; a word that was not let out is not said yet."""
    return tuple(each.said for each in request.standing_words.exclude(told_at=None))


def standing_of(request: Request, *, seen_by: Viewer) -> StandingTold | None:
    """Return the exchange of a request that was found for whoever may see it; None without one."""
    if request.kind not in STANDING_KINDS:
        return None
    every = tuple(request.standing_words.all())
    told = tuple(each for each in every if each.told_at is not None)
    said = tuple(each.said for each in told)
    waiting = next((each for each in every if each.told_at is None), None)
    going = _is_going(request)
    terms, stage = in_force(said), standing_stage(said)
    supplies = tuple(request.supplies.select_related("exhibit", "request")[:MOST_SHOWN])
    return StandingTold(
        stage=stage,
        terms=terms,
        open_terms=proposal(said),
        waiting=waiting,
        words=told,
        supplies=supplies,
        coverage=coverage_of(each.message_id for each in supplies if each.is_ours),
        gaps=tuple(request.supply_gaps.filter(filled_at=None)[:MOST_SHOWN]),
        may=_may(request, said, seen_by) if going else (),
        may_let_out=going and waiting is not None and may_let_out(request, waiting, seen_by),
        may_supply=going
        and stage is StandingStage.RUNNING
        and terms is not None
        and terms.supplies(request.own_side)
        and _carries(request, seen_by, TELL_STANDING),
        by_letter=request.channel == Channel.LETTER,
    )


def stage_of_standing(request: Request) -> StandingStage | None:
    """Return where the exchange of a request stands; None where it is of another kind."""
    if request.kind not in STANDING_KINDS:
        return None
    return standing_stage(standing_said(request))


def supply_of(request: Request, *, key: int, seen_by: Viewer) -> SupplyShown:
    """Return one file of a request that was found for whoever may see it.

    Raises:
        SupplyNotFoundError: the request has none of that key.
    """
    seen = StandingSupply.objects.visible_to(seen_by).select_related("exhibit", "request")
    supply = seen.filter(request=request, pk=key).first()
    if supply is None:
        raise SupplyNotFoundError()
    waits = supply.waits and _is_going(request)
    said = standing_said(request)
    wrote = not seen_by.people.isdisjoint(supply.writers)
    opens = seen_by.holds(*OPEN_EXHIBIT.roles)
    sees = is_seen(supply.exhibit_id, seen_by=seen_by)
    return SupplyShown(
        supply=supply,
        may_let_go=waits and not wrote and _carries(request, seen_by, BIND_STANDING),
        may_give_up=waits and _carries(request, seen_by, TELL_STANDING),
        may_copy=opens and sees,
        withheld=_of_other_agency(request) if opens and not sees else None,
        may_report=not supply.is_ours
        and _is_going(request)
        and StandingWord.REPORT in _may(request, said, seen_by),
    )


def may_let_out(request: Request, waiting: StandingEntry, viewer: Viewer) -> bool:
    """Tell whether an officer may let out a word that another wrote."""
    wrote = not viewer.people.isdisjoint(waiting.writers)
    return not wrote and _carries(request, viewer, BIND_STANDING)


def terms_named(said: tuple[StandingSaid, ...], name: TermsName) -> StandingSaid | None:
    """Return the terms of a name, agreed to or not; None where there are none."""
    return next((e for e in said if e.word is StandingWord.TERMS and e.name == name), None)


def _of_other_agency(request: Request) -> Problem:
    return Problem(OtherAgencyError.code, facts=(("agency", request.agency_code or ""),))


def _is_going(request: Request) -> bool:
    return request.stands in STANDING_STATES and request.channel != Channel.LETTER


def _carries(request: Request, viewer: Viewer, duty: Duty) -> bool:
    holds = viewer.holds(*duty.roles)
    return holds and viewer.reaches(request.agency_code, roles=duty.roles)


def _may(
    request: Request, said: tuple[StandingSaid, ...], viewer: Viewer
) -> tuple[StandingWord, ...]:
    return tuple(
        word
        for word in SAID_AT_STANDING[standing_stage(said)]
        if viewer.holds(*WHO_SAYS_STANDING[word])
        and viewer.reaches(request.agency_code, roles=WHO_SAYS_STANDING[word])
        and may_say_standing(word, said, by=request.own_side)
    )
