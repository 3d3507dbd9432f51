"""Pages and cards of partial replies, supplementary questions and feedback."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from comity.assistance.models import Answer, Feedback, Question, Request
from comity.assistance.queries import request_detail
from comity.interfaces.web.follow_ups.panels import feedback_panel, questions_panel
from comity.interfaces.web.replies.views import replies_panel
from tests.integration.assistance.replying import (
    ASKED,
    MORE,
    answered_in_part_there,
    part_accepted,
    write_question,
)
from tests.integration.assistance.scene import ON, Scene
from tests.integration.assistance.test_follow_ups import opened, opened_there, said
from tests.integration.web.test_desk_pages import browser

pytestmark = pytest.mark.django_db(transaction=True)


def page(reader: Client, address: str) -> str:
    """What a page says; one that is not shown fails."""
    answer = reader.get(address)
    assert answer.status_code == 200, answer
    return str(answer.content.decode())


@pytest.fixture(autouse=True)
def _settled(scene: Scene) -> None:
    scene.settle_assessment(own_law=True)


def test_a_partial_reply_is_opened_by_its_button_and_stands_on_the_page(scene: Scene) -> None:
    reference = part_accepted(scene)
    answered_in_part_there(scene, reference, text="The first half.")
    officer = browser("j.alvarez")
    shut = page(officer, f"/requests/{reference}/")
    assert "Open partial reply 1" in shut
    assert "The first half." not in shut
    assert "Open partial reply 1" not in page(browser("m.chen"), f"/requests/{reference}/")
    done = officer.post(f"/requests/{reference}/replies/open/", {"number": "1"})
    assert done.status_code == 302
    seen = page(officer, f"/requests/{reference}/")
    assert "The first half." in seen
    assert MORE in seen
    scene.answered_there(reference, text="The rest.")
    scene.open(reference)
    both = page(officer, f"/requests/{reference}/")
    assert "The first half." in both
    assert "The rest." in both
    use = page(officer, f"/requests/{reference}/use/?reply=1")
    assert "Conditions of use" in use


def test_a_partial_reply_is_written_and_released_on_the_pages_of_the_answer(scene: Scene) -> None:
    reference = scene.received()
    scene.accept(reference)
    writer = browser("j.alvarez")
    typed = {
        "action": "save",
        "text": "The first half.",
        "purposes": "duty-assessment",
        "onward": "consent",
        "partial": "on",
        "still_to_come": MORE,
    }
    assert writer.post(f"/requests/{reference}/answer/", typed).status_code == 302
    assert Answer.objects.get().partial is True
    read = page(browser("m.chen"), f"/requests/{reference}/release/")
    assert "Partial reply" in read
    assert MORE in read
    scene.release(reference)
    again = page(writer, f"/requests/{reference}/answer/")
    assert "The first half." not in again


def test_a_question_is_written_by_one_and_read_by_another_before_it_is_put(scene: Scene) -> None:
    reference = opened(scene)
    writer, approver = browser("j.alvarez"), browser("m.chen")
    assert "Ask a supplementary question" in page(writer, f"/requests/{reference}/")
    assert "Supplementary question" in page(writer, f"/requests/{reference}/question/")
    empty = writer.post(f"/requests/{reference}/question/", {"question": " "})
    assert "This is needed." in empty.content.decode()
    done = writer.post(f"/requests/{reference}/question/", {"question": ASKED})
    assert done.status_code == 302
    assert ASKED in page(approver, f"/requests/{reference}/question/put/")
    back = approver.post(
        f"/requests/{reference}/question/put/", {"action": "return", "reason": "Which one?"}
    )
    assert back.status_code == 302
    assert "Which one?" in page(writer, f"/requests/{reference}/question/")
    assert writer.post(f"/requests/{reference}/question/drop/").status_code == 302
    assert Question.objects.get().stage == "dropped"
    assert ASKED not in page(writer, f"/requests/{reference}/")


def test_what_became_of_it_is_stated_on_its_page_and_shown_on_the_request(scene: Scene) -> None:
    reference = opened(scene)
    officer = browser("j.alvarez")
    assert "Say what became of it" in page(officer, f"/requests/{reference}/")
    wrong = officer.post(f"/requests/{reference}/feedback/", {"code": "duty_assessed"})
    assert "This is needed." in wrong.content.decode()
    typed = {"code": "duty_assessed", "amount": "71 760.50", "currency": "usd"}
    assert officer.post(f"/requests/{reference}/feedback/", typed).status_code == 302
    assert Feedback.objects.get().currency == "USD"
    assert "71760.50 USD" in page(officer, f"/requests/{reference}/")


def test_what_the_partner_says_of_our_answer_stands_on_its_request(scene: Scene) -> None:
    reference = opened_there(scene)
    scene.tell("assistance.feedback", said(reference))
    assert "Duty assessed" in page(browser("c.unit"), f"/requests/{reference}/")


def test_the_cards_ask_nothing_of_a_request_without_a_reply(scene: Scene) -> None:
    reference = scene.sent()
    viewer = scene.officer("j.alvarez")
    detail = request_detail(reference, seen_by=viewer, on=ON)
    with CaptureQueriesContext(connection) as asked:
        made = [make(detail, viewer) for make in (replies_panel, questions_panel, feedback_panel)]
    assert (made, len(asked)) == ([None, None, None], 0)


def test_another_agency_sees_neither_question_nor_feedback(scene: Scene) -> None:
    reference = opened(scene)
    write_question(scene, reference)
    scene.now += timedelta(hours=1)
    stranger = scene.officer("d.reyes")
    assert not Question.objects.visible_to(stranger).exists()
    assert not Feedback.objects.visible_to(stranger).exists()
    assert Question.objects.visible_to(scene.officer("m.chen")).exists()
    assert Request.objects.filter(reference=reference).exists()
    assert browser("d.reyes").get(f"/requests/{reference}/question/").status_code == 404
