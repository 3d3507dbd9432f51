"""The parts that exhibits of a reply are, once somebody has stated whose they are."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from comity.assistance.models import Answer, ReplyPart
from comity.assistance.models.parts import ReplyParts
from comity.assistance.services.parts_ruled import demand_not_refused
from comity.assistance.terms.markings import WHOLE, MarkingDraft, Originator
from comity.evidence.models import Exhibit
from comity.officers.models import Agency
from comity.officers.queries import agencies
from comity.officers.terms import Viewer


def follow_markings(
    answer: Answer,
    markings: Iterable[MarkingDraft],
    exhibits: Mapping[str, Exhibit],
    *,
    officer: Viewer,
    at: datetime,
) -> None:
    """Let each exhibit that is another's be a part, which waits for that originator.

    A consent that is stated with it counts for a court, and for a body that has no desk here; an
    agency of this node decides itself, and a case of ours that brought the exhibit is named on the
    page of the parts.

    Args:
        answer: that is being written.
        markings: what is said of it and of its exhibits.
        exhibits: that are enclosed, by their ids.
        officer: who writes it.
        at: aware UTC instant.

    Raises:
        OriginatorNotAskedError: what its originator refused would be another's.
    """
    own = ("", Originator.OWN.value)
    others = [each for each in markings if each.item != WHOLE and each.originator not in own]
    parts = {part.exhibit_id: part for part in _of(answer, exhibits)}
    # What an earlier reply withheld is enclosed still, and stays the part it was.
    there = {key: part for key, part in parts.items() if part.answer_id is None}
    others = [each for each in others if exhibits[each.item].pk not in {*parts} - {*there}]
    said = {exhibits[each.item].pk for each in others}
    for part in there.values():
        if part.exhibit_id not in said and not part.is_own and not part.withheld:
            demand_not_refused(part)
            part.delete()
    for each in others:
        exhibit = exhibits[each.item]
        part = there.get(exhibit.pk) or ReplyPart(
            request=answer.request, number=_next_number(answer), exhibit=exhibit
        )
        _take(part, each, officer=officer, at=at)
        part.save()


def decides_by_part(originator: str, named: str) -> bool:
    """Tell whether an originator has a way to decide itself, which a word about the whole has not.

    An agency of this node decides at its own desk, a partner in the case to which it supplied it:
    both on a part. What a court or another body has consented to is noted here.

    Args:
        originator: an `Originator`; empty for the own service.
        named: its name, or the code of an agency.
    """
    if originator == Originator.AGENCY:
        return _agency_named(named) is not None
    return originator == Originator.PARTNER


def _take(part: ReplyPart, said: MarkingDraft, *, officer: Viewer, at: datetime) -> None:
    agency = _agency_named(said.named) if said.originator == Originator.AGENCY else None
    same = (part.originator, part.named) == (said.originator, agency.name if agency else said.named)
    if not same:
        demand_not_refused(part)
        part.agency, part.source, part.consent, part.supplier = agency, None, None, ""
        part.originator = said.originator
        part.named = agency.name if agency else said.named
        part.consented = part.decided_at = None
        part.leave = part.reasons = part.decided_by = ""
    part.written_by, part.written_at = officer.name, at
    by_hand = part.agency is None and part.source is None
    # What stands there still says nothing new, once somebody has noted what was decided.
    if by_hand and said.leave and (part.decided_at is None or said.leave != part.leave):
        part.consented, part.leave = True, said.leave
        part.decided_by, part.decided_at = officer.name, at


def _of(answer: Answer, exhibits: Mapping[str, Exhibit]) -> ReplyParts:
    parts = ReplyPart.objects.filter(request=answer.request).select_related("consent")
    return parts.filter(exhibit__in=[each.pk for each in exhibits.values()])


def _agency_named(name: str) -> Agency | None:
    """Return the agency of this node that is named; None for a body elsewhere."""
    named = " ".join(name.split()).casefold()
    known = (each for each in agencies() if named in {each.name.casefold(), each.code.casefold()})
    return next(known, None)


def _next_number(answer: Answer) -> int:
    parts = ReplyPart.objects.filter(request=answer.request).order_by("-number")
    last = parts.values_list("number", flat=True).first()
    return 1 if last is None else last + 1
