"""A joint folder at one node: four eyes, own agencies, linked requests, hostile partners."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import transaction
from django.test import Client

from comity.assistance.models import Answer
from comity.assistance.terms.markings import HandlingBarsError
from comity.exchange.jobs import Courier
from comity.exchange.models import Outbound
from comity.exchange.refusals import MessageRefusedError
from comity.investigations import services
from comity.investigations.models import Folder, Item, ItemReach, Member, Word
from comity.investigations.queries import (
    folders_page,
    item_of,
    items_of,
    may_be_invited,
    own_agencies_outside,
    reach_foreseen,
)
from comity.investigations.terms import (
    AgencyAlreadyError,
    FolderMemberNotNamedError,
    FolderNotOpenError,
    FolderNotOursError,
    FolderOpenerInvitesError,
    FolderOursError,
    FolderState,
    ItemChangedError,
    ItemReleasedError,
    ItemWriterReleasesError,
    MemberAlreadyError,
    NotInvitedError,
    Why,
)
from comity.kernel.errors import InvalidDraftError, NotAllowedError, NotFoundError
from comity.kernel.rulings import Permission, Refusal
from comity.officers.queries import officer_named
from comity.officers.terms import FreshSignInNeededError
from tests.integration.assistance.scene import ON, Scene, answer_body
from tests.integration.investigations.three import HOST, NEAR, NOTE, Three, all_in, three_of
from tests.integration.rest.client import Caller

pytestmark = pytest.mark.django_db(transaction=True)
THEIRS = "0b2f7c1e-5d0a-4c3e-9d3f-0a4a7c5f1c22"
INVITATION = {"title": "Timber", "mandate": "Species.", "unit": "Kyiv Customs", "members": []}


@pytest.fixture
def three(scene: Scene) -> Three:
    return three_of(scene)


def admit(three: Three, agency: str = "ICE", who: str = "m.chen") -> Folder:
    with transaction.atomic(durable=True):
        return services.admit_agency(
            three.folder.pk,
            agency,
            officer=three.scene.officer(who),
            at=three.scene.now,
            on=ON,
        )


def seen(three: Three, who: str) -> list[tuple[str, Why]]:
    found = items_of(three.folder, seen_by=three.scene.officer(who))
    return [(line.title, line.why) for line in found]


def invited(scene: Scene, **change: Any) -> Folder:
    scene.tell("investigation.invitation", {"folder": THEIRS, **INVITATION, **change})
    return Folder.objects.get(folder_id=THEIRS)


def joined(three: Three, agency: str = "CBP") -> Folder:
    invited(three.scene)
    return three.answer(agency=agency)


def body_of_item(**change: Any) -> dict[str, Any]:
    told = {"kind": "note", "title": NOTE.title, "text": NOTE.text, "unit": "Kyiv Customs"}
    empty = dict.fromkeys(
        ("request", "exhibit", "handling_scheme", "handling", "for_member", "due_on"), ""
    )
    return {"folder": THEIRS, "item": str(uuid4()), **told, **empty, "reach": [], **change}


# ---- four eyes


def test_who_opened_it_does_not_invite(three: Three) -> None:
    three.open(who="c.unit")
    with pytest.raises(FolderOpenerInvitesError):
        three.invite(NEAR, who="c.unit")


@pytest.mark.parametrize("afresh", [None, timedelta(hours=9)])
def test_inviting_asks_for_a_fresh_sign_in(three: Three, afresh: timedelta | None) -> None:
    three.open()
    when = None if afresh is None else three.scene.now - afresh
    with pytest.raises(FreshSignInNeededError):
        three.invite(NEAR, signed_in_afresh_at=when)


def test_whom_no_agreement_joins_to_us_is_not_invited(three: Three) -> None:
    three.open()
    assert isinstance(three.invite("KP"), Refusal)
    assert not Member.objects.exists()
    assert not Outbound.objects.filter(type="investigation.invitation").exists()


def test_a_partner_is_invited_once(three: Three) -> None:
    three.open()
    assert isinstance(three.invite(NEAR), Permission)
    assert NEAR not in may_be_invited(three.folder)
    with pytest.raises(MemberAlreadyError):
        three.invite(NEAR)


def test_who_wrote_an_item_does_not_release_it(three: Three) -> None:
    three.open()
    item = three.write(who="k.ortiz")
    with pytest.raises(ItemWriterReleasesError):
        three.release(item, who="k.ortiz")


def test_releasing_asks_for_a_fresh_sign_in_and_the_version_read(three: Three) -> None:
    three.open()
    item = three.write()
    with pytest.raises(FreshSignInNeededError):
        three.release(item, signed_in_afresh_at=None)
    with pytest.raises(ItemChangedError):
        three.release(item, version=2)


@pytest.mark.parametrize("who", ["a.hale", "p.singh", "t.brooks", "n.okafor", "e.park"])
def test_an_office_that_does_not_carry_it_opens_nothing(three: Three, who: str) -> None:
    with pytest.raises(NotAllowedError):
        three.open(who=who)


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"title": ""}, "title"),
        ({"title": "a\u202eb"}, "title"),
        ({"text": "x" * 20001}, "text"),
        ({"kind": "gossip"}, "kind"),
        ({"kind": "request"}, "request"),
        ({"kind": "answer"}, "request"),
        ({"kind": "request", "request": "US-UA-2026-09999"}, "request"),
        ({"kind": "exhibit", "exhibit": "no"}, "exhibit"),
        ({"handling_scheme": "tlp", "handling": "H1"}, "handling"),
        ({"suppliers": ("XX",)}, "suppliers"),
        ({"consented": ("UA",)}, "consented"),
        ({"suppliers": ("UA",), "consented": ("UA",)}, "consent"),
        ({"kind": "task"}, "for_member"),
        ({"kind": "task", "for_member": "KE", "due_on": "2026-12-01"}, "for_member"),
        ({"kind": "task", "for_agency": "CBP", "due_on": "soon"}, "due_on"),
        ({"due_on": "2026-12-01"}, "for_member"),
    ],
)
def test_what_is_wrong_with_an_item_is_named(
    three: Three, change: dict[str, Any], field: str
) -> None:
    three.open()
    with pytest.raises(InvalidDraftError) as refused:
        three.write(**change)
    assert field in {problem.field for problem in refused.value.problems}


def test_an_item_is_discarded_until_it_is_released(three: Three) -> None:
    three.open()
    item = three.write()
    discard(three, item)
    assert not Item.objects.exists()
    with pytest.raises(ItemReleasedError):
        discard(three, three.shared())


def discard(three: Three, item: Item) -> None:
    with transaction.atomic(durable=True):
        services.discard_item(item.pk, officer=three.scene.officer("j.alvarez"), at=three.scene.now)


# ---- the agencies of one node


def test_an_agency_outside_knows_nothing_of_a_folder(three: Three) -> None:
    folder = three.open()
    item = three.shared()
    stranger = three.scene.officer("d.reyes")
    assert folders_page(seen_by=stranger, page=1, size=10).folders == ()
    assert not Item.objects.visible_to(stranger).exists()
    assert not ItemReach.objects.visible_to(stranger).exists()
    assert not Member.objects.visible_to(stranger).exists()
    assert not Word.objects.visible_to(stranger).exists()
    with pytest.raises(NotFoundError):
        item_of(item.pk, seen_by=stranger)
    assert [agency.code for agency in own_agencies_outside(folder)] == ["ICE"]


def test_an_agency_let_in_sees_what_was_released_and_no_draft(three: Three) -> None:
    three.open()
    three.shared()
    three.write(title="Not released")
    admit(three)
    assert seen(three, "d.reyes") == [(NOTE.title, Why.OWN)]
    with pytest.raises(AgencyAlreadyError):
        admit(three)


def test_a_linked_request_widens_no_audience(three: Three) -> None:
    three.open()
    admit(three)
    three.scene.settle_assessment()
    reference = three.scene.sent()
    item = three.shared(kind="request", request=reference, title="Asked in November")
    assert seen(three, "j.alvarez") == [("Asked in November", Why.OWN)]
    assert seen(three, "d.reyes") == [("", Why.CONSENT_MISSING)]
    with pytest.raises(NotFoundError):
        item_of(item.pk, seen_by=three.scene.officer("d.reyes"))


def test_a_request_is_linked_only_by_who_may_see_it(three: Three) -> None:
    three.open()
    admit(three)
    three.scene.settle_assessment()
    reference = three.scene.sent()
    with pytest.raises(InvalidDraftError):
        three.write(who="d.reyes", kind="request", request=reference)


def test_a_request_whose_audience_narrows_takes_its_item_along(three: Three) -> None:
    three.open()
    admit(three)
    three.scene.settle_assessment()
    reference = three.scene.sent()
    consented = {"suppliers": (NEAR,), "consented": (NEAR,), "consent": "Note 4"}
    three.shared(kind="request", request=reference, title="Asked", **consented)
    assert seen(three, "d.reyes") == [("", Why.AUDIENCE)]
    # Even where a row says otherwise: the request itself decides at every look.
    ItemReach.objects.filter(agency__code="ICE").update(shown=True, why=Why.OWN_AGENCY.value)
    assert seen(three, "d.reyes") == [("", Why.AUDIENCE)]


def test_an_answer_that_goes_to_nobody_else_is_not_retold(three: Three) -> None:
    three.open()
    three.scene.settle_assessment()
    reference = three.scene.sent()
    three.scene.tell("assistance.accepted", {"reference": reference, "unit": "Kyiv Customs"})
    three.scene.tell("assistance.answer", answer_body(reference))
    answer = Answer.objects.get()
    told = {"kind": "answer", "request": reference, "title": "What they found"}
    three.write(**told)
    answer.markings.create(handling_scheme="tlp", handling="RED")
    with pytest.raises(HandlingBarsError):
        three.write(**told)


def test_what_a_release_would_do_is_told_before(three: Three) -> None:
    all_in(three)
    item = three.write(suppliers=(NEAR,))
    told = {line.member or line.agency: line.why for line in reach_foreseen(item, on=ON)}
    assert told == {
        NEAR: Why.AGREEMENT,
        "MX": Why.CONSENT_MISSING,
        "Customs and Border Protection": Why.OWN,
    }
    assert not Outbound.objects.filter(type="investigation.item").exists()


def test_a_partners_item_is_not_shown_to_another_agency_without_a_ruling(three: Three) -> None:
    joined(three)
    three.scene.tell("investigation.item", body_of_item())
    admit(three)
    assert seen(three, "j.alvarez") == [(NOTE.title, Why.AGREEMENT)]
    [(title, why)] = seen(three, "d.reyes")
    assert title == ""
    assert why is not Why.OWN_AGENCY


# ---- an invitation


def test_an_invitation_is_the_central_units_until_an_agency_leads_it(three: Three) -> None:
    invited(three.scene)
    assert not Folder.objects.visible_to(three.scene.officer("j.alvarez")).exists()
    with pytest.raises(FolderNotOpenError):
        three.write(who="c.unit")
    three.answer()
    assert Folder.objects.visible_to(three.scene.officer("j.alvarez")).exists()
    with pytest.raises(NotInvitedError):
        three.answer()


def test_an_invitation_is_declined_and_may_come_again(three: Three) -> None:
    invited(three.scene)
    assert three.answer(joins=False).state == FolderState.DECLINED
    assert invited(three.scene, title="Timber again").state == FolderState.INVITED


def test_whoever_leads_it_when_we_come_back_sees_what_was_told_before(three: Three) -> None:
    joined(three)
    three.scene.tell("investigation.item", body_of_item())
    hidden = {"folder": THEIRS, "item": str(uuid4()), "originator": NEAR, "reach": []}
    why = {"why": "consent_missing", "article": "Article 9"}
    three.scene.tell("investigation.withheld", {**hidden, **why})
    with transaction.atomic(durable=True):
        services.leave_folder(
            three.folder.pk, officer=three.scene.officer("m.chen"), at=three.scene.now, on=ON
        )
    invited(three.scene)
    three.answer(agency="ICE")
    assert sorted(seen(three, "d.reyes")) == [
        ("", Why.CONSENT_MISSING),
        (NOTE.title, Why.AGREEMENT),
    ]


def test_who_is_still_invited_hears_that_a_folder_is_closed(three: Three) -> None:
    three.open()
    three.invite(NEAR)
    three.deliver()
    with transaction.atomic(durable=True):
        services.close_folder(
            three.folder.pk, officer=three.scene.officer("m.chen"), at=three.scene.now, on=ON
        )
    three.deliver()
    assert three.refused == []
    with three.at(NEAR):
        assert three.folder.state == FolderState.CLOSED
        with pytest.raises(NotInvitedError):
            three.answer()


def test_whose_node_refused_the_invitation_hears_nothing_of_the_end(three: Three) -> None:
    three.open()
    three.invite(NEAR)
    Outbound.objects.update(refused="message_type_unknown")
    with transaction.atomic(durable=True):
        services.close_folder(
            three.folder.pk, officer=three.scene.officer("m.chen"), at=three.scene.now, on=ON
        )
    assert not Outbound.objects.filter(type="investigation.closed").exists()


def test_of_a_partners_folder_we_neither_invite_nor_close(three: Three) -> None:
    joined(three)
    with pytest.raises(FolderNotOursError):
        three.invite("MX")
    with pytest.raises(FolderNotOursError), transaction.atomic(durable=True):
        services.close_folder(
            three.folder.pk, officer=three.scene.officer("m.chen"), at=three.scene.now, on=ON
        )


def test_our_own_folder_is_not_left(three: Three) -> None:
    three.open()
    with pytest.raises(FolderOursError), transaction.atomic(durable=True):
        services.leave_folder(
            three.folder.pk, officer=three.scene.officer("m.chen"), at=three.scene.now, on=ON
        )


# ---- hostile partners


@pytest.mark.parametrize(
    "change",
    [
        {"title": "<b>\u202e"},
        {"text": "x" * 20001},
        {"kind": "gossip"},
        {"item": "1"},
        {"reach": [{"member": "MX", "why": "because", "article": "", "told": True, "relay": True}]},
        {"handling": "H9"},
        {"due_on": "tomorrow"},
        {"title": ""},
    ],
)
def test_what_a_partner_cannot_send_is_refused_by_its_schema(
    three: Three, change: dict[str, Any]
) -> None:
    joined(three)
    with pytest.raises(MessageRefusedError):
        three.scene.tell("investigation.item", body_of_item(**change))


def refusal(three: Three, kind: str, body: dict[str, Any], **how: Any) -> str:
    with pytest.raises(MessageRefusedError) as refused:
        three.scene.tell(kind, body, **how)
    return refused.value.code


def test_a_folder_we_do_not_know_is_refused_by_name(three: Three) -> None:
    assert refusal(three, "investigation.item", body_of_item()) == "folder_unknown"
    assert refusal(three, "investigation.left", {"folder": THEIRS}) == "folder_unknown"
    told = {"folder": THEIRS, "joins": True}
    assert refusal(three, "investigation.answer", told) == "folder_unknown"


def test_who_was_never_named_to_us_says_nothing(three: Three) -> None:
    joined(three)
    with pytest.raises(FolderMemberNotNamedError):
        three.scene.tell("investigation.item", body_of_item(), partner="MX")
    assert not Item.objects.exists()


def test_an_invited_partner_that_has_not_joined_says_nothing(three: Three) -> None:
    three.open()
    three.invite(NEAR)
    body = body_of_item(folder=str(three.folder.folder_id))
    assert refusal(three, "investigation.item", body) == "folder_unknown"


def test_a_message_of_another_matter_or_without_law_is_refused(three: Three) -> None:
    joined(three)
    body = body_of_item()
    assert refusal(three, "investigation.item", body, under=None) == "message_envelope_malformed"
    named = {**body, "reference": "UA-US-2026-00001"}
    assert refusal(three, "investigation.item", named) == "message_envelope_malformed"


def test_nobody_speaks_for_the_host_or_for_another_member(three: Three) -> None:
    invited(three.scene, members=["MX"])
    three.answer()
    members = {"folder": THEIRS, "members": []}
    assert refusal(three, "investigation.members", members, partner="MX") == "folder_purported"
    closed = {"folder": THEIRS}
    assert refusal(three, "investigation.closed", closed, partner="MX") == "folder_purported"
    again = {"folder": THEIRS, **INVITATION}
    assert refusal(three, "investigation.invitation", again, partner="MX") == "folder_purported"
    hidden = {"folder": THEIRS, "item": str(uuid4()), "why": "own_law", "article": "", "reach": []}
    told = {**hidden, "originator": NEAR}
    assert refusal(three, "investigation.withheld", told, partner="MX") == "folder_purported"
    # The host itself speaks only for who takes part.
    told = {**hidden, "originator": "KE"}
    assert refusal(three, "investigation.withheld", told) == "folder_purported"


def test_a_folder_of_ours_is_not_taken_over(three: Three) -> None:
    folder = three.open()
    body = {**INVITATION, "folder": str(folder.folder_id)}
    assert refusal(three, "investigation.invitation", body) == "folder_purported"
    assert Folder.objects.get().title == folder.title


def test_an_item_is_told_once_and_a_word_given_once(three: Three) -> None:
    joined(three)
    body = body_of_item(kind="decision")
    three.scene.tell("investigation.item", body)
    assert refusal(three, "investigation.item", body) == "folder_item_unknown"
    word = {"folder": THEIRS, "item": body["item"], "originator": NEAR, "agrees": True}
    three.scene.tell("investigation.word", word)
    assert refusal(three, "investigation.word", word) == "folder_word_given"


def test_of_an_item_it_was_not_shown_a_member_says_nothing(three: Three) -> None:
    all_in(three)
    item = three.shared(kind="decision", keep_from=(NEAR,))
    word = {"folder": str(three.folder.folder_id), "item": str(item.item_id)}
    told = {**word, "originator": HOST, "agrees": True}
    assert refusal(three, "investigation.word", told) == "folder_item_unknown"


def test_a_task_of_another_is_not_reported_done(three: Three) -> None:
    joined(three)
    body = body_of_item(kind="task", for_member=HOST, due_on="2026-12-01")
    three.scene.tell("investigation.item", body)
    done = {"folder": THEIRS, "item": body["item"], "originator": NEAR}
    assert refusal(three, "investigation.task_done", done) == "folder_task_not_yours"


# ---- at the door of programs


def test_a_program_reads_a_folder_with_whom_each_item_reaches(three: Three) -> None:
    all_in(three)
    item = three.shared(keep_from=("MX",))
    caller = Caller("j.alvarez").sign_in()
    told = caller.get(f"/folders/{three.folder.pk}").json()
    assert [row["partner"] for row in told["members"]] == [NEAR, "MX"]
    assert [row["title"] for row in told["items"]] == [NOTE.title]
    reach = caller.get(f"/folder-items/{item.pk}").json()["reach"]
    said = next(row["said"] for row in reach if row["partner"] == "MX")
    assert said == "Not shown to Mexico: the United States keeps it from Mexico."


def test_a_program_reads_of_what_is_hidden_from_us_what_the_page_says(three: Three) -> None:
    joined(three)
    told = {"folder": THEIRS, "item": str(uuid4()), "originator": NEAR, "reach": []}
    why = {"why": "originator_chose", "article": ""}
    three.scene.tell("investigation.withheld", {**told, **why})
    caller = Caller("j.alvarez").sign_in()
    [line] = caller.get(f"/folders/{three.folder.pk}").json()["items"]
    assert line["said"].startswith("Not shown to the United States: Ukraine")


def test_what_a_release_sent_is_held_by_so_many_of_so_many_as_receipts_say(three: Three) -> None:
    scene, folder = three.scene, three.open()
    three.invite(NEAR)
    scene.tell("investigation.answer", {"folder": str(folder.folder_id), "joins": True})
    item = three.shared()
    caller = Caller("j.alvarez").sign_in()
    seen = caller.get(f"/folder-items/{item.pk}").json()
    assert (seen["reached"], seen["left"]) == (0, 1)
    scene.now += timedelta(minutes=5)
    Courier(scene.keys, scene.partner, clock=lambda: scene.now).pass_once()
    seen = caller.get(f"/folder-items/{item.pk}").json()
    assert (seen["reached"], seen["left"]) == (1, 1)
    page = Client()
    page.force_login(officer_named("j.alvarez"))
    shown = page.get(f"/folders/items/{item.pk}/").content.decode()
    assert "Held by 1 of 1 partners, as their receipts say." in shown


def test_who_is_told_only_that_an_item_is_hidden_holds_nothing_of_it(three: Three) -> None:
    all_in(three)
    item = three.shared(keep_from=("MX",))
    seen = Caller("j.alvarez").sign_in().get(f"/folder-items/{item.pk}").json()
    assert (seen["reached"], seen["left"]) == (0, 1)
