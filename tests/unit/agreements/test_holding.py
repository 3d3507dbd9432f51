"""What was supplied, exactly: what keeping cites, whom sharing asks, and when a text is no help."""

from dataclasses import replace

from comity.agreements.rules import rule_on_keeping, rule_on_sharing
from comity.agreements.rules.use import cite_retention
from comity.agreements.terms import (
    Authority,
    Contents,
    Event,
    EventType,
    Instrument,
    Keep,
    Party,
    Purpose,
    Share,
)
from comity.kernel.rulings import Citation, Permission
from tests.spec.language import agreement, day, in_words, own_law_opening_all, with_parameters
from tests.unit.agreements.rulings import AT, CN, KE, ON, UA, held, keeping, limits, supplied

LAW = own_law_opening_all("KE")


def conditions(text: Instrument, by: Keep, *, known: bool = True) -> list[str]:
    """Return what a permission to keep binds to, by code."""
    ruling = rule_on_keeping(held(text) if known else held(), limits(text), by, on=ON)
    assert isinstance(ruling, Permission), in_words(ruling)
    return [each.code for each in ruling.conditions]


def test_what_came_under_a_text_nobody_holds_here_is_kept_while_it_is_needed() -> None:
    assert conditions(supplied(), Keep(KE), known=False) == ["kept_while_needed"]


def test_a_text_between_others_says_nothing_of_when_it_came_or_how_it_ended() -> None:
    ended = replace(supplied(), events=agreement(in_force="2000-01-01/2020-01-01").events)
    assert conditions(ended, Keep(CN, day("2025-01-01"))) == ["kept_while_needed"]


def test_what_came_on_a_day_nobody_knows_is_kept_while_the_agreement_is_suspended() -> None:
    rests = Event(EventType.SUSPENDED, day("2026-01-01"), source="note")
    text = replace(supplied(), events=(*supplied().events, rests))
    assert conditions(text, Keep(KE)) == ["kept_while_needed"]
    assert in_words(keeping(text, received="2026-02-01")) == "refused: suspended"


def test_keeping_cites_the_agreement_where_no_purposes_are_known_for_sure() -> None:
    text = agreement()
    ruling = rule_on_keeping(held(text), limits(text), Keep(KE), on=ON)
    assert isinstance(ruling, Permission)
    cites = Citation("cited_instrument", (("instrument", "agreement ke-ua"),))
    assert {each.code: each.cites for each in ruling.grounds} == {"may_be_kept": cites}
    assert [(each.code, each.cites) for each in ruling.conditions] == [("kept_while_needed", cites)]


def test_keeping_cites_the_purposes_where_the_agreement_is_not_held_here() -> None:
    text = agreement()
    ruling = rule_on_keeping(held(), limits(text), Keep(KE), on=ON)
    assert isinstance(ruling, Permission)
    assert [each.cites.code for each in ruling.grounds] == ["cited_asked_for"]


def test_where_both_ends_fall_on_one_day_the_suppliers_own_is_cited() -> None:
    text, end = supplied(max_days=31), day("2026-12-01")
    narrowed = limits(text, keep_until=end)
    ruling = rule_on_keeping(held(text), narrowed, Keep(KE, day("2026-10-31")), on=ON)
    assert isinstance(ruling, Permission)
    assert [each.cites for each in ruling.grounds] == [cite_retention(end)]


def test_sharing_for_another_purpose_needs_the_suppliers_consent() -> None:
    text = supplied()
    for consent, words in (
        ("", "refused: use_outside_purposes"),
        ("UA-7", "permitted by consent UA-7 of ke-ua-used"),
    ):
        act = Share(KE, "Customs", Purpose.STATISTICS, consent)
        ruling = rule_on_sharing(held(text, laws=(LAW,)), limits(text), act, on=ON)
        assert in_words(ruling) == words


def test_what_a_third_administration_supplied_is_shared_with_its_consent() -> None:
    text = supplied()
    of_austria = frozenset({AT})
    for consented, words in (
        (frozenset(), "referred to central_unit under ke-ua-used: third_party_consent_needed"),
        (of_austria, "permitted by agreement ke-ua-used, Art. 2 of ke-ua-used"),
    ):
        contents = Contents(suppliers=of_austria, consented=consented)
        act = Share(KE, "Customs", Purpose.DUTY_ASSESSMENT, contents=contents)
        ruling = rule_on_sharing(held(text, laws=(LAW,)), limits(text), act, on=ON)
        assert in_words(ruling) == words


def test_a_party_that_is_recorded_with_its_authorities_names_its_own() -> None:
    named = (Party(KE, (Authority("Customs"),)), Party(UA, (Authority("Border Guard"),)))
    text = with_parameters(replace(supplied(), parties=named), "use.other", leave="no")
    act = Share(KE, "Border Guard", Purpose.DUTY_ASSESSMENT)
    ruling = rule_on_sharing(held(text, laws=(LAW,)), limits(text), act, on=ON)
    assert in_words(ruling) == "refused: onward_barred"
