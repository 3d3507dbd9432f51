"""What the treaty desk fills in to settle a point, and what anybody asks the register."""

from datetime import date

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from comity.agreements.terms import (
    AssistanceKind,
    EventType,
    Matter,
    ProvisionKind,
    Purpose,
    Settlement,
)
from comity.interfaces.web.forms import CodeField, DayField, TypedField
from comity.interfaces.web.words import capital, country_name, name_of
from comity.kernel.countries import COUNTRIES

_SETTLED_HERE = ((Matter.EVENT, _("an event")), (Matter.TERM, _("a term")))


class SettleForm(forms.Form):
    """One sourced act of the treaty desk about one instrument."""

    matter = CodeField(label=_("What is settled"))
    event = CodeField(label=_("Event"), help_text=_("When an event is settled."))
    event_on = DayField(label=_("Day of the event"))
    provision = CodeField(label=_("Matter of the article"), help_text=_("When a term is settled."))
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

    def __init__(self, *args: object, **named: object) -> None:
        super().__init__(*args, **named)  # type: ignore[arg-type]
        offers = {
            "matter": [(matter.value, str(name)) for matter, name in _SETTLED_HERE],
            "event": [("", "–"), *((e.value, capital(name_of(e))) for e in EventType)],
            "provision": [("", "–"), *((k.value, capital(name_of(k))) for k in ProvisionKind)],
        }
        for name, choices in offers.items():
            field = self.fields[name]
            assert isinstance(field, CodeField)
            field.offer(choices)

    def settlement(self, *, about: str, by: str, on: date) -> Settlement | None:
        """Return the act that was typed; None when a code or the day is none, which is said."""
        assert self.is_valid(), "a form that does not judge has nothing to refuse"
        typed = self.cleaned_data
        try:
            day = date.fromisoformat(typed["event_on"]) if typed["event_on"] else None
        except ValueError:
            self.add_error("event_on", gettext("This is not a day."))
            return None
        is_event = typed["matter"] == Matter.EVENT
        known = (
            typed["event"] in set(EventType)
            if is_event
            else typed["provision"] in set(ProvisionKind)
        )
        if not known:
            self.add_error("event" if is_event else "provision", gettext("Choose one."))
            return None
        return Settlement(
            about=about,
            matter=Matter.EVENT if is_event else Matter.TERM,
            states=typed["states"].strip(),
            source=typed["source"].strip(),
            by=by,
            on=on,
            provision=None if is_event else ProvisionKind(typed["provision"]),
            article="" if is_event else typed["article"].strip(),
            event=EventType(typed["event"]) if is_event else None,
            event_on=day if is_event else None,
        )


class MayForm(forms.Form):
    """A question to the register: may one side ask the other for something, on a day."""

    requesting = CodeField(label=_("Who asks"))
    requested = CodeField(label=_("Who is asked"))
    kind = CodeField(label=_("What is asked for"))
    purpose = CodeField(label=_("What for"))
    on = DayField(label=_("On the day"))

    def __init__(self, *args: object, **named: object) -> None:
        super().__init__(*args, **named)  # type: ignore[arg-type]
        named_countries = sorted(((c, country_name(c)) for c in COUNTRIES), key=lambda p: p[1])
        offers = {
            "requesting": [("", gettext("Choose…")), *named_countries],
            "requested": [("", gettext("Choose…")), *named_countries],
            "kind": [
                ("", gettext("Choose…")),
                *((k.value, capital(name_of(k))) for k in AssistanceKind),
            ],
            "purpose": [
                ("", gettext("What this kind of assistance serves")),
                *((p.value, capital(name_of(p))) for p in Purpose),
            ],
        }
        for name, choices in offers.items():
            field = self.fields[name]
            assert isinstance(field, CodeField)
            field.offer(choices)
