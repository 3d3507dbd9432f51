"""Laws of force: one word a day, agreeing with force; the whole is never less than its bonds."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from comity.agreements.terms import (
    Event,
    EventType,
    Force,
    Instrument,
    Party,
    Status,
    standing_between,
    status_between,
    status_on,
)
from comity.kernel.codes import CountryCode
from tests.spec.language import agreement

KE, UA, CN, SU = (CountryCode(code) for code in ("KE", "UA", "CN", "SU"))
DAYS = st.dates(date(1990, 1, 1), date(2000, 1, 1))
PARTIES = st.sampled_from(
    [
        (Party(KE), Party(UA)),
        (Party(KE), Party(UA), Party(CN)),
        (Party(KE), Party(SU), Party(UA, succeeds=SU)),
    ]
)


@st.composite
def instruments(draw: st.DrawFn) -> Instrument:
    parties = draw(PARTIES)
    events = st.builds(
        Event,
        what=st.sampled_from(EventType),
        on=st.none() | DAYS,
        no_later_than=st.none() | DAYS,
        party=st.none() | st.sampled_from([party.code for party in parties]),
    )
    happened = sorted(draw(st.lists(events, max_size=7)), key=lambda e: e.on or date.min)
    joined = draw(st.booleans())
    return replace(agreement(), parties=parties, events=tuple(happened), by_acceptance=joined)


@given(instrument=instruments(), on=DAYS)
def test_the_word_binds_exactly_when_there_is_force(instrument: Instrument, on: date) -> None:
    codes = [party.code for party in instrument.parties]
    told = [status_on(instrument, on=on)]
    told += [status_between(instrument, one, other, on=on) for one, other in combinations(codes, 2)]
    for found in told:
        assert found.status.binds is (found.standing.force is Force.YES)
        assert found.status.label
        over = {Status.TERMINATED, Status.SUPERSEDED}
        assert (found.status in over) is (found.standing.code == "ended")


@given(instrument=instruments(), on=DAYS)
def test_what_binds_two_of_them_has_not_ended_as_a_whole(instrument: Instrument, on: date) -> None:
    codes = [party.code for party in instrument.parties]
    linked = [(a, b) for a, b in combinations(codes, 2) if instrument.links(a, b, on=on)]
    forces = {standing_between(instrument, a, b, on=on).force for a, b in linked}
    if Force.YES in forces:
        assert status_on(instrument, on=on).standing.force is not Force.NO


@given(instrument=instruments(), on=DAYS)
def test_what_is_to_come_changes_no_day_before_it(instrument: Instrument, on: date) -> None:
    """Ending, suspending or giving notice later leaves the force of a day as it was."""
    for what in (EventType.TERMINATED, EventType.SUSPENDED, EventType.NOTICE_GIVEN):
        later = Event(what, on + timedelta(days=1))
        longer = replace(instrument, events=(*instrument.events, later))
        assert status_on(longer, on=on).standing == status_on(instrument, on=on).standing
