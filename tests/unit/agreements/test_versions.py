"""Two versions of a register, and two days of one, are told apart instrument by instrument."""

from dataclasses import replace

from comity.agreements.terms import (
    Authority,
    Event,
    EventType,
    Instrument,
    Member,
    Party,
    Register,
    Status,
)
from comity.agreements.versions import changed_between, day_differences, register_differences
from comity.kernel.codes import CountryCode
from comity.kernel.periods import Period
from tests.spec.language import agreement, day, with_parameters

EU, KE = CountryCode("EU"), CountryCode("KE")
FIRST = agreement("ke-ua-1", covers={"Art. 9": "exe.deadline"})
CHANGED = with_parameters(FIRST, "exe.deadline", days=30)
OTHER = agreement("ke-ua-2")


def references(found: tuple[Instrument, ...]) -> list[str]:
    return [each.reference for each in found]


def test_registers_differ_by_what_one_alone_holds_and_by_what_both_say_differently() -> None:
    third = agreement("ke-ua-3")
    found = register_differences(Register((FIRST, OTHER)), Register((CHANGED, third)))
    assert references(found.only_in_first) == ["ke-ua-2"]
    assert references(found.only_in_second) == ["ke-ua-3"]
    assert [(each.instrument.reference, len(each.differences)) for each in found.changed] == [
        ("ke-ua-1", 1)
    ]
    assert found
    assert not register_differences(Register((FIRST, OTHER)), Register((OTHER, FIRST)))


def test_days_differ_by_events_authorities_members_and_terms() -> None:
    turn = Period(day("2015-01-01"))
    union = Party(EU, members=(Member(CountryCode("HR"), turn),))
    kenya = Party(KE, (Authority("Customs"), Authority("Revenue", turn, succeeds="Customs")))
    term = replace(FIRST.provisions[0], period=turn)
    entered = Event(EventType.ENTERED_INTO_FORCE, day("2010-01-01"), source="gazette")
    amended = Event(EventType.AMENDED, day("2015-01-01"), source="gazette")
    text = replace(FIRST, parties=(kenya, union), events=(entered, amended), provisions=(term,))
    told = changed_between(text, day("2014-12-31"), day("2015-01-01"))
    assert [each.code for each in told.differences] == [
        "authority_only_in_first",
        "authority_only_in_second",
        "member_only_in_second",
        "event_only_in_second",
        "provision_only_in_second",
    ]
    assert told.is_one
    assert not day_differences(Register((text,)), day("2015-01-01"), day("2016-01-01"))


def test_a_status_may_change_where_no_entry_does() -> None:
    notice = Event(EventType.NOTICE_GIVEN, day("2020-01-01"), source="gazette")
    term = replace(agreement(covers={"Art. 20": "end.term"}).provisions[0])
    text = replace(
        FIRST,
        events=(*agreement(in_force="2000-01-01/").events, notice),
        provisions=(replace(term, parameters=(("notice_months", 6),)),),
    )
    (told,) = day_differences(Register((text,)), day("2020-06-30"), day("2020-07-01")).changed
    assert told.differences == ()
    assert told.before is not None
    assert told.after is not None
    assert (told.before.status, told.after.status) == (Status.UNDER_NOTICE, Status.NOT_RECORDED)
