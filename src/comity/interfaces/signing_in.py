"""When the officer of this session last signed in afresh, for pages and API alike."""

from datetime import UTC, datetime

from allauth.account.authentication import get_authentication_records
from django.http import HttpRequest


def signed_in_afresh_at(request: HttpRequest) -> datetime | None:
    """Return when the session's officer last gave the password or passkey again.

    The first sign-in of a session does not count: what releases something is confirmed by itself.

    Args:
        request: with the session it belongs to, by cookie or by token.

    Returns:
        An aware UTC instant; None when it has not happened in this session.
    """
    records = get_authentication_records(request, request.user)
    afresh = [record["at"] for record in records if record.get("reauthenticated")]
    return datetime.fromtimestamp(max(afresh), UTC) if afresh else None
