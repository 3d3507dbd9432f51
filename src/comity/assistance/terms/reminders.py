"""What an officer is reminded of, and by which ways. Pure."""

import re
from enum import StrEnum

from comity.kernel.errors import ComityError


class NoticeKind(StrEnum):
    """Why a notice is given."""

    DUE_SOON = "due_soon"
    OVERDUE = "overdue"
    ESCALATED = "escalated"
    OPINION = "opinion"


class MailAddressMalformedError(ComityError):
    """No mail goes to what was typed."""

    code = "mail_address_malformed"


# Narrower than what mail allows: nothing here may end a header or name a second receiver.
_ADDRESS = re.compile(r"[A-Za-z0-9._+\-]{1,64}@[A-Za-z0-9\-]+(\.[A-Za-z0-9\-]+)+")
_LONGEST = 254


def is_mail_address(text: str) -> bool:
    """Tell whether a text is one plain mail address."""
    return len(text) <= _LONGEST and _ADDRESS.fullmatch(text) is not None
