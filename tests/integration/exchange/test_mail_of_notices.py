"""Administrators who wished for mail are told that a notice or a warning of a key is new."""

from datetime import timedelta
from functools import partial

from django.db import transaction

from comity.assistance.services.wishes import mails_due, wish_for_mail
from comity.exchange.key_terms import KeyRole
from comity.exchange.models import Link, LinkNotice
from comity.exchange.notice_queries import news_for
from comity.exchange.services import tell_ends
from comity.officers.models import Officer
from tests.integration.assistance.scene import Scene

EVERY = timedelta(hours=24)


def test_an_administrator_is_told_once_of_what_a_partner_announced_and_of_keys_that_end(
    scene: Scene,
) -> None:
    at = scene.now
    for username in ("n.okafor", "j.alvarez"):
        officer = Officer.objects.get(username=username).as_viewer()
        wish_for_mail(f"{username}@customs.example", officer=officer, at=at)
    later = at + EVERY
    assert tell_ends([(KeyRole.SENDER, at + timedelta(days=7))], at=at + timedelta(hours=1)) == 1
    LinkNotice.objects.create(
        link=Link.objects.get(code="UA"),
        end="partner",
        kind="revocation",
        on="2099-12-01",
        reason="x",
        message_id="m",
        at=at + timedelta(hours=1),
    )
    more = partial(news_for, on=later.date())
    with transaction.atomic(durable=True):
        (told,) = mails_due(every=EVERY, at=later, more=more)
    assert (told.address, told.count) == ("n.okafor@customs.example", 2)
    with transaction.atomic(durable=True):
        assert mails_due(every=EVERY, at=later + EVERY, more=more) == ()
