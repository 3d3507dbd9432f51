"""Conditions: what else the articles say to whoever asks, answers or receives under them.

A day is computed where the number of days is known and the day they run from is; otherwise the
number is told as it stands.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from comity.agreements.rules.citations import cite_provision
from comity.agreements.terms import (
    Effect,
    Instrument,
    Leave,
    ParameterValue,
    Proceedings,
    Provision,
    ProvisionKind,
    Purpose,
)
from comity.agreements.wording.matters import NOT_STATED
from comity.kernel.rulings import Citation, Condition

# One code per kind of provision that binds somebody beyond the act itself.
CONDITION_CODES: Mapping[ProvisionKind, str] = {
    ProvisionKind.USE_PURPOSE: "use_for_purposes_only",
    ProvisionKind.USE_ONLY_AS_REQUESTED: "use_as_requested_only",
    ProvisionKind.USE_PROCEEDINGS: "use_in_proceedings",
    ProvisionKind.USE_OTHER: "other_use",
    ProvisionKind.USE_LEGAL_DUTY: "legal_duty_notice",
    ProvisionKind.USE_NOTICE_OF_EVIDENCE: "notice_of_evidence",
    ProvisionKind.CONF_LEVEL: "confidentiality",
    ProvisionKind.CONF_ON_REQUEST: "confidentiality_on_request",
    ProvisionKind.CONF_NEED_TO_KNOW: "need_to_know",
    ProvisionKind.CONF_SECURITY: "security_standard",
    ProvisionKind.CONF_LIMIT_IF_NO_ASSURANCE: "supply_limited_without_assurance",
    ProvisionKind.DATA_PERSONAL: "personal_data",
    ProvisionKind.DATA_RETENTION: "retention",
    ProvisionKind.DATA_BREACH: "report_misuse",
    ProvisionKind.DOC_COPIES_FIRST: "copies_first",
    ProvisionKind.DOC_RETURN: "return_originals",
    ProvisionKind.REQ_FORM: "request_form",
    ProvisionKind.REQ_LANGUAGE: "request_language",
    ProvisionKind.REQ_CONTENTS: "request_contents",
    ProvisionKind.EX_PRIOR_CONTROL: "verify_first",
    ProvisionKind.EXE_DEADLINE: "answer_days",
    ProvisionKind.COST_WAIVE: "own_costs",
    ProvisionKind.COST_REQUESTED_BEARS: "requested_bears_costs",
    ProvisionKind.COST_EXTRAORDINARY: "extraordinary_costs",
}
APPROVAL = "approval_needed"
SAY_NOT_RECIPROCAL = "say_not_reciprocal"
SUPPLIER_MAY_LIMIT = "supplier_may_limit"
KEEP_UNTIL = "keep_until"
KEPT_WHILE_NEEDED = "kept_while_needed"
STILL_CONFIDENTIAL = "still_confidential"
LIMITS_GO_ALONG = "limits_go_along"
ADVISORY_ONLY = "advisory_only"
CARRY_IDENTIFICATION = "carry_identification"
NO_ENFORCEMENT = "no_enforcement"
EXCHANGE_ONLY = "exchange_as_agreed_only"
HIT_ONLY = "hit_only"
CONSENT_BEFORE_COURT = "consent_before_court"
CONFIRM_ORAL = "confirm_oral"
CONFIRM_ORAL_BY = "confirm_oral_by"


@dataclass(frozen=True, slots=True)
class _Counted:
    """A condition that counts days: its code with the number, and with the day when it is known."""

    parameter: str
    in_days: str
    by_day: str
    runs_from: str  # "asked" or "supplied"; "" when nobody here can know the day


_COUNTED: Mapping[ProvisionKind, _Counted] = {
    ProvisionKind.EXE_DEADLINE: _Counted("days", "answer_days", "answer_by", "asked"),
    ProvisionKind.DATA_RETENTION: _Counted(
        "max_days", "keep_days", "keep_no_longer_than", "supplied"
    ),
    ProvisionKind.DOC_RETURN: _Counted("due_days", "return_days", "return_by", "supplied"),
    ProvisionKind.USE_LEGAL_DUTY: _Counted("days", "legal_duty_notice_days", "", ""),
    ProvisionKind.USE_NOTICE_OF_EVIDENCE: _Counted("days", "notice_of_evidence_days", "", ""),
    ProvisionKind.DATA_BREACH: _Counted("days", "report_misuse_days", "", ""),
}
ALL_CONDITION_CODES = (
    frozenset(CONDITION_CODES.values())
    | {code for each in _COUNTED.values() for code in (each.in_days, each.by_day) if code}
    | {
        APPROVAL,
        SAY_NOT_RECIPROCAL,
        SUPPLIER_MAY_LIMIT,
        KEEP_UNTIL,
        KEPT_WHILE_NEEDED,
        STILL_CONFIDENTIAL,
        LIMITS_GO_ALONG,
        ADVISORY_ONLY,
        CARRY_IDENTIFICATION,
        NO_ENFORCEMENT,
        EXCHANGE_ONLY,
        HIT_ONLY,
        CONSENT_BEFORE_COURT,
        CONFIRM_ORAL,
        CONFIRM_ORAL_BY,
    }
)

_LABELS: Mapping[str, str] = {each.value: each.label for each in (*Purpose, *Leave)}
_EXPECTED: Mapping[ProvisionKind, tuple[str, ...]] = {
    ProvisionKind.USE_PURPOSE: ("purposes",),
    ProvisionKind.USE_PROCEEDINGS: ("administrative", "civil", "criminal", "form_of_consent"),
    ProvisionKind.USE_OTHER: ("leave", "form_of_consent"),
    ProvisionKind.CONF_LEVEL: ("level",),
    ProvisionKind.CONF_SECURITY: ("standard",),
    ProvisionKind.DATA_PERSONAL: ("protection",),
    ProvisionKind.REQ_LANGUAGE: ("languages",),
    ProvisionKind.REQ_CONTENTS: ("fields",),
    ProvisionKind.EXE_DEADLINE: ("days",),
    ProvisionKind.COST_WAIVE: ("exceptions",),
}


def conditions_of(
    instrument: Instrument,
    *,
    on: date,
    asked_on: date | None = None,
    supplied_on: date | None = None,
    oral: bool = False,
) -> tuple[Condition, ...]:
    """Return what the instrument's own terms bind the parties to on that day.

    An assumed term is listed too: to keep to a condition that may turn out not to exist harms
    nobody, and its citation says that it is assumed.

    Args:
        instrument: which.
        on: the civil day.
        asked_on: the civil day of the request; None when it is not known.
        supplied_on: the civil day of supply; None when nothing is supplied, or nobody knows it.
        oral: whether the request is put by word of mouth.
    """
    days = {"asked": asked_on, "supplied": supplied_on, "": None}
    found: list[Condition] = []
    kinds = instrument.kinds
    for kind, code in CONDITION_CODES.items():
        provision = instrument.provision_on(kind, on=on) if kind in kinds else None
        if provision is not None and provision.effect is Effect.GRANTED:
            cites = cite_provision(instrument, provision)
            found.append(_condition(code, provision, cites, days))
            found += _further(provision, cites, asked_on if oral else None)
    return tuple(found)


def _condition(
    code: str, provision: Provision, cites: Citation, days: Mapping[str, date | None]
) -> Condition:
    counted = _COUNTED.get(provision.kind)
    number = provision.number(counted.parameter) if counted is not None else None
    facts = _facts_of(provision)
    if counted is None or number is None:
        return Condition(code, cites, facts)
    facts = (*facts, ("days", str(number))) if counted.parameter != "days" else facts
    start = days[counted.runs_from] if _runs_from_the_act(provision) else None
    if start is None or not counted.by_day:
        return Condition(counted.in_days, cites, facts)
    by = (start + timedelta(days=number)).isoformat()
    return Condition(counted.by_day, cites, tuple(sorted({**dict(facts), "day": by}.items())))


def _runs_from_the_act(provision: Provision) -> bool:
    """Days that run from an event of its own, as the end of a case, give no day yet."""
    return not provision.text("event") and provision.text("counted_from") in _OF_THE_ACT


_OF_THE_ACT = frozenset({"", "receipt", "request", "receipt of the request"})


def _further(provision: Provision, cites: Citation, oral_on: date | None) -> Iterator[Condition]:
    """Return what one provision says beside its own condition."""
    if provision.kind is ProvisionKind.USE_PROCEEDINGS:
        asking = [each for each in Proceedings if provision.text(each.value) == Leave.CONSENT]
        if asking:
            told = ", ".join(each.label for each in asking)
            form = provision.text("form_of_consent") or NOT_STATED
            facts = (("form", form), ("proceedings", told))
            yield Condition(CONSENT_BEFORE_COURT, cites, facts)
    if provision.kind is ProvisionKind.REQ_FORM and oral_on is not None:
        days = provision.number("confirm_days")
        if days is None:
            yield Condition(CONFIRM_ORAL, cites)
        else:
            by = (oral_on + timedelta(days=days)).isoformat()
            yield Condition(CONFIRM_ORAL_BY, cites, (("day", by), ("days", str(days))))


def _in_words(value: ParameterValue) -> str:
    """Name a code of a closed list; leave any other value as the register has it."""
    return _LABELS.get(str(value), str(value))


def _facts_of(provision: Provision) -> tuple[tuple[str, str], ...]:
    given = {
        name: ", ".join(map(_in_words, value)) if isinstance(value, tuple) else _in_words(value)
        for name, value in provision.parameters
    }
    expected = dict.fromkeys(_EXPECTED.get(provision.kind, ()), NOT_STATED)
    return tuple(sorted({**expected, **given}.items()))
