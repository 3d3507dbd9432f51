"""What is chosen of a file of the former caseload."""

from django import forms
from django.utils.translation import gettext_lazy as _

from comity.interfaces.sheets import chosen_columns
from comity.interfaces.web.forms import TypedField


class ImportForm(forms.Form):
    """The file, and the headings that are not recognised."""

    file = forms.FileField(
        required=False,
        allow_empty_file=True,
        label=_("File"),
        help_text=_("XLSX or CSV: headings in the first row, and one open matter a row."),
    )
    columns = TypedField(
        lines=3,
        label=_("Headings that are not recognised"),
        help_text=_("One a line, such as: subject = Betreff."),
    )

    def chosen(self) -> dict[str, str]:
        """Return the heading chosen for each column."""
        return chosen_columns(self.cleaned_data["columns"].splitlines())
