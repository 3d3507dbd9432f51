"""What is typed to show a case, or one exhibit of it, to another agency."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from comity.agreements.terms import DataCategory, Purpose
from comity.assistance.models import Enclosure
from comity.assistance.terms import SharingDraft
from comity.interfaces.web.choices import names_of
from comity.interfaces.web.forms import CodeField, CodesField, TypedField
from comity.interfaces.web.words import capital, name_of
from comity.officers.models import Agency


class ShareForm(forms.Form):
    """With whom, what of it, and what for."""

    agency = CodeField(label=_("Agency"))
    exhibit = CodeField(label=_("What of it"))
    purpose = CodeField(label=_("What that agency would use it for"))
    categories = CodesField(label=_("Categories of data in it"))
    consent = TypedField(
        label=_("The supplier's consent"),
        help_text=_("Its reference, if it was given for exactly this."),
    )

    def __init__(
        self,
        *args: Any,
        agencies: Iterable[Agency],
        enclosures: Iterable[Enclosure],
        **named: Any,
    ) -> None:
        super().__init__(*args, **named)
        whole = ("", gettext("The whole case"))
        offers: dict[str, list[tuple[str, object]]] = {
            "agency": [("", gettext("Choose…")), *((a.code, a.name) for a in agencies)],
            "exhibit": [whole, *((str(e.exhibit.pk), e.exhibit.file_name) for e in enclosures)],
            "purpose": names_of(Purpose, str(self.data.get("purpose", ""))),
            "categories": [(c.value, capital(name_of(c))) for c in DataCategory],
        }
        for name, choices in offers.items():
            field = self.fields[name]
            assert isinstance(field, CodeField | CodesField)
            field.offer(choices)

    def draft(self) -> SharingDraft:
        """Return what was typed."""
        assert self.is_valid(), "a form that does not judge has nothing to refuse"
        return SharingDraft(**self.cleaned_data)
