"""The fields that can be corrected by name, and why they are wrong, as select boxes offer them."""

from django import forms
from django.utils.translation import gettext

from comity.assistance.afterword_rules import CORRECTABLE
from comity.assistance.terms.afterwords import CorrectionGround
from comity.assistance.wording import FIELD_LABELS
from comity.assistance.wording.afterwords import CORRECTION_GROUND_NAMES
from comity.interfaces.web.forms import CodeField
from comity.interfaces.web.words import capital


def offer_fields(form: forms.Form) -> None:
    """Fill the boxes of a form that has a field to choose, and a ground."""
    fields = [(name, gettext(FIELD_LABELS[name])) for name in CORRECTABLE]
    names = CORRECTION_GROUND_NAMES
    grounds = [(each.value, capital(gettext(names[each]))) for each in CorrectionGround]
    for name, offered in (("field", fields), ("ground", grounds)):
        box = form.fields[name]
        assert isinstance(box, CodeField)
        box.offer([("", gettext("Choose…")), *offered])
