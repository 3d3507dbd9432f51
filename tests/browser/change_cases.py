"""Changes of the register in each state, for the pages that show them."""

from collections.abc import Callable
from datetime import datetime

from django.db import transaction

from comity.agreements.models import Proposal
from comity.agreements.queries import file_of, proposal
from comity.agreements.services import (
    approve_change,
    begin_change,
    propose_change,
    return_change,
    write_change,
)
from comity.officers.terms import Viewer

WHY = "The treaty series prints it; read on page 12."


def fill_changes(who: Callable[[str], Viewer], *, at: datetime) -> dict[str, str]:
    """Make a change in each state; returns their numbers by the name of the place."""
    author, other = who("t.brooks"), who("l.grant")
    draft = _written("us-mx-2000", author, at, "[[sources]]", "# Read again.\n[[sources]]")
    faulty = _written("us-fr-1993", author, at, 'kind = "cmaa"', 'kind = "treaty"\nno = "key"')
    waiting = _proposed("us-ke-2014", other, at)
    returned = _proposed("us-cl", author, at)
    with transaction.atomic():
        return_change(returned.pk, reason="Which page?", officer=other, at=at)
    approved = _proposed("us-br-2002", author, at)
    with transaction.atomic():
        approve_change(
            approved.pk,
            revision=approved.revision,
            officer=other,
            signed_in_afresh_at=at,
            at=at,
        )
    numbered = {"draft": draft, "faulty": faulty, "waiting": waiting, "returned": returned}
    numbered["approved"] = approved
    return {f"change_{name}": str(change.pk) for name, change in numbered.items()}


def _written(reference: str, author: Viewer, at: datetime, old: str, new: str) -> Proposal:
    with transaction.atomic():
        change = begin_change(file_of(reference), reference=reference, officer=author, at=at)
        text = change.text.replace(old, new, 1)
        assert text != change.text, f"{reference} has no {old}"
        write_change(change.pk, text, revision=change.revision, officer=author, at=at)
        return proposal(change.pk, seen_by=author)


def _proposed(reference: str, author: Viewer, at: datetime) -> Proposal:
    change = _written(reference, author, at, 'short_title = "', 'short_title = "The ')
    with transaction.atomic():
        propose_change(change.pk, why=WHY, officer=author, at=at)
        return proposal(change.pk, seen_by=author)
