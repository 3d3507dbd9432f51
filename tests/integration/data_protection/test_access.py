"""A person asks what is kept of them: searched, suppliers heard, decided, approved, answered."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.utils import timezone

from comity.assistance.models import (
    AccessConsultation,
    Answer,
    ReferenceCounter,
    Request,
    SubjectRequest,
)
from comity.assistance.queries.access import items_of, subject_request
from comity.assistance.services.access import keep_access_law
from comity.assistance.services.access_moves import (
    answer_person,
    approve_reply,
    end_subject,
    erase_subject,
    note_identity,
    propose_reply,
    return_reply,
)
from comity.assistance.services.finding import make_findable
from comity.assistance.terms import SecondPersonNeededError, StaleVersionError
from comity.assistance.terms.access import (
    ConsultationOwedError,
    ConsultationTakenError,
    ConsultationUnknownError,
    IdentityNotShownError,
    ItemsUndecidedError,
    LawDraft,
    NotYetToEraseError,
    OpinionBindsError,
    SubjectMoveError,
)
from comity.assistance.terms.afterwords import LetterMark, NotTheirsToAskError
from comity.assistance.terms.retention import MessagesWaitError
from comity.exchange.models import Channel, Outbound
from comity.interfaces.access_replies import reply_of
from comity.kernel.errors import InvalidDraftError, NotAllowedError, NotFoundError
from comity.ledger.models import LedgerEntry
from comity.officers.queries import officer_named
from comity.officers.terms import FreshSignInNeededError
from tests.integration.assistance.informing import allocate, given, settle_telling, told_us
from tests.integration.assistance.scene import ON, Scene
from tests.integration.data_protection.asking import (
    ASKED,
    DPO,
    GRANT,
    NEITHER,
    PERSON,
    WITHHOLD,
    approved,
    consulted,
    decided,
    in_the_log,
    opined,
    opinion_comes,
    places,
    proposed,
    question_comes,
    registered,
    released,
    searched,
)


def theirs(scene: Scene) -> str:
    """A partner's request that names the person."""
    return scene.received(parties=PERSON)


def test_the_clock_is_the_default_until_our_law_is_written_down(desk: Scene) -> None:
    made = registered(desk)
    assert (made.due_on, made.due_by) == (date(2026, 12, 20), "")
    with transaction.atomic(durable=True):
        law = LawDraft(days=10, unit="working_days", article="5 USC 552a(d)(2)", consult_days=5)
        keep_access_law(law, officer=desk.officer(DPO), at=desk.now)
    again = registered(desk)
    # Ten working days after 20 November, of which Thanksgiving is none.
    assert (again.due_on, again.due_by) == (date(2026, 12, 7), "5 USC 552a(d)(2)")
    assert [made.reference, again.reference] == ["SA-2026-00001", "SA-2026-00002"]


def test_what_is_held_is_found_with_whose_it_is_and_no_entry_names_the_person(desk: Scene) -> None:
    ours, came = desk.sent(parties=PERSON), theirs(desk)
    made = searched(desk)
    assert sorted(places(made)) == sorted([(came, "request", "UA"), (ours, "request", "")])
    for entry in LedgerEntry.objects.filter(event__startswith="subject."):
        assert b"Petrenko" not in bytes(entry.body)
        assert ours.encode() not in bytes(entry.body)


def test_a_partners_item_is_given_only_after_it_was_heard(desk: Scene) -> None:
    theirs(desk)
    made = searched(desk)
    with pytest.raises(ConsultationOwedError):
        decided(desk, made, 1, GRANT)
    asked = consulted(desk, made, 1)
    with pytest.raises(ConsultationOwedError):
        decided(desk, made, 1, GRANT)
    with pytest.raises(SecondPersonNeededError):
        released(desk, asked, DPO)
    asked = released(desk, asked)
    sent = Outbound.objects.latest("pk")
    assert (sent.type, sent.case) == ("assistance.access_consultation", asked.request.reference)
    with pytest.raises(ConsultationOwedError):
        decided(desk, made, 1, GRANT)
    opinion_comes(desk, asked)
    decided(desk, made, 1, GRANT)


def test_a_partner_that_says_nothing_until_its_days_are_over_was_heard(desk: Scene) -> None:
    theirs(desk)
    made = searched(desk)
    asked = released(desk, consulted(desk, made, 1))
    assert asked.until is not None
    with pytest.raises(ConsultationOwedError):
        decided(desk, made, 1, GRANT, on=asked.until)
    decided(desk, made, 1, GRANT, on=asked.until + timedelta(days=1))


def test_an_objection_binds_only_where_the_agreement_says_so(desk: Scene) -> None:
    theirs(desk)
    made = searched(desk)
    asked = released(desk, consulted(desk, made, 1))
    opinion_comes(desk, asked, opinion="objection", ground="investigation")
    decided(desk, made, 1, GRANT)
    made.items.update(binds=True)
    with pytest.raises(OpinionBindsError):
        decided(desk, made, 1, GRANT)
    with pytest.raises(OpinionBindsError):
        proposed(desk, made)


def test_a_second_person_approves_and_what_is_neither_leaves_no_trace(desk: Scene) -> None:
    ours = desk.sent(parties=PERSON)
    desk.sent(parties=PERSON)
    desk.sent(parties=PERSON)
    made = searched(desk)
    with pytest.raises(ItemsUndecidedError):
        proposed(desk, made)
    for number, what in ((3, GRANT), (2, WITHHOLD), (1, NEITHER)):
        decided(desk, made, number, what)
    proposed(desk, made)
    with pytest.raises(SecondPersonNeededError):
        approved(desk, made, DPO)
    with pytest.raises(SubjectMoveError):
        reply_of(made.reference, seen_by=desk.officer(DPO))
    approved(desk, made)
    reply = reply_of(made.reference, seen_by=desk.officer(DPO))
    assert [dict(item.texts) for item in reply.given] == [{"parties": PERSON}]
    assert [item.number for item in reply.given] == [1]
    assert [each.ground for each in reply.withheld] == ["investigation"]
    assert "552a(k)(2)" not in repr(reply.withheld)
    with transaction.atomic(durable=True):
        letter = LetterMark("DP-7", "2026-11-21")
        answer_person(made.reference, letter=letter, officer=desk.officer(DPO), at=desk.now, on=ON)
    assert Request.objects.filter(reference=ours).exists()
    facts = dict(LedgerEntry.objects.get(event="subject.answered").facts())
    assert (facts["granted"], facts["withheld"]) == ("1", "2")


@pytest.mark.parametrize("who", ["j.alvarez", "m.chen", "d.reyes", "t.brooks", "a.hale"])
def test_nobody_who_works_on_the_case_learns_that_the_person_asked(desk: Scene, who: str) -> None:
    ours = desk.sent(parties=PERSON)
    made = searched(desk)
    question_comes(desk, ours)
    viewer = desk.officer(who)
    assert not SubjectRequest.objects.visible_to(viewer).exists()
    assert not AccessConsultation.objects.visible_to(viewer).exists()
    with pytest.raises(NotAllowedError):
        subject_request(made.reference, seen_by=viewer)
    browser = Client()
    browser.force_login(officer_named(who))
    for path in ("", "new/", f"{made.reference}/", f"{made.reference}/reply/"):
        assert browser.get(f"/records/access/{path}").status_code == 403
    page = browser.get(f"/requests/{ours}/").content.decode()
    assert "access_consultation" not in page
    assert "subject" not in {each.event.split(".")[0] for each in seen_entries(who, desk)}


def seen_entries(who: str, scene: Scene) -> list[LedgerEntry]:
    viewer = scene.officer(who)
    if who == "a.hale":
        return []
    return list(LedgerEntry.objects.visible_to(viewer))


def test_the_central_unit_sees_only_what_it_is_to_approve(desk: Scene) -> None:
    made = searched(desk)
    central = desk.officer("c.unit")
    with pytest.raises(NotFoundError):
        subject_request(made.reference, seen_by=central)
    proposed(desk, made)
    assert subject_request(made.reference, seen_by=central).reference == made.reference


def test_our_opinion_on_what_we_supplied_goes_by_two_hands(desk: Scene) -> None:
    ours = desk.sent(parties=PERSON)
    came = question_comes(desk, ours)
    with pytest.raises(InvalidDraftError):
        opined(desk, came, verdict="objection")
    opined(desk, came, verdict="objection", ground="investigation", reasons="It goes on.")
    came.refresh_from_db()
    desk.now += timedelta(seconds=1)
    opined(desk, came, verdict="objection", ground="investigation", reasons="It is over soon.")
    with pytest.raises(StaleVersionError):
        released(desk, came)
    came.refresh_from_db()
    with pytest.raises(SecondPersonNeededError):
        released(desk, came, DPO)
    released(desk, came)
    sent = Outbound.objects.latest("pk")
    assert sent.type == "assistance.access_opinion"


def test_a_partner_asks_only_about_what_we_supplied_and_once(desk: Scene) -> None:
    ours, came = desk.sent(parties=PERSON), theirs(desk)
    with pytest.raises(NotTheirsToAskError):
        question_comes(desk, came)
    key = question_comes(desk, ours).key
    with pytest.raises(ConsultationTakenError):
        question_comes(desk, ours, consultation=key)
    asked = AccessConsultation.objects.get()
    with pytest.raises(ConsultationUnknownError):
        opinion_comes(desk, asked)


def test_no_reason_in_words_stands_in_the_record(desk: Scene) -> None:
    theirs(desk)
    made = searched(desk)
    decided(desk, made, 1, WITHHOLD)
    proposed(desk, made)
    why, left = f"Ask {PERSON} for the passport.", f"{PERSON} left."
    with transaction.atomic(durable=True):
        return_reply(made.reference, reason=why, officer=desk.officer("c.unit"), at=desk.now)
    made.refresh_from_db()
    assert made.return_reason == why
    with transaction.atomic(durable=True):
        end_subject(made.reference, reason=left, officer=desk.officer(DPO), at=desk.now)
    made.refresh_from_db()
    assert made.return_reason == left
    entries = LedgerEntry.objects.filter(event__in=("subject.returned", "subject.ended"))
    assert len(entries) == 2
    assert all(b"Petrenko" not in bytes(each.body) for each in entries)


def erased(scene: Scene, made: SubjectRequest, **how: Any) -> None:
    with transaction.atomic(durable=True):
        erase_subject(
            made.reference,
            officer=scene.officer(DPO),
            signed_in_afresh_at=how.get("afresh", scene.now - timedelta(seconds=5)),
            at=scene.now,
            on=how.get("on", date(2027, 6, 1)),
        )


def test_what_suppliers_were_asked_and_said_is_erased_with_who_asked(desk: Scene) -> None:
    theirs(desk)
    made = searched(desk)
    asked = released(desk, consulted(desk, made, 1))
    opinion_comes(desk, asked, reasons=f"{PERSON} may have it.")
    officer = desk.officer(DPO)
    with transaction.atomic(durable=True):
        end_subject(made.reference, reason="Withdrawn.", officer=officer, at=desk.now)
        law = LawDraft(article="5 USC 552a", keep_days=100)
        keep_access_law(law, officer=officer, at=desk.now)
    question = Outbound.objects.filter(message_id=asked.message_id)
    opinion = in_the_log(desk, asked.reply_message_id, b"Petrenko may have it.")
    assert b"Petrenko" in bytes(question.get().body)
    with pytest.raises(FreshSignInNeededError):
        erased(desk, made, afresh=None)
    with pytest.raises(MessagesWaitError):
        erased(desk, made)
    out = Channel.objects.filter(direction="out").latest("pk")
    question.update(channel=out, index=0, delivered_at=desk.now)
    erased(desk, made)
    opinion.refresh_from_db()
    assert (bytes(question.get().body), bytes(opinion.body)) == (b"", b"")


def test_who_asked_is_erased_when_our_rule_says_so(desk: Scene) -> None:
    made = searched(desk)
    proposed(desk, made)
    approved(desk, made)
    officer = desk.officer(DPO)
    with transaction.atomic(durable=True):
        answer_person(
            made.reference,
            letter=LetterMark("DP-7", "2026-11-21"),
            officer=officer,
            at=desk.now,
            on=ON,
        )
    with pytest.raises(NotYetToEraseError):
        erased(desk, made, on=date(2036, 1, 1))
    with transaction.atomic(durable=True):
        law = LawDraft(article="5 USC 552a", keep_days=100)
        keep_access_law(law, officer=officer, at=desk.now)
    erased(desk, made)
    made.refresh_from_db()
    assert (made.person, made.asked, made.contact) == ("", "", "")


def test_without_showing_who_they_are_the_clock_does_not_run(desk: Scene) -> None:
    made = registered(desk, replace(ASKED, identity="not_yet", identity_on=""))
    assert made.due_on is None
    with pytest.raises(IdentityNotShownError):
        proposed(desk, made)
    with transaction.atomic(durable=True):
        made = note_identity(
            made.reference,
            identity="certified_copy",
            identity_on="2026-11-21",
            officer=desk.officer(DPO),
            at=desk.now,
            on=ON,
        )
    assert made.due_on == date(2026, 12, 21)
    assert LedgerEntry.objects.filter(event="subject.identity_noted").count() == 1


def test_who_gave_information_unasked_is_heard_about_it(desk: Scene) -> None:
    settle_telling(desk)
    reference = told_us(desk, parties=PERSON, text=f"{PERSON} owns the goods.")
    allocate(desk, reference)
    desk.open(reference)
    made = searched(desk)
    assert sorted(places(made)) == [(reference, "answer", "UA"), (reference, "request", "UA")]
    with pytest.raises(ConsultationOwedError):
        decided(desk, made, 1, GRANT)
    asked = released(desk, consulted(desk, made, 1))
    opinion_comes(desk, asked)
    decided(desk, made, 1, GRANT)


def test_what_we_gave_unasked_is_ours_and_the_partner_hears_us(desk: Scene) -> None:
    settle_telling(desk)
    given_unasked = given(desk, subject=f"Bearings of {PERSON}")
    made = searched(desk)
    assert {partner for _, _, partner in places(made)} == {""}
    came = question_comes(desk, given_unasked)
    opined(desk, came)
    came.refresh_from_db()
    released(desk, came)
    assert Outbound.objects.latest("pk").type == "assistance.access_opinion"
    theirs_unasked = told_us(desk)
    with pytest.raises(NotTheirsToAskError):
        question_comes(desk, theirs_unasked)


def test_what_was_approved_is_given_back_when_the_partner_binds_after_its_days(desk: Scene) -> None:
    theirs(desk)
    made = searched(desk)
    asked = released(desk, consulted(desk, made, 1))
    made.items.update(binds=True)
    assert asked.until is not None
    later = asked.until + timedelta(days=1)
    decided(desk, made, 1, GRANT, on=later)
    officer, unit = desk.officer(DPO), desk.officer("c.unit")
    with transaction.atomic(durable=True):
        propose_reply(made.reference, officer=officer, at=desk.now, on=later)
    made.refresh_from_db()
    with transaction.atomic(durable=True):
        approve_reply(
            made.reference,
            version=made.version,
            officer=unit,
            signed_in_afresh_at=desk.now - timedelta(seconds=5),
            at=desk.now,
            on=later,
        )
    opinion_comes(desk, asked, opinion="objection", ground="investigation")
    letter = LetterMark("DP-7", "2026-11-21")
    with pytest.raises(OpinionBindsError):
        answer_person(made.reference, letter=letter, officer=officer, at=desk.now, on=later)
    browser = Client()
    browser.force_login(officer_named("c.unit"))
    assert 'value="return"' in browser.get(f"/records/access/{made.reference}/").content.decode()
    with transaction.atomic(durable=True):
        return_reply(made.reference, reason="It objects.", officer=unit, at=desk.now)
    made.refresh_from_db()
    assert (made.state, made.approved_by, made.approved_at) == ("open", "", None)
    decided(desk, made, 1, WITHHOLD)
    proposed(desk, made)
    approved(desk, made)


def test_the_partner_is_heard_about_an_answer_that_a_letter_brought(desk: Scene) -> None:
    ours = desk.sent(parties=PERSON)
    desk.accepted_there(ours)
    desk.answered_there(ours)
    desk.open(ours)
    # As a matter stands that was answered by letter, and then went on by node.
    Answer.objects.update(message_id="", text=f"{PERSON} owns the goods.")
    request = Request.objects.get(reference=ours)
    make_findable(request)
    made = searched(desk)
    number = next(item.number for item in items_of(made) if item.place == "answer")
    released(desk, consulted(desk, made, number))
    sent = json.loads(bytes(Outbound.objects.latest("pk").body))
    assert sent["answer"] == "letter-1"


def test_a_partner_names_an_answer_of_ours_that_a_letter_brought(desk: Scene) -> None:
    came = theirs(desk)
    desk.accept(came)
    desk.write_answer(came)
    desk.release(came)
    Answer.objects.update(message_id="")
    with pytest.raises(NotTheirsToAskError):
        question_comes(desk, came, answer="letter-2")
    assert question_comes(desk, came, answer="letter-1").answer == Answer.objects.get()


def test_the_numbers_of_persons_requests_are_counted_in_a_locked_row(desk: Scene) -> None:
    made = registered(desk)
    # As one stands that was registered before there was a counter.
    SubjectRequest.objects.filter(pk=made.pk).update(reference="SA-2026-00007")
    assert registered(desk).reference == "SA-2026-00008"
    assert ReferenceCounter.objects.get(partner="ZZ", year=2026, by_letter=False).last == 2


def test_a_reply_counts_days_as_the_house_does(desk: Scene) -> None:
    ours = desk.sent(parties=PERSON)
    Request.objects.filter(reference=ours).update(created_at=datetime(2026, 11, 20, 2, tzinfo=UTC))
    made = searched(desk)
    decided(desk, made, 1, GRANT)
    proposed(desk, made)
    approved(desk, made)
    with timezone.override("America/New_York"):
        (given_to,) = reply_of(made.reference, seen_by=desk.officer(DPO)).given
    assert given_to.since == date(2026, 11, 19)
