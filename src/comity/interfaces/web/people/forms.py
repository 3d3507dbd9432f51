"""What is typed to appoint an officer, and to change an officer's offices, name or agency."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from comity.interfaces.web.forms import CodeField, CodesField, TypedField
from comity.kernel.rulings import Role
from comity.officers.appointment import Newcomer
from comity.officers.models import Agency
from comity.officers.wording import ROLE_NAMES


class OfficesField(CodesField):
    """Every office there is, as check boxes."""

    def offer_all(self) -> None:
        """Offer the offices by their names, in the reader's language."""
        self.offer((role.value, gettext(ROLE_NAMES[role])) for role in Role)


class OfficesForm(forms.Form):
    """The offices that an officer is to hold."""

    roles = OfficesField(label=_("Offices"))

    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        field = self.fields["roles"]
        assert isinstance(field, OfficesField)
        field.offer_all()


class NameForm(forms.Form):
    """The name that the record is to show."""

    name = TypedField(label=_("Full name, as the record shows it"))


class AgencyForm(forms.Form):
    """The agency that an officer goes over to."""

    agency = CodeField(label=_("New agency"))

    def __init__(self, *args: Any, agencies: Iterable[Agency], **named: Any) -> None:
        super().__init__(*args, **named)
        field = self.fields["agency"]
        assert isinstance(field, CodeField)
        offered = [(each.code, each.name) for each in agencies]
        field.offer([("", gettext("Choose…")), *offered])


class NewcomerForm(NameForm, OfficesForm):
    """Whom to appoint."""

    username = TypedField(
        label=_("Name to sign in with"),
        help_text=_(
            "Small letters, such as a.otieno. It stays for good, because the record names it."
        ),
    )
    agency = CodeField(label=_("Agency"))
    field_order = ("name", "username", "agency", "roles")

    def __init__(self, *args: Any, agencies: Iterable[Agency], **named: Any) -> None:
        super().__init__(*args, **named)
        self.fields["username"].widget.attrs |= {
            "dir": "ltr",
            "autocapitalize": "none",
            "autocomplete": "off",
            "spellcheck": "false",
        }
        field = self.fields["agency"]
        assert isinstance(field, CodeField)
        offered = [(each.code, each.name) for each in agencies]
        # Where there is one agency, nobody is asked to choose it.
        field.offer(offered if len(offered) == 1 else [("", gettext("Choose…")), *offered])

    def newcomer(self) -> Newcomer:
        """Return who was typed."""
        assert self.is_valid(), "a form that does not judge has nothing to refuse"
        typed = dict(self.cleaned_data)
        return Newcomer(**{**typed, "username": typed["username"].strip()})
