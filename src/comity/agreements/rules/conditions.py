"""Conditions: what else the articles say to whoever asks, answers or receives under them."""

from collections.abc import Mapping
from datetime import date

from comity.agreements.rules.citations import cite_provision
from comity.agreements.terms import (
    Effect,
    Instrument,
    Leave,
    ParameterValue,
    Provision,
    ProvisionKind,
    Purpose,
)
from comity.kernel.rulings import Condition

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
ALL_CONDITION_CODES = frozenset(CONDITION_CODES.values()) | {
    APPROVAL,
    SAY_NOT_RECIPROCAL,
    SUPPLIER_MAY_LIMIT,
    KEEP_UNTIL,
}

_LABELS: Mapping[str, str] = {each.value: each.label for each in (*Purpose, *Leave)}
_UNKNOWN = "not stated"
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


def conditions_of(instrument: Instrument, *, on: date) -> tuple[Condition, ...]:
    """Return what the instrument's own terms bind the parties to on that day.

    An assumed term is listed too: to keep to a condition that may turn out not to exist harms
    nobody, and its citation says that it is assumed.
    """
    found = []
    for kind, code in CONDITION_CODES.items():
        provision = instrument.provision_on(kind, on=on)
        if provision is not None and provision.effect is Effect.GRANTED:
            cites = cite_provision(instrument, provision)
            found.append(Condition(code, cites, _facts_of(provision)))
    return tuple(found)


def _in_words(value: ParameterValue) -> str:
    """Name a code of a closed list; leave any other value as the register has it."""
    return _LABELS.get(str(value), str(value))


def _facts_of(provision: Provision) -> tuple[tuple[str, str], ...]:
    given = {
        name: ", ".join(map(_in_words, value)) if isinstance(value, tuple) else _in_words(value)
        for name, value in provision.parameters
    }
    expected = dict.fromkeys(_EXPECTED.get(provision.kind, ()), _UNKNOWN)
    return tuple(sorted({**expected, **given}.items()))
