"""Consent to another use: asked by who holds an answer, decided by who supplied it."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import transaction

from comity.assistance import services
from comity.assistance.models import Afterword, Answer, Request, Share, Use
from comity.assistance.queries import cases_naming
from comity.assistance.services.afterwords import drop_afterword
from comity.assistance.services.consenting import decide_consent, ruling_on_consent
from comity.assistance.terms import (
    AnswerNotOpenedError,
    OtherAgencyError,
    SecondPersonNeededError,
    SharingDraft,
    StepNotAllowedError,
)
from comity.assistance.terms.afterwords import (
    AfterwordDraft,
    AfterwordKind,
    AfterwordNotFoundError,
    AfterwordOverError,
    AfterwordState,
    AfterwordTakenError,
    ConsentReply,
    LetterMark,
    NotTheirsToAskError,
)
from comity.exchange.models import Outbound
from comity.kernel.errors import InvalidDraftError, NotAllowedError, NotFoundError
from comity.kernel.rulings import Outcome, Permission
from comity.ledger.models import LedgerEntry
from comity.officers.terms import FreshSignInNeededError
from tests.integration.assistance.afterwording import (
    IMMIGRATION,
    asked,
    comes,
    decide,
    given_there,
    reply_there,
    send,
    withdraw,
    write,
)
from tests.integration.assistance.scene import Scene

ASKED = {
    "purpose": "immigration",
    "proceedings": "",
    "onward_to": "",
    "court": "",
    "day": "2026-12-20",
    "why": "A visa was asked for.",
}


def opened(scene: Scene) -> str:
    scene.settle_assessment()
    reference = scene.sent()
    scene.accepted_there(reference)
    scene.answered_there(reference)
    scene.open(reference)
    return reference


def released(scene: Scene) -> str:
    scene.settle_assessment(own_law=True)
    reference = scene.received()
    scene.accept(reference)
    scene.write_answer(reference)
    scene.release(reference)
    return reference


def use(scene: Scene, reference: str, **how: Any) -> Use:
    told: dict[str, Any] = {"purpose": "immigration"} | how
    with transaction.atomic(durable=True):
        return services.use_answer(
            reference,
            officer=scene.officer("j.alvarez"),
            at=scene.now,
            on=scene.now.date(),
            **told,
        )


def events(reference: str) -> list[str]:
    told = LedgerEntry.objects.filter(about=reference).order_by("epoch", "index")
    return [entry.event for entry in told]


def test_a_consent_that_was_asked_for_and_given_makes_exactly_that_use_permitted(
    scene: Scene,
) -> None:
    reference = opened(scene)
    assert use(scene, reference).outcome == Outcome.REFUSED
    made = asked(scene, reference)
    told = Outbound.objects.latest("pk")
    assert (told.type, made.stands) == ("assistance.consent_asked", AfterwordState.OPEN)
    assert use(scene, reference).outcome == Outcome.REFUSED
    given_there(scene, made, conditions="Not shown to the press.")
    permitted = use(scene, reference).ruling
    assert isinstance(permitted, Permission)
    cited = [ground.cites for ground in permitted.grounds if ground.code == "consent_given"]
    assert dict(cited[0].facts)["consent"] == f"{reference}/1, 2026-11-21"
    assert "consent_conditions" in [condition.code for condition in permitted.conditions]
    assert use(scene, reference, proceedings="criminal").outcome != Outcome.PERMITTED
    assert use(scene, reference, onward_to="Ministry of Finance").outcome != Outcome.PERMITTED
    assert use(scene, reference, purpose="statistics").outcome != Outcome.PERMITTED
    assert events(reference)[-8:-3] == [
        "afterword.written",
        "afterword.sent",
        "answer.used",
        "consent.learnt",
        "answer.used",
    ]


def test_a_consent_that_is_over_or_withdrawn_carries_no_use(scene: Scene) -> None:
    reference = opened(scene)
    made = asked(scene, reference)
    given_there(scene, made, until="2026-12-01")
    scene.now += timedelta(days=10)
    assert use(scene, reference).outcome == Outcome.PERMITTED
    scene.now += timedelta(days=1)
    assert use(scene, reference).outcome == Outcome.REFUSED
    again = asked(scene, reference)
    given_there(scene, again)
    assert use(scene, reference).outcome == Outcome.PERMITTED
    reply_there(scene, again, "consent_withdrawn", reasons="It was closed.")
    assert use(scene, reference).outcome == Outcome.REFUSED
    with pytest.raises(AfterwordOverError):
        given_there(scene, again)


def test_a_refused_consent_carries_nothing_and_says_why(scene: Scene) -> None:
    reference = opened(scene)
    made = asked(scene, reference)
    reply_there(scene, made, "consent_refused", reasons="Our courts bar it.")
    made.refresh_from_db()
    assert (made.stands, made.reasons) == (AfterwordState.REFUSED, "Our courts bar it.")
    assert use(scene, reference).outcome == Outcome.REFUSED


@pytest.mark.parametrize("how", [{"proceedings": "criminal"}, {"onward_to": "Ministry of Finance"}])
def test_court_use_and_passing_on_are_consented_to_as_they_are_asked(
    scene: Scene, how: dict[str, Any]
) -> None:
    reference = opened(scene)
    draft = AfterwordDraft(
        purpose="duty-assessment", why="Needed.", court="District court, case 4", **how
    )
    assert use(scene, reference, purpose="duty-assessment", **how).outcome != Outcome.PERMITTED
    given_there(scene, asked(scene, reference, draft=draft))
    ruling = use(scene, reference, purpose="duty-assessment", **how).ruling
    assert isinstance(ruling, Permission)
    bound = [dict(each.facts) for each in ruling.conditions if each.code == "consent_court"]
    assert bound == [{"court": "District court, case 4"}]


def test_it_is_sent_by_another_of_the_central_unit_signed_in_afresh(scene: Scene) -> None:
    reference = opened(scene)
    made = write(scene, reference, who="c.unit")
    with pytest.raises(SecondPersonNeededError):
        send(scene, made)
    with pytest.raises(NotAllowedError):
        send(scene, made, who="m.chen")
    other = write(scene, reference)
    scene.now += timedelta(hours=1)
    with pytest.raises(FreshSignInNeededError), transaction.atomic(durable=True):
        services.send_afterword(
            reference,
            other.number,
            letter=LetterMark(),
            officer=scene.officer("c.unit"),
            signed_in_afresh_at=None,
            at=scene.now,
            on=scene.now.date(),
        )
    with transaction.atomic(durable=True):
        drop_afterword(reference, made.number, officer=scene.officer("j.alvarez"), at=scene.now)
    with pytest.raises(AfterwordOverError):
        send(scene, made)


def test_only_what_was_opened_is_asked_for_by_its_own_agency(scene: Scene) -> None:
    scene.settle_assessment()
    reference = scene.sent()
    scene.accepted_there(reference)
    scene.answered_there(reference)
    with pytest.raises(AnswerNotOpenedError):
        write(scene, reference)
    scene.open(reference)
    with pytest.raises((OtherAgencyError, NotFoundError)):
        write(scene, reference, who="d.reyes")
    with pytest.raises(NotAllowedError):
        write(scene, reference, who="a.hale")


@pytest.mark.parametrize(
    ("draft", "found"),
    [
        (AfterwordDraft(), {("purpose", "missing"), ("why", "missing")}),
        (AfterwordDraft(purpose="x", why="w"), {("purpose", "unknown_code")}),
        (
            AfterwordDraft(purpose="statistics", why="w", proceedings="civil"),
            {("court", "missing")},
        ),
        (AfterwordDraft(purpose="statistics", why="w", day="2026-11-20"), {("day", "day_passed")}),
        (AfterwordDraft(purpose="statistics", why="w", day="soon"), {("day", "not_a_day")}),
        (
            AfterwordDraft(purpose="statistics", why="w", onward_to="a\nb"),
            {("onward_to", "control_characters")},
        ),
    ],
)
def test_what_is_missing_or_malformed_is_said(
    scene: Scene, draft: AfterwordDraft, found: set[tuple[str, str]]
) -> None:
    reference = opened(scene)
    with pytest.raises(InvalidDraftError) as refused:
        write(scene, reference, draft=draft)
    assert {(p.field, p.code) for p in refused.value.problems} == found


def test_we_decide_on_what_a_partner_asks_and_it_is_told(scene: Scene) -> None:
    reference = released(scene)
    made = comes(scene, reference, "consent_asked", **ASKED)
    assert (made.ours, made.stands, made.draft.day) == (False, AfterwordState.OPEN, "2026-12-20")
    assert made.answer == Answer.objects.get()
    for who in ("j.alvarez", "m.chen"):
        with pytest.raises(NotAllowedError):
            decide(scene, made, ConsentReply(given=True), who=who)
    with pytest.raises(InvalidDraftError):
        decide(scene, made, ConsentReply(given=False))
    decide(scene, made, ConsentReply(given=True, until="2027-01-01"))
    assert Outbound.objects.latest("pk").type == "assistance.consent_given"
    made.refresh_from_db()
    withdraw(scene, made)
    assert Outbound.objects.latest("pk").type == "assistance.consent_withdrawn"
    again = comes(scene, reference, "consent_asked", **ASKED)
    decide(scene, again, ConsentReply(given=False, reasons="Not for this."))
    assert Outbound.objects.latest("pk").type == "assistance.consent_refused"
    assert events(reference)[-5:] == [
        "afterword.received",
        "consent.decided",
        "consent.decided",
        "afterword.received",
        "consent.decided",
    ]


def test_a_partner_asks_only_for_what_it_was_supplied(scene: Scene) -> None:
    reference = released(scene)
    with pytest.raises(NotTheirsToAskError):
        comes(scene, reference, "consent_asked", **{**ASKED, "answer": str(uuid4())})
    made = comes(scene, reference, "consent_asked", **ASKED)
    with pytest.raises(AfterwordTakenError):
        comes(scene, reference, "consent_asked", **{**ASKED, "afterword": made.key})
    with pytest.raises(AfterwordNotFoundError):
        reply_there(scene, made, "consent_given", until="", conditions="")
    assert Afterword.objects.count() == 1


def test_a_supplier_asks_no_consent_to_what_it_supplied_itself(scene: Scene) -> None:
    reference = opened(scene)
    with pytest.raises(StepNotAllowedError):
        comes(scene, reference, "consent_asked", **ASKED)


def test_what_was_dropped_or_never_sent_is_not_answered(scene: Scene) -> None:
    reference = opened(scene)
    made = write(scene, reference, AfterwordKind.CONSENT, IMMIGRATION)
    with pytest.raises(AfterwordNotFoundError):
        given_there(scene, made)


def test_a_sharing_rests_on_a_consent_that_is_on_record_and_stands(scene: Scene) -> None:
    reference = opened(scene)
    wish = SharingDraft(agency="ICE", purpose="duty-assessment", consent="their note 7")

    def share() -> Share:
        with transaction.atomic(durable=True):
            return services.share_case(
                reference,
                sharing=wish,
                officer=scene.officer("c.unit"),
                at=scene.now,
                on=scene.now.date(),
            )

    def refused() -> bool:
        with pytest.raises(InvalidDraftError) as stopped:
            share()
        return [p.code for p in stopped.value.problems] == ["consent_not_standing"]

    assert refused()
    draft = AfterwordDraft(
        purpose="duty-assessment", why="A second case.", onward_to="Immigration and Customs"
    )
    made = asked(scene, reference, draft=draft)
    given_there(scene, made, until="2026-12-01")
    assert refused()
    again = asked(scene, reference, draft=draft)
    given_there(scene, again)
    codes = [ground.code for ground in share().ruling.grounds]
    assert "onward_barred" not in codes
    assert "consent_given" in codes
    reply_there(scene, again, "consent_withdrawn", reasons="Closed.")
    assert refused()


def test_whoever_protects_data_finds_what_was_said_when_consent_was_asked(scene: Scene) -> None:
    reference = opened(scene)
    asked(scene, reference)
    found = cases_naming("asked for a visa", seen_by=scene.officer("p.singh"))
    assert [(case.case, case.fields) for case in found] == [(reference, ("afterwords",))]


def test_a_consent_is_ruled_on_under_what_the_answer_was_released_under(scene: Scene) -> None:
    reference = released(scene)
    made = comes(scene, reference, "consent_asked", **ASKED)
    Request.objects.update(relied_on="ua-nobody-1999")
    ruling = ruling_on_consent(Afterword.objects.get(pk=made.pk), on=scene.now.date())
    assert isinstance(ruling, Permission)
    assert ruling.under == "us-ua-2016"
    Answer.objects.update(relied_on="gone-1999", terms_digest="ab" * 32)
    ruling = ruling_on_consent(Afterword.objects.get(pk=made.pk), on=scene.now.date())
    assert isinstance(ruling, Permission)
    assert (ruling.under, ruling.terms_digest) == ("gone-1999", "ab" * 32)
    decide(scene, made, ConsentReply(given=True))


def test_a_letter_that_consents_is_taken_down_after_a_fresh_sign_in_only(scene: Scene) -> None:
    reference = opened(scene)
    made = asked(scene, reference)
    Request.objects.update(channel="letter")
    told: dict[str, Any] = {
        "letter": LetterMark("UA-9", "2026-11-20"),
        "officer": scene.officer("c.unit"),
        "signed_in_afresh_at": None,
        "at": scene.now,
        "on": scene.now.date(),
    }
    with pytest.raises(FreshSignInNeededError), transaction.atomic(durable=True):
        decide_consent(reference, made.number, ConsentReply(given=True), **told)
    with transaction.atomic(durable=True):
        decide_consent(reference, made.number, ConsentReply(given=False, reasons="No."), **told)
