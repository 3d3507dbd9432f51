"""One joint folder over three records: each item goes from its originator to whom it may reach."""

from typing import Any
from uuid import uuid4

import pytest
from django.db import transaction
from django.db.models import F

from comity.assistance.models import Answer
from comity.assistance.terms.afterwords import AfterwordDraft, ItemReply
from comity.assistance.terms.retention import ErasedAlreadyError, MessagesWaitError
from comity.exchange.envelope import read_body
from comity.exchange.models import Channel, Outbound
from comity.investigations import services
from comity.investigations.models import Folder, Item, Member
from comity.investigations.queries import (
    items_of,
    may_be_invited,
    pairs_of,
    reach_of_item,
    refused_by,
    timeline_of,
)
from comity.investigations.terms import (
    FolderNotEndedError,
    FolderNotOpenError,
    FolderState,
    ItemState,
    NobodyReachedError,
    TaskNotYoursError,
    Why,
    WordGivenError,
)
from comity.kernel.errors import InvalidDraftError, NotAllowedError
from comity.kernel.rulings import Outcome, Permission, outcome_of
from comity.ledger.models import LedgerEntry
from tests.integration.assistance.afterwording import asked, comes, given_there, recall_answered
from tests.integration.assistance.scene import ON, Scene, answer_body, exhibit_told, line_of
from tests.integration.investigations.three import FAR, HOST, NEAR, NOTE, Three, all_in, three_of

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def three(scene: Scene) -> Three:
    found = three_of(scene)
    all_in(found)
    return found


def reach(item: Item) -> dict[str, Why]:
    return {line.member: line.why for line in reach_of_item(item) if line.member}


def lines(three: Three, who: str = "c.unit") -> list[tuple[str, str, Why]]:
    seen = items_of(three.folder, seen_by=three.scene.officer(who))
    return [(line.originator, line.title, line.why) for line in seen]


def members() -> dict[str, str]:
    return dict(Member.objects.values_list("code", "state"))


def test_every_node_knows_who_takes_part(three: Three) -> None:
    assert members() == {NEAR: "joined", FAR: "joined"}
    with three.at(NEAR):
        assert members() == {HOST: "joined", FAR: "joined"}
        assert three.folder.host == HOST
    with three.at(FAR):
        assert members() == {HOST: "joined", NEAR: "joined"}
    assert three.refused == []


def test_an_item_of_the_host_reaches_both(three: Three) -> None:
    item = three.shared()
    three.deliver()
    assert reach(item) == {NEAR: Why.AGREEMENT, FAR: Why.AGREEMENT}
    for partner in (NEAR, FAR):
        with three.at(partner):
            assert lines(three) == [(HOST, NOTE.title, Why.AGREEMENT)]
            assert Item.objects.get().text == NOTE.text


def test_an_item_of_one_partner_is_hidden_from_the_other_with_the_reason(three: Three) -> None:
    with three.at(NEAR):
        item = three.shared()
        assert reach(item) == {HOST: Why.AGREEMENT, FAR: Why.NO_AGREEMENT}
    three.deliver()
    assert lines(three) == [(NEAR, NOTE.title, Why.AGREEMENT)]
    with three.at(FAR):
        assert lines(three) == [(NEAR, "", Why.NO_AGREEMENT)]
        held = Item.objects.get()
        assert (held.state, held.kind, held.title, held.text) == ("withheld", "", "", "")
        assert lines(three, "j.alvarez") == [(NEAR, "", Why.NO_AGREEMENT)]
    assert three.refused == []


def test_the_host_sees_whom_an_item_of_a_partner_reaches_and_why(three: Three) -> None:
    with three.at(NEAR):
        three.shared()
    three.deliver()
    assert reach(Item.objects.get()) == {HOST: Why.AGREEMENT, FAR: Why.NO_AGREEMENT}


def test_the_host_passes_on_that_it_is_there_and_no_word_of_it(three: Three) -> None:
    with three.at(NEAR):
        three.shared()
    three.deliver()
    passed = Outbound.objects.get(type="investigation.withheld")
    assert NOTE.title.encode() not in bytes(passed.body)
    assert NOTE.text.encode() not in bytes(passed.body)


def test_its_originator_may_keep_even_its_existence_back(three: Three) -> None:
    with three.at(NEAR):
        three.shared(tell_existence=False)
    three.deliver()
    with three.at(FAR):
        assert lines(three) == []


def test_an_item_its_originator_keeps_from_one_is_told_by_itself(three: Three) -> None:
    three.shared(keep_from=(FAR,))
    three.deliver()
    with three.at(NEAR):
        assert lines(three) == [(HOST, NOTE.title, Why.AGREEMENT)]
    with three.at(FAR):
        assert lines(three) == [(HOST, "", Why.ORIGINATOR_CHOSE)]


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"handling_scheme": "tlp", "handling": "RED"}, Why.HANDLING),
        ({"suppliers": (NEAR,)}, Why.CONSENT_MISSING),
    ],
)
def test_markings_and_missing_consent_hide_it(
    three: Three, change: dict[str, Any], why: Why
) -> None:
    item = three.shared(**change)
    assert reach(item)[FAR] is why


def test_what_a_member_supplied_goes_back_to_it_and_on_with_its_consent(three: Three) -> None:
    item = three.shared(suppliers=(NEAR,))
    assert reach(item)[NEAR] is Why.AGREEMENT
    item = three.shared(suppliers=(NEAR,), consented=(NEAR,), consent="Note 4 of 20 November")
    assert reach(item)[FAR] is Why.AGREEMENT


TICKED: dict[str, Any] = {
    "suppliers": (NEAR,),
    "consented": (NEAR,),
    "consent": "Note 4 of 20 November",
}


def supplied(three: Three, onward: str = "no") -> str:
    """A reply of one partner's with an exhibit, opened."""
    scene, told = three.scene, exhibit_told()
    scene.settle_assessment()
    reference = scene.sent()
    scene.accepted_there(reference)
    limits = {**answer_body(reference)["limits"], "onward": onward}
    lines = (line_of(told),)
    scene.answered_there(reference, handling="", limits=limits, exhibits=[told], lines=lines)
    scene.open(reference)
    return reference


def recalled(three: Three, reference: str, wish: str, item: str, fate: str) -> None:
    told = {"wish": wish, "items": [item], "corrected": "", "why": "No."}
    made = comes(three.scene, reference, "recall_asked", **told)
    recall_answered(three.scene, made, ItemReply(item, fate))


def test_what_was_supplied_free_of_conditions_is_told_further(three: Three) -> None:
    reference = supplied(three, "yes")
    item = three.shared(kind="answer", request=reference, **TICKED)
    assert reach(item) == {NEAR: Why.AGREEMENT, FAR: Why.AGREEMENT}


def test_a_ticked_consent_lifts_no_condition_of_a_partner(three: Three) -> None:
    reference = supplied(three)
    item = three.shared(kind="answer", request=reference, **TICKED)
    assert reach(item) == {NEAR: Why.AGREEMENT, FAR: Why.CONSENT_MISSING}


@pytest.mark.parametrize(
    ("onward_to", "until", "why"),
    [
        ("Mexico", "", Why.AGREEMENT),
        (FAR, "", Why.AGREEMENT),
        ("Mexico", "2026-12-20", Why.CONSENT_MISSING),
        ("Kenya", "", Why.CONSENT_MISSING),
    ],
)
def test_its_consent_on_record_to_exactly_this_lifts_them(
    three: Three, onward_to: str, until: str, why: Why
) -> None:
    reference = supplied(three)
    wish = AfterwordDraft(
        purpose="offence-investigation", onward_to=onward_to, why="All of us.", day="2026-12-20"
    )
    given_there(three.scene, asked(three.scene, reference, draft=wish), until=until)
    item = three.shared(kind="answer", request=reference, **TICKED)
    assert reach(item)[FAR] is why


@pytest.mark.parametrize("kind", ["answer", "note"])
def test_what_its_supplier_asks_to_use_no_longer_is_told_to_nobody_else(
    three: Three, kind: str
) -> None:
    reference = supplied(three, "yes")
    item = three.write(kind=kind, request=reference, **TICKED)
    recalled(three, reference, "stop_using", "answer", "use_ended")
    three.release(item)
    assert reach(item) == {NEAR: Why.AGREEMENT, FAR: Why.CONSENT_MISSING}


def test_a_code_that_came_after_the_item_was_written_is_asked_at_its_release(three: Three) -> None:
    reference = supplied(three, "yes")
    item = three.write(kind="answer", request=reference, **TICKED)
    Answer.objects.get().markings.create(handling_scheme="tlp", handling="RED")
    three.release(item)
    assert reach(item)[FAR] is Why.HANDLING


def exhibit_of(reference: str) -> str:
    return str(Answer.objects.get(request__reference=reference).enclosures.get().exhibit_id)


def test_an_exhibit_is_its_requests_whatever_is_typed(three: Three) -> None:
    reference = supplied(three, "yes")
    item = three.write(kind="exhibit", exhibit=exhibit_of(reference))
    assert (item.request_reference, item.suppliers) == (reference, [NEAR])
    three.release(item)
    assert reach(item)[FAR] is Why.CONSENT_MISSING
    with pytest.raises(InvalidDraftError) as refused:
        three.write(kind="exhibit", exhibit=exhibit_of(reference), request=three.scene.sent())
    assert [problem.field for problem in refused.value.problems] == ["request"]


def test_an_exhibit_of_a_reply_that_nobody_opened_is_not_there(three: Three) -> None:
    reference = supplied(three, "yes")
    Answer.objects.update(opened_at=None)
    with pytest.raises(InvalidDraftError) as refused:
        three.write(kind="exhibit", exhibit=exhibit_of(reference))
    assert [problem.field for problem in refused.value.problems] == ["exhibit"]


def test_one_exhibit_that_was_asked_back_is_told_to_nobody_else(three: Three) -> None:
    reference = supplied(three, "yes")
    item = three.write(kind="exhibit", exhibit=exhibit_of(reference), **TICKED)
    recalled(three, reference, "stop_using", "exhibit-1", "use_ended")
    three.release(item)
    assert reach(item)[FAR] is Why.CONSENT_MISSING


def arrived(three: Three) -> None:
    """What this node has sent has reached whom it went to."""
    channel = Channel.objects.filter(direction="out").first()
    Outbound.objects.update(channel=channel, index=F("pk"), delivered_at=three.scene.now)


def test_an_item_goes_with_the_reply_that_it_retells(three: Three) -> None:
    reference = supplied(three, "yes")
    item = three.shared(kind="answer", request=reference, **TICKED)
    note = three.shared()
    with pytest.raises(MessagesWaitError):
        recalled(three, reference, "delete", "answer", "deleted")
    item.refresh_from_db()
    assert item.text == NOTE.text
    arrived(three)
    recalled(three, reference, "delete", "answer", "deleted")
    item.refresh_from_db()
    note.refresh_from_db()
    assert (item.title, item.text, note.text) == ("—", "", NOTE.text)
    assert reach(item) == {NEAR: Why.AGREEMENT, FAR: Why.AGREEMENT}
    sent = Outbound.objects.filter(type="investigation.item").order_by("pk")
    assert [bool(bytes(each.body)) for each in sent] == [False, False, True, True]
    with pytest.raises(ErasedAlreadyError):
        three.release(item)


def test_an_exhibit_that_is_erased_takes_its_own_item_along(three: Three) -> None:
    reference = supplied(three, "yes")
    item = three.shared(kind="exhibit", exhibit=exhibit_of(reference), **TICKED)
    answer = three.shared(kind="answer", request=reference, **TICKED)
    arrived(three)
    recalled(three, reference, "delete", "exhibit-1", "deleted")
    item.refresh_from_db()
    answer.refresh_from_db()
    assert (item.title, item.exhibit_name, answer.title) == ("—", "", NOTE.title)


def test_every_pair_is_ruled_apart(three: Three) -> None:
    pairs = {(pair.one, pair.other): pair for pair in pairs_of(three.folder, on=ON)}
    assert isinstance(pairs[HOST, NEAR].ruling, Permission)
    assert isinstance(pairs[HOST, FAR].ruling, Permission)
    assert outcome_of(pairs[FAR, NEAR].ruling) is Outcome.REFUSED
    assert [pair.for_their_nodes for pair in pairs.values()] == [False, False, True]


def test_without_a_link_nothing_leaves_and_the_reason_says_so(three: Three) -> None:
    three.linked.discard(frozenset({HOST, FAR}))
    three.link()
    assert reach(three.shared())[FAR] is Why.NO_LINK


def test_who_could_not_be_reached_is_reached_by_a_second_release(three: Three) -> None:
    three.linked.discard(frozenset({HOST, FAR}))
    three.link()
    item = three.shared()
    with pytest.raises(NobodyReachedError):
        three.release(item)
    three.linked.add(frozenset({HOST, FAR}))
    three.link()
    three.release(item)
    three.deliver()
    with three.at(FAR):
        assert lines(three) == [(HOST, NOTE.title, Why.AGREEMENT)]


def test_what_was_withheld_is_shown_once_its_originator_releases_it_further(three: Three) -> None:
    three.shared(keep_from=(FAR,))
    three.deliver()
    Item.objects.update(keep_from=[])
    three.release(Item.objects.get())
    three.deliver()
    with three.at(FAR):
        assert [item.state for item in Item.objects.all()] == [ItemState.RECEIVED]
        assert lines(three) == [(HOST, NOTE.title, Why.AGREEMENT)]


def test_what_a_members_node_refused_is_sent_again(three: Three) -> None:
    item = three.shared(keep_from=(FAR,))
    sent = Outbound.objects.get(type="investigation.item")
    with pytest.raises(NobodyReachedError):
        three.release(item)
    # As when it came before the host had told that we take part.
    Outbound.objects.filter(pk=sent.pk).update(refused="folder_unknown")
    three.release(item)
    assert Outbound.objects.filter(type="investigation.item").count() == 2


def test_an_invitation_that_a_node_refused_is_sent_again(scene: Scene) -> None:
    three = three_of(scene)
    three.open()
    three.invite(NEAR)
    Outbound.objects.update(refused="message_type_unknown")
    assert refused_by(three.folder) == {NEAR: "message_type_unknown"}
    assert NEAR in may_be_invited(three.folder)
    assert isinstance(three.invite(NEAR), Permission)


def test_the_host_tells_also_of_what_is_hidden_from_itself(three: Three) -> None:
    with three.at(NEAR):
        three.shared(keep_from=(HOST,))
    three.deliver()
    assert lines(three) == [(NEAR, "", Why.ORIGINATOR_CHOSE)]
    with three.at(FAR):
        assert lines(three) == [(NEAR, "", Why.NO_AGREEMENT)]


def test_the_host_is_told_of_nobody_that_has_what_is_hidden_from_it(three: Three) -> None:
    with three.at(NEAR):
        three.shared(keep_from=(HOST,))
        sent = Outbound.objects.get(type="investigation.withheld")
        told: Any = read_body(bytes(sent.body))["reach"]
        assert [(line["member"], line["relay"]) for line in told] == [(FAR, True)]


def test_the_host_tells_a_member_once_of_an_item_and_in_no_words_of_a_partner(
    three: Three,
) -> None:
    line = {"member": FAR, "why": "own_law", "article": "Buy now.", "told": True, "relay": True}
    body = {"folder": str(three.folder.folder_id), "item": str(uuid4()), "originator": NEAR}
    told = {**body, "why": "own_law", "article": "", "reach": [line, line]}
    for _again in range(3):
        three.scene.tell("investigation.withheld", told)
    relayed = Outbound.objects.get(type="investigation.withheld")
    assert read_body(bytes(relayed.body))["article"] == ""
    shown = {"kind": "note", "title": "Now shown", "text": "To you.", "unit": "Kyiv Customs"}
    names = ("request", "exhibit", "handling_scheme", "handling", "for_member", "due_on")
    empty = dict.fromkeys(names, "")
    item = {"folder": body["folder"], "item": body["item"], **shown, **empty, "reach": [line]}
    three.scene.tell("investigation.item", item)
    assert Outbound.objects.filter(type="investigation.withheld").count() == 1


def test_a_task_is_done_by_whom_it_is_for(three: Three) -> None:
    three.shared(kind="task", for_member=NEAR, due_on="2026-12-01")
    three.deliver()
    with three.at(FAR), pytest.raises(TaskNotYoursError):
        finish(three)
    with three.at(NEAR):
        finish(three)
    three.deliver()
    assert Item.objects.get().done_by == NEAR
    assert three.refused == []


def finish(three: Three) -> None:
    with transaction.atomic(durable=True):
        services.finish_task(
            Item.objects.get().pk,
            officer=three.scene.officer("j.alvarez"),
            at=three.scene.now,
            on=ON,
        )


def say(three: Three, *, agrees: bool) -> None:
    with transaction.atomic(durable=True):
        services.give_word(
            Item.objects.get().pk,
            agrees=agrees,
            officer=three.scene.officer("m.chen"),
            **three.afresh,
        )


def test_each_member_gives_its_own_word_on_a_decision(three: Three) -> None:
    three.shared(kind="decision")
    three.deliver()
    with three.at(NEAR):
        say(three, agrees=True)
        with pytest.raises(WordGivenError):
            say(three, agrees=False)
    with three.at(FAR):
        say(three, agrees=False)
    three.deliver()
    say(three, agrees=True)
    told = dict(Item.objects.get().words.values_list("member", "agrees"))
    assert told == {"": True, NEAR: True, FAR: False}
    with three.at(FAR):
        # No agreement lets the two partners tell each other: each hears of its own and the host's.
        assert dict(Item.objects.get().words.values_list("member", "agrees")) == {"": False}
    three.deliver()
    with three.at(FAR):
        assert dict(Item.objects.get().words.values_list("member", "agrees")) == {
            "": False,
            HOST: True,
        }


def test_the_timeline_tells_in_order_and_of_hidden_items_no_title(three: Three) -> None:
    with three.at(NEAR):
        three.shared()
    three.deliver()
    with three.at(FAR):
        told = timeline_of(three.folder, seen_by=three.scene.officer("c.unit"))
    assert {each.code for each in told} == {"happened_opened", "happened_joined", "happened_hidden"}
    assert all(NOTE.title not in dict(each.facts).values() for each in told)


def test_who_leaves_is_told_to_the_others_and_gets_nothing_more(three: Three) -> None:
    with three.at(FAR), transaction.atomic(durable=True):
        services.leave_folder(
            three.folder.pk,
            officer=three.scene.officer("m.chen"),
            at=three.scene.now,
            on=ON,
        )
    three.deliver()
    assert members() == {NEAR: "joined", FAR: "left"}
    told = timeline_of(three.folder, seen_by=three.scene.officer("c.unit"))
    codes = {each.code for each in told if ("originator", FAR) in each.facts}
    assert codes == {"happened_invited", "happened_joined", "happened_left"}
    with three.at(NEAR):
        assert members() == {HOST: "joined", FAR: "left"}
    assert reach(three.shared()) == {NEAR: Why.AGREEMENT}


def test_a_closed_folder_takes_nothing_anywhere(three: Three) -> None:
    with transaction.atomic(durable=True):
        services.close_folder(
            three.folder.pk, officer=three.scene.officer("m.chen"), at=three.scene.now, on=ON
        )
    three.deliver()
    for node in (HOST, NEAR, FAR):
        with three.at(node):
            assert Folder.objects.get().state == FolderState.CLOSED
            with pytest.raises(FolderNotOpenError):
                three.write()


def erase(three: Three, who: str = "p.singh") -> Folder:
    with transaction.atomic(durable=True):
        return services.erase_folder(
            three.folder.pk,
            officer=three.scene.officer(who),
            signed_in_afresh_at=three.afresh["signed_in_afresh_at"],
            at=three.scene.now,
        )


def test_what_a_folder_said_is_erased_when_it_has_ended(three: Three) -> None:
    item = three.shared()
    three.deliver()
    with pytest.raises(FolderNotEndedError):
        erase(three)
    with transaction.atomic(durable=True):
        services.close_folder(
            three.folder.pk, officer=three.scene.officer("m.chen"), at=three.scene.now, on=ON
        )
    with pytest.raises(NotAllowedError):
        erase(three, who="m.chen")
    with pytest.raises(MessagesWaitError):
        erase(three)
    channel = Channel.objects.filter(direction="out").first()
    Outbound.objects.update(channel=channel, index=F("pk"), delivered_at=three.scene.now)
    folder = erase(three)
    item.refresh_from_db()
    assert (folder.title, folder.mandate, item.title, item.text) == ("—", "", "—", "")
    assert reach(item) == {NEAR: Why.AGREEMENT, FAR: Why.AGREEMENT}
    case = str(folder.folder_id)
    assert {bytes(row.body) for row in Outbound.objects.filter(case=case)} == {b""}
    with pytest.raises(ErasedAlreadyError):
        erase(three)


def test_what_we_are_invited_to_again_is_erased_again(scene: Scene) -> None:
    three = three_of(scene)
    body = {"folder": str(uuid4()), "title": "Timber", "mandate": "Species.", "unit": "Kyiv"}
    channel = Channel.objects.filter(direction="out").first()
    for _time in range(2):
        scene.tell("investigation.invitation", {**body, "members": []})
        assert three.folder.erased_at is None
        three.answer(joins=False)
        Outbound.objects.update(channel=channel, index=F("pk"), delivered_at=scene.now)
        assert erase(three).title == "—"


def test_the_record_tells_every_act_and_no_word(three: Three) -> None:
    with three.at(NEAR):
        three.shared()
    three.deliver()
    entries = LedgerEntry.objects.filter(event__startswith="folder.")
    assert {entry.event for entry in entries} >= {
        "folder.opened",
        "folder.invited",
        "folder.joined",
        "folder.item_released",
        "folder.item_received",
        "folder.item_withheld",
    }
    told = b"".join(bytes(entry.body) for entry in entries).decode()
    assert NOTE.title not in told
    assert NOTE.text not in told
