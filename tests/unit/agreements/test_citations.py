"""What a ruling cites can be told in any language, and travels as text that is known again."""

from comity.agreements.terms import ASKED_FOR, BY_THE_SUPPLIER, NOTHING, EventType
from comity.agreements.wording import CITATIONS, EVENT_PHRASES
from comity.agreements.wording.citations import citation_from, cited_in_english
from comity.interfaces.rulings_json import ruling_json
from comity.interfaces.sentences import cited
from comity.kernel.rulings import Citation, Ground, Refusal
from tests.spec.language import day

SOURCED = Citation(
    "cited_event",
    (("instrument", "the treaty"), ("event", "signed"), ("day", "2016-12-13")),
    (Citation.quoting("Gazette 7"),),
)


def test_a_citation_is_told_with_all_it_rests_on() -> None:
    assert cited_in_english(SOURCED) == "the treaty: signed on 2016-12-13; Gazette 7"
    # A citation stands by itself, so that it begins as a sentence does.
    assert cited(SOURCED) == "The treaty: signed on 2016-12-13; Gazette 7"


def test_phrases_are_translated_and_quoted_words_are_not() -> None:
    told = cited(SOURCED, translate=lambda phrase: phrase.replace(" on ", " le "))
    assert told == "The treaty: signed le 2016-12-13; Gazette 7"
    assert cited(Citation.quoting("19 USC 1628")) == "19 USC 1628"


def test_text_of_ours_is_known_again_and_any_other_is_the_senders() -> None:
    for text in (BY_THE_SUPPLIER, ASKED_FOR, cited_in_english(NOTHING)):
        assert citation_from(text).code in CITATIONS
        assert cited_in_english(citation_from(text)) == text
    assert citation_from(NOTHING.code) == Citation.quoting(NOTHING.code)
    assert citation_from("Art. 7") == Citation.quoting("Art. 7")


def test_a_ruling_told_as_json_can_be_told_again_in_another_language() -> None:
    told = ruling_json(Refusal(day("2026-11-21"), (Ground("no_instrument", SOURCED),)))
    assert told["grounds"][0]["cites"] == "The treaty: signed on 2016-12-13; Gazette 7"
    citation = told["grounds"][0]["citation"]
    assert (citation["code"], citation["facts"]["day"]) == ("cited_event", "2016-12-13")
    assert citation["further"][0]["facts"] == {"words": "Gazette 7"}


def test_every_event_can_be_cited() -> None:
    assert set(EVENT_PHRASES) == set(EventType)
