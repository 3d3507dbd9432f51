"""When the opinion on giving a person data comes, whoever works on the request is told of it."""

from datetime import timedelta

import pytest
from django.db import transaction
from django.test import Client

from comity.assistance.models import AccessConsultation, Notice, SubjectRequest
from comity.assistance.queries.notices import number_unread, unread
from comity.assistance.services.access_consulting import take_opinion_down
from comity.assistance.services.clocks import keep_clocks
from comity.assistance.services.wishes import MailDue, mails_due, wish_for_mail
from comity.assistance.terms.access import OpinionDraft
from comity.assistance.terms.afterwords import LetterMark
from comity.ledger.models import LedgerEntry
from comity.officers.models import Officer
from comity.officers.queries import officer_named
from tests.integration.assistance.scene import ON, Scene
from tests.integration.data_protection.asking import (
    DPO,
    PERSON,
    consulted,
    opined,
    opinion_comes,
    released,
    searched,
)
from tests.integration.joining.conftest import both, founded_pair
from tests.two_nodes import TwoNodes

__all__ = ["both", "founded_pair"]


def asked(scene: Scene) -> tuple[SubjectRequest, AccessConsultation]:
    """A person's request on which a partner is being heard."""
    scene.received(parties=PERSON)
    made = searched(scene)
    return made, released(scene, consulted(scene, made, 1))


def told(scene: Scene, who: str) -> list[tuple[str, int]]:
    return [(each.asked_by, each.consultation) for each in unread(scene.officer(who), most=9)]


def test_who_works_on_it_is_told_and_led_to_the_opinion(desk: Scene) -> None:
    made, consultation = asked(desk)
    assert told(desk, DPO) == []
    opinion_comes(desk, consultation, opinion="objection", ground="investigation")
    assert told(desk, DPO) == [(made.reference, consultation.pk)]
    assert number_unread(desk.officer(DPO), most=9) == 1
    browser = Client()
    browser.force_login(officer_named(DPO))
    page = browser.get("/clocks/").content.decode()
    assert f"/records/access/consultations/{consultation.pk}/" in page
    assert made.reference in page
    assert consultation.request.subject not in page
    browser.post("/clocks/noted/")
    assert told(desk, DPO) == []


@pytest.mark.parametrize("who", ["j.alvarez", "m.chen", "c.unit", "a.hale"])
def test_nobody_else_is_told(desk: Scene, who: str) -> None:
    _made, consultation = asked(desk)
    opinion_comes(desk, consultation)
    assert told(desk, who) == []
    assert number_unread(desk.officer(who), most=9) == 0


def test_who_left_the_office_reads_it_no_more(desk: Scene) -> None:
    _made, consultation = asked(desk)
    opinion_comes(desk, consultation)
    Officer.objects.get(username=DPO).appointments.update(role="auditor")
    assert Notice.objects.get().request == consultation.request
    assert told(desk, DPO) == []
    assert number_unread(desk.officer(DPO), most=9) == 0


def test_where_nobody_who_wrote_in_it_holds_the_office_all_who_hold_it_are_told(
    desk: Scene,
) -> None:
    made, consultation = asked(desk)
    SubjectRequest.objects.filter(pk=made.pk).update(writers=[])
    opinion_comes(desk, consultation)
    assert told(desk, DPO) == [(made.reference, consultation.pk)]


def test_it_stays_when_what_was_due_on_the_case_is_not_due_any_more(desk: Scene) -> None:
    _made, consultation = asked(desk)
    opinion_comes(desk, consultation)
    desk.accept(consultation.request.reference)
    with transaction.atomic(durable=True):
        keep_clocks(consultation.request, at=desk.now)
    assert Notice.objects.filter(consultation=consultation).count() == 1


def test_who_takes_the_letter_down_needs_no_notice_of_it(desk: Scene) -> None:
    made, consultation = asked(desk)
    AccessConsultation.objects.filter(pk=consultation.pk).update(message_id="")
    consultation.request.channel = "letter"
    consultation.request.save()
    with transaction.atomic(durable=True):
        take_opinion_down(
            consultation.pk,
            OpinionDraft(verdict="no_objection"),
            letter=LetterMark("UA-7", "2026-11-20"),
            officer=desk.officer("c.unit"),
            at=desk.now,
            on=ON,
        )
    assert told(desk, DPO) == [(made.reference, consultation.pk)]
    assert Notice.objects.count() == 1


def test_the_mail_counts_it(desk: Scene) -> None:
    _made, consultation = asked(desk)
    with transaction.atomic(durable=True):
        wish_for_mail("p.singh@customs.example", officer=desk.officer(DPO), at=desk.now)
    day = timedelta(days=1)
    desk.now += day
    opinion_comes(desk, consultation)
    with transaction.atomic(durable=True):
        due = mails_due(every=day, at=desk.now + day, more=lambda *_: 0)
        assert due == (MailDue("p.singh@customs.example", 1),)
        assert mails_due(every=day, at=desk.now + 2 * day, more=lambda *_: 0) == ()


def test_two_nodes_tell_each_other_and_each_its_own_officer(both: TwoNodes) -> None:
    with both.at("US") as scene:
        reference = scene.sent(parties=PERSON)
    both.drain()
    with both.at("UA") as scene:
        made = searched(scene)
        asked_of = released(scene, consulted(scene, made, 1))
    both.drain()
    with both.at("US") as scene:
        came = AccessConsultation.objects.get(ours=False)
        opined(scene, came, verdict="objection", ground="investigation", reasons="It goes on.")
        came.refresh_from_db()
        released(scene, came)
        assert told(scene, DPO) == []
    both.drain()
    with both.at("UA") as scene:
        assert told(scene, DPO) == [(made.reference, asked_of.pk)]
        said = LedgerEntry.objects.filter(event="access_opinion.received").count()
        assert (said, reference) == (1, asked_of.request.reference)
