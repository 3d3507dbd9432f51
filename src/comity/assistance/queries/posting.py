"""Where letters go, and the letters of a matter."""

from comity.assistance.models import Answer, PostalAddress, PostedLetter, Request
from comity.officers.terms import Viewer


def postal_addresses(*, seen_by: Viewer) -> list[PostalAddress]:
    """Return where letters to each partner go, by code; nothing for whom it is not."""
    return list(PostalAddress.objects.all().visible_to(seen_by))


def postal_address(partner: str, *, seen_by: Viewer) -> PostalAddress | None:
    """Return where letters to a partner go; None where nobody has written it down."""
    return PostalAddress.objects.all().visible_to(seen_by).filter(partner=partner).first()


def is_address_kept(partner: str) -> bool:
    """Tell whether it is known where letters to a partner go."""
    return PostalAddress.objects.filter(partner=partner).exists()


def letters_of(reference: str, *, seen_by: Viewer) -> list[PostedLetter]:
    """Return the letters of a matter that were registered, first things first."""
    seen = PostedLetter.objects.all().visible_to(seen_by)
    return list(seen.filter(request__reference=reference).select_related("request"))


def answer_that_left(request: Request) -> Answer | None:
    """Return the last answer of ours to a partner's request, once it is released.

    Args:
        request: of a partner, found for whoever may see it.
    """
    answer = Answer.objects.filter(request=request).order_by("-number").first()
    if answer is None or answer.limits is None:
        return None
    answer.request = request  # what is read already is not read again
    return answer
