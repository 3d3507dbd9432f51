"""Withholding a part of a reply: it goes without it, and says so where that may be said."""

from datetime import date, datetime

from comity.agreements.queries import current_register
from comity.agreements.rules.releasing import cite_kind
from comity.agreements.terms import ProvisionKind
from comity.agreements.wording.citations import cited_in_english
from comity.assistance.models import ReplyPart, Request
from comity.assistance.services.moves import demand_no_problems
from comity.assistance.services.parts import note_part, part_staying, writable
from comity.assistance.services.parts_ruled import says_of
from comity.assistance.services.writers import note_writer
from comity.assistance.terms import RefusalGround
from comity.assistance.terms.events.parts import PART_TAKEN_UP, PART_WITHHELD
from comity.assistance.terms.parts import ORIGINATOR_REFUSED, OriginatorSays, PartNotOpenError
from comity.kernel.errors import Problem
from comity.kernel.rulings import Citation
from comity.officers.terms import Viewer

_NOTHING = Citation("cited_nothing")


def withhold_part(
    reference: str,
    number: int,
    *,
    ground: str,
    told: bool,
    officer: Viewer,
    at: datetime,
    on: date,
) -> ReplyPart:
    """Withhold a part: the reply goes without it, and says so where that may be said.

    Args:
        reference: of the request that is answered.
        number: of the part.
        ground: a `RefusalGround`, or that its originator refused.
        told: the reply says that a part is withheld, with the ground and its article.
        officer: who writes the answer.
        at: aware UTC instant.
        on: the civil day, of which the article is read.

    Raises:
        InvalidDraftError: there is no such ground, or its originator did not refuse.
        PartNotOpenError: it has gone already.
        NotFoundError, NotAllowedError: as for every act on a request.
    """
    request = writable(reference, officer=officer)
    found = part_staying(request, number)
    refused = ground == ORIGINATOR_REFUSED and says_of(found, on=on) is OriginatorSays.REFUSED
    if not refused and ground not in frozenset(RefusalGround):
        demand_no_problems((Problem("unknown_code" if ground else "missing", "ground"),))
    found.withheld, found.withheld_told = ground, told
    found.withheld_article = _article_of(request, ground, on=on)
    found.save()
    note_writer(request, officer)
    note_part(
        PART_WITHHELD,
        found,
        by=officer.name,
        at=at,
        ground=ground,
        article=found.withheld_article,
    )
    return found


def take_part_up(reference: str, number: int, *, officer: Viewer, at: datetime) -> ReplyPart:
    """Let a part that was withheld be ruled on again.

    Raises:
        PartNotOpenError: it has gone already, or is not withheld.
        NotFoundError, NotAllowedError: as for every act on a request.
    """
    request = writable(reference, officer=officer)
    found = part_staying(request, number)
    if not found.withheld:
        raise PartNotOpenError()
    found.withheld = found.withheld_article = ""
    found.save()
    note_writer(request, officer)
    note_part(PART_TAKEN_UP, found, by=officer.name, at=at)
    return found


def _article_of(request: Request, ground: str, *, on: date) -> str:
    """Return the article of the agreement that has the ground; empty where none is encoded."""
    register = current_register()
    if ground not in frozenset(ProvisionKind) or not register.has(request.relied_on):
        return ""
    cites = cite_kind(register.instrument(request.relied_on), ProvisionKind(ground), on=on)
    return "" if cites == _NOTHING else cited_in_english(cites)
