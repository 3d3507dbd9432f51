"""What a partner relied on: whether its reading of the law is ours, and who has to know if not."""

from comity.agreements.queries import encoding_of_digest, own_encoding
from comity.agreements.rules.reliance import ReliedOn, rule_on_reliance
from comity.agreements.services import SeenDifference, is_decided
from comity.assistance.models import Request
from comity.exchange.services import show_difference
from comity.exchange.terms import Received, Reliance
from comity.kernel.rulings import Ruling


def ruling_beside_theirs(ruling: Ruling, request: Request) -> Ruling:
    """Return our ruling on a partner's request with what its reliance on other terms adds.

    Without countersigned terms each side rules on its own reading; a difference refers only when
    it touches the article the partner relied on.

    Args:
        ruling: on our own reading.
        request: a partner's, which names the digest its sender relied on.
    """
    own = own_encoding(request.relied_on)
    if own is None or own.digest == request.terms_digest:
        return ruling
    relied = ReliedOn(
        article=request.article,
        digest=request.terms_digest,
        theirs=encoding_of_digest(own.reference, request.terms_digest),
        is_decided=is_decided(
            own.reference,
            partner=request.partner,
            theirs=request.terms_digest,
            ours=own.digest,
        ),
    )
    return rule_on_reliance(ruling, own=own, relied=relied)


def show_other_terms(received: Received, relied: Reliance) -> None:
    """Show both treaty desks that a message relied on another encoding than ours.

    An agreement that our register does not hold has no encoding of ours to differ from.
    """
    own = own_encoding(relied.instrument)
    if own is None or own.digest == relied.terms_digest:
        return
    seen = SeenDifference(
        own.reference,
        received.partner,
        theirs=relied.terms_digest,
        ours=own.digest,
        seen_here=True,
    )
    show_difference(seen, message_id=received.message_id, at=received.at)
