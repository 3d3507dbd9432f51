"""Answering: the agreement must carry it, and the answering side's own law must let it out."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from comity.agreements.rules import rule_on_answering
from comity.agreements.terms import (
    Answer,
    Ask,
    AssistanceKind,
    Assumed,
    Assurance,
    Bar,
    DataCategory,
    GivenAssurance,
    Instruction,
    InstructionEffect,
    LivingLaw,
    ProvisionKind,
    Register,
)
from comity.interfaces.sentences import cited
from comity.kernel.codes import CountryCode
from comity.kernel.periods import Period
from comity.kernel.rulings import Limb, Permission, Refusal, Role, Ruling
from tests.spec.language import (
    READ,
    SHIPPED,
    agreement,
    assert_rulings,
    day,
    in_words,
    own_law,
    register,
    settlement,
)

ASK = Ask(CountryCode("UA"), CountryCode("KE"), AssistanceKind.ORIGIN_AND_VALUE)
TEXT = agreement(covers={"Art. 4": "info.assessment", "Art. 18": "ex.secret"})
LAW = own_law("KE", bars=(Bar("Section 9", READ, category=DataCategory.TAX),))
HELD = register(TEXT, laws=(LAW,))


def answer(held: Register = HELD, on: str = "2026-11-21", **content: Any) -> Ruling:
    act = Answer(ASK, **content)
    return rule_on_answering(held, act, on=day(on))


def test_content_own_law_and_discretion_decide_what_leaves() -> None:
    table = """
        contains    | touches     | ruling
                    |             | permitted by Art. 4 of ke-ua
        tax         |             | refused: category_barred
        personal    |             | referred to data_protection_officer under ke-ua: personal_data_not_recorded
                    | ex.secret   | referred to central_unit under ke-ua: exemption_touched
                    | ex.security | referred to central_unit under ke-ua: exemption_touched
        tax         | ex.secret   | refused: category_barred, exemption_touched
    """  # noqa: E501  a table is read in rows

    def rule(row: Mapping[str, str]) -> Ruling:
        contains = frozenset(DataCategory(each) for each in row["contains"].split())
        touches = frozenset(ProvisionKind(each) for each in row["touches"].split())
        return answer(categories=contains, touches=touches)

    assert_rulings(table, rule)


def test_an_exemption_cites_its_article_or_the_silence_of_the_register() -> None:
    touched = answer(touches=frozenset({ProvisionKind.EX_SECRET, ProvisionKind.EX_SECURITY}))
    cites = {cited(g.cites) for g in touched.grounds if g.code == "exemption_touched"}
    assert cites == {"agreement ke-ua, Art. 18", "nothing in the register on this day"}


def test_own_law_that_is_not_encoded_refers_and_a_settlement_opens_it() -> None:
    bare = register(TEXT)
    assert in_words(answer(bare)) == ("referred to treaty_desk under ke-ua: own_law_not_encoded")
    opened = answer(bare.with_settlements([settlement("domestic/ke", "own-law")]))
    assert isinstance(opened, Permission)
    own = [ground for ground in opened.grounds if ground.limb is Limb.OWN_LAW]
    assert [g.code for g in own] == ["gateway_open_settled"]
    assert "settled by a clerk" in cited(own[0].cites)


def test_a_gateway_for_something_else_does_not_open_this() -> None:
    other = own_law("KE", kinds=frozenset({AssistanceKind.RECOVERY}))
    assert in_words(answer(register(TEXT, laws=(other,)))) == (
        "referred to treaty_desk under ke-ua: gateway_not_encoded"
    )


def test_united_states_law_wants_two_assurances_before_anything_leaves() -> None:
    act = Ask(CountryCode("CN"), CountryCode("US"), AssistanceKind.ORIGIN_AND_VALUE)
    on = day("2026-11-21")
    without = rule_on_answering(SHIPPED, Answer(act), on=on)
    assert in_words(without) == (
        "referred to central_unit under us-cn-1999: assurance_missing, assurance_missing"
    )
    promised = Answer(act, assurances=frozenset(Assurance))
    assert isinstance(rule_on_answering(SHIPPED, promised, on=on), Permission)
    broken = replace(promised, partner_in_breach=True)
    refused = rule_on_answering(SHIPPED, broken, on=on)
    assert isinstance(refused, Refusal)
    assert cited(refused.grounds[0].cites) == "19 USC 1628; 19 CFR 103.33"


def test_an_assurance_recorded_in_the_node_counts_for_its_days() -> None:
    china, us = CountryCode("CN"), CountryCode("US")
    act = Ask(china, us, AssistanceKind.ORIGIN_AND_VALUE)
    period = Period(day("2026-01-01"), day("2027-01-01"))
    given = tuple(
        GivenAssurance(china, each, "Note 12", "Director Li", day("2025-12-20"), period)
        for each in Assurance
    )
    held = SHIPPED.with_living_law(LivingLaw(us, assurances=given))
    ruling = rule_on_answering(held, Answer(act), on=day("2026-11-21"))
    codes = [g.code for g in ruling.grounds]
    assert codes.count("assurance_given") == 2
    later = rule_on_answering(held, Answer(act), on=day("2027-01-01"))
    assert [g.code for g in later.grounds].count("assurance_missing") == 2


def test_want_of_reciprocity_leaves_the_answer_to_a_person() -> None:
    act = Answer(replace(ASK, reciprocal=False))
    ruling = rule_on_answering(HELD, act, on=day("2026-11-21"))
    assert in_words(ruling) == "referred to central_unit under ke-ua: not_reciprocal"


def test_a_national_instruction_overrides_a_permission_and_never_a_refusal() -> None:
    hold = Instruction("Order 5", InstructionEffect.HOLD, Role.ATTACHE)
    held = register(TEXT, laws=(replace(LAW, instructions=(hold,)),))
    assert in_words(answer(held)) == "referred to attache under ke-ua: instruction_hold"
    barred = answer(held, categories=frozenset({DataCategory.TAX}))
    assert in_words(barred) == "refused: category_barred, instruction_hold"


def test_higher_approval_is_a_condition() -> None:
    higher = Instruction("Order 6", InstructionEffect.HIGHER_APPROVAL, Role.CENTRAL_UNIT)
    law = own_law("KE", approval=Role.APPROVER)
    ruling = answer(register(TEXT, laws=(replace(law, instructions=(higher,)),)))
    assert isinstance(ruling, Permission)
    roles = [dict(c.facts)["role"] for c in ruling.conditions if c.code == "approval_needed"]
    assert roles == ["central_unit", "approver"]


def test_before_force_nothing_leaves_whatever_own_law_says() -> None:
    assert in_words(answer(on="2019-12-31")) == "refused: not_in_force"


def test_a_bar_that_no_longer_applies_bars_nothing() -> None:
    ended = Bar(
        "Section 9", READ, category=DataCategory.TAX, period=Period(None, day("2026-01-01"))
    )
    held = register(TEXT, laws=(own_law("KE", bars=(ended,)),))
    assert isinstance(answer(held, categories=frozenset({DataCategory.TAX})), Permission)


def test_a_power_nobody_has_read_is_for_the_treaty_desk_until_it_is_settled() -> None:
    guessed = replace(
        LAW, gateways=(replace(LAW.gateways[0], provenance=Assumed("", "general knowledge")),)
    )
    held = register(TEXT, laws=(guessed,))
    refers = answer(held)
    assert in_words(refers) == "referred to treaty_desk under ke-ua: own_law_assumed"
    assert cited(refers.grounds[0].cites) == "assumed from general knowledge"
    assert isinstance(
        answer(held.with_settlements([settlement("domestic/ke", "own-law")])), Permission
    )


def test_personal_data_leaves_where_an_article_protects_it() -> None:
    personal = frozenset({DataCategory.PERSONAL})
    text = replace(
        TEXT,
        provisions=(*TEXT.provisions, *agreement(covers={"Art. 13": "data.personal"}).provisions),
    )
    protected = answer(register(text, laws=(LAW,)), categories=personal)
    assert "personal_data_protected" in [ground.code for ground in protected.grounds]
    settled = HELD.with_settlements([settlement("ke-ua", "term", provision="data.personal")])
    ruling = rule_on_answering(settled, Answer(ASK, personal), on=day("2026-11-21"), under="ke-ua")
    assert "personal_data_protected_settled" in [ground.code for ground in ruling.grounds]


def test_without_an_agreement_both_limbs_still_speak() -> None:
    act = Answer(
        ASK,
        categories=frozenset({DataCategory.PERSONAL, DataCategory.TAX}),
        touches=frozenset({ProvisionKind.EX_SECRET}),
    )
    ruling = rule_on_answering(register(laws=(LAW,)), act, on=day("2026-11-21"))
    assert in_words(ruling) == (
        "refused: no_instrument, category_barred, exemption_touched, personal_data_not_recorded"
    )


def test_an_instruction_for_somebody_else_does_not_concern_this() -> None:
    order = Instruction(
        "Order 7", InstructionEffect.HOLD, Role.ATTACHE, partners=frozenset({CountryCode("CN")})
    )
    held = register(TEXT, laws=(replace(LAW, instructions=(order,)),))
    assert isinstance(answer(held), Permission)
