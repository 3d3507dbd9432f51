"""What the treaty desk fills in to settle one point of an instrument."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from comity.agreements.terms import (
    CATALOGUE,
    Effect,
    EventType,
    Instrument,
    Matter,
    ProvisionKind,
    Settlement,
    settlement_from,
)
from comity.interfaces.web.agreements.entry_groups import parameter_slot
from comity.interfaces.web.forms import CodeField, DayField, TypedField, show_problems
from comity.interfaces.web.words import capital, country_name, name_of
from comity.kernel.errors import InvalidDraftError

_SETTLED_HERE = ((Matter.EVENT, _("an event")), (Matter.TERM, _("a term")))


class SettleForm(forms.Form):
    """One sourced act of the treaty desk about one instrument."""

    BEGUN = frozenset({"matter", "event", "party", "provision"})

    matter = CodeField(label=_("What is settled"))
    event = CodeField(label=_("Event"), help_text=_("When an event is settled."))
    event_on = DayField(label=_("Day of the event"))
    party = CodeField(
        label=_("Party"), help_text=_("For an acceptance or a succession: whose it is.")
    )
    parts = TypedField(
        lines=2,
        label=_("Parts"),
        help_text=_("For an acceptance or a reservation: one annex or part on each line."),
    )
    provision = CodeField(label=_("Matter of the article"), help_text=_("When a term is settled."))
    effect = CodeField(label=_("What the text does with it"))
    article = TypedField(
        label=_("Article"), help_text=_("As the text numbers it; empty when not known.")
    )
    states = TypedField(
        lines=2,
        label=_("What is stated"),
        help_text=_("One sentence; every ground that rests on it will repeat it."),
    )
    source = TypedField(
        lines=2, label=_("Source"), help_text=_("What was read, where, and on which page.")
    )

    def __init__(
        self,
        typed: Mapping[str, object] | None = None,
        *,
        initial: Mapping[str, object] | None = None,
    ) -> None:
        as_django: dict[str, Any] = {"data": typed, "initial": initial}
        super().__init__(**as_django)
        told = str((typed or initial or {}).get("provision", ""))
        known = CATALOGUE[ProvisionKind(told)].parameters if told in set(ProvisionKind) else {}
        self.parameters = [parameter_slot(name, each) for name, each in known.items()]
        self.fields.update({slot.name: slot.field() for slot in self.parameters})
        offers = {
            "matter": [(matter.value, str(name)) for matter, name in _SETTLED_HERE],
            "event": [("", "–"), *((e.value, capital(name_of(e))) for e in EventType)],
            "provision": [("", "–"), *((k.value, capital(name_of(k))) for k in ProvisionKind)],
            "effect": [(e.value, capital(name_of(e))) for e in Effect],
        }
        for name, choices in offers.items():
            field = self.fields[name]
            assert isinstance(field, CodeField)
            field.offer(choices)

    def offer_parties(self, instrument: Instrument) -> None:
        """Offer the parties of the instrument that is settled."""
        field = self.fields["party"]
        assert isinstance(field, CodeField)
        named = sorted(((p.code, country_name(p.code)) for p in instrument.parties), key=_by_name)
        field.offer([("", gettext("All parties")), *named])

    def parameter_fields(self) -> list[forms.BoundField]:
        """Return the fields of the term that was chosen, as the catalogue lists them."""
        return [self[slot.name] for slot in self.parameters]

    def settlement(self, *, about: str, by: str, on: date) -> Settlement | None:
        """Return the act that was typed; None when a code or the day is none, which is said."""
        assert self.is_valid(), "a form that does not judge has nothing to refuse"
        typed = self.cleaned_data
        of_event = typed["matter"] == Matter.EVENT
        fields = ("event", "event_on", "party") if of_event else ("provision", "effect", "article")
        if not self._day_is_one(typed["event_on"] if of_event else ""):
            return None
        if not typed["event" if of_event else "provision"]:
            self.add_error("event" if of_event else "provision", gettext("Choose one."))
            return None
        stated = {name: typed[name] for name in (*fields, "matter", "states", "source")}
        stated |= self._parts() if of_event else self._parameters()
        try:
            return settlement_from(stated, about=about, by=by, on=on)
        except InvalidDraftError as refused:
            show_problems(self, refused.problems)
            return None

    def _parts(self) -> dict[str, object]:
        return {"parts": [row for row in self.cleaned_data["parts"].split("\n") if row.strip()]}

    def _parameters(self) -> dict[str, object]:
        typed = ((slot, slot.value(self.cleaned_data[slot.name])) for slot in self.parameters)
        return {"parameters": {slot.path[-1]: value for slot, value in typed if value is not None}}

    def _day_is_one(self, typed: str) -> bool:
        try:
            date.fromisoformat(typed or "2000-01-01")
        except ValueError:
            self.add_error("event_on", gettext("This is not a day."))
            return False
        return True


def _by_name(pair: tuple[str, str]) -> str:
    return pair[1]
