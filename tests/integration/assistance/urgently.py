"""Short words for calls that cannot wait, and for what a duty officer lets leave alone."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from django.db import transaction

from comity.assistance.models import Answer, DutyRelease, OralRequest, Request
from comity.assistance.services import duty_release, oral, oral_joining
from comity.assistance.terms import Came
from comity.assistance.terms.duty_release import AloneDraft, ReviewDraft
from comity.assistance.terms.oral import OralDraft
from tests.integration.assistance.scene import Scene
from tests.integration.own_law.desk import confirmed

# Writes and approves, as whoever is on duty at night does.
NIGHT = "k.ortiz"
CALL = OralDraft(
    partner="UA",
    kind="origin-and-value",
    subject="Ball bearings on the night ferry",
    asked="Hold the load and tell us its declared value.",
    put_at="2026-11-20 23:10",
    spoken_with="O. Shevchenko, duty desk",
    why="goods_move",
)
LETTER = Came("2026-11-20", "2026-11-21", "K-17/2026", "Central unit")
WHY = AloneDraft("nobody_on_duty", "The ferry leaves at five.")
FINE = ReviewDraft("release_confirmed", "nothing_follows")


def let_alone(scene: Scene, *acts: str, **change: Any) -> None:
    """Let approvers release alone what is urgent, by an instruction that two confirmed."""
    confirmed(scene, **{"effect": "release-alone", "to": "approver", "acts": acts, **change})


def put(scene: Scene, who: str = "j.alvarez", **change: Any) -> OralRequest:
    with transaction.atomic(durable=True):
        return oral.put_orally(replace(CALL, **change), officer=scene.officer(who), at=scene.now)


def take(scene: Scene, who: str = "c.unit", **change: Any) -> OralRequest:
    with transaction.atomic(durable=True):
        return oral.take_orally(replace(CALL, **change), officer=scene.officer(who), at=scene.now)


def remind(scene: Scene, reference: str, who: str = "c.unit") -> OralRequest:
    with transaction.atomic(durable=True):
        return oral_joining.remind_of_confirmation(
            reference, means="telephone", officer=scene.officer(who), at=scene.now
        )


def confirm(scene: Scene, reference: str, who: str = "c.unit") -> OralRequest:
    with transaction.atomic(durable=True):
        return oral_joining.confirm_by_letter(
            reference, came=LETTER, officer=scene.officer(who), at=scene.now, on=scene.now.date()
        )


def join(scene: Scene, reference: str, written: str, who: str = "c.unit") -> OralRequest:
    with transaction.atomic(durable=True):
        return oral_joining.join_written(
            reference,
            written=written,
            officer=scene.officer(who),
            at=scene.now,
            on=scene.now.date(),
        )


def close(scene: Scene, reference: str, who: str = "c.unit") -> OralRequest:
    with transaction.atomic(durable=True):
        return oral_joining.close_unconfirmed(
            reference, officer=scene.officer(who), at=scene.now, on=scene.now.date()
        )


def approve_alone(scene: Scene, reference: str, who: str = NIGHT, **how: Any) -> DutyRelease:
    version = Request.objects.get(reference=reference).version
    return _alone(duty_release.approve_alone, scene, reference, version, who, **how)


def release_alone(scene: Scene, reference: str, who: str = NIGHT, **how: Any) -> DutyRelease:
    answer = Answer.objects.filter(request__reference=reference).order_by("-number").first()
    version = answer.version if answer else 1
    return _alone(duty_release.release_alone, scene, reference, version, who, **how)


def _alone(
    do: Any, scene: Scene, reference: str, version: int, who: str, **how: Any
) -> DutyRelease:
    with transaction.atomic(durable=True):
        made: DutyRelease = do(
            reference,
            version=version,
            why=how.pop("why", WHY),
            officer=scene.officer(who),
            signed_in_afresh_at=how.pop("afresh", scene.now - timedelta(seconds=5)),
            at=scene.now,
            on=scene.now.date(),
        )
    return made


def review(
    scene: Scene, made: DutyRelease, who: str = "m.chen", told: ReviewDraft = FINE
) -> DutyRelease:
    with transaction.atomic(durable=True):
        return duty_release.review_release(
            made.pk, review=told, officer=scene.officer(who), at=scene.now
        )
