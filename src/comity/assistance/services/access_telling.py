"""Telling whoever works on a person's request that the opinion it waits for has come."""

from collections.abc import Collection
from datetime import datetime

from django.utils import timezone

from comity.assistance.duties import KEEP_SUBJECTS
from comity.assistance.models import Notice
from comity.assistance.models.access import AccessConsultation
from comity.assistance.terms.clocks import ClockMatter
from comity.assistance.terms.reminders import NoticeKind
from comity.officers.queries import active_holders


def tell_of_opinion(
    found: AccessConsultation, *, at: datetime, but: Collection[int] = frozenset()
) -> None:
    """Put into the notices of whoever works on a person's request that an opinion has come.

    Those are the data protection officers who wrote in it; where none of them holds the office any
    more, all who hold it. Nobody who works on the case is told.

    Args:
        found: the consultation of ours that was answered.
        at: aware UTC instant.
        but: ids of officers who know of it, because they took the letter down.
    """
    assert found.item is not None, "what we ask is asked of a thing found"
    office = {key for key, _ in active_holders(KEEP_SUBJECTS.roles)}
    writers = office.intersection(found.item.subject.writers)
    told = [
        Notice(
            officer_id=officer,
            request_id=found.request_id,
            kind=NoticeKind.OPINION.value,
            matter=ClockMatter.OTHER.value,
            due_on=timezone.localdate(at),
            at=at,
            consultation=found,
        )
        for officer in sorted((writers or office).difference(but))
    ]
    Notice.objects.bulk_create(told, ignore_conflicts=True)
