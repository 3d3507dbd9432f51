"""Recording who can recover the keys of this node, and that it was shown that they can."""

from datetime import datetime

from comity.exchange.duties import TURN_KEYS
from comity.exchange.key_terms import KEY_RECOVERY_NAMED, KEY_RECOVERY_REHEARSED
from comity.exchange.models import KeyRehearsal
from comity.ledger.services import append
from comity.ledger.terms import NODE
from comity.officers.terms import Viewer, demand_role


def record_recovery_officers(names: list[str], *, officer: Viewer, at: datetime) -> None:
    """Record which officers the recovery file is sealed to; any two of them open it.

    Args:
        names: of the recovery officers.
        officer: a node administrator.
        at: aware UTC instant.

    Raises:
        NotAllowedError: the officer does not administer this node.
    """
    demand_role(officer, TURN_KEYS.roles)
    told = ", ".join(names)
    append(KEY_RECOVERY_NAMED, about=NODE, by=officer.name, agency="", at=at, officers=told)


def record_rehearsal(
    first: str, second: str, *, fingerprint: bytes, officer: Viewer, at: datetime
) -> None:
    """Record that two recovery officers opened the recovery file, and that it holds these keys.

    Args:
        first: one recovery officer.
        second: the other.
        fingerprint: of the keys found in it.
        officer: a node administrator.
        at: aware UTC instant.

    Raises:
        NotAllowedError: the officer does not administer this node.
    """
    demand_role(officer, TURN_KEYS.roles)
    KeyRehearsal.objects.create(at=at, first=first, second=second, fingerprint=fingerprint)
    append(
        KEY_RECOVERY_REHEARSED,
        about=NODE,
        by=officer.name,
        agency="",
        at=at,
        first=first,
        second=second,
    )
