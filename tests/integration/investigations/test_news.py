"""What an officer's first page says of joint folders: what is new, and what waits for them."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from comity.assistance.models import Look
from comity.assistance.services import looking
from comity.investigations.models import Folder, Item, ItemReach
from comity.investigations.queries import News, folder_news
from comity.investigations.services.opening import show_here
from comity.investigations.terms import FolderState, Why
from comity.officers.models import Agency
from comity.officers.queries import officer_named
from tests.integration.assistance.scene import Scene
from tests.integration.investigations.test_folders import THEIRS, body_of_item, joined
from tests.integration.investigations.three import Three, three_of

pytestmark = pytest.mark.django_db(transaction=True)
MOST = 5


@pytest.fixture
def three(scene: Scene) -> Three:
    """Our node is in a partner's folder, for one of its agencies."""
    three = three_of(scene)
    joined(three)
    return three


def news(three: Three, who: str) -> News:
    found = folder_news(seen_by=three.scene.officer(who), most=MOST)
    return found[0].news if found else News()


def comes(three: Three, **change: Any) -> Item:
    three.scene.now += timedelta(minutes=1)
    body = body_of_item(**change)
    three.scene.tell("investigation.item", body)
    return Item.objects.get(item_id=body["item"])


def browser(who: str) -> Client:
    made = Client()
    made.force_login(officer_named(who))
    return made


def look(who: str) -> None:
    assert browser(who).get(f"/folders/{Folder.objects.get().pk}/").status_code == 200


def test_an_item_is_new_until_the_officer_has_looked(three: Three) -> None:
    assert news(three, "j.alvarez") == News()
    comes(three)
    comes(three)
    assert news(three, "j.alvarez").items == 2
    look("j.alvarez")
    assert news(three, "j.alvarez") == News()
    assert news(three, "k.ortiz").items == 2, "each looks for themselves"
    Look.objects.update(at=three.scene.now)  # a page goes by the clock of the day
    comes(three)
    assert news(three, "j.alvarez").items == 1


def test_whoever_does_not_see_it_is_told_no_number(three: Three) -> None:
    comes(three)
    for who in ("d.reyes", "e.stone", "a.hale", "nobody"):
        assert folder_news(seen_by=three.scene.officer(who), most=MOST) == ()
    ItemReach.objects.update(shown=False)
    assert news(three, "j.alvarez") == News()


def test_what_another_agency_is_shown_later_is_no_news_to_who_was_shown_it_before(
    three: Three,
) -> None:
    made = comes(three)
    for who in ("j.alvarez", "c.unit"):
        look(who)
    Look.objects.update(at=three.scene.now)
    later = three.scene.now + timedelta(minutes=1)
    other = Agency.objects.get(code="ICE")
    made.reach.create(agency=other, shown=True, why=Why.AGREEMENT.value, at=later)
    assert news(three, "j.alvarez") == News()
    assert news(three, "c.unit") == News()
    made.folder.agencies.add(other)
    assert news(three, "d.reyes").items == 1


def test_what_is_shown_still_is_shown_since_then(three: Three) -> None:
    made, since = comes(three), three.scene.now
    (agency,) = made.folder.agencies.all()

    def again(minutes: int) -> datetime:
        at = since + timedelta(minutes=minutes)
        show_here(made, made.folder, agency, at=at, on=at.date())
        return made.reach.get(agency=agency).at

    assert again(1) == since
    made.reach.update(shown=False)
    assert again(2) == since + timedelta(minutes=2)


def test_a_decision_waits_for_who_may_give_our_word_until_it_is_given(three: Three) -> None:
    made = comes(three, kind="decision")
    look("m.chen")
    look("j.alvarez")
    assert news(three, "m.chen").to_agree == 1
    assert news(three, "j.alvarez").to_agree == 0
    three.scene.tell(
        "investigation.word",
        {"folder": THEIRS, "item": str(made.item_id), "originator": "UA", "agrees": True},
    )
    assert news(three, "m.chen").to_agree == 1, "a partner's word is not ours"
    made.words.create(member="", agrees=True, by="c.unit", at=three.scene.now)
    assert news(three, "m.chen").to_agree == 0


def test_words_of_others_are_new_and_ones_own_are_not(three: Three) -> None:
    made = comes(three, kind="decision")
    look("m.chen")
    later = three.scene.now + timedelta(days=3650)
    made.words.create(member="UA", agrees=True, at=later)
    made.words.create(member="", agrees=True, by="m.chen", at=later)
    assert news(three, "m.chen").words == 1
    assert news(three, "j.alvarez").words == 2


def test_a_task_for_us_waits_until_it_is_done(three: Three) -> None:
    made = comes(three, kind="task", for_member="US", due_on="2026-12-01")
    assert news(three, "j.alvarez").tasks == 1
    assert news(three, "m.chen").tasks == 0, "who reports it done is another"
    made.done_at, made.done_by = three.scene.now, "j.alvarez"
    made.save()
    assert news(three, "j.alvarez").tasks == 0
    comes(three, kind="task", for_member="MX", due_on="2026-12-01")
    assert news(three, "j.alvarez").tasks == 0


def test_what_was_written_waits_for_a_second_person_alone(three: Three) -> None:
    three.write(who="j.alvarez")
    assert news(three, "m.chen").to_release == 1
    assert news(three, "j.alvarez") == News()
    made = three.write(who="c.unit")
    assert made.writers
    assert news(three, "c.unit").to_release == 1, "of the other's item alone"


def test_what_is_held_until_its_supplier_consents_waits(three: Three) -> None:
    item = three.write()
    three.release(item)
    assert news(three, "j.alvarez").consents == 0
    ItemReach.objects.filter(item=item, member="UA").update(shown=False, why="consent_missing")
    assert news(three, "j.alvarez").consents == 1
    assert news(three, "m.chen").consents == 0


def test_of_a_closed_folder_nothing_is_told(three: Three) -> None:
    comes(three)
    Folder.objects.update(state=FolderState.CLOSED.value)
    assert folder_news(seen_by=three.scene.officer("j.alvarez"), most=MOST) == ()


def test_the_first_page_tells_it_in_words(three: Three) -> None:
    comes(three, kind="decision")
    page = browser("m.chen").get("/").content.decode()
    assert "In joint folders" in page
    assert "1 new item ·" in page
    assert "1 decision waits for our word ·" in page
    assert Folder.objects.get().title in page


def test_more_folders_and_items_ask_no_more_of_the_database(three: Three) -> None:
    comes(three)
    viewer = three.scene.officer("j.alvarez")
    with CaptureQueriesContext(connection) as few:
        folder_news(seen_by=viewer, most=MOST)
    for _ in range(4):
        comes(three)
        three.open(who="j.alvarez")
    with CaptureQueriesContext(connection) as many:
        folder_news(seen_by=viewer, most=MOST)
    assert len(many) == len(few) <= 5
    outside = three.scene.officer("d.reyes")
    with CaptureQueriesContext(connection) as none:
        folder_news(seen_by=outside, most=MOST)
    assert len(none) == 1


def test_looking_again_writes_nothing_and_old_looks_go(
    three: Three, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(looking, "MOST_KEPT", 2)
    viewer, now = three.scene.officer("j.alvarez"), three.scene.now

    def note(place: str, minutes: int) -> bool:
        at = now + timedelta(minutes=minutes)
        return looking.note_look(place, changed_at=now, officer=viewer, at=at)

    assert [note("a", 1), note("a", 2), note("b", 3), note("c", 4)] == [True, False, True, True]
    assert set(Look.objects.values_list("place", flat=True)) == {"b", "c"}
