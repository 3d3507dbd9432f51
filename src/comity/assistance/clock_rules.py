"""Which clocks of a request run: by its articles, by custom, and as officers set them. Pure.

A legal clock stands on an article of the instrument relied on. What the register only assumes
from a model text, and what is merely the custom of the house, is told as administrative.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from comity.agreements.rules.citations import cite_provision
from comity.agreements.terms import Effect, Instrument, Provision, ProvisionKind, Register
from comity.assistance.clock_custom import Clockwork, custom_clock
from comity.assistance.clock_facts import ClockFacts
from comity.assistance.clock_reckoning import paused
from comity.assistance.information_clocks import clocks_of_information
from comity.assistance.terms import Action, Party, RequestState
from comity.assistance.terms.clocks import Clock, ClockKind, ClockMatter, ClockUnit
from comity.kernel.rulings import Citation

__all__ = ["Clockwork", "clocks_of"]

S, A = RequestState, Action

# Events of the act itself; days that run from another event give no day yet.
_FROM_THE_ACT = frozenset({"", "receipt", "request", "receipt of the request"})
_DECIDING = frozenset({S.RECEIVED, S.INCOMPLETE, S.POSTPONED})
_BEFORE_SENDING = frozenset({S.DRAFT, S.SUBMITTED, S.APPROVED})
_WITHOUT_ANSWER = frozenset({S.TAKEN_BACK, S.WITHDRAWN, S.REFUSED})

# Which move brings the answer nearer, in the record of the administration that is asked.
_NEARER = {
    S.RECEIVED: A.ACCEPT,
    S.POSTPONED: A.ACCEPT,
    S.ACCEPTED: A.DRAFT_ANSWER,
    S.ANSWER_DRAFTED: A.RELEASE,
    S.APPROVED: A.DISPATCH,
}


def clocks_of(
    facts: ClockFacts, register: Register | None, *, on: date, by: Clockwork
) -> tuple[Clock, ...]:
    """Return the clocks of a request, what is due first on top.

    Args:
        facts: of the request.
        register: of what it relies on; None where it relies on nothing yet.
        on: the civil day, for the articles that apply.
        by: what they are counted by.
    """
    relied = facts.relied_on
    instrument = register.instrument(relied) if register and register.has(relied) else None
    found = (
        *_answer(facts, instrument, on, by),
        *_retention(facts, instrument, on),
        *_on_our_desk(facts, by),
        *clocks_of_information(facts, by),
        *_days_named(facts),
        *_typed(facts),
        *facts.further,
    )
    return tuple(sorted(found, key=lambda clock: (clock.met_on is not None, _place(clock))))


def _place(clock: Clock) -> date:
    return clock.due_on or date.max


def _answer(
    facts: ClockFacts, instrument: Instrument | None, on: date, by: Clockwork
) -> Iterator[Clock]:
    """Yield the clock of the answer: the article's, or the customary one."""
    asked, ends = facts.asked_on, facts.state in _WITHOUT_ANSWER
    if asked is None or ends or facts.state in _BEFORE_SENDING - {S.APPROVED}:
        return
    if facts.state is S.APPROVED and facts.is_ours:
        return
    if facts.state is S.CLOSED and facts.answered_on is None:
        return
    clock = Clock(
        ClockMatter.ANSWER,
        ClockKind.ADMINISTRATIVE,
        begins=asked,
        due_on=None,
        unit=ClockUnit.MONTHS,
        length=by.customary.months_for(facts.kind),
        act=_act_of_answer(facts),
        owed_by=Party.REQUESTED,
        countries=(facts.own, facts.partner),
        met_on=facts.answered_on,
    )
    provision = _granted(instrument, ProvisionKind.EXE_DEADLINE, on)
    if instrument is not None and provision is not None:
        clock = _by_article(clock, instrument, provision)
    yield paused(clock, facts.pauses, calendar_of=by.calendar_of)


def _by_article(clock: Clock, instrument: Instrument, provision: Provision) -> Clock:
    days = provision.number("days")
    if days is None or provision.text("counted_from") not in _FROM_THE_ACT:
        return clock
    return replace(
        clock,
        kind=_kind_of(provision),
        unit=ClockUnit.DAYS,
        length=days,
        cites=cite_provision(instrument, provision),
        soft=bool(provision.flag("soft")),
    )


def _act_of_answer(facts: ClockFacts) -> Action | None:
    if not facts.is_ours:
        return _NEARER.get(facts.state)
    return A.REGISTER_ANSWER if facts.by_letter else None


def _retention(facts: ClockFacts, instrument: Instrument | None, on: date) -> Iterator[Clock]:
    """Yield until when a partner's answer may be kept."""
    begins = facts.supplied_on
    if facts.keep_until is None or begins is None or not facts.is_ours:
        return
    provision = _granted(instrument, ProvisionKind.DATA_RETENTION, on)
    cites = Citation.quoting(facts.answer_article) if facts.answer_article else None
    if instrument is not None and provision is not None:
        cites = cite_provision(instrument, provision)
    yield Clock(
        ClockMatter.RETENTION,
        ClockKind.LEGAL if cites is not None else ClockKind.ADMINISTRATIVE,
        begins=begins,
        due_on=facts.keep_until,
        unit=ClockUnit.NAMED,
        cites=cites,
        countries=(facts.own,),
    )


def _on_our_desk(facts: ClockFacts, by: Clockwork) -> Iterator[Clock]:
    """Yield what custom asks of us in the state in which the request stands."""
    custom, ours = by.customary, facts.is_ours
    if not ours and facts.state in _DECIDING:
        yield from custom_clock(
            facts, by, ClockMatter.DECISION, facts.asked_on, custom.decision, A.ACCEPT
        )
    if ours and facts.state is S.SUBMITTED:
        yield from custom_clock(
            facts, by, ClockMatter.APPROVAL, facts.submitted_on, custom.approval, A.APPROVE
        )
    if facts.state is S.APPROVED:
        yield from custom_clock(
            facts,
            by,
            ClockMatter.DISPATCH,
            facts.approved_on or facts.stands_since,
            custom.dispatch,
            A.DISPATCH,
        )
    if ours and facts.state is S.INCOMPLETE:
        yield from custom_clock(
            facts,
            by,
            ClockMatter.COMPLETION,
            facts.stands_since,
            custom.completion,
            A.SUBMIT,
        )
    if ours and facts.state is S.ANSWERED:
        yield from custom_clock(
            facts, by, ClockMatter.OPENING, facts.answered_on, custom.opening, A.OPEN
        )
    if _is_over(facts):
        yield from custom_clock(
            facts,
            by,
            ClockMatter.CLOSING,
            _over_since(facts),
            custom.closing,
            A.CLOSE,
        )


def _over_since(facts: ClockFacts) -> date | None:
    answered = facts.answered_on if facts.is_opening_untold else None
    return facts.opened_on or answered or facts.decided_on or facts.stands_since


def _is_over(facts: ClockFacts) -> bool:
    untold = facts.by_letter or facts.is_opening_untold
    answered = untold and not facts.is_ours and facts.state is S.ANSWERED
    return answered or facts.state in {S.OPENED, S.REFUSED, S.TAKEN_BACK}


def _days_named(facts: ClockFacts) -> Iterator[Clock]:
    """Yield the days that one of the two sides named in the matter itself."""
    both = (facts.own, facts.partner)
    if facts.state is S.POSTPONED and facts.look_again_on is not None:
        yield Clock(
            ClockMatter.LOOK_AGAIN,
            ClockKind.OWN,
            begins=facts.stands_since or facts.look_again_on,
            due_on=facts.look_again_on,
            unit=ClockUnit.NAMED,
            act=None if facts.is_ours else A.ACCEPT,
            owed_by=Party.REQUESTED,
            countries=both,
        )
    waits = facts.answered_on is None and facts.state not in {*_WITHOUT_ANSWER, S.CLOSED}
    asked = facts.asked_on
    if facts.wished_on is not None and asked is not None and waits:
        yield Clock(
            ClockMatter.WISH,
            ClockKind.ADMINISTRATIVE,
            begins=asked,
            due_on=facts.wished_on,
            unit=ClockUnit.NAMED,
            act=_act_of_answer(facts),
            owed_by=Party.REQUESTED,
            countries=both,
        )


def _typed(facts: ClockFacts) -> Iterator[Clock]:
    for each in facts.typed:
        yield Clock(
            each.matter,
            ClockKind.OWN,
            begins=each.begins,
            due_on=each.due_on,
            unit=ClockUnit.NAMED,
            owed_by=facts.side,
            countries=(facts.own,),
            met_on=each.met_on,
            number=each.number,
            note=each.note,
        )


def _granted(instrument: Instrument | None, kind: ProvisionKind, on: date) -> Provision | None:
    if instrument is None:
        return None
    found = instrument.provision_on(kind, on=on)
    return found if found is not None and found.effect is Effect.GRANTED else None


def _kind_of(provision: Provision) -> ClockKind:
    """Return whose rule a term is: what the register assumes of a model text binds nobody yet."""
    return ClockKind.ADMINISTRATIVE if provision.is_assumed else ClockKind.LEGAL
