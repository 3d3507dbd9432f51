"""How rules cite: what a citation names, and nothing beside it."""

import pytest

from comity.agreements.rules.citations import cite_event, cite_road, cite_silence, subject_of
from comity.agreements.terms import NOTHING
from comity.kernel.codes import CountryCode
from comity.kernel.rulings import Citation
from tests.spec.language import agreement, settlement

TEXT = agreement()
NAME = (("instrument", "agreement ke-ua"),)


def test_silence_names_the_text_that_is_silent() -> None:
    assert cite_silence(TEXT) == Citation("cited_silence", NAME)


def test_a_road_names_its_agreement_beside_what_is_known_of_it() -> None:
    article = Citation.quoting("Art. 4")
    assert cite_road(TEXT, article) == Citation("cited_instrument", NAME, (article,))


def test_a_road_of_which_nothing_is_known_says_so_each_time() -> None:
    for _ in range(2):
        assert cite_road(TEXT, NOTHING) == Citation("cited_instrument", NAME, (NOTHING,))


def test_a_missing_event_that_has_no_name_is_an_event() -> None:
    assert cite_event(TEXT, None) == Citation("cited_no_event", (*NAME, ("event", "an event")))
    named = (*NAME, ("event", "succession"))
    assert cite_event(TEXT, None, missing="succession") == Citation("cited_no_event", named)


@pytest.mark.parametrize(
    ("matter", "stated", "subject"),
    [
        ("term", {"provision": "info.assessment"}, "information for the assessment of duties"),
        ("term", {}, "a term"),
        ("event", {"event": "signed"}, "signed"),
        ("event", {"event": "accepted", "party": CountryCode("KE")}, "accepted by Kenya"),
        ("event", {}, "an event"),
        ("own-law", {}, "what own law allows"),
    ],
)
def test_a_settlement_is_told_by_what_it_settles(
    matter: str, stated: dict[str, object], subject: str
) -> None:
    assert subject_of(settlement("ke-ua", matter, **stated)) == subject
