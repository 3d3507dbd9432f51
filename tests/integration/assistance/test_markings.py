"""Handling and evaluation codes, and originators: kept in their scheme, told, and enforced."""

from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.utils import translation

from comity.assistance import services
from comity.assistance.bodies import answer_body
from comity.assistance.models import Answer, Marking, Request, Use
from comity.assistance.queries.markings import markings_of
from comity.assistance.services.marking import mark_answer
from comity.assistance.terms import SecondPersonNeededError, SharingDraft, StepNotAllowedError
from comity.assistance.terms.afterwords import AfterwordDraft, NotTheirsToAskError
from comity.assistance.terms.markings import (
    HandlingBarsError,
    MarkingDraft,
    OriginatorNotAskedError,
)
from comity.exchange import wiring
from comity.kernel.errors import InvalidDraftError, NotAllowedError
from comity.kernel.rulings import Outcome
from comity.officers.queries import officer_named
from tests.integration.assistance.afterwording import asked, given_there
from tests.integration.assistance.scene import Scene, exhibit_told, line_of
from tests.integration.assistance.scene import answer_body as told_answer

GRADED = MarkingDraft(
    handling_scheme="tlp",
    handling="AMBER",
    evaluation_scheme="europol_4x4",
    source="B",
    information="2",
    originator="own",
)


def written(scene: Scene) -> str:
    scene.settle_assessment(own_law=True)
    reference = scene.received()
    scene.accept(reference)
    scene.write_answer(reference)
    return reference


def mark(scene: Scene, reference: str, *markings: MarkingDraft, who: str = "j.alvarez") -> None:
    with transaction.atomic(durable=True):
        mark_answer(reference, markings, officer=scene.officer(who), at=scene.now)


def came(scene: Scene, *markings: dict[str, Any], handling: str = "") -> str:
    scene.settle_assessment()
    reference = scene.sent()
    scene.accepted_there(reference)
    told = exhibit_told()
    body = {"exhibits": [told], "lines": (line_of(told),), "handling": handling}
    limits = told_answer(reference)["limits"]
    free = {**limits["proceedings"]["administrative"]}
    limits["proceedings"] = dict.fromkeys(("administrative", "civil", "criminal"), free)
    limits["onward"] = "yes"
    scene.answered_there(reference, **body, limits=limits, markings=list(markings))
    scene.open(reference)
    return reference


def use(scene: Scene, reference: str, **how: Any) -> Use:
    with transaction.atomic(durable=True):
        return services.use_answer(
            reference,
            purpose="duty-assessment",
            officer=scene.officer("j.alvarez"),
            at=scene.now,
            on=scene.now.date(),
            **how,
        )


def test_what_is_marked_travels_with_the_answer_and_each_exhibit(scene: Scene) -> None:
    reference = written(scene)
    exhibit = scene.attach(reference, b"%PDF-1.7 copy")
    court = MarkingDraft(
        item=str(exhibit.pk), originator="court", named="District court", leave="Order 4, 2 May"
    )
    mark(scene, reference, GRADED, court, MarkingDraft(item="nobody"))
    answer = Answer.objects.get()
    scene.release(reference)
    answer.refresh_from_db()
    body = answer_body(answer, exhibits=())
    assert body["markings"] == [
        {
            "item": "answer",
            "handling": {"scheme": "tlp", "code": "AMBER"},
            "evaluation": {"scheme": "europol_4x4", "source": "B", "information": "2"},
            "originator": {"kind": "own", "name": ""},
        }
    ]
    wiring.current().validator_of("assistance.answer", 1)(
        {**told_answer(reference), "markings": body["markings"]}
    )
    seen = markings_of(Request.objects.get(), seen_by=scene.officer("c.unit"))
    assert [each.originator for each in seen] == ["own", "court"]


def test_an_exhibit_that_went_with_an_earlier_reply_is_not_marked_with_the_next(
    scene: Scene,
) -> None:
    scene.settle_assessment(own_law=True)
    reference = scene.received()
    scene.accept(reference)
    scene.write_answer(reference, partial=True, still_to_come="The declaration.")
    went = scene.attach(reference, b"%PDF-1.7 first")
    scene.release(reference)
    scene.write_answer(reference)
    goes = scene.attach(reference, b"%PDF-1.7 second")
    court = {"originator": "court", "named": "District court", "leave": "Order 4"}
    with pytest.raises(InvalidDraftError):
        mark(scene, reference, MarkingDraft(item=str(went.pk), **court))
    mark(scene, reference, MarkingDraft(item=str(goes.pk), **court))
    assert Marking.objects.get().exhibit_id == goes.pk


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"handling_scheme": "tlp", "handling": "H1"}, "handling"),
        ({"handling_scheme": "tlp"}, "handling"),
        ({"handling": "RED"}, "handling"),
        ({"evaluation_scheme": "uk_3x5x2", "source": "A", "information": "A"}, "source"),
        ({"evaluation_scheme": "europol_4x4", "source": "A"}, "information"),
        ({"originator": "somebody"}, "originator"),
        ({"originator": "court"}, "named"),
        ({"item": "exhibit-7", "handling_scheme": "tlp", "handling": "RED"}, "item"),
    ],
)
def test_a_code_belongs_to_the_scheme_it_names(
    scene: Scene, wrong: dict[str, str], field: str
) -> None:
    reference = written(scene)
    with pytest.raises(InvalidDraftError) as refused:
        mark(scene, reference, MarkingDraft(**wrong))
    assert field in {problem.field for problem in refused.value.problems}
    assert not Marking.objects.exists()


def test_anothers_part_waits_for_its_consent_before_anything_is_released(scene: Scene) -> None:
    reference = written(scene)
    waits = MarkingDraft(originator="court", named="District court")
    mark(scene, reference, waits)
    with pytest.raises(OriginatorNotAskedError):
        scene.release(reference)
    mark(scene, reference, MarkingDraft(originator="court", named="District court", leave="7"))
    scene.release(reference)
    assert "leave" not in str(answer_body(Answer.objects.get(), exhibits=())["markings"])


def test_who_marks_has_written_in_the_answer(scene: Scene) -> None:
    reference = written(scene)
    mark(scene, reference, GRADED, who="k.ortiz")
    with pytest.raises(SecondPersonNeededError):
        scene.release(reference, who="k.ortiz")
    with pytest.raises(NotAllowedError):
        mark(scene, reference, GRADED, who="m.chen")
    scene.release(reference)
    with pytest.raises(StepNotAllowedError):
        mark(scene, reference, GRADED)


@pytest.mark.parametrize(
    ("scheme", "code", "how", "outcome"),
    [
        ("europol", "H1", {"proceedings": "criminal"}, Outcome.REFERRED),
        ("europol", "H1", {"proceedings": "administrative"}, Outcome.PERMITTED),
        ("europol", "H0", {"proceedings": "criminal"}, Outcome.PERMITTED),
        ("europol", "H2", {"onward_to": "Ministry"}, Outcome.REFERRED),
        ("tlp", "RED", {"onward_to": "Ministry"}, Outcome.REFUSED),
        ("tlp", "AMBER", {"onward_to": "Ministry"}, Outcome.REFERRED),
        ("tlp", "GREEN", {"onward_to": "Ministry"}, Outcome.PERMITTED),
        ("uk_3x5x2", "C", {"onward_to": "Ministry"}, Outcome.REFERRED),
        ("uk_3x5x2", "P", {"onward_to": "Ministry"}, Outcome.PERMITTED),
    ],
)
def test_handling_codes_bind_the_use_of_what_came(
    scene: Scene, scheme: str, code: str, how: dict[str, str], outcome: Outcome
) -> None:
    marked = {"item": "answer", "handling": {"scheme": scheme, "code": code}}
    reference = came(scene, marked)
    ruled = use(scene, reference, **how)
    assert ruled.outcome == outcome, ruled.ruling


def test_a_consent_to_exactly_this_use_lifts_a_handling_code(scene: Scene) -> None:
    reference = came(scene, handling="H1")
    assert use(scene, reference, proceedings="criminal").outcome == Outcome.REFERRED
    draft = AfterwordDraft(
        purpose="duty-assessment", proceedings="criminal", court="Court", why="A trial."
    )
    given_there(scene, asked(scene, reference, draft=draft))
    assert use(scene, reference, proceedings="criminal").outcome == Outcome.PERMITTED


def test_what_is_for_named_recipients_is_shown_to_no_other_agency(scene: Scene) -> None:
    red = {"item": "exhibit-1", "handling": {"scheme": "tlp", "code": "RED"}}
    reference = came(scene, red)
    with pytest.raises(HandlingBarsError), transaction.atomic(durable=True):
        services.share_case(
            reference,
            sharing=SharingDraft(agency="ICE", purpose="duty-assessment"),
            officer=scene.officer("c.unit"),
            at=scene.now,
            on=scene.now.date(),
        )


def test_a_partners_marking_of_something_else_is_not_taken(scene: Scene) -> None:
    with pytest.raises(NotTheirsToAskError):
        came(scene, {"item": "exhibit-9", "originator": {"kind": "own", "name": ""}})
    assert not Marking.objects.exists()


def test_a_partners_code_of_another_scheme_is_not_taken(scene: Scene) -> None:
    with pytest.raises(InvalidDraftError):
        came(scene, {"item": "answer", "handling": {"scheme": "tlp", "code": "H1"}})


def test_it_is_stated_and_told_on_the_pages_and_over_the_api(scene: Scene) -> None:
    reference = written(scene)
    officer = Client()
    officer.force_login(officer_named("j.alvarez"))
    with translation.override("en"):
        page = f"/requests/{reference}/markings/"
        assert "The answer as a whole" in officer.get(page).content.decode()
        wrong = {"source_0": "europol_4x4:B", "information_0": "uk_3x5x2:A"}
        assert "Choose one of the values" in officer.post(page, wrong).content.decode()
        right = {
            "handling_0": "tlp:RED",
            "source_0": "europol_4x4:B",
            "information_0": "europol_4x4:2",
            "originator_0": "court",
            "named_0": "District court",
        }
        assert officer.post(page, right).status_code == 302
        shown = officer.get(f"/requests/{reference}/").content.decode()
        assert "for the named recipients only" in shown
        assert "Waits for the originator" in shown
        assert "source mostly reliable" in shown
        assert 'value="tlp:RED" selected' in officer.get(page).content.decode()
    seen = officer.get(f"/api/v1/requests/{reference}/markings").json()
    assert [(each["item"], each["handling"]) for each in seen["items"]] == [("answer", "RED")]
    empty = officer.post(
        f"/api/v1/requests/{reference}/markings", "{}", content_type="application/json"
    )
    assert empty.json() == {"items": []}
    stranger = Client()
    stranger.force_login(officer_named("d.reyes"))
    assert stranger.get(f"/api/v1/requests/{reference}/markings").status_code == 404
