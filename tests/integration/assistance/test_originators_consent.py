"""A supplier speaks for itself: what a third gave it goes on only with that third's consent."""

import json
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.utils import translation

from comity.assistance import services
from comity.assistance.models import Afterword, Answer, ReplyPart, Request, Use
from comity.assistance.services.marking import mark_answer
from comity.assistance.services.parts_ruled import says_of
from comity.assistance.terms.afterwords import (
    AfterwordDraft,
    ConsentReply,
    LetterMark,
    OriginatorConsent,
)
from comity.assistance.terms.markings import MarkingDraft
from comity.assistance.terms.parts import OriginatorSays, PartDraft
from comity.exchange.models import Outbound
from comity.kernel.errors import InvalidDraftError
from comity.kernel.rulings import Permission
from comity.officers.queries import officer_named
from tests.integration.assistance.afterwording import asked, comes, decide, reply_there, send
from tests.integration.assistance.parting import COURTS, ask, drafted, note, part
from tests.integration.assistance.scene import ON, Scene

COURT = "Kyiv court"
THEIR_COURT = {"kind": "court", "name": COURT, "supplier": ""}
TO_MINISTRY = AfterwordDraft(
    purpose="duty-assessment", why="The ministry decides.", onward_to="Ministry"
)
ASKED = {
    "purpose": "duty-assessment",
    "proceedings": "",
    "onward_to": "Ministry",
    "court": "",
    "day": "",
    "why": "The ministry decides.",
}


def opened(scene: Scene) -> str:
    """A reply of a partner's, one part of which is a court's."""
    scene.settle_assessment(own_law=True)
    reference = scene.sent()
    scene.accepted_there(reference)
    scene.answered_there(reference, parts=[{"number": 1, "originator": THEIR_COURT}])
    scene.open(reference)
    return reference


def pass_on(scene: Scene, reference: str) -> Use:
    with transaction.atomic(durable=True):
        return services.use_answer(
            reference,
            purpose="duty-assessment",
            onward_to="Ministry",
            officer=scene.officer("j.alvarez"),
            at=scene.now,
            on=ON,
        )


def given_there(scene: Scene, made: Afterword, **more: Any) -> None:
    reply_there(scene, made, "consent_given", until="", conditions="", **more)


def released(scene: Scene) -> str:
    """A reply of ours, one part of which is a court's that let it go to the partner."""
    reference = drafted(scene)
    note(scene, part(scene, reference, COURTS))
    scene.release(reference)
    return reference


@pytest.mark.parametrize(
    ("named", "goes"), [((), False), (("Another court",), False), ((COURT,), True)]
)
def test_a_supplier_s_consent_stands_for_nobody_else(
    scene: Scene, named: tuple[str, ...], *, goes: bool
) -> None:
    reference = opened(scene)
    more = {"originators": list(named)} if named else {}
    given_there(scene, asked(scene, reference, draft=TO_MINISTRY), **more)
    ruling = pass_on(scene, reference).ruling
    needed = [dict(g.facts) for g in ruling.grounds if g.code == "third_party_consent_needed"]
    assert isinstance(ruling, Permission) is goes
    assert needed == ([] if goes else [{"supplier": COURT}])


def test_we_tell_who_else_consents_and_keep_by_what(scene: Scene) -> None:
    made = comes(scene, released(scene), "consent_asked", **ASKED)
    says = OriginatorConsent("District court", "Order 9, 3 May 2026")
    decide(scene, made, ConsentReply(given=True, originators=(says,)))
    told = bytes(Outbound.objects.latest("pk").body).decode()
    assert json.loads(told)["originators"] == ["District court"]
    assert "Order 9" not in told
    made.refresh_from_db()
    assert made.originators == [{"named": "District court", "leave": "Order 9, 3 May 2026"}]


def test_a_consent_without_others_says_nothing_of_them(scene: Scene) -> None:
    made = comes(scene, released(scene), "consent_asked", **ASKED)
    decide(scene, made, ConsentReply(given=True))
    assert "originators" not in bytes(Outbound.objects.latest("pk").body).decode()


@pytest.mark.parametrize(
    ("reply", "code"),
    [
        (ConsentReply(True, originators=(OriginatorConsent("Nobody", "7"),)), "unknown_code"),
        (ConsentReply(True, originators=(OriginatorConsent("District court"),)), "missing"),
        (
            ConsentReply(
                False, reasons="No.", originators=(OriginatorConsent("District court", "7"),)
            ),
            "consent_of_others_alone",
        ),
        (
            ConsentReply(True, originators=(OriginatorConsent("District court", "7" * 201),)),
            "too_long",
        ),
        (
            ConsentReply(True, originators=(OriginatorConsent("District court", "7"),) * 2),
            "unknown_code",
        ),
    ],
)
def test_only_whose_part_is_there_consents_and_by_something(
    scene: Scene, reply: ConsentReply, code: str
) -> None:
    made = comes(scene, released(scene), "consent_asked", **ASKED)
    with pytest.raises(InvalidDraftError) as refused:
        decide(scene, made, reply)
    assert [(each.field, each.code) for each in refused.value.problems] == [("originators", code)]


def test_nobody_else_is_asked_where_it_stays(scene: Scene) -> None:
    stays = {**ASKED, "onward_to": "", "purpose": "immigration"}
    made = comes(scene, released(scene), "consent_asked", **stays)
    says = OriginatorConsent("District court", "7")
    with pytest.raises(InvalidDraftError):
        decide(scene, made, ConsentReply(True, originators=(says,)))
    decide(scene, made, ConsentReply(True))


def test_the_page_asks_for_each_originator(scene: Scene) -> None:
    made = comes(scene, released(scene), "consent_asked", **ASKED)
    officer = Client()
    officer.force_login(officer_named("c.unit"))
    path = f"/requests/{made.request.reference}/afterwords/{made.number}/"
    with translation.override("en"):
        assert "Consent of District court: reference and day" in officer.get(path).content.decode()


def test_a_part_of_a_reply_with_a_third_s_waits_for_that_third(scene: Scene) -> None:
    source = opened(scene)
    Answer.objects.filter(request__reference=source).update(opened_at=scene.now)
    Request.objects.filter(reference=source).update(partner="PL", channel="letter")
    reference = drafted(scene)
    theirs = PartDraft(text="Their value.", originator="partner", supplier="PL", source=source)
    made = part(scene, reference, theirs)
    by_letter(scene, made)
    assert says_of(made, on=ON) is OriginatorSays.NOTHING
    by_letter(scene, made, OriginatorConsent(COURT, "Order 3 of Poland"))
    assert says_of(made, on=ON) is OriginatorSays.CONSENTED


def by_letter(scene: Scene, made: ReplyPart, *says: OriginatorConsent) -> None:
    """Ask who supplied a part, and take its letter down."""
    consent = ask(scene, made).consent
    assert consent is not None
    send(scene, consent, letter=LetterMark("US-4", "2026-11-20"))
    consent.refresh_from_db()
    reply = ConsentReply(given=True, originators=says)
    decide(scene, consent, reply, letter=LetterMark("PL-9", "2026-11-21"))
    made.refresh_from_db()


@pytest.mark.parametrize(
    ("originator", "named"),
    [("agency", "ICE"), ("agency", "immigration and customs"), ("partner", "Polish customs")],
)
def test_who_decides_by_part_is_not_stated_of_the_whole(
    scene: Scene, originator: str, named: str
) -> None:
    reference = drafted(scene)
    said = MarkingDraft(originator=originator, named=named, leave="Note 7")
    with pytest.raises(InvalidDraftError) as refused, transaction.atomic(durable=True):
        mark_answer(reference, [said], officer=scene.officer("j.alvarez"), at=scene.now)
    assert [each.code for each in refused.value.problems] == ["decided_by_part"]
