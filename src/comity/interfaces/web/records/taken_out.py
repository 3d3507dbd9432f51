"""Taking a register out as CSV against a reason: the one page the registers share."""

from collections.abc import Callable, Mapping
from typing import Any, Protocol

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render

from comity.assistance.duties import PROTECT_DATA
from comity.interfaces.taking_out import Handed
from comity.interfaces.web import kept
from comity.interfaces.web.records.oversight import (
    download,
    reason_form,
    reason_in,
    show_refusal,
)
from comity.interfaces.web.records.views import rooms
from comity.kernel.errors import ComityError
from comity.officers.terms import Viewer, demand_role


class Asked(Protocol):
    """Which part of a register is taken out."""

    def in_words(self) -> tuple[tuple[str, str], ...]:
        """Return what is asked for by name, without what was left empty."""


def begun_after(request: HttpRequest) -> int:
    """Return the key from which a list goes on; 0, its beginning, where none is typed."""
    after = request.GET.get("after", "")
    return int(after) if after.isascii() and after.isdecimal() and len(after) < 16 else 0


def take_register_out(
    request: HttpRequest,
    viewer: Viewer,
    asked: Asked,
    *,
    hand_out: Callable[[str], Handed],
    names: Mapping[str, Any],
    template: str,
) -> HttpResponseBase:
    """Show what would be taken out, or hand it out against the reason that was typed.

    Args:
        request: of the page.
        viewer: a data protection officer.
        asked: which part of the register.
        hand_out: writes it, given the reason, and records that.
        names: of what can be asked for.
        template: the page.

    Raises:
        NotAllowedError: `viewer` is none.
    """
    demand_role(viewer, PROTECT_DATA.roles)
    form = reason_form(request)
    if request.method == "POST":
        try:
            return download(hand_out(reason_in(form)), media_type="text/csv; charset=utf-8")
        except ComityError as refused:
            show_refusal(form, refused)
    told = {
        "asked": dict(asked.in_words()),
        "told": [(names[name], value) for name, value in asked.in_words()],
        "form": form,
        "mark": kept.mark_for(viewer),
        **rooms(viewer),
    }
    return render(request, template, told)
