"""Reminders: noted once, escalated when long overdue, mailed without content, in a calendar."""

import socket
import threading
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core import mail
from django.core.cache import cache
from django.db import transaction
from django.test import Client, override_settings
from icalendar import Calendar, Event

from comity.assistance import services
from comity.assistance.calendars import HolidaysMalformedError, calendar_of, forget_calendars
from comity.assistance.clock_drafts import DayDraft
from comity.assistance.models import (
    Answer,
    CalendarAddress,
    Deadline,
    MailWish,
    Notice,
    Reckoning,
    Request,
)
from comity.assistance.queries.notices import number_unread, unread
from comity.assistance.services.reckoning import reckon_slice
from comity.assistance.services.reminding import desks, note_read, remind_slice
from comity.assistance.services.wishes import (
    end_mail,
    make_calendar_address,
    officer_of_calendar,
    wish_for_mail,
)
from comity.assistance.terms.clocks import ClockMatter
from comity.assistance.terms.reminders import MailAddressMalformedError, NoticeKind
from comity.interfaces.mailing import mail_what_is_new
from comity.ledger.models import LedgerEntry
from comity.node.clock_settings import ClockSettings
from comity.node.logs import line_of
from comity.node.mail_settings import MailSettings
from comity.node.time_keeping import TimeKeeping
from comity.officers.models import Officer
from tests.integration.assistance.scene import ON, Scene
from tests.mail_server import mail_server

pytestmark = pytest.mark.django_db(transaction=True)

DUE = date(2026, 11, 24)
LATE = date(2026, 12, 4)


@pytest.fixture(autouse=True)
def _settled(scene: Scene) -> None:
    scene.settle_assessment(own_law=True)


def a_day(scene: Scene, day: date = DUE) -> str:
    reference = scene.draft()
    draft = DayDraft("hearing", day.isoformat())
    officer = scene.officer("j.alvarez")
    with transaction.atomic(durable=True):
        services.set_day(reference, draft, officer=officer, at=scene.now, on=ON)
    return reference


def remind(scene: Scene, on: date) -> None:
    with transaction.atomic(durable=True):
        assert remind_slice(0, desks(), at=scene.now, on=on) is None


def told(scene: Scene, who: str) -> list[tuple[str, NoticeKind]]:
    return [(each.reference, each.kind) for each in unread(scene.officer(who), most=9)]


def changed(**settled: Any) -> Any:
    return override_settings(NODE=settings.NODE.model_copy(update=settled))


def test_the_holder_is_reminded_once_before_and_once_after_the_day(scene: Scene) -> None:
    reference = a_day(scene)
    remind(scene, ON)
    remind(scene, ON)
    assert told(scene, "j.alvarez") == [(reference, NoticeKind.DUE_SOON)]
    remind(scene, DUE + timedelta(days=1))
    assert {kind for _, kind in told(scene, "j.alvarez")} == {
        NoticeKind.DUE_SOON,
        NoticeKind.OVERDUE,
    }
    assert told(scene, "c.unit") == []


def test_what_is_long_overdue_is_told_to_the_central_unit(scene: Scene) -> None:
    reference = a_day(scene)
    remind(scene, LATE)
    assert told(scene, "c.unit") == [(reference, NoticeKind.ESCALATED)]
    assert told(scene, "k.ortiz") == []


def test_what_no_agency_has_is_the_central_units_and_an_approval_the_approvers(
    scene: Scene,
) -> None:
    theirs, ours = scene.received(), scene.draft()
    scene.submit(ours)
    remind(scene, ON + timedelta(days=6))
    assert (theirs, NoticeKind.DUE_SOON) in told(scene, "c.unit")
    assert (ours, NoticeKind.OVERDUE) in told(scene, "m.chen")
    assert told(scene, "e.stone") == []


def test_what_is_done_is_not_told_any_more(scene: Scene) -> None:
    ours = scene.draft()
    scene.submit(ours)
    remind(scene, ON + timedelta(days=6))
    assert Notice.objects.exists()
    scene.approve(ours)
    assert told(scene, "m.chen") == []


def test_nobody_is_told_of_what_they_may_see_no_longer(scene: Scene) -> None:
    a_day(scene)
    remind(scene, ON)
    assert number_unread(scene.officer("j.alvarez"), most=9) == 1
    Officer.objects.get(username="j.alvarez").appointments.all().delete()
    assert number_unread(scene.officer("j.alvarez"), most=9) == 0


def test_notices_are_put_away_by_their_officer_alone(scene: Scene) -> None:
    a_day(scene)
    remind(scene, LATE)
    assert note_read(officer=scene.officer("j.alvarez"), at=scene.now) == 1
    assert told(scene, "j.alvarez") == []
    assert told(scene, "c.unit") != []


# ---- reckoned anew


def test_a_changed_custom_is_reckoned_into_what_goes_on(scene: Scene) -> None:
    reference = scene.received()
    request = Request.objects.get(reference=reference)
    decision = Deadline.objects.filter(request=request, matter=ClockMatter.DECISION.value)
    before = decision.get().due_on
    with changed(clocks=ClockSettings(decision_days=1)), transaction.atomic(durable=True):
        assert not reckon_slice(at=scene.now)
    assert before == date(2026, 11, 30)
    assert decision.get().due_on == date(2026, 11, 23)
    with transaction.atomic(durable=True):
        assert not reckon_slice(at=scene.now)
    assert decision.get().due_on == before


def test_what_was_reckoned_by_the_same_rules_is_left_alone(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(3):
        scene.received(reference=f"UA-US-2026-0070{number}")
    monkeypatch.setattr("comity.assistance.services.reckoning.A_SLICE", 2)
    Deadline.objects.all().delete()
    more = []
    for _ in range(3):
        with transaction.atomic(durable=True):
            more.append(reckon_slice(at=scene.now))
    assert more == [True, False, False]
    assert Deadline.objects.values("request").distinct().count() == 3
    assert Reckoning.objects.get().after is None


def test_one_pass_reckons_and_reminds_and_the_next_of_the_day_does_not(
    scene: Scene, django_assert_max_num_queries: Any
) -> None:
    a_day(scene)
    keeping = TimeKeeping(threading.Event(), "US")
    keeping.pass_once(at=scene.now)
    assert Notice.objects.count() == 1
    # Reckoning, reminding, standing exchanges, files that are read for persons, and mail; on
    # PostgreSQL the turn is asked for and given back too, and a transaction begun and ended.
    with django_assert_max_num_queries(13):
        keeping.pass_once(at=scene.now)


def test_an_answer_of_a_matter_closed_before_there_were_clocks_is_kept_to_its_day(
    scene: Scene,
) -> None:
    reference = scene.sent()
    scene.accepted_there(reference)
    scene.answered_there(reference)
    scene.open(reference)
    with transaction.atomic(durable=True):
        services.close_request(reference, officer=scene.officer("j.alvarez"), at=scene.now)
    Deadline.objects.all().delete()
    with transaction.atomic(durable=True):
        assert not reckon_slice(at=scene.now)
    assert Deadline.objects.filter(matter=ClockMatter.RETENTION.value).exists()


def test_a_request_that_cannot_be_reckoned_stops_neither_the_others_nor_what_follows(
    scene: Scene, caplog: pytest.LogCaptureFixture
) -> None:
    broken = scene.sent()
    scene.accepted_there(broken)
    scene.answered_there(broken)
    fine = scene.received(reference="UA-US-2026-00701")
    day = a_day(scene)
    # As a later version might leave it: limits that this one cannot read.
    Answer.objects.update(limits={"unheard_of": True})
    Deadline.objects.filter(request__reference=fine).delete()
    TimeKeeping(threading.Event(), "US").pass_once(at=scene.now)
    assert Deadline.objects.filter(request__reference=fine).exists()
    assert Deadline.objects.filter(request__reference=broken).exists()
    assert Reckoning.objects.get().after is None
    assert Notice.objects.filter(request__reference=day).exists()
    assert [line_of(each).get("reference") for each in caplog.records] == [broken]


def test_reckoning_that_fails_keeps_nobody_from_being_reminded(
    scene: Scene, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    a_day(scene)
    with changed(clocks=ClockSettings(holidays_file=tmp_path / "gone.toml")):
        TimeKeeping(threading.Event(), "US").pass_once(at=scene.now)
    assert not Reckoning.objects.exists()
    assert len(caplog.records) == 1
    assert Notice.objects.exists()


# ---- holidays


def test_the_nodes_own_file_adds_days_of_rest_and_days_of_work(tmp_path: Path) -> None:
    file = tmp_path / "holidays.toml"
    file.write_text(
        '[[day]]\ncountry = "KE"\non = 2026-11-23\n'
        '[[day]]\ncountry = "KE"\non = 2026-11-28\nworks = true\n'
    )
    monday, saturday = date(2026, 11, 23), date(2026, 11, 28)
    assert monday not in calendar_of("KE").rest
    forget_calendars()
    try:
        with changed(clocks=ClockSettings(holidays_file=file)):
            assert monday in calendar_of("KE").rest
            assert saturday not in calendar_of("KE").rest
        forget_calendars()
        file.write_text("[[day]]\ncountry = 3\n")
        with (
            changed(clocks=ClockSettings(holidays_file=file)),
            pytest.raises(HolidaysMalformedError),
        ):
            calendar_of("KE")
    finally:
        forget_calendars()


def test_a_country_whose_holidays_nobody_knows_has_weekends_and_says_so() -> None:
    assert calendar_of("US").known
    assert date(2026, 11, 26) in calendar_of("US").rest
    nowhere = calendar_of("XX")
    assert not nowhere.known
    assert date(2026, 11, 22) in nowhere.rest
    assert date(2026, 11, 23) not in nowhere.rest


# ---- mail


def wish(scene: Scene, address: str = "ja@example.org") -> None:
    with transaction.atomic(durable=True):
        wish_for_mail(address, officer=scene.officer("j.alvarez"), at=scene.now - timedelta(days=2))


MAILED = MailSettings(host="127.0.0.1", security="none", every_hours=24)


def test_a_mail_says_how_much_is_new_and_nothing_else(scene: Scene) -> None:
    wish(scene)
    reference = a_day(scene)
    remind(scene, ON)
    with changed(mail=MAILED):
        assert mail_what_is_new(at=scene.now + timedelta(minutes=1)) == 1
    (sent,) = mail.outbox
    assert (sent.subject, sent.to) == ("You have 1 new item.", ["ja@example.org"])
    whole = sent.message().as_string()
    assert reference not in whole
    assert "bearings" not in whole
    assert "UA" not in sent.body


def test_nobody_gets_a_second_mail_within_the_period_or_of_the_same(scene: Scene) -> None:
    wish(scene)
    a_day(scene)
    remind(scene, ON)
    with changed(mail=MAILED):
        assert mail_what_is_new(at=scene.now + timedelta(minutes=1)) == 1
        a_day(scene)
        scene.now += timedelta(hours=1)
        remind(scene, ON)
        assert mail_what_is_new(at=scene.now + timedelta(minutes=1)) == 0
        assert mail_what_is_new(at=scene.now + timedelta(days=2)) == 1
        assert mail_what_is_new(at=scene.now + timedelta(days=9)) == 0


def test_without_a_wish_or_without_a_server_no_mail_goes(scene: Scene) -> None:
    a_day(scene)
    remind(scene, ON)
    with changed(mail=MAILED):
        assert mail_what_is_new(at=scene.now) == 0
    wish(scene)
    assert mail_what_is_new(at=scene.now) == 0
    end_mail(officer=scene.officer("j.alvarez"))
    assert not MailWish.objects.exists()


@pytest.mark.parametrize(
    "address", ["", "nobody", "a@b", "a@example.org\nBcc: x@example.org", "a@b.org, c@d.org"]
)
def test_an_address_that_could_mean_more_than_one_is_refused(scene: Scene, address: str) -> None:
    with pytest.raises(MailAddressMalformedError):
        wish_for_mail(address, officer=scene.officer("j.alvarez"), at=scene.now)


def test_a_real_server_takes_the_mail(scene: Scene) -> None:
    wish(scene)
    a_day(scene)
    remind(scene, ON)
    backend = "django.core.mail.backends.smtp.EmailBackend"
    with (
        mail_server() as inbox,
        changed(mail=MAILED),
        override_settings(
            EMAIL_BACKEND=backend,
            EMAIL_HOST="127.0.0.1",
            EMAIL_PORT=inbox.port,
            EMAIL_USE_TLS=False,
        ),
    ):
        assert mail_what_is_new(at=scene.now + timedelta(minutes=1)) == 1
    assert "Subject: You have 1 new item." in inbox.mails[0]
    assert "ja@example.org" in inbox.receivers[0]


def test_a_server_that_is_not_there_stops_nothing(scene: Scene) -> None:
    wish(scene)
    a_day(scene)
    remind(scene, ON)
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        port = closed.getsockname()[1]
    with (
        changed(mail=MAILED),
        override_settings(
            EMAIL_BACKEND="django.core.mail.backends.smtp.EmailBackend",
            EMAIL_HOST="127.0.0.1",
            EMAIL_PORT=port,
            EMAIL_USE_TLS=False,
        ),
    ):
        assert mail_what_is_new(at=scene.now + timedelta(minutes=1)) == 0


# ---- calendar


def address_of(scene: Scene, who: str = "j.alvarez") -> str:
    with transaction.atomic(durable=True):
        secret = make_calendar_address(officer=scene.officer(who), at=scene.now)
    return f"/clocks/calendar/{secret}.ics"


def test_the_calendar_tells_how_much_is_due_on_which_day_and_never_what(scene: Scene) -> None:
    today = datetime.now(UTC).date()
    references = [a_day(scene, today + timedelta(days=9)) for _ in range(2)]
    cache.clear()
    answer = Client().get(address_of(scene))
    assert answer.status_code == 200
    text = answer.content.decode()
    assert not any(each in text for each in (*references, "bearings", "hearing", "Ukraine"))
    (event,) = Calendar.from_ical(answer.content).walk("VEVENT")
    assert event["summary"] == "Comity: 2 items due"
    assert isinstance(event, Event)
    assert event.start == today + timedelta(days=9)
    assert str(event["url"]).endswith("/")


def test_a_new_address_ends_the_one_before_and_both_are_recorded(scene: Scene) -> None:
    cache.clear()
    first, second = address_of(scene), address_of(scene)
    assert first != second
    assert Client().get(first).status_code == 404
    assert Client().get(second).status_code == 200
    assert CalendarAddress.objects.count() == 1
    made = LedgerEntry.objects.filter(event="officer.calendar_made")
    assert made.count() == 2
    secret = second.rpartition("/")[2].removesuffix(".ics")
    assert not any(secret in str(entry.body) for entry in made)


def test_the_address_of_one_who_was_struck_off_opens_nothing(scene: Scene) -> None:
    cache.clear()
    address = address_of(scene)
    Officer.objects.filter(username="j.alvarez").update(is_active=False)
    assert Client().get(address).status_code == 404
    assert officer_of_calendar("") is None


def test_who_guesses_addresses_is_stopped(scene: Scene) -> None:
    cache.clear()
    answers = {Client().get(f"/clocks/calendar/{n}.ics").status_code for n in range(40)}
    assert answers == {404, 429}


def test_the_page_makes_shows_and_ends_the_address_and_switches_mail(scene: Scene) -> None:
    client = Client()
    client.force_login(Officer.objects.get(username="j.alvarez"))
    made = client.post("/clocks/reminders/calendar/").content.decode()
    assert "/clocks/calendar/" in made
    assert "/clocks/calendar/" not in client.get("/clocks/reminders/").content.decode()
    client.post("/clocks/reminders/calendar/end/")
    assert not CalendarAddress.objects.exists()
    client.post("/clocks/reminders/mail/", {"address": "ja@example.org", "wish": "on"})
    assert MailWish.objects.get().address == "ja@example.org"
    client.post("/clocks/reminders/mail/", {"wish": "off"})
    assert not MailWish.objects.exists()


def test_the_page_of_what_is_due_shows_reminders_and_puts_them_away(scene: Scene) -> None:
    reference = a_day(scene)
    remind(scene, ON)
    client = Client()
    client.force_login(Officer.objects.get(username="j.alvarez"))
    shown = client.get("/clocks/?when=overdue").content.decode()
    assert "Hearing: due soon" in shown
    assert "1 reminder<" in client.get("/").content.decode()
    client.post("/clocks/noted/")
    assert "Hearing: due soon" not in client.get("/clocks/").content.decode()
    assert "1 reminder<" not in client.get("/").content.decode()
    assert Notice.objects.get(request__reference=reference).read_at is not None
