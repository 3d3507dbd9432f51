"""Which account at the administration's own provider stands for which officer."""

from datetime import datetime

from allauth.socialaccount.models import SocialAccount

from comity.officers.duties import LINK_PROVIDER
from comity.officers.services.factors import standing_officer
from comity.officers.services.recording import record
from comity.officers.terms import (
    LINKED_TO_PROVIDER,
    PROVIDER,
    UNLINKED_FROM_PROVIDER,
    SubjectNotTakenError,
    Viewer,
    demand_role,
)

_LONGEST = 190


def link_to_provider(username: str, *, subject: str, by: Viewer, at: datetime) -> None:
    """Let an account at the provider sign an officer in; it replaces an earlier one.

    Args:
        username: of the officer.
        subject: the provider's `sub`, exactly as the provider writes it.
        by: a node administrator.
        at: aware UTC instant.

    Raises:
        NotAllowedError: `by` is no node administrator.
        NotFoundError: no officer who is not struck off has that name.
        SubjectNotTakenError: it is empty or too long, or stands for somebody already.
    """
    demand_role(by, LINK_PROVIDER.roles)
    officer = standing_officer(username)
    taken = SocialAccount.objects.filter(provider=PROVIDER, uid=subject).exists()
    if taken or not subject.isprintable() or not 0 < len(subject) <= _LONGEST:
        raise SubjectNotTakenError()
    SocialAccount.objects.filter(user_id=officer.pk, provider=PROVIDER).delete()
    SocialAccount.objects.create(user_id=officer.pk, provider=PROVIDER, uid=subject)
    record(LINKED_TO_PROVIDER, officer, at=at, by=by.name, subject=subject)


def unlink_from_provider(username: str, *, by: Viewer, at: datetime) -> None:
    """Let no account at the provider sign an officer in; nothing is recorded when none did.

    Args:
        username: of the officer.
        by: a node administrator.
        at: aware UTC instant.

    Raises:
        NotAllowedError: `by` is no node administrator.
        NotFoundError: no officer who is not struck off has that name.
    """
    demand_role(by, LINK_PROVIDER.roles)
    officer = standing_officer(username)
    gone, _ = SocialAccount.objects.filter(user_id=officer.pk, provider=PROVIDER).delete()
    if gone:
        record(UNLINKED_FROM_PROVIDER, officer, at=at, by=by.name)
