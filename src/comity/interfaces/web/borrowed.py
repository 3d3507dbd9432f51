"""Sentences that libraries show on our pages, told here so that our catalogues hold them too.

Swahili is in none of django-allauth's catalogues and only partly in Django's; ours come first.
"""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

BORROWED = (
    # django-allauth, when one signs in
    _("The username and/or password you specified are not correct."),
    _("This account is currently inactive."),
    _("Incorrect password."),
    _("Incorrect code."),
    _("Invalid login."),
    _("Too many failed login attempts. Try again later."),
    # Django, at a field of a form
    _("Null characters are not allowed."),
    ngettext_lazy(
        "Ensure this value has at most %(limit_value)d character (it has %(show_value)d).",
        "Ensure this value has at most %(limit_value)d characters (it has %(show_value)d).",
        "limit_value",
    ),
    # Django, how long ago something was
    ngettext_lazy("%(num)d year", "%(num)d years", "num"),
    ngettext_lazy("%(num)d month", "%(num)d months", "num"),
    ngettext_lazy("%(num)d week", "%(num)d weeks", "num"),
    ngettext_lazy("%(num)d day", "%(num)d days", "num"),
    ngettext_lazy("%(num)d hour", "%(num)d hours", "num"),
    ngettext_lazy("%(num)d minute", "%(num)d minutes", "num"),
)
