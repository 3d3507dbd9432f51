"""Statistics with partners: both directions, internal until the head of a unit releases them."""

from datetime import date, datetime

from django import forms
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from comity.assistance import queries
from comity.assistance.duties import RELEASE_STATISTICS, SEE_RELEASED, SEE_STATISTICS
from comity.assistance.models import StatisticsRelease
from comity.assistance.queries import statistics
from comity.assistance.services.statistics import digest_of_figures, release_statistics
from comity.assistance.terms.statistics import PairStatistics, Stretch
from comity.assistance.wording.statistics import DIRECTION_NAMES
from comity.exchange.queries import linked_codes
from comity.interfaces.pair_figures import FORMS, figures_of, hand_out_figures
from comity.interfaces.stretches import stretch_of
from comity.interfaces.web.acting import act
from comity.interfaces.web.clock import now, today
from comity.interfaces.web.doors import by_button, for_officers
from comity.interfaces.web.errors import not_sealed
from comity.interfaces.web.forms import DayField, show_problems
from comity.interfaces.web.fresh import with_fresh_sign_in
from comity.interfaces.web.records.oversight import download
from comity.interfaces.web.words import country_name
from comity.kernel.countries import COUNTRIES
from comity.kernel.errors import InvalidDraftError, NotFoundError
from comity.letters.token_terms import TokenError
from comity.officers.terms import Viewer, demand_role


class StretchForm(forms.Form):
    """The days that are counted."""

    since = DayField(label=_("First day"))
    until = DayField(label=_("Last day"))


@for_officers
@require_safe
def overview(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Lead to the partners whose figures may be seen, and to what was released."""
    demand_role(viewer, SEE_RELEASED.roles)
    sees = viewer.holds(*SEE_STATISTICS.roles)
    partners = {*linked_codes(), *(a.partner for a in queries.postal_addresses(seen_by=viewer))}
    told = {
        "partners": sorted(partners, key=country_name) if sees else (),
        "sees": sees,
        "releases": statistics.releases(seen_by=viewer),
    }
    return render(request, "statistics/overview.html", told)


@for_officers
@require_safe
def pair(request: HttpRequest, viewer: Viewer, partner: str) -> HttpResponse:
    """Show the figures with one partner."""
    demand_role(viewer, SEE_STATISTICS.roles)
    _demand_known(partner)
    typed = {name: request.GET.get(name, "") for name in ("since", "until")}
    form = StretchForm({**_in_words(stretch_of("", "", on=today())), **_given(typed)})
    told: dict[str, object] = {"partner": partner, "form": form}
    try:
        found = _found(typed, partner, viewer)
    except InvalidDraftError as refused:
        assert form.is_valid(), "a form that does not judge has nothing to refuse"
        show_problems(form, refused.problems)
    else:
        told |= {
            **_shown(found),
            "days": _in_words(found.stretch),
            "digest": digest_of_figures(found),
            "may_release": viewer.holds(*RELEASE_STATISTICS.roles),
        }
    return render(request, "statistics/pair.html", told)


@for_officers
@require_safe
def pair_file(request: HttpRequest, viewer: Viewer, partner: str, form: str) -> HttpResponseBase:
    """Hand the figures with one partner out as they stand, marked as internal."""
    demand_role(viewer, SEE_STATISTICS.roles)
    _demand_known(partner, form)
    typed = {name: request.GET.get(name, "") for name in ("since", "until")}
    try:
        found = _found(typed, partner, viewer)
    except InvalidDraftError:
        raise NotFoundError from None
    handed = hand_out_figures(found, form=form, name_of=country_name, at=now())
    return download(handed, media_type=FORMS[form])


@for_officers
@by_button(back="statistics_pair")
def release(request: HttpRequest, viewer: Viewer, partner: str) -> HttpResponse:
    """Freeze the figures that were read, for use outside the house."""
    demand_role(viewer, RELEASE_STATISTICS.roles)
    _demand_known(partner)
    typed = {name: request.POST.get(name, "") for name in ("since", "until")}
    made: list[StatisticsRelease] = []

    def let_out(afresh_at: datetime | None) -> bool:
        def do() -> None:
            made.append(
                release_statistics(
                    partner,
                    stretch_of(**typed, on=today()),
                    digest=request.POST.get("digest", ""),
                    officer=viewer,
                    signed_in_afresh_at=afresh_at,
                    at=now(),
                )
            )

        return act(request, do, done=gettext("Released; a copy stands in the record."))

    if with_fresh_sign_in(request, let_out):
        return redirect("statistics_released", made[0].pk)
    return redirect("statistics_pair", partner)


@for_officers
@require_safe
def released(request: HttpRequest, viewer: Viewer, number: int) -> HttpResponse:
    """Show what was released, as it stood then."""
    found = statistics.release(number, seen_by=viewer)
    return render(request, "statistics/released.html", {"release": found, **_shown(found.told)})


@for_officers
@require_safe
def released_file(request: HttpRequest, viewer: Viewer, number: int, form: str) -> HttpResponseBase:
    """Hand out what was released; the PDF is sealed."""
    found = statistics.release(number, seen_by=viewer)
    _demand_known(found.partner, form)
    try:
        handed = hand_out_figures(
            found.told, form=form, name_of=country_name, at=now(), released=found
        )
    except TokenError as refused:
        return not_sealed(request, refused)
    return download(handed, media_type=FORMS[form])


def _demand_known(partner: str, form: str = "csv") -> None:
    if partner not in COUNTRIES or form not in FORMS:
        raise NotFoundError()


def _found(typed: dict[str, str], partner: str, viewer: Viewer) -> PairStatistics:
    stretch = stretch_of(**typed, on=today())
    return statistics.pair_statistics(partner, stretch, seen_by=viewer)


def _shown(told: PairStatistics) -> dict[str, object]:
    return {
        "stretch": told.stretch,
        "directions": [
            (side.value, gettext(DIRECTION_NAMES[side]), figures_of(direction))
            for side, direction in told.directions()
        ],
    }


def _in_words(stretch: Stretch) -> dict[str, str]:
    return {"since": _iso(stretch.since), "until": _iso(stretch.until)}


def _iso(day: date) -> str:
    return day.isoformat()


def _given(typed: dict[str, str]) -> dict[str, str]:
    return {name: told for name, told in typed.items() if told}
