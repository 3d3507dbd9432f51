"""Whom an order is about: each act heeds what concerns it, and nothing else."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import NamedTuple

import pytest

from comity.agreements.rules import (
    limits_of,
    rule_on_answering,
    rule_on_attending,
    rule_on_automatic_exchange,
    rule_on_controlled_delivery,
    rule_on_matching,
    rule_on_passing_on,
    rule_on_serving,
    rule_on_sharing,
    rule_on_watching,
)
from comity.agreements.terms import (
    ActKind,
    Answer,
    Attend,
    Authority,
    DeliverUnderControl,
    ExchangeAutomatically,
    LivingLaw,
    Match,
    Party,
    PassOn,
    Purpose,
    Register,
    Serve,
    Share,
    Watch,
)
from comity.kernel.codes import CountryCode
from comity.kernel.rulings import Permission, Role, Ruling
from tests.spec.language import agreement, day, with_parameters
from tests.unit.agreements.rulings import ASK, AT, CN, KE, ON, UA, held, law, order

COVERS = {
    "Art. 2": "use.purpose",
    "Art. 4": "info.assessment",
    "Art. 6": "info.automatic",
    "Art. 7": "info.pooling",
    "Art. 8": "act.presence",
    "Art. 9": "data.personal",
    "Art. 10": "act.notification",
    "Art. 11": "act.surveillance",
    "Art. 12": "act.controlled_delivery",
    "Art. 13": "use.other",
}
_BARE = with_parameters(agreement(covers=COVERS), "info.pooling", nominal=True)
_BARE = with_parameters(_BARE, "act.presence", consent=False)
_BARE = with_parameters(_BARE, "use.other", leave="yes")
_BARE = with_parameters(_BARE, "use.purpose", purposes=("duty-assessment",))
TEXT = replace(_BARE, parties=(Party(KE), Party(UA, (Authority("Customs"),))))
LIMITS = limits_of(TEXT, supplier=KE, asked_for=Purpose.DUTY_ASSESSMENT, on=ON).narrowed(
    keep_until=day("2027-01-01")
)


class Done(NamedTuple):
    """An act of Ukraine that everything permits, and what it is for whoever orders."""

    rule: Callable[[Register], Ruling]
    what: ActKind
    purpose: Purpose | None
    partner: CountryCode = KE


def delivering(*route: CountryCode) -> Callable[[Register], Ruling]:
    act = DeliverUnderControl(UA, route, "", tuple((state, "J-1") for state in route))
    return lambda register: rule_on_controlled_delivery(register, act, on=ON)


def passing_on(abroad: CountryCode | None) -> Callable[[Register], Ruling]:
    act = PassOn(UA, "the police", Purpose.DUTY_ASSESSMENT, abroad)
    return lambda register: rule_on_passing_on(register, LIMITS, act, on=ON)


DUTIES, INVESTIGATION = Purpose.DUTY_ASSESSMENT, Purpose.OFFENCE_INVESTIGATION
DELIVERY = ActKind.DELIVER_UNDER_CONTROL
ACTS: Mapping[str, Done] = {
    "answering": Done(
        lambda held: rule_on_answering(held, Answer(ASK), on=ON), ActKind.ANSWER, DUTIES
    ),
    "attending as host": Done(
        lambda held: rule_on_attending(held, Attend(KE, UA, UA), on=ON),
        ActKind.ATTEND,
        INVESTIGATION,
    ),
    "attending as visitor": Done(
        lambda held: rule_on_attending(held, Attend(UA, KE, UA), on=ON),
        ActKind.ATTEND,
        INVESTIGATION,
    ),
    "serving": Done(
        lambda held: rule_on_serving(held, Serve(KE, UA), on=ON),
        ActKind.SERVE,
        Purpose.CORRECT_APPLICATION,
    ),
    "watching": Done(
        lambda held: rule_on_watching(held, Watch(KE, UA), on=ON), ActKind.WATCH, INVESTIGATION
    ),
    "delivering what came": Done(delivering(KE, UA), DELIVERY, INVESTIGATION),
    "delivering what goes": Done(delivering(UA, KE), DELIVERY, INVESTIGATION),
    "exchanging": Done(
        lambda held: rule_on_automatic_exchange(held, ExchangeAutomatically(UA, KE), on=ON),
        ActKind.EXCHANGE_AUTOMATICALLY,
        None,
    ),
    "matching": Done(
        lambda held: rule_on_matching(held, Match(UA, KE), on=ON),
        ActKind.MATCH,
        Purpose.OFFENCE_PREVENTION,
    ),
    "passing on at home": Done(passing_on(None), ActKind.PASS_ON, DUTIES),
    "passing on abroad": Done(passing_on(CN), ActKind.PASS_ON, DUTIES, CN),
    "sharing": Done(
        lambda held: rule_on_sharing(held, LIMITS, Share(UA, "Customs", DUTIES), on=ON),
        ActKind.SHARE,
        DUTIES,
    ),
}
HEEDING = pytest.mark.parametrize("done", ACTS.values(), ids=list(ACTS))


def codes(done: Done, living: LivingLaw | None = None) -> list[str]:
    """Return what stands in the way and what follows, by code."""
    ruling = done.rule(held(TEXT, laws=(law(),), living=living))
    found = [ground.code for ground in ruling.grounds]
    if isinstance(ruling, Permission):
        found += [condition.code for condition in ruling.conditions]
    return found


@HEEDING
@pytest.mark.parametrize(
    ("effect", "code"), [("hold", "instruction_hold"), ("higher-approval", "approval_needed")]
)
def test_an_order_is_heeded_where_it_is_about_the_act_and_nowhere_else(
    done: Done, effect: str, code: str
) -> None:
    assert code not in codes(done)
    assert code in codes(done, order(effect, partners=frozenset({done.partner})))
    assert code not in codes(done, order(effect, partners=frozenset({AT, UA})))
    assert code in codes(done, order(effect, acts=frozenset({done.what})))
    assert code not in codes(done, order(effect, acts=frozenset({ActKind.ASK})))
    if done.purpose is not None:
        assert code in codes(done, order(effect, purposes=frozenset({done.purpose})))
        assert code not in codes(done, order(effect, purposes=frozenset({Purpose.STATISTICS})))


def test_an_order_about_the_purpose_a_match_states_is_heeded() -> None:
    text = with_parameters(
        agreement(covers={**COVERS, "Art. 3": "scope.purposes"}),
        "scope.purposes",
        purposes=("statistics",),
    )
    text = with_parameters(text, "info.pooling", nominal=True)
    statistics = Match(UA, KE, purpose=Purpose.STATISTICS)
    for purpose, code in ((Purpose.STATISTICS, True), (Purpose.OFFENCE_PREVENTION, False)):
        living = order("hold", purposes=frozenset({purpose}))
        ruling = rule_on_matching(held(text, laws=(law(),), living=living), statistics, on=ON)
        assert ("instruction_hold" in [each.code for each in ruling.grounds]) is code


SUPPLIES = ("attending as host", "serving", "watching", "delivering what came", "matching")


@pytest.mark.parametrize("name", (*SUPPLIES, "exchanging"))
def test_what_is_supplied_is_kept_by_the_day_and_approved_as_own_law_wants(name: str) -> None:
    kept = with_parameters(
        replace(
            TEXT,
            provisions=(
                *TEXT.provisions,
                *agreement(covers={"Art. 14": "data.retention"}).provisions,
            ),
        ),
        "data.retention",
        max_days=365,
    )
    ruling = ACTS[name].rule(held(kept, laws=(law(approval=Role.APPROVER),)))
    assert isinstance(ruling, Permission)
    told = {each.code: dict(each.facts) for each in ruling.conditions}
    assert told["keep_no_longer_than"]["day"] == "2027-11-21"
    assert told["approval_needed"] == {"role": "approver"}


@pytest.mark.parametrize("name", ["passing on at home", "passing on abroad", "sharing"])
def test_what_was_supplied_leaves_with_its_limits_its_end_and_the_approval(name: str) -> None:
    ruling = ACTS[name].rule(held(TEXT, laws=(law(approval=Role.APPROVER),)))
    assert isinstance(ruling, Permission)
    assert [each.code for each in ruling.conditions] == [
        "limits_go_along",
        "keep_until",
        "approval_needed",
    ]
