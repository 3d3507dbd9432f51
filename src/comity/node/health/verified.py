"""Remember that the record was recomputed, for whoever asks when it last was."""

import logging
from datetime import datetime

from django.db import DatabaseError, transaction

from comity.node.models import Verification

_log = logging.getLogger(__name__)


def note_verification(size: int, whole: bool, at: datetime) -> None:
    """Note a verification; a disk that takes nothing does not keep anybody from verifying.

    Args:
        size: entries recomputed.
        whole: whether the record, and every channel, agreed.
        at: aware UTC instant.
    """
    try:
        with transaction.atomic(durable=True):
            Verification.objects.create(size=size, whole=whole, at=at)
    except (DatabaseError, OSError):
        _log.warning("a verification could not be noted")
