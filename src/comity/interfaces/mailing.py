"""Content-free mail: that something is new, how much, and nothing of what it is."""

import logging
from collections.abc import Iterable
from datetime import datetime
from functools import partial
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext, ngettext

from comity.assistance.services.wishes import MailDue, mails_due
from comity.exchange.notice_queries import news_for

_log = logging.getLogger(__name__)


def mail_what_is_new(*, at: datetime) -> int:
    """Tell officers who wished it that something is new; return how many mails left.

    Who is told is noted first and in a transaction of its own: a server that breaks off loses a
    mail, and no officer ever gets two.

    Args:
        at: aware UTC instant.
    """
    told = settings.NODE.mail
    if not told.is_told:
        return 0
    more = partial(news_for, on=timezone.localdate(at))
    with transaction.atomic(durable=True):
        due = mails_due(every=told.every(), at=at, more=more)
    return _send(due) if due else 0


def _send(due: Iterable[MailDue]) -> int:
    with translation.override(settings.LANGUAGE_CODE):
        mails = [_mail(each) for each in due]
    left = 0
    try:
        with get_connection() as server:
            for mail in mails:
                left += server.send_messages([mail]) or 0
    except (OSError, SMTPException):
        # Neither the address nor what the server says of it belongs in the log.
        _log.warning("the mail server did not take what it was given", extra={"job": "mail"})
    return left


def _mail(due: MailDue) -> EmailMessage:
    told = ngettext("You have %(count)s new item.", "You have %(count)s new items.", due.count)
    line = told % {"count": due.count}
    body = f"{line}\n\n{gettext('Sign in at your node to read it. This mail says no more.')}\n"
    headers = {"Auto-Submitted": "auto-generated"}
    return EmailMessage(subject=line, body=body, to=[due.address], headers=headers)
