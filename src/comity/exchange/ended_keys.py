"""Keys that counted before: what they sign is refused by name, and none of them is made again."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from comity.crypto.signing import HybridVerifier
from comity.exchange.descriptor import pinned
from comity.exchange.key_terms import End, KeyRole
from comity.exchange.models import LinkKey, OwnDescriptor
from comity.exchange.refusals import ParcelFault, ParcelRefusedError

_TELL_AGAIN_SECONDS = 60.0


def refused_by_name(
    refusal: ParcelRefusedError,
    ended: Sequence[HybridVerifier],
    read: Callable[[HybridVerifier], object],
    *,
    is_receipt: bool,
) -> ParcelRefusedError:
    """Return the refusal of what no key in force has signed: another, where an ended one has.

    Args:
        refusal: what it is refused with otherwise.
        ended: keys that counted at smaller sizes.
        read: opens it with a key, or raises.
        is_receipt: whether it is a receipt, and not a head.
    """
    fault = ParcelFault.RECEIPT_KEY_ENDED if is_receipt else ParcelFault.KEY_ENDED
    for key in ended:
        try:
            read(key)
        except ParcelRefusedError:
            continue
        return ParcelRefusedError(fault, name=key.name)
    return refusal


def was_ever_ours(ed25519: bytes) -> bool:
    """Tell whether a sender or holder key of this node has this Ed25519 half, or ever had.

    Args:
        ed25519: a public key, 32 bytes.
    """
    published = (pinned(bytes(raw)) for raw in OwnDescriptor.objects.values_list("raw", flat=True))
    if any(ed25519 in (each.sender.ed25519, each.holder.ed25519) for each in published):
        return True
    signing = LinkKey.objects.filter(end=End.OWN, role__in=[KeyRole.SENDER, KeyRole.HOLDER])
    known = signing.values_list("public", flat=True)
    return any(bytes(public)[: len(ed25519)] == ed25519 for public in known)


@dataclass
class Alarm:
    """Rings once a minute for a partner, however often a thief tries: no log is filled by it."""

    _rung: dict[str, float] = field(default_factory=dict)

    def rings(self, partner: str) -> bool:
        """Tell whether this is to be told now.

        Args:
            partner: code of a linked administration.
        """
        now, before = time.monotonic(), self._rung.get(partner)
        if before is not None and now - before < _TELL_AGAIN_SECONDS:
            return False
        self._rung[partner] = now
        return True
