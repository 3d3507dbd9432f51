"""Statistics with partners: counted, taken out, released."""

from dataclasses import asdict
from typing import Annotated, Any, Literal

from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import get_language
from ninja import Path, Query, Router, Schema

from comity.assistance.models import StatisticsRelease
from comity.assistance.queries import statistics
from comity.assistance.services.statistics import digest_of_figures, release_statistics
from comity.assistance.terms.statistics import PairStatistics, figures_in_json
from comity.interfaces.letters import voice_of
from comity.interfaces.pair_figures import FORMS, hand_out_figures
from comity.interfaces.rest.doors import Moment, act_of, moment_of
from comity.interfaces.rest.records import file_of
from comity.interfaces.rest.values import Strict, Word
from comity.interfaces.stretches import stretch_of
from comity.kernel.countries import COUNTRIES
from comity.kernel.errors import NotFoundError
from comity.kernel.languages import SOURCE

router = Router(tags=["statistics"])
Json = dict[str, Any]
Partner = Annotated[str, Path(pattern=r"^[A-Z]{2}$")]
Number = Annotated[int, Path(ge=1, le=2**31 - 1)]
Form = Literal["csv", "pdf"]


class StretchAsked(Schema):
    """The days that are counted; this quarter until today when none are named."""

    since: Word = ""
    until: Word = ""


class FigureFileAsked(StretchAsked):
    """The days, and the form of the file."""

    form: Form = "csv"


class FormAsked(Schema):
    """The form of a file."""

    form: Form = "csv"


class StatisticsIn(Strict):
    """The days, and the digest of the figures that were read; nothing else is released."""

    since: Word
    until: Word
    digest: Word


@router.get("/statistics/{partner}", response=Json)
def read_statistics(request: HttpRequest, partner: Partner, asked: Query[StretchAsked]) -> Json:
    """What was asked and answered in both directions; a year at most."""
    found = _found(moment_of(request), partner, asked)
    return {**figures_in_json(found), "digest": digest_of_figures(found)}


@router.get("/statistics/{partner}/file")
def take_statistics(
    request: HttpRequest, partner: Partner, asked: Query[FigureFileAsked]
) -> HttpResponseBase:
    """The same as CSV or PDF, marked as internal."""
    moment = moment_of(request)
    found = _found(moment, partner, asked)
    handed = hand_out_figures(found, form=asked.form, name_of=_name_of, at=moment.at)
    return file_of(handed, media_type=FORMS[asked.form])


@router.post("/statistics/{partner}/releases", response=Json)
def release(request: HttpRequest, partner: Partner, read: StatisticsIn) -> Json:
    """Release the figures that were read; a copy as they stand is kept."""
    _demand_known(partner)
    with act_of(request) as moment:
        made = release_statistics(
            partner,
            stretch_of(read.since, read.until, on=moment.on),
            digest=read.digest,
            officer=moment.officer,
            signed_in_afresh_at=moment.afresh_at,
            at=moment.at,
        )
    return _shown(made)


@router.get("/statistics-releases", response=Json)
def list_releases(request: HttpRequest) -> Json:
    """What was released, the latest first."""
    found = statistics.releases(seen_by=moment_of(request).officer)
    return {"items": [_head(each) for each in found]}


@router.get("/statistics-releases/{number}", response=Json)
def read_release(request: HttpRequest, number: Number) -> Json:
    """One release with its figures, as they stood."""
    return _shown(statistics.release(number, seen_by=moment_of(request).officer))


@router.get("/statistics-releases/{number}/file")
def take_release(request: HttpRequest, number: Number, asked: Query[FormAsked]) -> HttpResponseBase:
    """One release as CSV, or as a sealed PDF."""
    moment = moment_of(request)
    found = statistics.release(number, seen_by=moment.officer)
    handed = hand_out_figures(
        found.told, form=asked.form, name_of=_name_of, at=moment.at, released=found
    )
    return file_of(handed, media_type=FORMS[asked.form])


def _found(moment: Moment, partner: str, asked: StretchAsked) -> PairStatistics:
    _demand_known(partner)
    stretch = stretch_of(asked.since, asked.until, on=moment.on)
    return statistics.pair_statistics(partner, stretch, seen_by=moment.officer)


def _demand_known(partner: str) -> None:
    if partner not in COUNTRIES:
        raise NotFoundError()


def _name_of(code: str) -> str:
    return voice_of((get_language() or SOURCE).split("-")[0]).country(code)


def _head(made: StatisticsRelease) -> Json:
    return {
        "number": made.pk,
        "partner": made.partner,
        "since": made.since.isoformat(),
        "until": made.until.isoformat(),
        "by": made.by,
        "at": made.at,
        "digest": made.digest,
    }


def _shown(made: StatisticsRelease) -> Json:
    directions = {side.value: asdict(told) for side, told in made.told.directions()}
    return {**_head(made), **directions}
