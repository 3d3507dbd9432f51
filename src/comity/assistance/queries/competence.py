"""To whom requests were passed, and who is competent when customs is not."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from comity.agreements.queries import current_register
from comity.assistance.coding import coded_in
from comity.assistance.competence_rules import article_of_transfer
from comity.assistance.duties import TRANSFER
from comity.assistance.models import CompetentBody, PassedOn, Request
from comity.kernel.rulings import Citation
from comity.officers.terms import Viewer
from comity.subjects.queries import readable_code_lists
from comity.subjects.terms import Code


@dataclass(frozen=True, slots=True)
class Competence:
    """Who is competent in an area when customs is not.

    Attributes:
        area: of the list of areas.
        usual: the kinds of body to which matters of the area usually pass, in this order.
        bodies: those of the own state that were written down.
    """

    area: Code
    usual: tuple[Code, ...]
    bodies: tuple[CompetentBody, ...]


def passed_on(request: Request) -> list[PassedOn]:
    """Return to whom a request was passed, first things first; none before it was decided on.

    Args:
        request: that was found for whoever may see it.
    """
    return [] if request.decided_at is None else list(request.passed_on.all())


def transfer_article(request: Request, *, on: date) -> Citation | None:
    """Return the article that lets a partner's request be passed on; None where there is none."""
    register = current_register()
    if not register.has(request.relied_on):
        return None
    return article_of_transfer(register.instrument(request.relied_on), on=on)


def may_transfer(request: Request, viewer: Viewer) -> bool:
    """Tell whether a viewer may pass a request to the competent body as it stands."""
    return viewer.holds(*TRANSFER.roles) and (request.own_side, request.stands) in TRANSFER.states


def competences(*, seen_by: Viewer, on: date) -> tuple[Competence, ...]:
    """Return for each area who is competent when customs is not; nothing for whom it is not.

    Args:
        seen_by: who looks.
        on: the civil day, for the list of areas.
    """
    bodies = CompetentBody.objects.all().visible_to(seen_by).standing()
    by_area: dict[str, list[CompetentBody]] = {}
    for body in bodies:
        by_area.setdefault(body.area, []).append(body)
    return tuple(
        Competence(code, usual, tuple(by_area.get(code.code, ())))
        for code, usual in areas_on(on).values()
    )


def competence_for(request: Request, *, seen_by: Viewer, on: date) -> Competence | None:
    """Return who is competent for a request's offence when customs is not; None without an area.

    The path is the offence's own where its list names one, otherwise that of its area.
    """
    held = readable_code_lists()
    coded = coded_in(request.as_draft(), request.code_versions, held, on=on)
    found = [each for each in coded if each.code is not None]
    if not found:
        return None
    last = found[-1]
    assert last.code is not None
    area = request.area or last.code.parent
    areas = areas_on(on)
    code = areas[area][0] if area in areas else last.code
    bodies = CompetentBody.objects.all().visible_to(seen_by).standing().filter(area=area)
    return Competence(code, last.path, tuple(bodies))


def areas_on(on: date) -> Mapping[str, tuple[Code, tuple[Code, ...]]]:
    """Return the areas of a day by their codes, each with its usual path."""
    held = readable_code_lists()
    versions = held.during("areas")
    areas = next((each for each in versions if on in each.period), None)
    if areas is None:
        return {}
    return {code.code: (code, held.path(areas, code, on=on)) for code in areas.codes}
