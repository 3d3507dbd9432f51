"""Letting a gateway's folder carry a link, or the line again."""

from datetime import datetime

from comity.exchange.carried import CARRIED_BY_FOLDER
from comity.exchange.duties import CARRY_BY_FOLDER
from comity.exchange.models import Link
from comity.exchange.refusals import LinkFault, LinkRefusedError
from comity.exchange.terms import LinkState
from comity.ledger.services import append
from comity.officers.terms import Viewer, demand_role

_LIVE = (LinkState.CONFIRMED, LinkState.SUSPENDED)


def carry_by_folder(code: str, *, by_folder: bool, officer: Viewer, at: datetime) -> Link:
    """Let a gateway's folder carry a link from now on, or the line again.

    What is in flight goes on by the other way as the same log; nothing is sent twice in effect.

    Args:
        code: the partner's administration.
        by_folder: whether the folder carries it.
        officer: who decides; an administrator of this node, where the gateway stands.
        at: aware UTC instant.

    Raises:
        NotAllowedError: the officer's office does not carry this.
        LinkRefusedError: there is no live link to the partner.
    """
    demand_role(officer, CARRY_BY_FOLDER.roles)
    link = Link.objects.select_for_update(no_key=True).filter(code=code).first()
    if link is None:
        raise LinkRefusedError(LinkFault.UNKNOWN, partner=code)
    if link.state not in _LIVE:
        raise LinkRefusedError(LinkFault.STATE_FORBIDS, partner=code, state=link.state)
    if link.by_folder != by_folder:
        link.by_folder = by_folder
        link.save(update_fields=["by_folder"])
        append(
            CARRIED_BY_FOLDER,
            about=code,
            by=officer.name,
            agency=officer.agency,
            at=at,
            partner=code,
            by_folder="yes" if by_folder else "no",
        )
    return link
