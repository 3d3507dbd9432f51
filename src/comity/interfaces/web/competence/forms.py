"""What is filled in when a request is passed on, and when a competent body is written down."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from comity.assistance.queries.competence import Competence
from comity.assistance.terms.competence import AuthorityDraft, TransferDraft
from comity.interfaces.web.forms import CodeField, DayField, TypedField
from comity.officers.queries import agencies


class TransferForm(forms.Form):
    """To which body a request is passed, and when."""

    known = CodeField(label=_("A body that is written down"))
    competent_body = TypedField(
        label=_("Competent body"), help_text=_("Where none above is meant. The partner is told it.")
    )
    transferred_on = DayField(label=_("Day it was passed there"))
    number = TypedField(label=_("Reference there"), help_text=_("Empty while none is known."))
    contact = TypedField(
        lines=2, label=_("Contact there"), help_text=_("An office, no person's own number.")
    )
    basis = TypedField(
        lines=2,
        label=_("Basis"),
        help_text=_("Owed where the register has no article for it. It stays in our record."),
    )
    agency = CodeField(
        label=_("Agency that follows it up"),
        help_text=_("Its officers see the request, and answer with what the body supplies."),
    )

    def __init__(self, *args: Any, competence: Competence | None, asks_agency: bool) -> None:
        super().__init__(*args)
        self._bodies = {} if competence is None else {str(b.pk): b for b in competence.bodies}
        self._offer("known", [(key, body.name) for key, body in self._bodies.items()])
        if not self._bodies:
            del self.fields["known"]
        if asks_agency:
            self._offer("agency", [(a.code, f"{a.name} ({a.code})") for a in agencies()])
        else:
            del self.fields["agency"]

    def _offer(self, name: str, choices: list[tuple[str, str]]) -> None:
        field = self.fields[name]
        assert isinstance(field, CodeField)
        field.offer([("", gettext("Choose…")), *choices])

    def transfer(self) -> TransferDraft:
        """Return what was typed; a body that is written down brings its contact along."""
        typed = self.cleaned_data
        known = self._bodies.get(typed.get("known", ""))
        name, contact = ("", "") if known is None else (known.name, known.contact)
        return TransferDraft(
            body=typed["competent_body"] or name,
            on=typed["transferred_on"],
            number=typed["number"],
            contact=typed["contact"] or contact,
            basis=typed["basis"],
        )


class AuthorityForm(forms.Form):
    """Who is competent in an area when customs is not."""

    area = CodeField(label=_("Area"))
    competent_body = TypedField(label=_("Competent body"))
    contact = TypedField(lines=2, label=_("Contact there"))
    matters = TypedField(lines=2, label=_("Competent for"), help_text=_("Empty: the whole area."))

    def __init__(self, *args: Any, areas: list[tuple[str, str]]) -> None:
        super().__init__(*args)
        field = self.fields["area"]
        assert isinstance(field, CodeField)
        field.offer([("", gettext("Choose…")), *areas])

    def authority(self) -> AuthorityDraft:
        """Return what was typed."""
        typed = self.cleaned_data
        return AuthorityDraft(
            typed["area"], typed["competent_body"], typed["contact"], typed["matters"]
        )
