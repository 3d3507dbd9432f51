"""The filter of the lists: one partner, or all."""

from django.http import HttpRequest

from comity.interfaces.web.words import country_name
from comity.kernel.countries import COUNTRIES


def partner_asked(request: HttpRequest) -> str:
    """Return the partner a list is asked for; "" for all, or when none of that code is known."""
    code = request.GET.get("partner", "")
    return code if code in COUNTRIES else ""


def partners_named() -> list[tuple[str, str]]:
    """Return every country with its name in the reader's language, by name.

    All of them, whether anything stands about them or not: what is offered tells nothing.
    """
    return sorted(((code, country_name(code)) for code in COUNTRIES), key=lambda pair: pair[1])
