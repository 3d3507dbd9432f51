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
    Parent,
    ProvisionKind,
    Reading,
)
from comity.agreements.terms.vocabulary import LABELS, Named
from comity.agreements.wording import OVERVIEW, SENTENCES
from comity.kernel.codes import CountryCode
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


def test_gaps_name_force_terms_text_parent_and_open_points() -> None:
    bare = replace(
        agreement(in_force="", assumes=("info.assessment",)),
        parent=Parent(),
        open_points=("Find the text.",),
    )
    codes = [gap.code for gap in gaps_in(bare, on=ON)]
    assert codes == [
        "gap_force",
        "gap_parent",
        "gap_term_assumed",
        "gap_reading_part",
        "gap_open_point",
    ]
    whole = agreement(covers={"Art. 4": "info.assessment"}, reading="whole")
    assert gaps_in(whole, on=ON) == ()
    recognition = agreement(kind="mra", reading="none")
    assert gaps_in(recognition, on=ON) == ()


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
    assert told == [
        "agreement ke-ua: signed in 2007-06, day not recorded",
        "agreement ke-ua: signed, day not recorded",
        "agreement ke-ua: no signature recorded",
        "agreement ke-ua: succeeded to by Ukraine no later than 2026-11-21",
        "agreement ke-ua, Art. 4",
    ]


def test_every_closed_list_has_a_name_for_each_code() -> None:
    assert set(CATALOGUE) == set(ProvisionKind)
    assert set(ASSISTANCE) == set(AssistanceKind)
    assert all(code.label for code in AssistanceKind)
    assert {code for kind in Named.__subclasses__() for code in kind} == set(LABELS)
