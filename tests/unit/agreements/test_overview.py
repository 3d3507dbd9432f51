"""A register page says the status in words, and what is still to be found out."""

from dataclasses import replace

import pytest

from comity.agreements.overview import assistance_under, gaps_in, signed_event, status_of
from comity.agreements.rules.citations import cite_event, cite_provision
from comity.agreements.terms import (
    ASSISTANCE,
    CATALOGUE,
    AssistanceKind,
    Event,
    EventType,
    Instrument,
    Member,
    Parent,
    Party,
    ProvisionKind,
    Reading,
    Register,
)
from comity.agreements.terms.vocabulary import LABELS, Named
from comity.agreements.wording import OVERVIEW, SENTENCES
from comity.interfaces.sentences import cited
from comity.kernel.codes import CountryCode
from comity.kernel.periods import Period
from comity.kernel.wording import fill
from tests.spec.language import SHIPPED, agreement, day

ON = day("2026-11-21")


@pytest.mark.parametrize(
    ("reference", "words"),
    [
        ("us-ua-2016", "In force since 2016-12-13"),
        ("us-ke-2014", "Entry into force not recorded"),
        ("su-us-1990", "In force by succession since 1994-11-21"),
        ("us-gt", "In force since 2023-05-13"),
        ("naples-1", "Ended or replaced, day not recorded"),
        ("eu-jp", "In force, day not recorded"),
    ],
)
def test_the_status_is_one_line_in_words(reference: str, words: str) -> None:
    status = status_of(SHIPPED.instrument(reference), on=ON)
    assert fill(OVERVIEW[status.code], status.facts) == words


def test_every_instrument_has_a_status_in_words_on_every_turning_day() -> None:
    for instrument in SHIPPED.instruments:
        for event in instrument.events:
            for on in (day("1950-01-01"), event.on or ON):
                assert status_of(instrument, on=on).code in SENTENCES
        assert all(gap.code in SENTENCES for gap in gaps_in(instrument, on=ON))


def codes_of(instrument: Instrument, **more: Register) -> list[str]:
    return [gap.code for gap in gaps_in(instrument, on=ON, **more)]


def test_gaps_name_force_terms_text_parent_and_open_points() -> None:
    bare = replace(
        agreement(in_force="", assumes=("info.assessment",)),
        parent=Parent(),
        open_points=("Find the text.",),
    )
    found = codes_of(bare)
    assert found[:2] == ["gap_force", "gap_parent"]
    assert {"gap_term_assumed", "gap_matter"} < set(found)
    assert found[-2:] == ["gap_reading_part", "gap_open_point"]
    whole = agreement(covers={"Art. 4": "info.assessment"}, reading="whole")
    assert codes_of(whole) == ["gap_signature"]
    assert codes_of(agreement(kind="mra", reading="none")) == ["gap_signature"]


def test_a_blank_that_real_agreements_fill_differently_is_listed_as_work() -> None:
    text = agreement(covers={"Art. 4": "use.proceedings"}, assumes=("use.other",))
    told = [dict(gap.facts)["term"] for gap in gaps_in(text, on=ON) if gap.code == "gap_matter"]
    assert CATALOGUE[ProvisionKind.ACT_PRESENCE].title in told
    assert CATALOGUE[ProvisionKind.USE_PROCEEDINGS].title not in told
    assert CATALOGUE[ProvisionKind.USE_OTHER].title not in told, "told as assumed already"
    assert "gap_matter" not in codes_of(replace(text, reading=Reading.NONE))


def test_gaps_name_what_is_missing_of_parties_and_events() -> None:
    kenya, union = Party(CountryCode("KE")), Party(CountryCode("EU"))
    heir = Party(CountryCode("UA"), succeeds=CountryCode("KE"))
    signed, amended = Event(EventType.SIGNED), Event(EventType.AMENDED, day("2021-01-01"))
    text = replace(
        agreement(in_force="", reading="whole"),
        parties=(kenya, union, heir),
        by_acceptance=True,
        events=(signed, amended),
    )
    assert codes_of(text) == [
        "gap_force",
        "gap_acceptance",
        "gap_acceptance",
        "gap_members",
        "gap_succession",
        "gap_signature_day",
        "gap_amendment",
    ]
    assert "gap_parties" in codes_of(replace(text, parties=()))
    undated = replace(union, members=(Member(CountryCode("AT")),))
    assert "gap_member_day" in codes_of(replace(text, parties=(kenya, undated)))
    member = replace(union, members=(Member(CountryCode("AT"), Period(day("1995-01-01"))),))
    accepted = Event(EventType.ACCEPTED, ON, party=CountryCode("EU"))
    succeeded = Event(EventType.SUCCEEDED, ON, party=CountryCode("UA"))
    changed = agreement(covers={"Art. 4": "info.assessment"}).provisions[0]
    filled = replace(
        text,
        parties=(member, heir),
        events=(replace(signed, on=ON), amended, accepted, succeeded),
        provisions=(replace(changed, period=Period(day("2021-01-01"))),),
    )
    assert codes_of(filled) == []


def test_a_parent_that_has_ended_is_a_gap_unless_the_text_says_what_follows() -> None:
    above = agreement("ke-ua-1", in_force="2000-01-01/2010-01-01")
    held = Register(files=(above,))
    child = replace(agreement(reading="whole"), parent=Parent("ke-ua-1"))
    assert "gap_parent_ended" in codes_of(child, register=held)
    assert "gap_parent_ended" not in codes_of(child)
    assert "gap_parent_ended" not in codes_of(child, register=Register())
    told = replace(child, parent=Parent("ke-ua-1", ends_with_it=False))
    assert "gap_parent_ended" not in codes_of(told, register=held)


def test_the_matrix_says_what_may_be_asked() -> None:
    text = agreement(
        covers={"Art. 4": "info.assessment"},
        assumes=("info.offences",),
        excludes={"Art. 9": "act.recovery"},
    )
    matrix = dict(assistance_under(text, on=ON))
    assert matrix[AssistanceKind.VALUE_VERIFICATION] == "granted"
    assert matrix[AssistanceKind.OFFENCE_INFORMATION] == "assumed"
    assert matrix[AssistanceKind.RECOVERY] == "excluded"
    assert matrix[AssistanceKind.PRESENCE] == "unknown"
    whole = dict(assistance_under(replace(text, reading=Reading.WHOLE), on=ON))
    assert whole[AssistanceKind.PRESENCE] == "not_covered"


def test_a_signature_is_found_or_missing() -> None:
    signed = signed_event(SHIPPED.instrument("us-ua-2016"))
    assert signed is not None
    assert signed.place == "Kyiv"
    assert signed_event(agreement()) is None


def test_citations_tell_days_as_exactly_as_the_source_does() -> None:
    text = agreement(covers={"Art. 4": "info.assessment"})
    told = [
        cite_event(text, Event(EventType.SIGNED, printed="2007-06")),
        cite_event(text, Event(EventType.SIGNED)),
        cite_event(text, None, missing="signature"),
        cite_event(text, Event(EventType.SUCCEEDED, no_later_than=ON, party=CountryCode("UA"))),
        cite_provision(text, text.provisions[0]),
    ]
    assert [cited(each) for each in told] == [
        "agreement ke-ua: signed in 2007-06, day not recorded",
        "agreement ke-ua: signed, day not recorded",
        "agreement ke-ua: signature not recorded",
        "agreement ke-ua: succeeded to by Ukraine no later than 2026-11-21",
        "agreement ke-ua, Art. 4",
    ]


def test_every_closed_list_has_a_name_for_each_code() -> None:
    assert set(CATALOGUE) == set(ProvisionKind)
    assert set(ASSISTANCE) == set(AssistanceKind)
    assert all(code.label for code in AssistanceKind)
    assert {code for kind in Named.__subclasses__() for code in kind} == set(LABELS)
