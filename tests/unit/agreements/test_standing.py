"""Grounds of force as they are told: of each pair its own event, of each event its day."""

from dataclasses import replace

import pytest

from comity.agreements.rules import rule_on_asking
from comity.agreements.rules.standing import (
    ground_of_force,
    ground_of_standing,
    grounds_against_linking,
)
from comity.agreements.terms import Event, EventType, Force, Instrument, Parent, Party, Standing
from comity.interfaces.sentences import cited
from comity.kernel.rulings import Ground
from tests.spec.language import agreement, day, in_words
from tests.unit.agreements.rulings import ASK, CN, INFO, KE, ON, UA, held


def told(instrument: Instrument, standing: Standing) -> Ground:
    return ground_of_standing(instrument, standing, requesting=KE, requested=UA, on=ON)


def test_nothing_stands_against_a_text_that_links_the_two() -> None:
    assert grounds_against_linking(agreement(), requesting=KE, requested=UA, on=ON) == []


def test_two_pairs_under_one_text_are_each_told_their_own_day() -> None:
    entry = Event(EventType.ENTERED_INTO_FORCE, day("2000-01-01"), source="gazette")
    accepted = [
        Event(EventType.ACCEPTED, day(on), source="gazette", party=party)
        for party, on in ((KE, "2001-01-01"), (UA, "2002-02-02"), (CN, "2003-03-03"))
    ]
    parties = (Party(KE), Party(UA), Party(CN))
    many = agreement("ke-ua", kind="multilateral", in_force="")
    many = replace(many, parties=parties, events=(entry, *accepted), by_acceptance=True)
    found = [ground_of_force(many, requesting=KE, requested=other, on=ON) for other in (UA, CN, UA)]
    assert [dict(each.facts)["day"] for each in found] == ["2002-02-02", "2003-03-03", "2002-02-02"]
    assert [each.code for each in found] == [found[0].code] * 3


@pytest.mark.parametrize(
    ("event", "told_day"),
    [
        (None, "a day not recorded"),
        (Event(EventType.TERMINATED, printed="2007"), "a day not recorded"),
        (Event(EventType.TERMINATED, no_later_than=day("2007-06-30")), "2007-06-30"),
        (Event(EventType.TERMINATED, day("2007-06-01")), "2007-06-01"),
    ],
)
def test_the_day_of_a_force_is_the_day_of_its_event_or_the_day_it_was_known_by(
    event: Event | None, told_day: str
) -> None:
    ground = told(agreement(), Standing(Force.NO, "ended", event))
    assert dict(ground.facts)["day"] == told_day


def test_a_force_that_rests_on_no_event_at_all_cites_some_event() -> None:
    ground = told(agreement(), Standing(Force.NO, "ended"))
    assert cited(ground.cites) == "agreement ke-ua: an event not recorded"


def test_a_parent_that_has_not_begun_has_not_ended() -> None:
    child = replace(agreement(covers=INFO), parent=Parent("ke-ua-above"))
    for in_force, words in (
        ("2030-01-01", "permitted by Art. 4 of ke-ua"),
        ("2000-01-01/2030-01-01", "permitted by Art. 4 of ke-ua"),
        ("2000-01-01/2024-01-01", "referred to treaty_desk under ke-ua: parent_ended"),
    ):
        above = agreement("ke-ua-above", in_force=in_force)
        ruling = rule_on_asking(held(child, above), ASK, on=ON, under="ke-ua")
        assert in_words(ruling) == words
