"""A partner without a node is asked for completion by letter, and its letter is registered."""

from typing import Any

import pytest
from django.db import transaction

from comity.assistance import services
from comity.assistance.models import Request
from comity.assistance.services.completing import register_completion
from comity.assistance.terms import Came, Dispatch, RequestState, TurnKind
from comity.kernel.errors import InvalidDraftError, NotAllowedError
from comity.ledger.models import LedgerEntry
from comity.letters.reply_queries import matter_of_reply
from comity.letters.reply_terms import Says
from tests.integration.assistance.scene import ON, Scene
from tests.integration.assistance.test_pages import browser_of
from tests.integration.assistance.turning import LACKS, ask_completion
from tests.integration.assistance.urgently import take
from tests.integration.letters.paper import keep_address

pytestmark = pytest.mark.django_db(transaction=True)

CAME = Came("2026-11-20", "2026-11-21", "K-18/2026", "Central unit")
LETTER = Dispatch("D-7", "2026-11-21", "post")


@pytest.fixture
def returned(scene: Scene) -> str:
    """A matter by letter that was returned for completion."""
    scene.settle_assessment(own_law=True)
    keep_address(scene)
    reference = take(scene).request.reference
    ask_completion(scene, reference)
    return reference


def complete(scene: Scene, reference: str, who: str = "c.unit", **change: Any) -> Request:
    told = {"added": "The invoice is of 3 May.", "came": CAME, **change}
    with transaction.atomic(durable=True):
        return register_completion(
            reference, **told, officer=scene.officer(who), at=scene.now, on=ON
        )


def test_the_letter_says_what_is_missing_and_its_leaving_changes_nothing(
    scene: Scene, returned: str
) -> None:
    matter = matter_of_reply(returned, seen_by=scene.officer("c.unit"), on=ON)
    assert matter.says is Says.INCOMPLETE
    assert (matter.decided.missing, matter.decided.reasons) == (LACKS["missing"], LACKS["reasons"])
    assert matter.message == {"reference": returned, **LACKS}
    with transaction.atomic(durable=True):
        left = services.dispatch_letter(
            returned, dispatch=LETTER, officer=scene.officer("c.unit"), at=scene.now, on=ON
        )
    assert left.stands is RequestState.INCOMPLETE


def test_what_completes_it_is_kept_below_what_was_told_and_decided_on_again(
    scene: Scene, returned: str
) -> None:
    before = Request.objects.get(reference=returned).facts
    with pytest.raises(InvalidDraftError):
        complete(scene, returned, added=" ")
    with pytest.raises(NotAllowedError):
        complete(scene, returned, "a.hale")
    request = complete(scene, returned)
    assert request.stands is RequestState.RECEIVED
    assert request.facts.endswith("The invoice is of 3 May.")
    turn = request.turns.get(kind=TurnKind.COMPLETED.value)
    assert turn.earlier_draft is not None and turn.earlier_draft.facts == before
    entry = LedgerEntry.objects.filter(about=returned).latest("index")
    assert entry.event == "request.completion_registered"
    assert "invoice" not in str(entry.facts())
    scene.accept(returned)


def test_it_is_typed_on_a_page_of_its_own(scene: Scene, returned: str) -> None:
    browser = browser_of("c.unit")
    page = browser.get(f"/requests/{returned}/").content.decode()
    assert f"/requests/{returned}/completed/" in page
    told = {name: getattr(CAME, name) for name in Came.__slots__}
    address = f"/requests/{returned}/completed/"
    assert "What the letter adds" in browser.get(address).content.decode()
    browser.post(address, {**told, "facts": "The invoice is of 3 May."})
    assert Request.objects.get(reference=returned).stands is RequestState.RECEIVED
