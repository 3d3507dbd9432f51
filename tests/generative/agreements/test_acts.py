"""Laws of every ruling, whatever the act: force, two limbs, no silence, one answer."""

import json
from dataclasses import replace
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from comity.agreements.rules import problems_in_delivery
from comity.agreements.terms import (
    ActKind,
    AssistanceKind,
    Assurance,
    Contents,
    DataCategory,
    DeliverUnderControl,
    DomesticLaw,
    Force,
    Instrument,
    ProvisionKind,
    Purpose,
    Register,
    standing_between,
)
from comity.interfaces.questions import Question, rule_on
from comity.interfaces.rulings_json import candidates_json, ruling_json
from comity.kernel.codes import CountryCode
from comity.kernel.rulings import Limb, Outcome, Permission
from tests.generative.agreements.test_laws import (
    DAYS,
    assert_told,
    held_registers,
    instruments,
    registers,
)
from tests.spec.language import own_law, own_law_opening_all

US, UA = CountryCode("US"), CountryCode("UA")
# Acts by which something leaves, or is done at home for another: own law must open each of them.
TWO_LIMBS = frozenset(
    {
        ActKind.ANSWER,
        ActKind.VOLUNTEER,
        ActKind.SERVE,
        ActKind.WATCH,
        ActKind.DELIVER_UNDER_CONTROL,
        ActKind.EXCHANGE_AUTOMATICALLY,
        ActKind.MATCH,
    }
)
BETWEEN = sorted(TWO_LIMBS | {ActKind.ASK, ActKind.ATTEND, ActKind.RECOGNISE})
contents = st.builds(
    Contents,
    categories=st.frozensets(st.sampled_from(DataCategory), max_size=2),
    suppliers=st.frozensets(st.sampled_from([CountryCode("CN"), CountryCode("KE")]), max_size=1),
    consented=st.frozensets(st.sampled_from([CountryCode("CN"), CountryCode("KE")]), max_size=1),
    assurances=st.frozensets(st.sampled_from(Assurance)),
    partner_in_breach=st.booleans(),
    touches=st.frozensets(
        st.sampled_from([k for k in ProvisionKind if k.is_exemption]), max_size=1
    ),
)
questions = st.builds(
    Question,
    act=st.sampled_from(BETWEEN),
    acting=st.just(UA),
    other=st.just(US),
    on=DAYS,
    kind=st.sampled_from(AssistanceKind),
    purpose=st.none() | st.sampled_from(Purpose),
    contents=contents,
    reciprocal=st.booleans(),
    courtesy=st.booleans(),
    oral=st.booleans(),
    consent=st.sampled_from(["", "C-1"]),
    as_host=st.booleans(),
    enforce=st.booleans(),
    targets=st.frozensets(st.sampled_from(["persons", "goods"]), max_size=1),
    on_own=st.booleans(),
    route=st.sampled_from([(US, UA), (UA, US)]),
    decided=st.sampled_from([(), ((US, "J-1"), (UA, "J-2"))]),
    dataset=st.sampled_from(["", "manifests"]),
    nominal=st.booleans(),
    operating=st.none() | st.booleans(),
    trader_consents=st.none() | st.booleans(),
)
laws = st.sampled_from([(), (own_law("UA"),), (own_law_opening_all("UA"),)])


def with_laws(register: Register, own: tuple[DomesticLaw, ...]) -> Register:
    return replace(register, own_laws=own or register.own_laws)


@given(register=held_registers, own=laws, asked=questions)
def test_no_ruling_is_silent_and_the_same_question_gets_the_same_bytes(
    register: Register, own: tuple[DomesticLaw, ...], asked: Question
) -> None:
    held = with_laws(register, own)
    ruled = rule_on(held, asked)
    assert_told(ruled.ruling)
    again = rule_on(replace(held, files=tuple(reversed(held.files))), asked)
    assert _bytes(again) == _bytes(ruled)


def _bytes(ruled: Any) -> bytes:
    told = {**ruling_json(ruled.ruling), "candidates": candidates_json(ruled.candidates)}
    return json.dumps(told, sort_keys=True).encode()


@given(register=held_registers, own=laws, asked=questions)
def test_nothing_is_permitted_without_force_that_day_and_a_cleared_second_limb(
    register: Register, own: tuple[DomesticLaw, ...], asked: Question
) -> None:
    held = with_laws(register, own)
    ruling = rule_on(held, asked).ruling
    if not isinstance(ruling, Permission):
        return
    relied_on = held.instrument(ruling.under)
    assert standing_between(relied_on, UA, US, on=asked.on).force is Force.YES
    if asked.act in TWO_LIMBS or (asked.act is ActKind.ATTEND and asked.as_host):
        opened = {ground.code for ground in ruling.grounds if ground.limb is Limb.OWN_LAW}
        assert opened & {"gateway_open", "gateway_open_settled"}
        law = held.own_law(UA)
        assert law is not None
        assert any(asked.act in gateway.acts for gateway in law.gateways)


@given(register=registers, own=laws, asked=questions, other=instruments())
def test_a_further_agreement_never_turns_a_permission_into_a_refusal(
    register: Register, own: tuple[DomesticLaw, ...], asked: Question, other: Instrument
) -> None:
    held = with_laws(register, own)
    before = rule_on(held, asked).ruling
    if isinstance(before, Permission) and not held.has(other.reference):
        wider = replace(held, files=(*held.files, other))
        assert isinstance(rule_on(wider, asked).ruling, Permission)


@given(register=held_registers, own=laws, asked=questions)
def test_the_first_candidate_is_the_one_relied_on(
    register: Register, own: tuple[DomesticLaw, ...], asked: Question
) -> None:
    ruled = rule_on(with_laws(register, own), asked)
    if isinstance(ruled.ruling, Permission):
        first = ruled.candidates[0]
        assert (first.reference, first.outcome) == (ruled.ruling.under, Outcome.PERMITTED)


@given(route=st.lists(st.sampled_from([US, UA, CountryCode("CN")]), max_size=4).map(tuple))
def test_every_route_is_judged_before_the_law_is_asked(
    route: tuple[CountryCode, ...],
) -> None:
    act = DeliverUnderControl(UA, route)
    sound = len(route) > 1 and len(set(route)) == len(route) and UA in route
    assert (problems_in_delivery(act) == ()) is sound
