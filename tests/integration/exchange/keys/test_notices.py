"""Notices on a link: what is coming is told before, and heard; nothing else follows from it."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import transaction

from comity.exchange.key_terms import KeyRole
from comity.exchange.models import Inbound, KeyWarning, Link, LinkNotice
from comity.exchange.notice_queries import news_for, notices
from comity.exchange.notice_terms import FURTHEST, MOST_A_DAY, MOST_SHOWN, WARNED_DAYS, NoticeKind
from comity.exchange.refusals import LinkFault, LinkRefusedError
from comity.exchange.services import announce, resume_link, suspend_link, tell_ends
from comity.kernel.errors import NotAllowedError
from comity.ledger.models import LedgerEntry
from tests.integration.exchange.conftest import ADMIN, ALVAREZ, BROOKS
from tests.integration.exchange.keys.conftest import Keeping

ON = date(2026, 12, 24)
BODY = {"kind": "revocation", "role": "", "day": "2026-12-24", "reason": "we move house"}
ENDS = {"kind": "key-ends", "role": "sender", "day": "2026-12-24", "reason": ""}


def hear(keeping: Keeping, body: dict[str, Any]) -> str:
    """Let the partner send a notice; what became of it."""
    partner = keeping.node.partner
    partner.write("link.notice", body, under=None)
    partner.settle(keeping.node.receive(partner.parcel()))
    keeping.node.handle()
    row = Inbound.objects.order_by("index").last()
    assert row is not None
    return row.cause or row.state


def tell(keeping: Keeping, kind: NoticeKind = NoticeKind.REVOCATION, **how: Any) -> LinkNotice:
    told = {"on": ON, "reason": "we move house", "officer": BROOKS, "at": keeping.node.now, **how}
    with transaction.atomic(durable=True):
        return announce("UA", kind, **told)


def test_a_person_announces_and_the_partner_is_told_in_the_channel(keeping: Keeping) -> None:
    tell(keeping, NoticeKind.REKEYING)
    keeping.node.work()
    assert keeping.told("link.notice") == [{**BODY, "kind": "re-keying"}]
    (shown,) = notices(seen_by=BROOKS, on=ON)["UA"]
    assert shown.is_ours and shown.kind is NoticeKind.REKEYING and shown.on == ON
    assert LedgerEntry.objects.filter(event="link.announced").count() == 1


def test_what_a_partner_tells_is_kept_shown_and_news_to_an_administrator(keeping: Keeping) -> None:
    before = keeping.node.now - timedelta(minutes=1)
    assert hear(keeping, BODY) == "handled"
    assert hear(keeping, ENDS) == "handled"
    shown = notices(seen_by=ADMIN, on=ON)["UA"]
    assert [(each.is_ours, each.kind.value, each.role) for each in shown] == [
        (False, "key-ends", "sender"),
        (False, "revocation", ""),
    ]
    assert news_for(ADMIN, before, on=ON) == 2
    assert news_for(ADMIN, keeping.node.now + timedelta(days=1), on=ON) == 0
    assert news_for(BROOKS, before, on=ON) == news_for(ALVAREZ, before, on=ON) == 0
    assert notices(seen_by=ALVAREZ, on=ON) == {}
    assert notices(seen_by=ADMIN, on=ON + timedelta(days=31)) == {}
    assert news_for(ADMIN, before, on=ON + timedelta(days=31)) == 0
    assert LedgerEntry.objects.filter(event="link.notice_held").count() == 2


@pytest.mark.parametrize(
    "bent",
    [
        {"kind": "party"},
        {"kind": "key-ends"},
        {"role": "sender"},
        {"role": "ledger"},
        {"day": "2026-02-30"},
        {"day": "tomorrow"},
        {"day": ""},
        {"day": "9999-12-31"},
        {"reason": ""},
        {"reason": "  "},
        {"reason": "x" * 501},
        {"reason": "a\nb"},
        {"reason": "a\u202eb"},
        {"reason": 7},
    ],
)
def test_a_notice_that_is_not_in_form_is_refused_and_keeps_nothing(
    keeping: Keeping, bent: dict[str, Any]
) -> None:
    assert hear(keeping, {**BODY, **bent}) == "message_body_invalid"
    assert not LinkNotice.objects.exists()
    assert hear(keeping, BODY) == "handled"


def test_a_notice_of_any_case_is_refused(keeping: Keeping) -> None:
    partner = keeping.node.partner
    partner.write("link.notice", BODY, under=None, case="UA-1")
    partner.settle(keeping.node.receive(partner.parcel()))
    keeping.node.handle()
    row = Inbound.objects.order_by("index").last()
    assert row is not None and row.cause == "message_not_of_the_link"


def test_nobody_floods_a_link_with_notices(keeping: Keeping) -> None:
    fates = [hear(keeping, BODY) for _ in range(MOST_A_DAY + 2)]
    assert fates == ["handled"] * MOST_A_DAY + ["link_notices_too_many"] * 2
    keeping.node.now += timedelta(days=1, minutes=1)
    assert hear(keeping, BODY) == "handled"


def test_who_keeps_links_announces_for_a_day_to_come_while_it_carries(keeping: Keeping) -> None:
    with pytest.raises(NotAllowedError):
        tell(keeping, officer=ALVAREZ)
    with pytest.raises(LinkRefusedError) as refused:
        tell(keeping, on=date(2020, 1, 1))
    assert refused.value.fault is LinkFault.DAY_PASSED
    today = keeping.node.now.date()
    with pytest.raises(LinkRefusedError) as refused:
        tell(keeping, on=today + FURTHEST + timedelta(days=1))
    assert refused.value.fault is LinkFault.DAY_TOO_FAR
    assert not LinkNotice.objects.exists()
    with transaction.atomic(durable=True):
        suspend_link("UA", reason="audit", officer=BROOKS, at=keeping.node.now)
    with pytest.raises(LinkRefusedError) as refused:
        tell(keeping)
    assert refused.value.fault is LinkFault.STATE_FORBIDS
    assert not LinkNotice.objects.exists()


@pytest.mark.parametrize("days", WARNED_DAYS)
def test_a_key_that_ends_soon_is_told_once_a_step(keeping: Keeping, days: int) -> None:
    at = keeping.node.now
    ends = [(KeyRole.SENDER, at + timedelta(days=days)), (KeyRole.SEALING, at)]
    assert tell_ends([(KeyRole.SENDER, at + timedelta(days=91))], at=at) == 0
    assert [tell_ends(ends, at=at), tell_ends(ends, at=at)] == [1, 0]
    keeping.node.work()
    (told,) = keeping.told("link.notice")
    assert told["kind"] == "key-ends" and told["role"] == "sender"
    assert KeyWarning.objects.get().days == days
    assert news_for(ADMIN, at - timedelta(minutes=1), on=at.date()) == 1
    assert LedgerEntry.objects.filter(event="key.end_told").count() == 1


def test_every_step_before_an_end_is_told(keeping: Keeping) -> None:
    at, end = keeping.node.now, keeping.node.now + timedelta(days=100)
    told = [tell_ends([(KeyRole.HOLDER, end)], at=at + timedelta(days=day)) for day in range(101)]
    assert sum(told) == len(WARNED_DAYS)
    assert sorted(KeyWarning.objects.values_list("days", flat=True)) == sorted(WARNED_DAYS)
    assert LinkNotice.objects.count() == len(WARNED_DAYS)


def test_a_day_two_years_ahead_is_taken_and_the_day_after_is_not(keeping: Keeping) -> None:
    last = keeping.node.now.date() + FURTHEST
    assert hear(keeping, {**BODY, "day": last.isoformat()}) == "handled"
    beyond = (last + timedelta(days=1)).isoformat()
    assert hear(keeping, {**BODY, "day": beyond}) == "message_body_invalid"


def test_a_partner_that_tells_much_hides_nothing_of_other_links_nor_of_ours(
    keeping: Keeping,
) -> None:
    ours = tell(keeping)
    other = Link.objects.get()
    other.pk, other.code = None, "KE"
    other.save()
    seen = {"kind": "revocation", "on": ON, "reason": "x", "at": keeping.node.now}
    LinkNotice.objects.create(link=other, end="partner", message_id="quiet", **seen)
    LinkNotice.objects.bulk_create(
        LinkNotice(link=ours.link, end="partner", message_id=f"m{n}", **seen) for n in range(300)
    )
    shown = notices(seen_by=BROOKS, on=ON)
    assert len(shown["KE"]) == 1
    assert [each.is_ours for each in shown["UA"]] == [False] * MOST_SHOWN + [True]


def test_an_id_of_ours_that_a_partner_takes_again_harms_nothing(keeping: Keeping) -> None:
    told = tell(keeping)
    keeping.node.work()
    partner = keeping.node.partner
    partner.write("link.notice", BODY, under=None, message_id=told.message_id)
    partner.settle(keeping.node.receive(partner.parcel()))
    keeping.node.handle()
    row = Inbound.objects.order_by("index").last()
    assert row is not None and (row.state, row.cause) == ("handled", "")
    assert LinkNotice.objects.filter(message_id=told.message_id).count() == 2


def test_what_was_told_before_a_link_was_proposed_anew_is_over(keeping: Keeping) -> None:
    before = keeping.node.now - timedelta(minutes=1)
    assert hear(keeping, BODY) == "handled"
    assert news_for(ADMIN, before, on=ON) == 1
    Link.objects.update(proposed_at=keeping.node.now + timedelta(seconds=1))
    assert notices(seen_by=ADMIN, on=ON) == {}
    assert news_for(ADMIN, before, on=ON) == 0


def test_a_partner_whose_link_was_suspended_is_told_once_it_carries_again(
    keeping: Keeping,
) -> None:
    at = keeping.node.now
    ends = [(KeyRole.SENDER, at + timedelta(days=30))]
    how: dict[str, Any] = {"reason": "audit", "officer": BROOKS, "at": at}
    with transaction.atomic(durable=True):
        suspend_link("UA", **how)
    assert [tell_ends(ends, at=at), tell_ends(ends, at=at)] == [1, 0]
    assert not LinkNotice.objects.exists()
    with transaction.atomic(durable=True):
        resume_link("UA", **how)
    later = at + timedelta(minutes=1)
    assert [tell_ends(ends, at=later), tell_ends(ends, at=later)] == [1, 0]
    assert LinkNotice.objects.get().role == "sender"
    assert LedgerEntry.objects.filter(event="key.end_told").count() == 1
    # Whoever made the link anew since then was not told.
    Link.objects.update(proposed_at=later + timedelta(minutes=1))
    again = later + timedelta(minutes=2)
    assert [tell_ends(ends, at=again), tell_ends(ends, at=again)] == [1, 0]
