"""Whether openings are told on a link: what officers here decide, and what the partner says."""

from datetime import datetime

from comity.exchange.duties import SET_OPENINGS
from comity.exchange.models import Link
from comity.exchange.openings_terms import OPENINGS_HELD, OPENINGS_SET
from comity.exchange.services.links import link_for_change
from comity.exchange.services.openings_telling import say_openings
from comity.exchange.terms import Received
from comity.ledger.services import append
from comity.ledger.terms import NODE
from comity.officers.terms import Viewer


def set_openings(code: str, *, told: bool, officer: Viewer, at: datetime) -> Link:
    """Decide whether a partner is told when an officer here has opened what came from it.

    It counts for what is opened from now on. The partner is told the decision itself, and nothing
    of any case, so that it waits for no word that never comes.

    Args:
        code: the partner's administration.
        told: whether openings are told.
        officer: who decides: of the treaty desk, or an administrator of this node.
        at: aware UTC instant.

    Returns:
        The link; one that was set so before is left as it is, and nothing is told or recorded.

    Raises:
        NotAllowedError: the officer's office does not carry this.
        LinkRefusedError: there is no link to the partner that carries messages now.
        LinkRecoveringError: what this node lost is being asked of the partner first.
    """
    link = link_for_change(code, SET_OPENINGS, officer=officer)
    if link.tells_openings == told:
        return link
    link.tells_openings = told
    link.save(update_fields=["tells_openings"])
    append(
        OPENINGS_SET,
        about=code,
        by=officer.name,
        agency=officer.agency,
        at=at,
        partner=code,
        openings_told=_word(told=told),
        message=say_openings(link, at=at),
    )
    return link


def decide_openings_again(sent: Received) -> None:
    """Take up again what officers here had decided, and the partner has known since."""
    told = bool(sent.body["told"])
    if not Link.objects.filter(code=sent.partner, tells_openings=not told).update(
        tells_openings=told
    ):
        return
    append(
        OPENINGS_SET,
        about=sent.partner,
        by=NODE,
        agency="",
        at=sent.at,
        partner=sent.partner,
        openings_told=_word(told=told),
        message=sent.message_id,
    )


def take_openings(received: Received) -> None:
    """Keep whether a partner tells openings; the last word counts, and nothing moves by it.

    A word that changes nothing is not recorded: it may be said as often as the partner likes.
    """
    told = bool(received.body["told"])
    if not Link.objects.filter(code=received.partner, openings_told=not told).update(
        openings_told=told
    ):
        return
    append(
        OPENINGS_HELD,
        about=received.partner,
        by=NODE,
        agency="",
        at=received.at,
        partner=received.partner,
        openings_told=_word(told=told),
        message=received.message_id,
    )


def _word(*, told: bool) -> str:
    return "yes" if told else "no"
