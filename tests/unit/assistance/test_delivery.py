"""Where a controlled delivery stands follows from what was said, in whatever order it came."""

from datetime import date
from itertools import permutations
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comity.assistance.delivery_rules import delivery_in, problems_in_word
from comity.assistance.lifecycle.delivery import SAID_AT, may_say, stage_of
from comity.assistance.terms import Party
from comity.assistance.terms.delivery import (
    DeliveryStage,
    DeliveryWord,
    PlanName,
    Said,
    plan_that_stands,
)

W, S = DeliveryWord, DeliveryStage
ASKING, ASKED = Party.REQUESTING, Party.REQUESTED
PLAN = {
    "goods": "Container MSKU 1234565, 20 kg of cocaine in scrap metal",
    "route": "GT, MX, US",
    "means": "Lorry",
    "starts_on": "2026-12-01",
    "ends_on": "2026-12-04",
    "watch": "Ours to the river, theirs beyond it.",
    "contact": "Duty desk, at any hour.",
    "fallback": "Seize at the next crossing.",
}
DECISION = {"authority": "Court of Peten", "decision": "77/2026", "decided_on": "2026-11-20"}
ON = date(2026, 11, 21)


def said(
    word: DeliveryWord, by: Party, *, plan: int = 1, plan_by: Party = ASKING, state: str = ""
) -> Said:
    facts = {W.PLAN: PLAN, W.DECISION: DECISION}.get(word, {})
    return Said(word, by, PlanName.by(plan_by, plan), state, facts)


DECIDED = (
    said(W.PLAN, ASKING),
    said(W.AGREE, ASKED),
    said(W.DECISION, ASKING, state="US"),
    said(W.DECISION, ASKED, state="GT"),
    said(W.DECISION, ASKED, state="MX"),
)
BOTH_GO = (*DECIDED, said(W.GO, ASKING), said(W.GO, ASKED))


@pytest.mark.parametrize(
    ("words", "stage"),
    [
        ((), S.NONE),
        (DECIDED[:1], S.PROPOSED),
        (DECIDED[:2], S.AGREED),
        (DECIDED[:4], S.AGREED),
        (DECIDED, S.DECIDED),
        ((*DECIDED, said(W.GO, ASKING)), S.DECIDED),
        (BOTH_GO, S.UNDER_WAY),
        ((*BOTH_GO, said(W.SIGHTING, ASKED)), S.UNDER_WAY),
        ((*BOTH_GO, said(W.FALLBACK, ASKED)), S.INTERRUPTED),
        ((*BOTH_GO, said(W.RESULT, ASKED)), S.ENDED),
    ],
)
def test_it_moves_when_planned_agreed_decided_in_every_state_and_both_say_go(
    words: tuple[Said, ...], stage: DeliveryStage
) -> None:
    assert stage_of(words) is stage


def test_a_stop_that_crosses_the_second_go_has_stopped_it_on_both_sides() -> None:
    crossed = (*DECIDED, said(W.GO, ASKING), said(W.GO, ASKED), said(W.STOP, ASKED))
    assert stage_of(crossed) is S.STOPPED


def test_who_proposed_a_plan_does_not_agree_to_it() -> None:
    assert not may_say(W.AGREE, DECIDED[:1], by=ASKING)
    assert may_say(W.AGREE, DECIDED[:1], by=ASKED)
    assert stage_of((DECIDED[0], said(W.AGREE, ASKING))) is S.PROPOSED


def test_go_is_said_once_by_each_side_and_a_state_decides_once() -> None:
    once = (*DECIDED, said(W.GO, ASKING))
    assert not may_say(W.GO, once, by=ASKING)
    assert may_say(W.GO, once, by=ASKED)
    assert not may_say(W.DECISION, DECIDED[:4], by=ASKED, state="GT")
    assert not may_say(W.DECISION, DECIDED[:4], by=ASKED, state="FR")
    assert may_say(W.DECISION, DECIDED[:4], by=ASKED, state="MX")


def test_a_new_plan_takes_nothing_over_from_the_one_before() -> None:
    anew = (*DECIDED, said(W.PLAN, ASKED, plan=2, plan_by=ASKED))
    assert stage_of(anew) is S.PROPOSED
    assert may_say(W.AGREE, anew, by=ASKING)


def test_of_two_plans_that_crossed_that_of_the_requested_administration_stands() -> None:
    crossed = (said(W.PLAN, ASKING), said(W.PLAN, ASKED, plan_by=ASKED))
    for learnt in permutations(crossed):
        standing = plan_that_stands(learnt)
        assert standing is not None
        assert standing.by is ASKED


WORDS = st.builds(
    said,
    st.sampled_from([word for word in W if word is not W.PLAN]),
    st.sampled_from(Party),
    plan=st.integers(1, 2),
    plan_by=st.sampled_from(Party),
    state=st.sampled_from(["", "US", "GT", "MX"]),
)


@given(words=st.lists(WORDS, max_size=9), order=st.randoms())
def test_both_records_agree_whatever_the_order_they_learnt_it_in(
    words: list[Said], order: Random
) -> None:
    known = [DECIDED[0], *words]
    learnt = [*known, *words]  # some of it came twice
    order.shuffle(learnt)
    assert stage_of(learnt) is stage_of(known)


def test_only_from_the_end_does_nothing_but_a_further_result_go_on() -> None:
    assert SAID_AT[S.ENDED] == (W.RESULT,)
    assert set(SAID_AT) == set(S)


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"goods": " "}, ("missing", "goods")),
        ({"route": "GT"}, ("route_malformed", "route")),
        ({"route": "GT, MX"}, ("route_passes_by", "route")),
        ({"route": "GT, QZ, US"}, ("unknown_country", "route")),
        ({"route": "US, GT, US"}, ("route_malformed", "route")),
        ({"starts_on": "2026-11-20"}, ("day_passed", "starts_on")),
        ({"starts_on": "tomorrow"}, ("not_a_day", "starts_on")),
        ({"ends_on": "2026-11-30"}, ("period_turned", "ends_on")),
        ({"ends_on": "2036-11-30"}, ("day_too_far", "ends_on")),
        ({"substitution": "some"}, ("unknown_code", "substitution")),
        ({"watch": "hidden\u202etext"}, ("control_characters", "watch")),
        ({"means": "x" * 201}, ("too_long", "means")),
    ],
)
def test_every_fault_of_a_plan_is_named_at_its_field(
    change: dict[str, str], problem: tuple[str, str]
) -> None:
    found = problems_in_word(W.PLAN, {**PLAN, **change}, own="US", partner="GT", on=ON)
    assert problem in [(each.code, each.field) for each in found]
    assert problems_in_word(W.PLAN, PLAN, own="US", partner="GT", on=ON) == ()


def test_a_decision_lies_behind_us() -> None:
    tomorrow = {**DECISION, "decided_on": "2026-11-22"}
    found = problems_in_word(W.DECISION, tomorrow, own="US", partner="GT", on=ON)
    assert [each.code for each in found] == ["day_ahead"]


def test_the_act_that_is_ruled_on_names_the_way_and_every_decision() -> None:
    act = delivery_in(DECIDED, own="US")
    assert act.route == ("GT", "MX", "US")
    assert dict(act.decided) == {"US": "77/2026", "GT": "77/2026", "MX": "77/2026"}
