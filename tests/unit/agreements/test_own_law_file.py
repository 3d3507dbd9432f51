"""Own law says which acts it opens and forbids, and by whose data it turns."""

import pytest

from comity.agreements.register_files import RegisterFileError, register_from_texts
from comity.agreements.terms import RELEASES, ActKind, AssistanceKind, DomesticLaw, Purpose
from comity.kernel.codes import CountryCode
from tests.spec.language import SHIPPED, day

LAW = """kind = "domestic"
country = "KE"
title = "Own law of Kenya"

[verified]
by = "a reader"
on = 2020-01-01
against = "the gazette"

[[gateways]]
article = "Section 1"
{gateway}

[[bars]]
article = "Section 9"
{bar}

[[instructions]]
reference = "Order 5"
effect = "hold"
to = "attache"
{instruction}

[[sources]]
title = "the gazette"
"""
SILENT = {"gateway": "", "bar": "on_breach = true", "instruction": ""}


def law(**stated: str) -> DomesticLaw:
    text = LAW.format(**{**SILENT, **stated})
    found = register_from_texts({"domestic/ke.toml": text}).own_law(CountryCode("KE"))
    assert found is not None
    return found


def test_a_power_that_names_no_act_opens_telling_and_nothing_else() -> None:
    (gateway,) = law().gateways
    assert gateway.acts == RELEASES
    on = day("2026-11-21")
    assert gateway.opens(ActKind.ANSWER, None, on=on)
    assert not gateway.opens(ActKind.PASS_ON, None, on=on)


def test_a_power_limited_to_some_assistance_opens_no_act_of_no_kind() -> None:
    (gateway,) = law(gateway='acts = ["match"]\nopens = ["recovery"]').gateways
    on = day("2026-11-21")
    assert gateway.opens(ActKind.MATCH, AssistanceKind.RECOVERY, on=on)
    assert not gateway.opens(ActKind.MATCH, None, on=on)


def test_a_bar_turns_on_whose_data_it_is_and_on_the_act() -> None:
    (bar,) = law(bar='supplied_by = ["CN"]\nacts = ["pass-on"]').bars
    assert bar.supplied_by == frozenset({CountryCode("CN")})
    assert bar.acts == frozenset({ActKind.PASS_ON})


def test_an_instruction_names_acts_and_purposes() -> None:
    (order,) = law(instruction='acts = ["watch"]\npurposes = ["immigration"]').instructions
    assert order.acts == frozenset({ActKind.WATCH})
    assert order.purposes == frozenset({Purpose.IMMIGRATION})


@pytest.mark.parametrize(
    ("place", "stated", "code"),
    [
        ("gateway", 'acts = ["gossip"]', "unknown_value"),
        ("bar", "", "bar_without_matter"),
        ("bar", 'supplied_by = ["XX"]', "no_such_country"),
    ],
)
def test_what_cannot_be_meant_is_refused(place: str, stated: str, code: str) -> None:
    with pytest.raises(RegisterFileError) as refused:
        law(**{place: stated})
    assert code in {fault.code for fault in refused.value.faults}


def test_united_states_law_opens_exchange_and_not_acting_on_the_ground() -> None:
    found = SHIPPED.own_law(CountryCode("US"))
    assert found is not None
    opened = {act for gateway in found.gateways for act in gateway.acts}
    assert {ActKind.ANSWER, ActKind.VOLUNTEER, ActKind.EXCHANGE_AUTOMATICALLY} <= opened
    assert not opened & {ActKind.WATCH, ActKind.DELIVER_UNDER_CONTROL, ActKind.SHARE}
