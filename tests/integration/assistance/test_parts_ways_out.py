"""Every way out asks the conditions: what bars a way keeps a partner's text in, at every door."""

from collections.abc import Callable
from datetime import timedelta
from itertools import product

import pytest
from django.db import transaction
from django.test import Client

from comity.assistance import services
from comity.assistance.models import Answer, Enclosure
from comity.assistance.queries import request_detail
from comity.assistance.queries.texts import found_in_texts
from comity.assistance.queries.ways_out import bars_on, bars_on_case
from comity.assistance.terms import SharingDraft
from comity.assistance.terms.afterwords import ItemReply
from comity.assistance.ways_out import BARRED, Bar, WayOut
from comity.evidence.terms import NotHeldError
from comity.kernel.errors import ComityError
from comity.kernel.rulings import Permission
from comity.officers.queries import officer_named
from tests.integration.assistance.afterwording import comes, recall_answered
from tests.integration.assistance.scene import Scene, exhibit_told, line_of
from tests.integration.assistance.scene import answer_body as told_answer

WORD = "quillwort"
# The day after the scene begins: over for whoever looks at a page, whenever that is.
OVER = "2026-11-22"
# What is barred by none of these is barred by limits alone, which each ruling on its own asks.
CONDITIONS = (None, Bar.KEPT_TOO_LONG, Bar.ERASED, Bar.USE_ENDED, Bar.NAMED_RECIPIENTS)


def supplied(scene: Scene, bar: Bar | None) -> str:
    """A reply of a partner's with an exhibit, bound by one condition and by no other."""
    scene.settle_assessment()
    reference = scene.sent()
    scene.accepted_there(reference)
    told, marked = exhibit_told(), []
    if bar is Bar.NAMED_RECIPIENTS:
        marked = [{"item": "answer", "handling": {"scheme": "tlp", "code": "RED"}}]
    limits = {**told_answer(reference)["limits"], "onward": "yes"}
    if bar is Bar.KEPT_TOO_LONG:
        limits["keep_until"] = OVER
    body = {"text": f"The {WORD} was exported.", "handling": "", "limits": limits}
    scene.answered_there(
        reference, **body, exhibits=[told], lines=(line_of(told),), markings=marked
    )
    scene.open(reference)
    if bar in {Bar.ERASED, Bar.USE_ENDED}:
        wish, fate = {
            Bar.ERASED: ("delete", "deleted"),
            Bar.USE_ENDED: ("stop_using", "use_ended"),
        }[bar]
        items = ["answer", "exhibit-1"]
        made = comes(
            scene, reference, "recall_asked", wish=wish, items=items, corrected="", why="No."
        )
        recall_answered(scene, made, *(ItemReply(item, fate) for item in items))
    scene.now += timedelta(days=2)
    return reference


def read_on_a_page(scene: Scene, reference: str) -> bool:
    detail = request_detail(reference, seen_by=scene.officer("j.alvarez"), on=scene.now.date())
    return any(WORD in each.text for each in detail.replies)


def find(scene: Scene, _reference: str) -> bool:
    reader = scene.officer("j.alvarez")
    found = found_in_texts([WORD], seen_by=reader, on=scene.now.date())
    return bool(found.items)


def copy(scene: Scene, _reference: str) -> bool:
    exhibit = Enclosure.objects.get().exhibit_id
    try:
        services.demand_copyable(
            exhibit, reason="Needed.", officer=scene.officer("j.alvarez"), at=scene.now
        )
    except NotHeldError:
        # The conditions are asked first: its bytes are on their way still, unless they are gone.
        return not Enclosure.objects.get().exhibit.is_erased
    except ComityError:
        return False
    return True


def share(scene: Scene, reference: str) -> bool:
    wish = SharingDraft(agency="ICE", purpose="duty-assessment")
    try:
        with transaction.atomic(durable=True):
            services.share_case(
                reference,
                sharing=wish,
                officer=scene.officer("c.unit"),
                at=scene.now,
                on=scene.now.date(),
            )
    except ComityError:
        return False
    # That it came to a ruling at all is what the conditions let.
    return True


def pass_on(scene: Scene, reference: str) -> bool:
    with transaction.atomic(durable=True):
        use = services.use_answer(
            reference,
            purpose="duty-assessment",
            onward_to="Ministry",
            officer=scene.officer("j.alvarez"),
            at=scene.now,
            on=scene.now.date(),
        )
    return isinstance(use.ruling, Permission)


DOORS: dict[WayOut, Callable[[Scene, str], bool]] = {
    WayOut.READ: read_on_a_page,
    WayOut.FIND: find,
    WayOut.COPY: copy,
    WayOut.SHARE: share,
    WayOut.ONWARD: pass_on,
}


def test_every_way_out_is_tried_at_its_door() -> None:
    # A joint folder asks the policy itself.
    assert set(DOORS) == set(WayOut) - {WayOut.JOIN}


@pytest.mark.parametrize("bar", CONDITIONS)
def test_a_door_is_shut_by_what_bars_its_way(scene: Scene, bar: Bar | None) -> None:
    reference = supplied(scene, bar)
    answer, on = Answer.objects.get(), scene.now.date()
    for way, goes in DOORS.items():
        barred = bar is not None and way in BARRED[bar]
        assert bool(bars_on(answer, way, on=on)) is barred, way
        assert bool(bars_on_case(answer.request, way, on=on)) is barred, way
        assert goes(scene, reference) is not barred, way


ADDRESSES = ("/requests/{}/", "/api/v1/requests/{}", "/search/?q=" + WORD)


@pytest.mark.parametrize(
    ("bar", "address"), [*product((None, Bar.KEPT_TOO_LONG, Bar.ERASED), ADDRESSES)]
)
def test_no_page_and_no_operation_shows_what_may_not_be_read(
    scene: Scene, bar: Bar | None, address: str
) -> None:
    reference = supplied(scene, bar)
    reader = Client()
    reader.force_login(officer_named("j.alvarez"))
    shown = reader.get(address.format(reference)).content.decode()
    told = reference if "search" in address else f"The {WORD} was"
    assert (told in shown) is (bar is None)
