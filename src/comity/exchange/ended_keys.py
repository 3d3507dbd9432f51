"""What is signed with a key that has ended is refused by that name, so that a theft is noticed."""

from collections.abc import Callable, Sequence

from comity.crypto.signing import HybridVerifier
from comity.exchange.refusals import ParcelFault, ParcelRefusedError


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
