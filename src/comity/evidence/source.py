"""What the partners' door hands out: sealed exhibits, to whoever shows the capability."""

from collections.abc import Callable, Iterator

from comity.crypto.hashing import sha256
from comity.evidence.models import Exhibit, Grant
from comity.evidence.terms import SealedRange
from comity.evidence.vault import vault


class SealedExhibits:
    """The source the partners' door is given; a capability opens while the link is live."""

    def __init__(self, may_have: Callable[[str], bool]) -> None:
        """Take the way to learn whether a partner may have anything from this node now.

        Args:
            may_have: asked with the partner's code for every range, so that a link suspended or
                revoked counts at once.
        """
        self._may_have = may_have

    def open_range(self, capability: str, *, offset: int) -> SealedRange | None:
        """Return the sealed file a capability opens, from an offset on.

        The capability came to the partner inside a sealed message; of it this node keeps the
        digest, so the look-up takes the same time whatever is tried. The malware scan is asked for
        every range: what it found after the grant was made leaves no more.

        Args:
            capability: as the partner shows it.
            offset: first byte wanted, from 0.

        Returns:
            None when the capability opens nothing, the partner it was given to may have nothing
            now, or the malware scan holds the exhibit back. Beyond the end there are no bytes.
        """
        digest = sha256(capability.encode()).hex()
        grant = Grant.objects.select_related("exhibit").filter(capability_digest=digest).first()
        if grant is None or not self._may_have(grant.partner):
            return None
        if not grant.exhibit.may_leave:
            return None
        header = bytes(grant.header)
        total = len(header) + grant.exhibit.payload_size
        if offset < 0:
            return None
        return SealedRange(total, sealed_pieces(header, grant.exhibit, offset))


def sealed_pieces(header: bytes, exhibit: Exhibit, offset: int) -> Iterator[bytes]:
    """Yield a sealed file from an offset on: the header made for a partner, then the payload."""
    if offset < len(header):
        yield header[offset:]
    yield from vault().payload_from(exhibit, offset=max(0, offset - len(header)))
