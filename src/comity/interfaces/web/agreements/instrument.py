"""One instrument with all that is known of it, what may be asked under it, and what is open."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from comity.agreements.duties import SETTLE
from comity.agreements.overview import gaps_in, status_of
from comity.agreements.queries import current_register
from comity.agreements.terms import status_on
from comity.interfaces.web import kept
from comity.interfaces.web.agreements.days import day_asked
from comity.interfaces.web.agreements.lines import MANY_PARTIES
from comity.interfaces.web.agreements.matrix import matrix_of
from comity.interfaces.web.agreements.openings import openings_of
from comity.interfaces.web.agreements.settlement_form import SettleForm
from comity.interfaces.web.doors import for_officers
from comity.interfaces.web.words import country_name
from comity.kernel.codes import CountryCode
from comity.officers.queries import own_administration
from comity.officers.terms import Viewer


@for_officers
@require_safe
def agreement(request: HttpRequest, viewer: Viewer, reference: str) -> HttpResponse:
    """Show one instrument: parties, events, articles, sources, and what is not known."""
    return detail_page(request, viewer, reference, form=None)


def detail_page(
    request: HttpRequest, viewer: Viewer, reference: str, *, form: SettleForm | None
) -> HttpResponse:
    """Render an instrument; the treaty desk finds the form that settles a point beneath it."""
    register = current_register()
    instrument = register.instrument(reference)
    day = day_asked(request)
    status = status_on(instrument, on=day.on)
    may_settle = viewer.holds(*SETTLE.roles)
    if may_settle and form is None:
        form = _form(request, viewer)
    if form is not None:
        form.offer_parties(instrument)
    told = {
        "instrument": instrument,
        "status": status.status,
        "said": status_of(instrument, on=day.on),
        "residual": status.residual,
        "on": day.on,
        "day_asked": day,
        "is_today": day.is_today,
        "settlements": [s for s in register.settlements if s.about == reference],
        "many": MANY_PARTIES,
        "openings": openings_of(gaps_in(instrument, on=day.on, register=register)),
        "matrix": matrix_of(
            register,
            instrument,
            own=CountryCode(own_administration().code),
            asked=request.GET.get("asked", ""),
            on=day.on,
            name_of=country_name,
        ),
        "form": form if may_settle else None,
        "may_edit": may_settle,
        "mark": kept.mark_for(viewer),
    }
    return render(request, "agreements/detail.html", told)


def _form(request: HttpRequest, viewer: Viewer) -> SettleForm:
    """Return what an earlier session typed, or a form begun by the link of one open point."""
    typed = kept.given_back(request, viewer)
    if typed is not None:
        return SettleForm(typed)
    begun = {name: value for name, value in request.GET.dict().items() if name in SettleForm.BEGUN}
    return SettleForm(initial=begun)
