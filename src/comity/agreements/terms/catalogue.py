"""The catalogue: what each provision kind is called, and which parameters it takes.

A register file names a kind by its id and gives the parameters listed here; nothing else is taken.
The law itself (which article, which values) stands in the files.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from comity.agreements.terms.kinds import ProvisionKind
from comity.agreements.terms.vocabulary import Leave, Purpose
from comity.kernel.wording import N_


class Shape(StrEnum):
    """The shape of a parameter's value in a register file."""

    TEXT = "text"
    NUMBER = "number"
    FLAG = "flag"
    LIST = "list"


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter of a provision kind.

    Attributes:
        shape: what TOML value it takes.
        choices: the only values taken, when the rules read it; empty for free wording.
    """

    shape: Shape
    choices: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class KindEntry:
    """What the catalogue says of a kind: its name in words and its parameters."""

    title: str
    parameters: Mapping[str, Parameter] = field(default_factory=dict)


_TEXT, _NUMBER, _FLAG, _LIST = (Parameter(shape) for shape in Shape)
_PURPOSES = Parameter(Shape.LIST, frozenset(Purpose))
_LEAVE = Parameter(Shape.TEXT, frozenset(Leave))
_ON_WHOSE_MOTION = {"on_request": _FLAG, "on_own": _FLAG}
_ACROSS_THE_FRONTIER = {
    "offences": _LIST,
    "prior_approval": _FLAG,
    "duration": _TEXT,
    "reservations": _LIST,
}
_GROUND = {"partly": _FLAG, "under_conditions": _FLAG, "must_be_flagged": _FLAG}

CATALOGUE: Mapping[ProvisionKind, KindEntry] = {
    ProvisionKind.DEF_CUSTOMS_LAW: KindEntry(
        N_("definition of customs law"), {"covers": _LIST, "excise": _FLAG, "vat": _FLAG}
    ),
    ProvisionKind.DEF_CUSTOMS_OFFENCE: KindEntry(
        N_("definition of a customs offence"),
        {"includes_attempt": _FLAG, "includes_participation": _FLAG, "includes_laundering": _FLAG},
    ),
    ProvisionKind.DEF_CUSTOMS_FRAUD: KindEntry(N_("definition of customs fraud")),
    ProvisionKind.DEF_SMUGGLING: KindEntry(N_("definition of smuggling")),
    ProvisionKind.DEF_AUTHORITY: KindEntry(
        N_("who may act"), {"authorities": _LIST, "successors": _FLAG}
    ),
    ProvisionKind.SCOPE_PURPOSES: KindEntry(
        N_("purposes of the agreement"), {"purposes": _PURPOSES}
    ),
    ProvisionKind.SCOPE_PROCEEDINGS: KindEntry(
        N_("kinds of proceedings covered"), {"proceedings": _LIST}
    ),
    ProvisionKind.SCOPE_EXCLUSIONS: KindEntry(
        N_("what the agreement is not for"), {"excludes": _LIST}
    ),
    ProvisionKind.SCOPE_NO_PRIVATE_RIGHT: KindEntry(N_("no rights for private persons")),
    ProvisionKind.SCOPE_WITHIN_LAW_AND_RESOURCES: KindEntry(
        N_("within own law, competence and resources")
    ),
    ProvisionKind.SCOPE_ATTACHES: KindEntry(
        N_("exchange of staff and attachés"), {"topics": _LIST}
    ),
    ProvisionKind.SCOPE_RELATION: KindEntry(N_("relation to other agreements"), {"keeps": _LIST}),
    ProvisionKind.SCOPE_TERRITORY: KindEntry(N_("territorial application"), {"territories": _LIST}),
    ProvisionKind.INFO_APPLICATION_ENFORCEMENT: KindEntry(
        N_("information for applying and enforcing customs law"), _ON_WHOSE_MOTION
    ),
    ProvisionKind.INFO_ASSESSMENT: KindEntry(
        N_("information for the assessment of duties"),
        {"fields": _LIST, "years_back": _NUMBER, "documents": _LIST, "ongoing": _FLAG},
    ),
    ProvisionKind.INFO_OFFENCES: KindEntry(
        N_("information on customs offences"), {"urgent_supply": _FLAG}
    ),
    ProvisionKind.INFO_LAWFUL_IMPORT_EXPORT: KindEntry(
        N_("whether goods were lawfully imported or exported"),
        {"goods": _FLAG, "transit": _FLAG, "currency": _FLAG},
    ),
    ProvisionKind.INFO_AUTHENTICITY: KindEntry(
        N_("whether documents, seals and marks are genuine"), {"items": _LIST}
    ),
    ProvisionKind.INFO_PARTICULAR_TYPES: KindEntry(
        N_("particular types of information"), {"types": _LIST}
    ),
    ProvisionKind.INFO_AUTOMATIC: KindEntry(
        N_("automatic exchange"),
        {
            "dataset": _TEXT,
            "fields": _LIST,
            "trigger": _TEXT,
            "frequency": _TEXT,
            "channel": _TEXT,
            "format": _TEXT,
        },
    ),
    ProvisionKind.INFO_ADVANCE: KindEntry(
        N_("advance exchange"), {"dataset": _TEXT, "lead_time": _TEXT}
    ),
    ProvisionKind.INFO_EARLY_MODEL: KindEntry(
        N_("periodic copies of declarations"),
        {"commodities": _LIST, "term": _TEXT, "authentication": _FLAG, "monthly_prices": _FLAG},
    ),
    ProvisionKind.INFO_SPONTANEOUS: KindEntry(
        N_("assistance without a request"), {"mandatory": _FLAG, "triggers": _LIST}
    ),
    ProvisionKind.INFO_POOLING: KindEntry(N_("pooling of information"), {"nominal": _FLAG}),
    ProvisionKind.ACT_NOTIFICATION: KindEntry(
        N_("notification of decisions"), {"language": _TEXT, "method": _TEXT, "proof": _TEXT}
    ),
    ProvisionKind.ACT_RECOVERY: KindEntry(
        N_("recovery of customs claims"), {"reciprocal_only": _FLAG, "threshold": _TEXT}
    ),
    ProvisionKind.ACT_SURVEILLANCE: KindEntry(
        N_("special surveillance"),
        {
            "targets": _LIST,
            "on_request": _FLAG,
            "on_own": _FLAG,
            "duration": _TEXT,
            "reporting": _TEXT,
        },
    ),
    ProvisionKind.ACT_CONTROLLED_DELIVERY: KindEntry(
        N_("controlled delivery"),
        {"mutual_consent": _FLAG, "case_by_case": _FLAG, "substances": _LIST},
    ),
    ProvisionKind.ACT_EXPERTS_WITNESSES: KindEntry(
        N_("experts and witnesses"),
        {"authorise": Parameter(Shape.TEXT, frozenset({"may", "shall"}))},
    ),
    ProvisionKind.ACT_ENQUIRIES: KindEntry(
        N_("administrative enquiries"), {"as_for_oneself": _FLAG}
    ),
    ProvisionKind.ACT_PRESENCE: KindEntry(
        N_("presence of officials"),
        {"consent": _FLAG, "advisory_only": _FLAG, "as_widely_as_possible": _FLAG},
    ),
    ProvisionKind.ACT_LIAISON: KindEntry(N_("liaison officers")),
    ProvisionKind.ACT_HOT_PURSUIT: KindEntry(N_("hot pursuit"), _ACROSS_THE_FRONTIER),
    ProvisionKind.ACT_CROSS_BORDER_SURVEILLANCE: KindEntry(
        N_("surveillance across the frontier"), _ACROSS_THE_FRONTIER
    ),
    ProvisionKind.ACT_COVERT: KindEntry(N_("covert investigation"), _ACROSS_THE_FRONTIER),
    ProvisionKind.ACT_JOINT_TEAM: KindEntry(
        N_("joint control and investigation teams"), _ACROSS_THE_FRONTIER
    ),
    ProvisionKind.ACT_PRECAUTIONARY: KindEntry(N_("provisional seizure")),
    ProvisionKind.ACT_FORFEITURE_SHARE: KindEntry(N_("disposal and sharing of forfeited assets")),
    ProvisionKind.ACT_TECHNICAL: KindEntry(N_("technical cooperation"), {"topics": _LIST}),
    ProvisionKind.ACT_DRUGS: KindEntry(N_("assistance against drugs")),
    ProvisionKind.ACT_CULTURAL: KindEntry(N_("assistance for cultural property")),
    ProvisionKind.DOC_COPIES_FIRST: KindEntry(N_("originals only when copies do not suffice")),
    ProvisionKind.DOC_CERTIFIED: KindEntry(N_("certified copies on request"), {"certifier": _TEXT}),
    ProvisionKind.DOC_RETURN: KindEntry(N_("originals are returned"), {"due": _TEXT}),
    ProvisionKind.DOC_EXPLANATION: KindEntry(
        N_("information comes with what is needed to read it")
    ),
    ProvisionKind.DOC_ELECTRONIC: KindEntry(
        N_("electronic form may replace paper"), {"formats": _LIST}
    ),
    ProvisionKind.DOC_EVIDENCE: KindEntry(
        N_("findings and copies may be put before courts"), {"kinds": _LIST}
    ),
    ProvisionKind.REQ_CHANNEL: KindEntry(
        N_("requests go directly between administrations"),
        {"unit": _TEXT, "designated_officials": _FLAG},
    ),
    ProvisionKind.REQ_FORM: KindEntry(
        N_("form of a request"),
        {"written": _FLAG, "electronic": _FLAG, "oral_when_urgent": _FLAG, "confirm_within": _TEXT},
    ),
    ProvisionKind.REQ_LANGUAGE: KindEntry(N_("language of a request"), {"languages": _LIST}),
    ProvisionKind.REQ_CONTENTS: KindEntry(N_("contents of a request"), {"fields": _LIST}),
    ProvisionKind.REQ_DEFECTIVE: KindEntry(N_("a defective request may be completed")),
    ProvisionKind.REQ_PROCEDURE: KindEntry(N_("a special procedure may be followed")),
    ProvisionKind.EXE_REASONABLE: KindEntry(N_("all reasonable measures are taken")),
    ProvisionKind.EXE_TRANSFER: KindEntry(N_("a request is passed to the competent body")),
    ProvisionKind.EXE_TIME_PLACE: KindEntry(N_("time and place are told on request")),
    ProvisionKind.EXE_DEADLINE: KindEntry(
        N_("time limit for the answer"), {"days": _NUMBER, "counted_from": _TEXT, "soft": _FLAG}
    ),
    ProvisionKind.EXE_RESULT: KindEntry(N_("result or reasons are told")),
    ProvisionKind.USE_PURPOSE: KindEntry(
        N_("use only for the purposes of the agreement"), {"purposes": _PURPOSES}
    ),
    ProvisionKind.USE_PROCEEDINGS: KindEntry(
        N_("use in proceedings"),
        {
            "administrative": _LEAVE,
            "civil": _LEAVE,
            "criminal": _LEAVE,
            "form_of_consent": _TEXT,
            "other_channel": _TEXT,
        },
    ),
    ProvisionKind.USE_OTHER: KindEntry(
        N_("other use or passing on"), {"leave": _LEAVE, "form_of_consent": _TEXT}
    ),
    ProvisionKind.USE_ONLY_AS_REQUESTED: KindEntry(
        N_("use only for the purpose stated in the request")
    ),
    ProvisionKind.USE_DRUGS_EXCEPTION: KindEntry(
        N_("wider use against drugs or terrorism"), {"domains": _LIST}
    ),
    ProvisionKind.USE_LEGAL_DUTY: KindEntry(
        N_("disclosure required by own law"), {"notice": _FLAG, "days": _NUMBER}
    ),
    ProvisionKind.USE_NOTICE_OF_EVIDENCE: KindEntry(N_("notice of use in court")),
    ProvisionKind.CONF_LEVEL: KindEntry(
        N_("level of confidentiality"),
        {"level": Parameter(Shape.TEXT, frozenset({"equal", "own", "supplier"}))},
    ),
    ProvisionKind.CONF_ON_REQUEST: KindEntry(
        N_("further confidentiality on request"), {"with_reasons": _FLAG}
    ),
    ProvisionKind.CONF_NEED_TO_KNOW: KindEntry(
        N_("access only for those who need it"), {"roles": _LIST}
    ),
    ProvisionKind.CONF_SECURITY: KindEntry(N_("security of information"), {"standard": _TEXT}),
    ProvisionKind.CONF_LIMIT_IF_NO_ASSURANCE: KindEntry(
        N_("supply may be limited without an assurance")
    ),
    ProvisionKind.DATA_PERSONAL: KindEntry(
        N_("personal data"),
        {
            "protection": Parameter(Shape.TEXT, frozenset({"equal", "adequate", "supplier"})),
            "annex": _TEXT,
        },
    ),
    ProvisionKind.DATA_SUBJECT: KindEntry(N_("rights of the person concerned")),
    ProvisionKind.DATA_RETENTION: KindEntry(N_("retention"), {"max_days": _NUMBER, "event": _TEXT}),
    ProvisionKind.DATA_BREACH: KindEntry(
        N_("misuse of information"), {"days": _NUMBER, "may_suspend": _FLAG}
    ),
    ProvisionKind.EX_SOVEREIGNTY: KindEntry(N_("sovereignty"), _GROUND),
    ProvisionKind.EX_SECURITY: KindEntry(N_("security"), _GROUND),
    ProvisionKind.EX_PUBLIC_POLICY: KindEntry(N_("public policy"), _GROUND),
    ProvisionKind.EX_ESSENTIAL_INTEREST: KindEntry(N_("essential interest"), _GROUND),
    ProvisionKind.EX_DOMESTIC_LAW: KindEntry(N_("inconsistent with own law"), _GROUND),
    ProvisionKind.EX_CONTROLLED_DELIVERY_LAW: KindEntry(
        N_("controlled delivery not allowed by own law"), _GROUND
    ),
    ProvisionKind.EX_OUTSIDE_CUSTOMS_LAW: KindEntry(
        N_("currency or tax rules outside customs law"), _GROUND
    ),
    ProvisionKind.EX_SECRET: KindEntry(
        N_("industrial, commercial or professional secret"), _GROUND
    ),
    ProvisionKind.EX_RECIPROCITY: KindEntry(N_("the same could not be done in return"), _GROUND),
    ProvisionKind.EX_ONGOING: KindEntry(
        N_("an investigation or proceeding would be disturbed"), _GROUND
    ),
    ProvisionKind.EX_BURDEN: KindEntry(N_("burden out of proportion"), _GROUND),
    ProvisionKind.EX_RETENTION_EXPIRED: KindEntry(
        N_("the period for keeping documents is over"), _GROUND
    ),
    ProvisionKind.EX_TRADER_CONSENT: KindEntry(N_("the trader's consent is required"), _GROUND),
    ProvisionKind.EX_PUBLIC_INTEREST: KindEntry(N_("public interest"), _GROUND),
    ProvisionKind.EX_PRIOR_CONTROL: KindEntry(N_("own verification not done first"), _GROUND),
    ProvisionKind.EX_LIMITS: KindEntry(N_("what nobody is obliged to do"), _GROUND),
    ProvisionKind.COST_REQUESTED_BEARS: KindEntry(N_("the requested side pays")),
    ProvisionKind.COST_WAIVE: KindEntry(N_("each side bears its own costs"), {"exceptions": _LIST}),
    ProvisionKind.COST_EXTRAORDINARY: KindEntry(
        N_("extraordinary costs are agreed"), {"threshold": _TEXT}
    ),
    ProvisionKind.RUN_ARRANGEMENTS: KindEntry(
        N_("detailed arrangements"), {"direct_contact": _FLAG}
    ),
    ProvisionKind.RUN_COMMITTEE: KindEntry(N_("joint committee"), {"may_adopt_recognition": _FLAG}),
    ProvisionKind.RUN_DISPUTES: KindEntry(N_("settlement of disputes"), {"channel": _TEXT}),
    ProvisionKind.END_ENTRY: KindEntry(N_("entry into force"), {"mode": _TEXT, "days": _NUMBER}),
    ProvisionKind.END_PROVISIONAL: KindEntry(N_("provisional application"), {"from": _TEXT}),
    ProvisionKind.END_TERM: KindEntry(N_("term and notice"), {"notice_months": _NUMBER}),
    ProvisionKind.END_RESIDUAL: KindEntry(N_("what outlives the end")),
    ProvisionKind.END_REVIEW: KindEntry(N_("review"), {"years": _NUMBER}),
    ProvisionKind.END_SUCCESSION: KindEntry(N_("succession")),
}


def fault_in_parameter(kind: ProvisionKind, name: str, value: object) -> str | None:
    """Return the code of what is wrong with one parameter of a provision, or None.

    Register files and settlements are held to the same catalogue.
    """
    parameter = CATALOGUE[kind].parameters.get(name)
    if parameter is None:
        return "unknown_parameter"
    values = value if isinstance(value, tuple | list) else (value,)
    if not _has_shape(parameter.shape, value):
        return "wrong_type"
    if parameter.choices and not parameter.choices.issuperset(values):
        return "unknown_value"
    return None


def _has_shape(shape: Shape, value: object) -> bool:
    match shape:
        case Shape.TEXT:
            return isinstance(value, str)
        case Shape.NUMBER:
            return isinstance(value, int) and not isinstance(value, bool)
        case Shape.FLAG:
            return isinstance(value, bool)
        case Shape.LIST:
            return isinstance(value, tuple | list) and all(isinstance(v, str) for v in value)
