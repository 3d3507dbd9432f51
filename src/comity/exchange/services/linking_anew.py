"""Making a link to a known partner again, by the desk: each step asks to sign in afresh.

At the machine itself `add_link` and `confirm_link` begin a first link, where nobody has a desk yet.
"""

from datetime import datetime
from typing import Final

from comity.exchange.duties import CONFIRM_LINK, PROPOSE_LINK
from comity.exchange.models import Link
from comity.exchange.refusals import LinkFault, LinkRefusedError
from comity.exchange.services.links import add_link, confirm_link
from comity.officers.services import demand_fresh_sign_in
from comity.officers.terms import Viewer, demand_role

LONGEST_DESCRIPTOR: Final = 64 * 1024
"""Characters of a descriptor's text that a desk takes."""


def propose_anew(
    code: str, raw: bytes, *, officer: Viewer, signed_in_afresh_at: datetime | None, at: datetime
) -> Link:
    """Begin a link again from the partner's new descriptor.

    Args:
        code: the partner's administration, whose descriptor it has to be.
        raw: the descriptor file as it came.
        officer: who proposes.
        signed_in_afresh_at: when the officer last proved who they are; None for never.
        at: aware UTC instant.

    Returns:
        The link, whose `number` two officers must now compare with the partner.

    Raises:
        FreshSignInNeededError: the officer has to sign in afresh first.
        NotAllowedError, LinkRefusedError: as `add_link`; or the descriptor is of another.
    """
    demand_role(officer, PROPOSE_LINK.roles)
    demand_fresh_sign_in(signed_in_afresh_at, at=at)
    link = add_link(raw, officer=officer, at=at)
    if link.code != code:
        raise LinkRefusedError(LinkFault.DESCRIPTOR_OF_ANOTHER, found=link.code, partner=code)
    return link


def confirm_anew(
    code: str, *, number: str, officer: Viewer, signed_in_afresh_at: datetime | None, at: datetime
) -> Link:
    """Confirm that the number read by the partner is the number of the link.

    Args:
        code: the partner's administration.
        number: the 60 digits as they were heard; spaces do not count.
        officer: who compared.
        signed_in_afresh_at: when the officer last proved who they are; None for never.
        at: aware UTC instant.

    Raises:
        FreshSignInNeededError: the officer has to sign in afresh first.
        NotAllowedError, LinkRefusedError: as `confirm_link`.
    """
    demand_role(officer, CONFIRM_LINK.roles)
    demand_fresh_sign_in(signed_in_afresh_at, at=at)
    return confirm_link(code, number=number, officer=officer, at=at)
