"""The kinds of assistance: what each is asked with, and which acts are ruled on. Pure.

Source: [wco-mba-2004], [wto-tfa], [us-ua-2016]; the practice of other texts is named per kind.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from comity.agreements.terms import ActKind, AssistanceKind, Proceedings
from comity.assistance.terms.kind_fields import FIELDS, Entry, KindField

MOST_MINIMUM = 8
_WHO = ("partner", "kind", "subject")
_LAW = ("legal_elements", "proceedings_nature")
_MATTER = (*_WHO, "facts", *_LAW)
_INFORMATION = (*_MATTER, "asked", "enquiries_made")
_PERIOD = ("period_from", "period_until")
_GOODS = (
    "goods_description",
    "hs_code",
    "origin_country",
    "value_amount",
    "value_currency",
    "consignment_reference",
)
# What only a case has: an exchange or a training concerns nobody in particular.
_CASE = (*_GOODS, "parties", "area", "offence", "enquiries_made")


@dataclass(frozen=True, slots=True)
class KindOfAssistance:
    """One kind of assistance, as it is asked for.

    Attributes:
        kind: its code, of the register.
        minimum: the fields it does not go out without, at most `MOST_MINIMUM`: its short form.
        further: its own fields that may stay empty.
        without: the common fields that say nothing about it.
        carried_out: the act that is ruled on when it is carried out; None where answering is all.
        proceedings: the proceedings it serves when none are stated; None where that must be said.
        practice: the articles it is known from.
    """

    kind: AssistanceKind
    minimum: tuple[str, ...]
    further: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    carried_out: ActKind | None = None
    proceedings: Proceedings | None = None
    practice: str = ""

    @property
    def own_fields(self) -> tuple[KindField, ...]:
        """The fields that not every kind has, the needed ones first."""
        return tuple(FIELDS[name] for name in (*self.minimum, *self.further) if name in FIELDS)

    @property
    def acts(self) -> tuple[ActKind, ...]:
        """The acts that are ruled on: the asking, and the carrying out."""
        return (ActKind.ASK, self.carried_out or ActKind.ANSWER)


def _verification(kind: AssistanceKind, *own: str) -> KindOfAssistance:
    return KindOfAssistance(
        kind,
        _INFORMATION,
        ("documents", *own),
        practice="WCO model 4; Johannesburg 7; Nairobi Annex II; WTO TFA 12.6",
    )


_K = AssistanceKind
_ADMINISTRATIVE, _CRIMINAL = Proceedings.ADMINISTRATIVE, Proceedings.CRIMINAL
_EXCHANGED = (*_WHO, "facts", "data_set", "schedule", "data_format", "suspension")

_ALL = (
    _verification(_K.ORIGIN_VERIFICATION),
    _verification(_K.VALUE_VERIFICATION),
    _verification(_K.ORIGIN_AND_VALUE),
    _verification(_K.CLASSIFICATION, "other_hs_code"),
    KindOfAssistance(
        _K.LAWFUL_IMPORT_EXPORT,
        _INFORMATION,
        ("direction", "customs_office", *_PERIOD, "documents"),
        practice="Nairobi Annex III; EU protocols 3",
    ),
    KindOfAssistance(
        _K.DOCUMENT_AUTHENTICITY,
        (*_MATTER, "documents", "enquiries_made"),
        ("issuer",),
        practice="Austrian agreements 6",
    ),
    KindOfAssistance(
        _K.OFFENCE_INFORMATION,
        _INFORMATION,
        (*_PERIOD, "places"),
        practice="WCO model 5; Johannesburg 6",
    ),
    KindOfAssistance(
        _K.CERTIFIED_DOCUMENTS,
        (*_MATTER, "documents", "document_form"),
        ("issuer",),
        practice="us-tw-2001 1(3); us-at 8(1)",
    ),
    KindOfAssistance(
        _K.SPECIAL_SURVEILLANCE,
        (*_MATTER, "watched_known_by", "watch_until"),
        ("watched", "places", "report"),
        carried_out=ActKind.WATCH,
        practice="WCO model 11; Johannesburg 11; Nairobi Annex IV",
    ),
    KindOfAssistance(
        _K.CONTROLLED_DELIVERY,
        (*_WHO, "facts", "legal_elements", "route", "decides", "fallback"),
        ("delivery_from", "substitution", "report"),
        carried_out=ActKind.DELIVER_UNDER_CONTROL,
        proceedings=_CRIMINAL,
        practice="WCO model 12; Johannesburg 12; Naples II 22",
    ),
    KindOfAssistance(
        _K.NOTIFICATION,
        (*_WHO, *_LAW, "addressee", "addressee_address", "served"),
        ("serve_by", "manner"),
        carried_out=ActKind.SERVE,
        without=_GOODS,
        practice="WCO model 9; Johannesburg 13; EU protocols 5",
    ),
    KindOfAssistance(
        _K.RECOVERY,
        (*_WHO, *_LAW, "debtor", "claim", "title"),
        ("addressee_address", "claim_lapses"),
        without=_GOODS,
        practice="WCO model 10; Johannesburg 14",
    ),
    KindOfAssistance(
        _K.EXPERTS_WITNESSES,
        (*_WHO, *_LAW, "court", "hearing_day", "questions"),
        ("official_wanted",),
        carried_out=ActKind.ATTEND,
        without=_GOODS,
        practice="WCO model 13; Johannesburg 15; Nairobi Annex VI",
    ),
    KindOfAssistance(
        _K.ENQUIRIES,
        (*_MATTER, "enquiries_made", "points"),
        ("to_be_heard", "places"),
        practice="Nairobi Annex V; us-at 7(2); EU protocols 7",
    ),
    KindOfAssistance(
        _K.PRESENCE,
        (*_MATTER, "officials", "present_from"),
        ("present_until", "places"),
        carried_out=ActKind.ATTEND,
        practice="Johannesburg 16; Nairobi Annexes VII and VIII; us-at 7(5)",
    ),
    KindOfAssistance(
        _K.AUTOMATIC_EXCHANGE,
        _EXCHANGED,
        _PERIOD,
        carried_out=ActKind.EXCHANGE_AUTOMATICALLY,
        proceedings=_ADMINISTRATIVE,
        without=_CASE,
        practice="WCO model 6; Johannesburg 9",
    ),
    KindOfAssistance(
        _K.ADVANCE_EXCHANGE,
        _EXCHANGED,
        _PERIOD,
        carried_out=ActKind.EXCHANGE_AUTOMATICALLY,
        proceedings=_ADMINISTRATIVE,
        without=_CASE,
        practice="WCO model 7; Johannesburg 10",
    ),
    KindOfAssistance(
        _K.SPONTANEOUS,
        _INFORMATION,
        carried_out=ActKind.VOLUNTEER,
        practice="WCO model 8; Johannesburg 4; Nairobi Annex I",
    ),
    KindOfAssistance(
        _K.PRACTICES,
        (*_WHO, "facts", "asked"),
        _PERIOD,
        proceedings=_ADMINISTRATIVE,
        without=_CASE,
        practice="WCO model 3; Johannesburg 5",
    ),
    KindOfAssistance(
        _K.TECHNICAL_COOPERATION,
        (*_WHO, "facts", "asked"),
        ("measure", "official_wanted", *_PERIOD),
        proceedings=_ADMINISTRATIVE,
        without=_CASE,
        practice="US-Canada 2(1)(c)",
    ),
)

KINDS: Mapping[AssistanceKind, KindOfAssistance] = MappingProxyType(
    {each.kind: each for each in _ALL}
)


def kind_of(code: str) -> KindOfAssistance | None:
    """Return a kind of assistance by its code; None when there is none."""
    return KINDS[AssistanceKind(code)] if code in set(AssistanceKind) else None


def own_entries(kind: str, particulars: Mapping[str, str]) -> dict[str, str]:
    """Return what was typed into the own fields of a kind; what another kind has stays here."""
    entry = kind_of(kind)
    fields = () if entry is None else entry.own_fields
    found = {field.name: particulars.get(field.name, "") for field in fields}
    return {name: typed for name, typed in found.items() if typed.strip()}


def in_plain_text(kind: str, particulars: Mapping[str, str]) -> str:
    """Return the own entries of a kind as lines, for whoever does not know the fields."""
    return "\n".join(_plain(kind, particulars))


def _plain(kind: str, particulars: Mapping[str, str]) -> Iterator[str]:
    for name, typed in own_entries(kind, particulars).items():
        field = FIELDS[name]
        told = field.codes.get(typed, typed) if field.entry is Entry.CODE else typed
        yield f"{field.label}: {told}"
