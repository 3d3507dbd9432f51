"""What the tables of the specification leave out: parts, parents, purposes, ranks, wording."""

from dataclasses import replace

import pytest

from comity.agreements.rules import candidates_for, problems_in_ask, rule_on_asking
from comity.agreements.rules.alternatives import ALTERNATIVE_CODES
from comity.agreements.rules.bearings import GROUND_CODES, OPEN, OPPOSING, SUPPORTING, is_settled
from comity.agreements.rules.conditions import ALL_CONDITION_CODES, conditions_of
from comity.agreements.terms import (
    Ask,
    AssistanceKind,
    Effect,
    Event,
    EventType,
    Instruction,
    InstructionEffect,
    Instrument,
    InstrumentNotFoundError,
    Parent,
    Purpose,
    Register,
    Scope,
    need_of_asking,
)
from comity.agreements.wording import ALTERNATIVES, CONDITIONS, GROUNDS
from comity.interfaces.sentences import cited
from comity.kernel.codes import CountryCode
from comity.kernel.rulings import Permission, Referral, Refusal, Role, Ruling
from tests.spec.language import (
    agreement,
    day,
    in_words,
    own_law,
    register,
    settlement,
    with_parameters,
)

ON = day("2026-11-21")
ASK = Ask(CountryCode("KE"), CountryCode("UA"), AssistanceKind.ORIGIN_AND_VALUE)
TEXT = agreement(covers={"Art. 4": "info.assessment"})


def rule(*held: Instrument, ask: Ask = ASK, under: str | None = None) -> Ruling:
    return rule_on_asking(register(*held), ask, on=ON, under=under)


def test_every_code_the_rules_can_say_has_a_sentence_and_no_other() -> None:
    assert set(GROUNDS) == GROUND_CODES
    assert set(CONDITIONS) == ALL_CONDITION_CODES
    assert set(ALTERNATIVES) == ALTERNATIVE_CODES
    assert not SUPPORTING & OPPOSING
    assert not (SUPPORTING | OPPOSING) & set(OPEN)


def test_an_administration_does_not_ask_itself() -> None:
    (problem,) = problems_in_ask(replace(ASK, requested=ASK.requesting))
    assert problem.code == "same_administration"
    assert problems_in_ask(ASK) == ()


def test_an_agreement_that_is_not_there_cannot_be_picked() -> None:
    with pytest.raises(InstrumentNotFoundError):
        rule(TEXT, under="ke-ua-1066")


def test_a_text_read_whole_that_is_silent_does_not_cover() -> None:
    whole = agreement(reading="whole")
    assert in_words(rule(whole)) == "refused: not_covered"
    assert in_words(rule(agreement())) == "referred to treaty_desk under ke-ua: term_not_recorded"


def accepted(party: str, *parts: str, on: str = "2020-01-01") -> Event:
    return Event(EventType.ACCEPTED, day(on), party=CountryCode(party), parts=parts)


@pytest.mark.parametrize(
    ("kenya", "ukraine", "ruling"),
    [
        (("annex-ii",), ("annex-ii", "annex-iv"), "permitted by Art. 4 of ke-ua"),
        (("annex-ii",), ("annex-iv",), "refused: part_not_accepted"),
        (("annex-ii",), (), "referred to treaty_desk under ke-ua: part_not_recorded"),
    ],
)
def test_a_duty_in_an_annex_runs_between_those_who_accepted_it(
    kenya: tuple[str, ...], ukraine: tuple[str, ...], ruling: str
) -> None:
    (provision,) = TEXT.provisions
    text = replace(
        TEXT,
        by_acceptance=True,
        events=(*TEXT.events, accepted("KE", *kenya), accepted("UA", *ukraine)),
        provisions=(replace(provision, part="annex-ii"),),
    )
    assert in_words(rule(text)) == ruling


@pytest.mark.parametrize(
    ("covers", "assumes", "ruling"),
    [
        ({"Art. 2": "scope.purposes"}, (), "permitted by Art. 4 of ke-ua"),
        ({}, ("scope.purposes",), "referred to treaty_desk under ke-ua: purpose_assumed"),
        ({}, (), "referred to treaty_desk under ke-ua: purpose_not_recorded"),
    ],
)
def test_a_purpose_of_its_own_must_be_one_the_agreement_serves(
    covers: dict[str, str], assumes: tuple[str, ...], ruling: str
) -> None:
    text = agreement(covers={"Art. 4": "info.assessment", **covers}, assumes=assumes)
    text = with_parameters(text, "scope.purposes", purposes=("supply-chain-security",))
    served = replace(ASK, purpose=Purpose.SUPPLY_CHAIN_SECURITY)
    assert in_words(rule(text, ask=served)) == ruling


def test_a_purpose_the_agreement_does_not_serve_is_refused_with_those_it_serves() -> None:
    text = agreement(covers={"Art. 4": "info.assessment", "Art. 2": "scope.purposes"})
    text = with_parameters(text, "scope.purposes", purposes=("duty-assessment",))
    ruling = rule(text, ask=replace(ASK, purpose=Purpose.IMMIGRATION))
    assert isinstance(ruling, Refusal)
    assert [a.code for a in ruling.alternatives] == ["state_listed_purpose", "channel_interpol"]
    assert ("purposes", "assessment of duties") in ruling.alternatives[0].facts


def test_a_list_of_purposes_nobody_copied_is_not_recorded() -> None:
    text = agreement(covers={"Art. 4": "info.assessment", "Art. 2": "scope.purposes"})
    ruling = rule(text, ask=replace(ASK, purpose=Purpose.STATISTICS))
    assert in_words(ruling) == "referred to treaty_desk under ke-ua: purpose_not_recorded"


def test_the_end_of_a_parent_refers_its_child() -> None:
    parent = agreement("ke-ua-parent", in_force="2019-01-01/2026-01-01")
    child = replace(TEXT, parent=Parent("ke-ua-parent"))
    ruling = rule(child, parent, under="ke-ua")
    assert in_words(ruling) == "referred to treaty_desk under ke-ua: parent_ended"
    unknown = replace(TEXT, parent=Parent())
    assert isinstance(rule(unknown), Permission)
    standing = replace(parent, events=parent.events[:1])
    assert isinstance(rule(child, standing, under="ke-ua"), Permission)


def test_candidates_are_ranked_by_outcome_then_by_what_is_known() -> None:
    covers = {"Art. 4": "info.assessment"}
    older = agreement("ke-ua-1990", in_force="1990-01-01", covers=covers)
    many = agreement("ke-ua-many", covers=covers, kind="multilateral")
    limited = replace(
        agreement("ke-ua-limited", covers=covers),
        scope=Scope.DECLARATION_DATA,
        scope_article="Art. 1",
    )
    silent = agreement("ke-ua-silent")
    guessed = agreement("ke-ua-guessed", assumes=("info.assessment",))
    late = agreement("ke-ua-late", in_force="2030-01-01", covers=covers)
    held = register(late, silent, guessed, limited, many, older, TEXT)
    ranked = [c.instrument.reference for c in candidates_for(held, need_of_asking(ASK), on=ON)]
    assert ranked == [
        "ke-ua", "ke-ua-1990", "ke-ua-many", "ke-ua-limited",
        "ke-ua-guessed", "ke-ua-silent", "ke-ua-late",
    ]  # fmt: skip


def test_when_all_are_refused_each_says_why() -> None:
    late = agreement("ke-ua-late", in_force="2030-01-01", covers={"Art. 4": "info.assessment"})
    ruling = rule(late, agreement("ke-ua-whole", reading="whole"))
    assert sorted(g.code for g in ruling.grounds if g.code.startswith("not_")) == [
        "not_covered",
        "not_in_force",
    ]


def test_another_agreement_that_carries_the_act_is_named_beside_a_refusal() -> None:
    refusing = agreement("ke-ua-old", excludes={"Art. 9": "info.assessment"})
    ruling = rule(refusing, TEXT, under="ke-ua-old")
    assert isinstance(ruling, Refusal)
    assert [(a.code, dict(a.facts)["reference"]) for a in ruling.alternatives] == [
        ("another_instrument", "ke-ua")
    ]


def test_an_agreement_not_yet_signed_is_no_other_road() -> None:
    signed = Event(EventType.SIGNED, day("2027-01-01"))
    future = replace(agreement("ke-ua-future", in_force=""), events=(signed,))
    ruling = rule(TEXT, future, under="ke-ua-future")
    assert isinstance(ruling, Refusal)
    other = rule(future, agreement(reading="whole"))
    assert isinstance(other, Refusal)
    assert other.alternatives == ()


def test_a_limited_agreement_that_is_not_in_force_is_no_other_road() -> None:
    limited = replace(
        agreement("ke-ua-limited", in_force="2030-01-01"),
        scope=Scope.DECLARATION_DATA,
        scope_article="Art. 1",
    )
    ruling = rule(limited, ask=replace(ASK, kind=AssistanceKind.RECOVERY))
    assert isinstance(ruling, Refusal)
    assert [a.code for a in ruling.alternatives] == ["courtesy_request"]


def test_who_cannot_do_the_same_must_say_so() -> None:
    text = agreement(covers={"Art. 4": "info.assessment", "Art. 19": "ex.reciprocity"})
    ruling = rule(text, ask=replace(ASK, reciprocal=False))
    assert isinstance(ruling, Permission)
    told = {c.code: cited(c.cites) for c in ruling.conditions}
    assert told["say_not_reciprocal"] == "agreement ke-ua, Art. 19"
    silent = rule(TEXT, ask=replace(ASK, reciprocal=False))
    assert isinstance(silent, Permission)
    assert cited(silent.conditions[-1].cites) == "nothing in the register on this day"


def test_our_own_instruction_can_refer_what_we_ask() -> None:
    order = Instruction(
        "Order 3", InstructionEffect.REFER, Role.CENTRAL_UNIT, kinds=frozenset({ASK.kind})
    )
    law = replace(own_law("KE"), instructions=(order,))
    ruling = rule_on_asking(register(TEXT, laws=(law,)), ASK, on=ON)
    assert isinstance(ruling, Referral)
    assert (ruling.to, cited(ruling.grounds[0].cites)) == (Role.CENTRAL_UNIT, "Order 3")
    other = replace(ASK, requested=CountryCode("CN"))
    elsewhere = replace(order, partners=frozenset({CountryCode("UA")}))
    assert not elsewhere.concerns(other.requested, other.kind, on=ON)


def test_an_assumed_condition_is_told_with_its_template() -> None:
    text = agreement(assumes=("conf.level",), excludes={"Art. 7": "doc.copies_first"})
    (condition,) = conditions_of(text, on=ON)
    assert cited(condition.cites) == "assumed from the model, Article 4"
    assert condition.facts == (("level", "not stated"),)


def test_a_settled_term_keeps_the_parameters_of_the_template() -> None:
    text = with_parameters(
        agreement(assumes=("use.purpose",)), "use.purpose", purposes=("statistics",)
    )
    settled = settlement("ke-ua", "term", provision="use.purpose")
    held = Register(files=(text,)).with_settlements([settled]).instrument("ke-ua")
    provision = held.provisions[0]
    assert (provision.values("purposes"), provision.is_assumed) == (("statistics",), False)


def test_a_settled_exclusion_refuses_and_says_so() -> None:
    shut = settlement("ke-ua", "term", provision="info.assessment", effect=Effect.EXCLUDED)
    held = register(agreement()).with_settlements([shut])
    ruling = rule_on_asking(held, ASK, on=ON)
    assert in_words(ruling) == "refused: excluded_settled"
    assert is_settled(ruling.grounds[0])
