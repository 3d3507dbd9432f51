"""What binds information after it came: asked back, corrected, consent, and what erasing takes."""

import pytest

from comity.assistance.models import Answer, Request
from comity.assistance.queries import cases_naming
from comity.assistance.terms.afterwords import AfterwordDraft, AfterwordKind, ConsentReply
from comity.exchange.models import Outbound
from comity.kernel.rulings import Outcome
from tests.integration.assistance.afterwording import (
    asked,
    comes,
    decide,
    given_there,
    recall_answered,
    send,
    write,
)
from tests.integration.assistance.informing import (
    TOLD,
    allocate,
    drafted,
    given,
    settle_telling,
    told_us,
)
from tests.integration.assistance.scene import Scene
from tests.integration.assistance.test_recall import DELETED, WISHED, use

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _settled(scene: Scene) -> None:
    settle_telling(scene)


def opened(scene: Scene) -> str:
    reference = told_us(scene, parties="Ivan Petrenko, Odesa")
    allocate(scene, reference)
    scene.open(reference)
    return reference


def test_what_its_giver_asks_back_is_gone_with_whom_and_what_it_named(scene: Scene) -> None:
    reference = opened(scene)
    made = comes(scene, reference, "recall_asked", **WISHED)
    recall_answered(scene, made, DELETED)
    request = Request.objects.get(reference=reference)
    answer = Answer.objects.get(request=request)
    assert (answer.text, request.parties, request.subject) == ("", "", "")
    assert cases_naming("Petrenko", seen_by=scene.officer("p.singh")) == ()
    assert use(scene, reference).outcome == Outcome.REFUSED
    assert Outbound.objects.latest("pk").type == "assistance.recall_answered"


def test_consent_to_another_use_lifts_what_stood_against_it(scene: Scene) -> None:
    reference = opened(scene)
    assert use(scene, reference).outcome != Outcome.PERMITTED
    draft = AfterwordDraft(purpose="duty-assessment", why="The importer owes duty.")
    given_there(scene, asked(scene, reference, draft=draft))
    assert use(scene, reference).outcome == Outcome.PERMITTED


def test_a_partner_asks_for_consent_to_what_we_gave(scene: Scene) -> None:
    reference = given(scene)
    answer = Answer.objects.get(request__reference=reference)
    made = comes(
        scene,
        reference,
        "consent_asked",
        answer=answer.message_id,
        purpose="duty-assessment",
        proceedings="",
        onward_to="",
        court="",
        day="",
        why="Duty is owed.",
    )
    decide(scene, made, ConsentReply(given=False, reasons="No."))
    assert Outbound.objects.latest("pk").type == "assistance.consent_refused"


def test_what_we_gave_is_corrected_by_the_law_by_which_it_left(scene: Scene) -> None:
    reference = given(scene)
    right = AfterwordDraft(
        wish="correct", items=("answer",), corrected="It leaves on Monday.", why="A slip."
    )
    made = write(scene, reference, AfterwordKind.RECALL, right, who="j.alvarez", answer=1)
    send(scene, made)
    sent = Outbound.objects.latest("pk")
    assert sent.type == "assistance.recall_asked"
    assert b"It leaves on Monday." in bytes(sent.body)


def test_what_is_urgent_is_sent_before_what_waited_longer(scene: Scene) -> None:
    calm = drafted(scene, urgency="")
    from_calm = Request.objects.get(reference=calm)
    assert not from_calm.urgent
    given(scene, urgency="")
    given(scene, urgency="danger")
    sent = Outbound.objects.filter(type="assistance.information").order_by("pk")
    assert [each.urgent for each in sent] == [False, True]
    assert TOLD.encode() in bytes(sent[1].body)
