"""References: how a request is called on both sides, such as `US-UA-2026-00001`."""

import re

from comity.assistance.models import ReferenceCounter

_REFERENCE = re.compile(r"([A-Z]{2})-([A-Z]{2})-\d{4}-\d{5}")


def next_reference(own: str, partner: str, *, year: int) -> str:
    """Return a reference that was never given out, in the caller's transaction.

    Numbers are given once and never again, also when a draft is withdrawn.

    Args:
        own: code of the administration that asks.
        partner: code of the administration that is asked; empty while it is not chosen.
        year: of the request.
    """
    ReferenceCounter.objects.get_or_create(partner=partner, year=year)
    counter = ReferenceCounter.objects.select_for_update().get(partner=partner, year=year)
    counter.last += 1
    counter.save(update_fields=["last"])
    return f"{own}-{partner or 'ZZ'}-{year}-{counter.last:05}"


def is_reference_between(reference: str, *, requesting: str, requested: str) -> bool:
    """Tell whether a reference is one that `requesting` gives to requests to `requested`."""
    match = _REFERENCE.fullmatch(reference)
    return match is not None and match.groups() == (requesting, requested)
