"""Other roads: a refusal says what else would carry the act, and who else has a road."""

from dataclasses import replace

import pytest

from comity.agreements.rules import rule_on_asking
from comity.agreements.terms import Ask, AssistanceKind, Instrument, Purpose, Scope
from comity.interfaces.sentences import cited
from comity.kernel.codes import CountryCode
from comity.kernel.rulings import Alternative, Permission
from tests.spec.language import agreement, day, register, settlement, with_parameters

ON = day("2026-11-21")
ASK = Ask(CountryCode("KE"), CountryCode("UA"), AssistanceKind.ORIGIN_AND_VALUE)
COURTS, TREATY, POLICE = "channel_legal_assistance", "channel_untoc", "channel_interpol"
UNITS, TAXES = "channel_egmont", "channel_tax"


def roads(
    *held: Instrument, ask: Ask = ASK, under: str | None = None, settled: tuple[str, ...] = ()
) -> tuple[Alternative, ...]:
    acts = [
        settlement(about, "term", provision="info.assessment", effect="excluded")
        for about in settled
    ]
    ruling = rule_on_asking(register(*held).with_settlements(acts), ask, on=ON, under=under)
    assert not isinstance(ruling, Permission)
    return ruling.alternatives


def codes(found: tuple[Alternative, ...]) -> list[str]:
    return [road.code for road in found]


@pytest.mark.parametrize(
    ("kind", "others"),
    [
        (AssistanceKind.OFFENCE_INFORMATION, [COURTS, POLICE, UNITS]),
        (AssistanceKind.SPECIAL_SURVEILLANCE, [COURTS, TREATY, POLICE]),
        (AssistanceKind.CONTROLLED_DELIVERY, [COURTS, TREATY]),
        (AssistanceKind.EXPERTS_WITNESSES, [COURTS]),
        (AssistanceKind.ENQUIRIES, [COURTS]),
        (AssistanceKind.ORIGIN_AND_VALUE, []),
        (AssistanceKind.CLASSIFICATION, []),
    ],
)
def test_without_an_agreement_the_roads_of_other_authorities_are_named(
    kind: AssistanceKind, others: list[str]
) -> None:
    found = roads(ask=replace(ASK, kind=kind))
    assert codes(found) == [*others, "courtesy_request"]
    assert found[-1].facts == (("requested", "Ukraine"),)
    assert cited(found[-1].cites) == "nothing in the register on this day"
    assert {cited(road.cites) for road in found[:-1]} <= {
        "no agreement between customs administrations"
    }


@pytest.mark.parametrize(
    ("purpose", "others"),
    [
        (Purpose.OTHER_TAXES, [TAXES]),
        (Purpose.IMMIGRATION, [POLICE]),
        (Purpose.OTHER, [COURTS, UNITS]),
        (Purpose.STATISTICS, []),
    ],
)
def test_a_purpose_beyond_the_agreement_names_whose_purpose_it_is(
    purpose: Purpose, others: list[str]
) -> None:
    text = agreement(covers={"Art. 4": "info.assessment", "Art. 2": "scope.purposes"})
    text = with_parameters(text, "scope.purposes", purposes=("duty-assessment",))
    found = roads(text, ask=replace(ASK, purpose=purpose))
    assert codes(found) == ["state_listed_purpose", *others]
    assert ("purposes", "assessment of duties") in found[0].facts
    assert cited(found[0].cites) == "agreement ke-ua, Art. 2"


def test_a_text_that_shuts_it_out_names_the_others_too() -> None:
    kind = AssistanceKind.CONTROLLED_DELIVERY
    shut = agreement(excludes={"Art. 9": kind.provision})
    assert codes(roads(shut, ask=replace(ASK, kind=kind))) == [COURTS, TREATY]
    silent = agreement(reading="whole")
    assert codes(roads(silent, ask=replace(ASK, kind=kind))) == [COURTS, TREATY]


def test_an_agreement_that_carries_it_comes_before_one_that_would_refer() -> None:
    carries = agreement("ke-ua-b", covers={"Art. 4": "info.assessment"})
    guessed = agreement("ke-ua-c", assumes=("info.assessment",))
    shut = agreement("ke-ua", excludes={"Art. 9": "info.assessment"})
    carried, referred = roads(shut, carries, guessed, under="ke-ua")
    assert codes((carried, referred)) == ["another_instrument", "another_instrument_referred"]
    assert dict(carried.facts) == {"instrument": "agreement ke-ua-b", "reference": "ke-ua-b"}
    assert dict(referred.facts) == {"instrument": "agreement ke-ua-c", "reference": "ke-ua-c"}
    assert cited(referred.cites).startswith("agreement ke-ua-c")


def test_an_agreement_that_comes_into_force_later_says_when() -> None:
    late = agreement("ke-ua-b", in_force="2030-01-01", covers={"Art. 4": "info.assessment"})
    shut = agreement("ke-ua", excludes={"Art. 9": "info.assessment"})
    (later,) = roads(shut, late, under="ke-ua")
    assert later.code == "in_force_later"
    assert dict(later.facts) == {
        "day": "2030-01-01",
        "instrument": "agreement ke-ua-b",
        "reference": "ke-ua-b",
    }
    assert cited(later.cites) == "agreement ke-ua-b: entered into force on 2030-01-01; gazette"


def test_an_agreement_that_has_ended_is_no_road_at_all() -> None:
    ended = agreement("ke-ua-b", in_force="2000-01-01/2020-01-01")
    shut = agreement("ke-ua", excludes={"Art. 9": "info.assessment"})
    assert roads(shut, ended, under="ke-ua") == ()


def limited(in_force: str = "2020-01-01") -> Instrument:
    return replace(
        agreement("ke-ua-b", in_force=in_force, covers={"Art. 4": "info.assessment"}),
        scope=Scope.DECLARATION_DATA,
        scope_article="Art. 12",
    )


def test_an_agreement_on_declaration_data_is_named_for_what_it_carries() -> None:
    (road, *_) = roads(limited(), ask=replace(ASK, kind=AssistanceKind.ENQUIRIES))
    assert road.code == "declaration_data"
    assert dict(road.facts) == {
        "article": "Art. 12",
        "instrument": "agreement ke-ua-b",
        "reference": "ke-ua-b",
    }
    assert cited(road.cites) == "agreement ke-ua-b, Art. 12"


def test_what_it_carries_itself_it_is_a_road_for_like_any_other() -> None:
    shut = agreement("ke-ua", excludes={"Art. 9": "info.assessment"})
    (road,) = roads(shut, limited(), under="ke-ua")
    assert road.code == "another_instrument"


def test_an_agreement_that_ends_that_day_is_no_road_for_later() -> None:
    ended = agreement("ke-ua-b", in_force=f"2000-01-01/{ON.isoformat()}")
    shut = agreement("ke-ua", excludes={"Art. 9": "info.assessment"})
    assert roads(shut, ended, under="ke-ua") == ()


def test_a_road_cites_first_what_is_open_about_it_and_always_its_name() -> None:
    shut = agreement("ke-ua", excludes={"Art. 9": "info.assessment"})
    guessed = agreement("ke-ua-c", assumes=("info.assessment",))
    carries = agreement("ke-ua-d", covers={"Art. 4": "info.assessment"})
    carried, referred = roads(shut, guessed, carries, under="ke-ua")
    assert cited(referred.cites) == "agreement ke-ua-c; assumed from the model, Article 4"
    assert cited(carried.cites) == "agreement ke-ua-d: entered into force on 2020-01-01; gazette"
