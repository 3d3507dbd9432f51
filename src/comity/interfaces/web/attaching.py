"""Taking a file in from a form: sealed as a stream first, then recorded in one transaction."""

from dataclasses import replace
from typing import Any

from django import forms
from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from comity.evidence.terms import UNNAMED_TYPE, Intake
from comity.interfaces.intake import take_in_exhibit
from comity.interfaces.web.clock import now
from comity.interfaces.web.forms import TypedField, show_problems
from comity.interfaces.web.telling import tell_error
from comity.kernel.errors import ComityError, InvalidDraftError, NotFoundError
from comity.officers.terms import Viewer


class ExhibitForm(forms.Form):
    """A file to take in."""

    file = forms.FileField(required=False, allow_empty_file=True, label=_("File"))
    source = TypedField(
        label=_("How it was obtained"),
        help_text=_("Where from, by whom, on what occasion: custody begins with it."),
    )

    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        self.fields["file"].help_text = _("Any type; it is hashed and sealed as it comes in.")

    def holds_something(self) -> bool:
        """Tell whether a file was chosen, or said to be: then no button may let it drop."""
        return bool(self.files.get("file") or str(self["source"].value() or "").strip())

    def ask_again(self) -> None:
        """Say that the file was not taken in, where one was chosen: no page can show it again."""
        if self.holds_something() and not self.has_error("file"):
            self.add_error("file", gettext("The file was not taken in. Choose it again."))


def files_again(typed: QueryDict | None) -> ExhibitForm:
    """Return the form of a file as a page shows it first, or again with what was typed in it."""
    files = ExhibitForm(typed)
    if typed is not None:
        files.ask_again()
    return files


def attach_file(
    request: HttpRequest, form: ExhibitForm, reference: str, *, officer: Viewer
) -> bool:
    """Take the form's file in as an exhibit; what is wrong stands beside its field.

    Returns:
        Whether it was taken in.
    """
    assert form.is_valid(), "a form that does not judge has nothing to refuse"
    file, source = form.cleaned_data["file"], form.cleaned_data["source"]
    if not isinstance(file, UploadedFile):
        form.add_error("file", gettext("Choose a file first."))
        return False
    intake = Intake(
        file_name=file.name or "",
        media_type=file.content_type or UNNAMED_TYPE,
        source=source,
    )
    try:
        take_in_exhibit(reference, file, intake=intake, officer=officer, at=now())
    except InvalidDraftError as refused:
        # What is wrong with its name or its type is wrong with the file.
        show_problems(
            form,
            (p if p.field in form.fields else replace(p, field="file") for p in refused.problems),
        )
        form.ask_again()
    except NotFoundError:
        raise
    except ComityError as refused:
        form.add_error("file", tell_error(refused))
    else:
        messages.success(request, gettext("Taken in, sealed, and its digest recorded."))
        return True
    return False
