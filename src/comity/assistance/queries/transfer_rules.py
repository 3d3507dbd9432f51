"""The rules of our own law on transfers that count."""

from comity.assistance.duties import SET_TRANSFER_RULES
from comity.assistance.models import TransferRule
from comity.officers.terms import Viewer, demand_role


def standing_rules(*, seen_by: Viewer) -> list[TransferRule]:
    """Return the rules that count, the latest first.

    Args:
        seen_by: a data protection officer.

    Raises:
        NotAllowedError: `seen_by` is none.
    """
    demand_role(seen_by, SET_TRANSFER_RULES.roles)
    return list(TransferRule.objects.visible_to(seen_by).standing())
