"""What stands in the way, code by code, and the road that each such ground leaves open."""

import pytest

from comity.agreements.rules.alternatives import alternatives_to
from comity.agreements.terms import ActKind, Ask, AssistanceKind, Need, Purpose, need_of_asking
from comity.kernel.codes import CountryCode
from comity.kernel.rulings import Citation, Ground
from tests.spec.language import day

ON = day("2026-11-21")
ASK = Ask(CountryCode("KE"), CountryCode("UA"), AssistanceKind.ENQUIRIES)
NEED = need_of_asking(ASK)
UNASKED = NEED._replace(act=ActKind.MATCH)
ARTICLE = Citation.quoting("Art. 4")
COURTS = "channel_legal_assistance"
CURES = {
    "purpose_not_covered": "state_listed_purpose",
    "assurance_missing": "obtain_assurance",
    "category_barred": "leave_out",
    "field_not_listed": "keep_to_list",
    "dataset_not_listed": "keep_to_list",
    "channel_not_listed": "keep_to_list",
    "target_not_listed": "keep_to_list",
    "goods_not_listed": "keep_to_list",
}
NOT_BINDING = (
    "no_instrument",
    "not_between_them",
    "not_in_force",
    "not_yet_signed",
    "not_yet_succeeded",
    "not_yet_accepted",
    "suspended",
    "ended",
)
INCOMPETENT = ("no_instrument", "declaration_data_only", "excluded", "not_covered")


def ground(code: str) -> Ground:
    return Ground(code, ARTICLE, facts=(("what", "it"),))


def codes(*grounds: str, need: Need = NEED) -> list[str]:
    """Return the roads that grounds leave open, without that of a courtesy."""
    told = tuple(ground(each) for each in grounds)
    found = alternatives_to(None, (), need, told, on=ON)
    return [road.code for road in found if road.code != "courtesy_request"]


@pytest.mark.parametrize("settled", ["", "_settled"])
@pytest.mark.parametrize("code", CURES)
def test_what_can_be_cured_says_how_with_the_grounds_own_facts(code: str, settled: str) -> None:
    (road, *_) = alternatives_to(None, (), NEED, (ground(code + settled),), on=ON)
    assert (road.code, road.cites, road.facts) == (CURES[code], ARTICLE, (("what", "it"),))


def test_the_same_cure_is_named_once() -> None:
    twice = alternatives_to(None, (), NEED, (ground("field_not_listed"),) * 2, on=ON)
    assert [road.code for road in twice] == ["keep_to_list", "courtesy_request"]


@pytest.mark.parametrize("settled", ["", "_settled"])
@pytest.mark.parametrize("code", [*INCOMPETENT, "courtesy_only"])
def test_where_customs_is_not_competent_the_courts_may_be(code: str, settled: str) -> None:
    assert codes(code + settled) == [COURTS]


@pytest.mark.parametrize("code", ["ended", "term_assumed", "in_force"])
def test_other_grounds_name_no_other_authority(code: str) -> None:
    assert codes(code) == []


@pytest.mark.parametrize("settled", ["", "_settled"])
def test_a_purpose_beyond_names_other_authorities_once(settled: str) -> None:
    need = NEED._replace(purpose=Purpose.OTHER)
    found = codes("purpose_not_covered" + settled, "not_covered", need=need)
    assert found == ["state_listed_purpose", COURTS, "channel_egmont"]


@pytest.mark.parametrize("settled", ["", "_settled"])
@pytest.mark.parametrize("code", NOT_BINDING)
def test_under_what_does_not_bind_a_request_fares_no_better(code: str, settled: str) -> None:
    assert "ask_on_request" not in codes(code + settled, need=UNASKED)


@pytest.mark.parametrize("act", [ActKind.MATCH, ActKind.EXCHANGE_AUTOMATICALLY])
def test_what_is_not_sent_unasked_can_be_asked_for(act: ActKind) -> None:
    need = NEED._replace(act=act)
    (road,) = alternatives_to(None, (), need, (ground("dataset_not_recorded"),), on=ON)
    assert (road.code, road.cites) == ("ask_on_request", ARTICLE)
    assert road.facts == (("requested", "Ukraine"), ("requesting", "Kenya"))
    assert "ask_on_request" not in codes("dataset_not_recorded")


@pytest.mark.parametrize("act", [ActKind.ASK, ActKind.ANSWER])
def test_a_courtesy_is_a_road_where_no_instrument_was_chosen(act: ActKind) -> None:
    (road,) = alternatives_to(None, (), NEED._replace(act=act), (), on=ON)
    assert road.code == "courtesy_request"
