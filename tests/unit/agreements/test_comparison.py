"""Two encodings are compared article by article, and every difference is told in words."""

from dataclasses import fields, replace

import pytest

from comity.agreements.comparison import Difference, Place, differences
from comity.agreements.terms import (
    Assumed,
    Authority,
    Event,
    EventType,
    Instrument,
    Member,
    Party,
    Provision,
    ProvisionKind,
    Source,
    Verified,
)
from comity.agreements.wording import SENTENCES
from comity.agreements.wording.comparison import FIELD_NAMES
from comity.kernel.codes import CountryCode
from comity.kernel.periods import Period
from comity.kernel.wording import fill
from tests.spec.language import READ, SHIPPED, agreement, day, with_parameters

KE = CountryCode("KE")
BASE = agreement(covers={"Art. 4": "info.assessment", "Art. 9": "exe.deadline"})


def told(one: Instrument, other: Instrument) -> list[str]:
    """Return the differences as sentences."""
    return [fill(SENTENCES[each.code], each.facts) for each in differences(one, other)]


def only(one: Instrument, other: Instrument) -> Difference:
    """Return the one difference there is."""
    (found,) = differences(one, other)
    return found


def test_an_encoding_does_not_differ_from_itself() -> None:
    for instrument in SHIPPED.instruments:
        assert differences(instrument, instrument) == ()


def test_the_name_of_the_file_and_the_order_of_entries_make_no_difference() -> None:
    turned = replace(BASE, provisions=BASE.provisions[::-1], parties=BASE.parties[::-1])
    assert differences(BASE, replace(turned, reference="other", digest="f" * 64)) == ()


def test_a_parameter_shows_both_values_at_its_article() -> None:
    ours = with_parameters(BASE, "use.purpose")
    theirs = with_parameters(BASE, "info.assessment", fields=("value", "origin"))
    found = only(ours, theirs)
    assert (found.code, found.place) == ("parameter_differs", Place.PROVISIONS)
    assert (found.article, found.kind) == ("Art. 4", ProvisionKind.INFO_ASSESSMENT)
    assert (found.field, found.one, found.other) == ("fields", "", "value, origin")
    assert told(ours, theirs) == [
        "information for the assessment of duties (Art. 4), fields: “–” against “value, origin”"
    ]


def test_a_provision_only_one_side_has_is_told_once() -> None:
    fewer = replace(BASE, provisions=BASE.provisions[1:])
    assert told(BASE, fewer) == [
        "Only the first has this provision: information for the assessment of duties (Art. 4)"
    ]
    assert only(fewer, BASE).code == "provision_only_in_second"


def test_a_renumbered_article_is_one_difference() -> None:
    renumbered = agreement(covers={"Art. 5": "info.assessment", "Art. 9": "exe.deadline"})
    found = only(BASE, renumbered)
    assert (found.field, found.articles) == ("article", ("Art. 4", "Art. 5"))
    assert found.article == "Art. 4 / Art. 5"


def test_provisions_of_one_kind_find_their_own_article() -> None:
    """The like ones are paired first, so that the odd one out is what shows."""
    first = Provision(
        ProvisionKind.USE_OTHER, "Art. 7", READ, period=Period(None, day("2020-01-01"))
    )
    later = Provision(ProvisionKind.USE_OTHER, "Art. 7", READ, period=Period(day("2020-01-01")))
    both = replace(BASE, provisions=(first, later))
    found = only(both, replace(BASE, provisions=(later,)))
    assert found.code == "provision_only_in_first"
    assert differences(both, replace(BASE, provisions=(later, first))) == ()


def test_how_a_term_is_known_is_told_but_does_not_bind() -> None:
    assumed = replace(BASE.provisions[0], provenance=Assumed("model", "the model, Article 4"))
    found = only(BASE, replace(BASE, provisions=(assumed, BASE.provisions[1])))
    assert (found.field, found.binds) == ("provenance", False)
    assert found.one == "verified by a reader on 2020-01-01 against the gazette"
    assert found.other == "assumed from the model, Article 4"
    assert only(BASE, replace(BASE, reading=BASE.reading.WHOLE)).binds


def test_parties_authorities_and_members_are_compared_by_name() -> None:
    authority = Authority("Kenya Revenue Authority", Period(day("1995-07-01")))
    ours = replace(BASE, parties=(Party(KE, (authority,)), BASE.parties[1]))
    dated = replace(authority, period=Period(day("1996-07-01")))
    theirs = replace(BASE, parties=(Party(KE, (dated,), members=(Member(CountryCode("UG")),)),))
    assert told(ours, theirs) == [
        "Kenya: Kenya Revenue Authority, days it applies: “from 1995-07-01” against"
        " “from 1996-07-01”",
        "Only the second names this member: Kenya: Uganda",
        "Only the first names this party: Ukraine",
    ]


def test_an_event_of_another_day_is_the_same_event() -> None:
    moved = replace(BASE, events=(Event(EventType.ENTERED_INTO_FORCE, day("2021-01-01")),))
    assert told(BASE, moved) == [
        "entered into force, day: “2020-01-01” against “2021-01-01”",
        "entered into force, source: “gazette” against “–”",
    ]
    assert [each.binds for each in differences(BASE, moved)] == [True, False]


def test_sources_never_bind() -> None:
    sourced = replace(BASE, sources=(Source("Gazette 7", "in force"),))
    said = replace(BASE, sources=(Source("Gazette 7", "not in force"),))
    assert only(BASE, sourced).code == "source_only_in_second"
    assert only(sourced, said).field == "says"
    assert not only(BASE, sourced).binds and not only(sourced, said).binds


@pytest.mark.parametrize("entry", [Instrument, Party, Authority, Member, Event, Provision, Source])
def test_every_field_that_can_differ_has_a_name(entry: type) -> None:
    entries = {"reference", "digest", "parties", "events", "provisions", "sources"}
    apart = entries | {"members", "parameters"}
    assert {each.name for each in fields(entry) if each.compare} - apart <= set(FIELD_NAMES)


def test_different_agreements_can_be_compared_and_every_difference_has_words() -> None:
    for one in SHIPPED.instruments[:20]:
        for other in SHIPPED.instruments[-20:]:
            for each in differences(one, other):
                assert fill(SENTENCES[each.code], each.facts).find("{") < 0


def test_ten_thousand_provisions_of_a_stranger_are_compared_at_once() -> None:
    """A partner chooses how long its encoding is; comparing takes no longer than reading it."""
    known = Verified("x", day("2020-01-01"), "y")
    many = tuple(Provision(ProvisionKind.USE_OTHER, f"Art. {n}", known) for n in range(10_000))
    assert len(differences(BASE, replace(BASE, provisions=many))) == 10_002
