"""Ruling on what one side does on the ground for another: let attend, serve, watch."""

from collections.abc import Iterator
from datetime import date

from comity.agreements.rules.bearings import make_ground
from comity.agreements.rules.conditions import (
    ADVISORY_ONLY,
    CARRY_IDENTIFICATION,
    NO_ENFORCEMENT,
    conditions_of,
)
from comity.agreements.rules.judging import Choice, choose, judge
from comity.agreements.rules.releasing import (
    Release,
    approvals_for,
    cite_kind,
    grounds_of_orders,
    grounds_of_release,
)
from comity.agreements.terms import (
    Attend,
    Need,
    ProvisionKind,
    Purpose,
    Register,
    Serve,
    Watch,
    need_of_executing,
)
from comity.kernel.codes import CountryCode
from comity.kernel.rulings import Citation, Condition, Ground, Ruling


def rule_on_attending(
    register: Register, act: Attend, *, on: date, under: str | None = None
) -> Ruling:
    """Rule whether officials of one side may be present while the other acts.

    The host rules by both limbs. The side that would travel rules on the instrument, and on
    whether the host has consented where the text wants it: on another's territory nobody's own
    law gives a power.

    Args:
        register: instruments, own law and settlements as they stand.
        act: who would be where, and which of the two asks.
        on: civil day of attending.
        under: reference of the instrument picked; None to take the best.

    Returns:
        A permission with its conditions, a refusal, or a referral; each with every ground.

    Raises:
        InstrumentNotFoundError: the register holds no instrument `under`.
    """
    need = need_of_executing(act, requesting=act.visiting, requested=act.host)
    choice = choose(register, need, on=on, under=under)
    partner = act.visiting if act.by == act.host else act.host
    release = _release(need, act.by, partner, act)
    if act.by == act.host:
        further = grounds_of_release(register, release, choice.instrument, on=on)
    else:
        further = (
            *_grounds_of_consent(act, choice, on),
            *grounds_of_orders(register, release, on=on),
        )
    return judge(choice, further, _conditions(register, release, choice, on), on=on)


def rule_on_serving(
    register: Register, act: Serve, *, on: date, under: str | None = None
) -> Ruling:
    """Rule whether the requested side may hand the other's decision to a person at home.

    The arguments, what is returned and what is raised are those of `rule_on_attending`; both
    limbs speak.
    """
    need = need_of_executing(act, requesting=act.requesting, requested=act.requested)
    return _rule_as_requested(register, need, act, on=on, under=under)


def rule_on_watching(
    register: Register, act: Watch, *, on: date, under: str | None = None
) -> Ruling:
    """Rule whether the requested side may watch, at home, for the other, and report.

    The arguments, what is returned and what is raised are those of `rule_on_attending`; both
    limbs speak.
    """
    need = need_of_executing(act, requesting=act.requesting, requested=act.requested)
    return _rule_as_requested(register, need, act, on=on, under=under)


def _rule_as_requested(
    register: Register, need: Need, act: Serve | Watch, *, on: date, under: str | None
) -> Ruling:
    choice = choose(register, need, on=on, under=under)
    release = _release(need, act.requested, act.requesting, act)
    further = grounds_of_release(register, release, choice.instrument, on=on)
    return judge(choice, further, _conditions(register, release, choice, on), on=on)


def _release(
    need: Need, by: CountryCode, partner: CountryCode, act: Attend | Serve | Watch
) -> Release:
    purpose: Purpose | None = need.purpose or (need.kind.purpose if need.kind else None)
    return Release(need.act, by, partner, need.label, need.kind, purpose, act.contents)


def _grounds_of_consent(act: Attend, choice: Choice, on: date) -> Iterator[Ground]:
    """Where the text wants the host's consent, or nobody knows whether it does, it is needed."""
    facts = {"host": act.host.english_name}
    if act.consent:
        cites = Citation("cited_consent", (("consent", act.consent),))
        yield make_ground("host_consented", cites, facts)
        return
    provision = choice.chosen.provision if choice.chosen is not None else None
    if provision is not None and provision.flag("consent") is not False:
        cites = cite_kind(choice.instrument, ProvisionKind.ACT_PRESENCE, on=on)
        yield make_ground("host_consent_needed", cites, facts)


_BY_FLAG = (
    (ProvisionKind.ACT_PRESENCE, "advisory_only", ADVISORY_ONLY),
    (ProvisionKind.ACT_PRESENCE, "identification", CARRY_IDENTIFICATION),
    (ProvisionKind.ACT_NOTIFICATION, "no_enforcement", NO_ENFORCEMENT),
)


def _conditions(
    register: Register, release: Release, choice: Choice, on: date
) -> Iterator[Condition]:
    chosen = choice.chosen
    if chosen is not None and chosen.provision is not None:
        provision = chosen.provision
        for kind, flag, code in _BY_FLAG:
            if provision.kind is kind and provision.flag(flag):
                yield Condition(code, cite_kind(chosen.instrument, kind, on=on))
    if choice.instrument is not None:
        yield from conditions_of(choice.instrument, on=on, supplied_on=on)
    yield from approvals_for(register, release, on=on)
