"""The form of the ruling explorer: for each act, what the act turns on, and nothing else."""

from collections.abc import Callable, Iterable, Mapping
from enum import StrEnum
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from comity.agreements.terms import (
    CATALOGUE,
    ActKind,
    AssistanceKind,
    Assurance,
    DataCategory,
    Proceedings,
    ProvisionKind,
    Purpose,
)
from comity.interfaces.questions import FIELDS
from comity.interfaces.web.forms import CodeField, CodesField, DayField, TypedField
from comity.interfaces.web.words import capital, country_name, name_of
from comity.kernel.countries import COUNTRIES, UNIONS

Choices = Iterable[tuple[str, object]]
# The two sides stand in the address by the names they have in a request.
SIDES = {"acting": "requesting", "other": "requested"}
_CONTENTS = frozenset({"contains", "suppliers", "consented", "assured", "in_breach", "touches"})


class QuestionForm(forms.Form):
    """A question to the law about one act; nothing is judged here."""

    def __init__(self, act: ActKind, data: QueryDict) -> None:
        super().__init__(data)
        names = [name.removesuffix("*") for name in FIELDS[act]]
        for name in dict.fromkeys(["acting", *names, "on", "under"]):
            self.fields[SIDES.get(name, name)] = _FIELDS[name](_label(act, name))

    @property
    def asked_first(self) -> list[forms.BoundField]:
        """The fields that say what is done between whom."""
        return [self[name] for name in self.fields if name not in _CONTENTS]

    @property
    def asked_of_contents(self) -> list[forms.BoundField]:
        """The fields that say what would be let out."""
        return [self[name] for name in self.fields if name in _CONTENTS]

    def typed(self) -> dict[str, object]:
        """Return what was typed, by the names a question has."""
        assert self.is_valid(), "a form that does not judge has nothing to refuse"
        meant = {shown: name for name, shown in SIDES.items()}
        return {meant.get(name, name): value for name, value in self.cleaned_data.items()}


def _label(act: ActKind, name: str) -> Promise:
    return _LABELS_OF_ACTS.get((act, name)) or _LABELS[name]


_LABELS: Mapping[str, Promise] = {
    "acting": _("Who acts"),
    "other": _("The other side"),
    "on": _("On the day"),
    "under": _("Under this agreement only (its reference)"),
    "kind": _("Which assistance"),
    "purpose": _("What for"),
    "not_reciprocal": _("The asking side could not do the same in return"),
    "courtesy": _("Put as a courtesy, which nobody owes"),
    "oral": _("Put by word of mouth, because it is urgent"),
    "contains": _("Categories of data it contains"),
    "suppliers": _("Administrations that supplied some of it (codes)"),
    "consented": _("Those of them that have consented (codes)"),
    "assured": _("What the receiving side has promised"),
    "in_breach": _("The receiving side has broken a promise before"),
    "touches": _("Grounds of refusal it may touch"),
    "received_on": _("Received on"),
    "asked_for": _("The purpose stated in the request"),
    "only_for": _("The only purposes the supplier allowed"),
    "proceedings": _("In which proceedings"),
    "recipient": _("Who would get it"),
    "abroad": _("The recipient's country, where it is another"),
    "consent": _("Reference of the consent given"),
    "on_legal_hold": _("An order holds it"),
    "as_host": _("The side that acts is the host"),
    "armed": _("The officials carry arms"),
    "enforce": _("The decision is enforced, and not only told"),
    "targets": _("What is watched, parted by commas"),
    "on_own": _("Nobody has asked for it"),
    "route": _("The states on the way, in order (codes)"),
    "goods": _("What moves"),
    "decided": _("Decisions of competent authorities, each as UA=J-1"),
    "dataset": _("The data set"),
    "fields": _("The data elements, parted by commas"),
    "channel": _("The road the data takes"),
    "without_names": _("The lists name nobody"),
    "operating": _("The arrangement is in operation"),
    "trader_consents": _("The trader has consented"),
}
_LABELS_OF_ACTS: Mapping[tuple[ActKind, str], Promise] = {
    (ActKind.ASK, "acting"): _("Who asks"),
    (ActKind.ASK, "other"): _("Who is asked"),
    (ActKind.ANSWER, "acting"): _("Who answers"),
    (ActKind.ANSWER, "other"): _("Who asked"),
    **{
        (act, name): label
        for act in (ActKind.USE, ActKind.PASS_ON, ActKind.SHARE, ActKind.KEEP)
        for name, label in (
            ("acting", _("Who holds it")),
            ("other", _("Who supplied it")),
            ("under", _("Under which agreement it was supplied (its reference)")),
        )
    },
}


def _chosen(choices: Callable[[], Choices]) -> Callable[[Promise], forms.Field]:
    def made(label: Promise) -> forms.Field:
        field = CodeField(label=label)
        field.offer([("", gettext("Choose…")), *choices()])
        return field

    return made


def _ticked(choices: Callable[[], Choices]) -> Callable[[Promise], forms.Field]:
    def made(label: Promise) -> forms.Field:
        field = CodesField(label=label)
        field.offer(choices())
        return field

    return made


def _named(codes: type[StrEnum]) -> Callable[[], Choices]:
    return lambda: [(code.value, capital(name_of(code))) for code in codes]


def _countries() -> Choices:
    codes = (*COUNTRIES, *UNIONS)
    return sorted(((c, country_name(c)) for c in codes), key=lambda pair: pair[1])


def _assurances() -> Choices:
    return [(each.value, capital(gettext(each.label))) for each in Assurance]


def _exemptions() -> Choices:
    kinds = [kind for kind in ProvisionKind if kind.is_exemption]
    return [(kind.value, capital(gettext(CATALOGUE[kind].title))) for kind in kinds]


def _yes_or_no() -> Choices:
    return [("yes", gettext("Yes")), ("no", gettext("No"))]


def _line(label: Promise) -> forms.Field:
    return TypedField(label=label)


def _flag(label: Promise) -> forms.Field:
    told: dict[str, Any] = {"label": label}
    return forms.BooleanField(required=False, **told)


def _day(label: Promise) -> forms.Field:
    return DayField(label=label)


_FIELDS: Mapping[str, Callable[[Promise], forms.Field]] = {
    **dict.fromkeys(_LABELS, _line),
    **dict.fromkeys(("acting", "other", "abroad"), _chosen(_countries)),
    **dict.fromkeys(("purpose", "asked_for"), _chosen(_named(Purpose))),
    **dict.fromkeys(("operating", "trader_consents"), _chosen(_yes_or_no)),
    **dict.fromkeys(("on", "received_on"), _day),
    **dict.fromkeys(
        (
            "not_reciprocal",
            "courtesy",
            "oral",
            "in_breach",
            "on_legal_hold",
            "as_host",
            "armed",
            "enforce",
            "on_own",
            "without_names",
        ),
        _flag,
    ),
    "kind": _chosen(_named(AssistanceKind)),
    "proceedings": _chosen(_named(Proceedings)),
    "contains": _ticked(_named(DataCategory)),
    "only_for": _ticked(_named(Purpose)),
    "assured": _ticked(_assurances),
    "touches": _ticked(_exemptions),
}
