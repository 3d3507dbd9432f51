"""A caseload: read, handed over in one act, an entry for each matter; what may not go stays."""

from importlib import import_module

import pytest
from django.db import transaction

from comity.assistance.models import Request
from comity.assistance.queries import inbox
from comity.assistance.queries.caseload import caseload, holders_seen_by, receivers_seen_by
from comity.assistance.services import hand_over_caseload
from comity.assistance.terms import SecondPersonNeededError, Tab
from comity.assistance.terms.caseload import Caseload, CaseloadChangedError, Staying
from comity.kernel.errors import InvalidDraftError, NotAllowedError, NotFoundError
from comity.kernel.rulings import Role
from comity.ledger.models import LedgerEntry
from comity.node.tables.laying import step_by_step
from comity.officers.models import Agency, Officer
from comity.officers.services import strike_off
from tests.integration.assistance.scene import AT, ON, Scene
from tests.integration.deputies.conftest import Away, InPlace


def hand_over(scene: Scene, who: str, count: int, *, by: str = "c.unit") -> Caseload:
    with transaction.atomic(durable=True):
        return hand_over_caseload(
            who, to="k.ortiz", count=count, reason=" Moved ", officer=scene.officer(by), at=AT
        )


def mine(scene: Scene, who: str) -> set[str]:
    return {row.reference for row in inbox(seen_by=scene.officer(who), tab=Tab.MINE, on=ON)}


@pytest.fixture
def desk(scene: Scene) -> list[str]:
    """Two requests of ours and one answer on one desk; and one that is over."""
    over = scene.draft()
    Request.objects.filter(reference=over).update(state="closed")
    own = [scene.draft(), scene.draft()]
    scene.settle_assessment()
    asked = scene.received(reference="UA-US-2026-00001")
    scene.accept(asked)
    scene.write_answer(asked)
    return [*own, asked]


def test_what_is_read_is_what_goes(scene: Scene, desk: list[str]) -> None:
    read = caseload("j.alvarez", to="k.ortiz", seen_by=scene.officer("c.unit"))
    assert (read.going, read.staying) == (3, 0)
    assert [each.reference for each in read.goes] == desk
    done = hand_over(scene, "j.alvarez", 3)
    assert [each.reference for each in done.goes] == desk
    assert (mine(scene, "j.alvarez"), mine(scene, "k.ortiz")) == (set(), set(desk))


def test_each_matter_has_its_entry(scene: Scene, desk: list[str]) -> None:
    hand_over(scene, "j.alvarez", 3)
    entries = list(LedgerEntry.objects.filter(event="case.handed_over").order_by("index"))
    assert [each.about for each in entries] == desk
    for each in entries:
        facts = dict(each.facts())
        names = (scene.officer("j.alvarez").name, scene.officer("k.ortiz").name)
        assert (each.agency, facts["officer"], facts["receiver"]) == ("CBP", *names)
        assert (each.by, facts["reason"]) == (scene.officer("c.unit").name, "Moved")


def test_what_the_receiver_may_not_work_on_is_named_and_stays(
    scene: Scene, desk: list[str]
) -> None:
    elsewhere = desk[0]
    Request.objects.filter(reference=elsewhere).update(agency=Agency.objects.get(code="ICE"))
    read = caseload("j.alvarez", to="k.ortiz", seen_by=scene.officer("c.unit"))
    assert [(each.reference, each.stays) for each in read.stays] == [
        (elsewhere, Staying.OTHER_AGENCY)
    ]
    hand_over(scene, "j.alvarez", 2)
    assert Request.objects.get(reference=elsewhere).holder == Officer.objects.get(
        username="j.alvarez"
    )
    assert not LedgerEntry.objects.filter(event="case.handed_over", about=elsewhere).exists()


def test_whoever_works_on_no_request_receives_none(scene: Scene, desk: list[str]) -> None:
    read = caseload("j.alvarez", to="m.chen", seen_by=scene.officer("c.unit"))
    assert read.going == 0
    assert {each.stays for each in read.stays} == {Staying.NO_OFFICE}
    receivers = {each.username for each in receivers_seen_by(scene.officer("m.chen"))}
    assert receivers == {"j.alvarez", "k.ortiz"}


def test_who_read_another_number_hands_nothing_over(scene: Scene, desk: list[str]) -> None:
    for count in (0, 2, 4):
        with pytest.raises(CaseloadChangedError):
            hand_over(scene, "j.alvarez", count)
    with pytest.raises(CaseloadChangedError):
        hand_over(scene, "d.reyes", 0)
    with pytest.raises(InvalidDraftError), transaction.atomic(durable=True):
        hand_over_caseload(
            "j.alvarez", to="k.ortiz", count=3, reason=" ", officer=scene.officer("c.unit"), at=AT
        )
    assert mine(scene, "j.alvarez") == set(desk)
    assert not LedgerEntry.objects.filter(event="case.handed_over").exists()


def test_a_head_hands_over_within_the_agency_only(scene: Scene, desk: list[str]) -> None:
    with pytest.raises(NotFoundError):
        caseload("j.alvarez", to="k.ortiz", seen_by=scene.officer("e.stone"))
    assert {each.agency.code for each in holders_seen_by(scene.officer("e.stone"))} == {"ICE"}
    hand_over(scene, "j.alvarez", 3, by="m.chen")
    assert mine(scene, "k.ortiz") == set(desk)


@pytest.mark.parametrize(
    "who", ["j.alvarez", "d.reyes", "t.brooks", "a.hale", "p.singh", "e.park", "r.dunn", "nobody"]
)
def test_nobody_else_reads_or_hands_over_a_caseload(
    scene: Scene, desk: list[str], who: str
) -> None:
    with pytest.raises(NotAllowedError):
        caseload("j.alvarez", to="k.ortiz", seen_by=scene.officer(who))
    with pytest.raises(NotAllowedError):
        hand_over(scene, "j.alvarez", 3, by=who)


def test_an_administrator_learns_a_number_and_of_no_case(scene: Scene, desk: list[str]) -> None:
    administrator = scene.officer("n.okafor")
    with transaction.atomic(durable=True):
        strike_off("j.alvarez", by=administrator, at=AT)
    read = caseload("j.alvarez", to="k.ortiz", seen_by=administrator)
    assert (read.going, read.staying, read.matters) == (3, 0, ())
    assert hand_over(scene, "j.alvarez", 3, by="n.okafor").matters == ()
    assert mine(scene, "k.ortiz") == set(desk)
    about = LedgerEntry.objects.visible_to(administrator).values_list("about", flat=True)
    assert not set(desk) & set(about)


def test_what_is_unknown_is_not_told_apart(scene: Scene, desk: list[str]) -> None:
    unit = scene.officer("c.unit")
    for officer, to in (("n.one", ""), ("j.alvarez", "n.one"), ("j.alvarez", "j.alvarez")):
        with pytest.raises(NotFoundError):
            caseload(officer, to=to, seen_by=unit)


STEP = "0005_holders"


def test_an_upgrade_finds_whose_desk_everything_lies_on(scene: Scene, desk: list[str]) -> None:
    received = scene.received(reference="UA-US-2026-00002")
    before = dict(Request.objects.values_list("reference", "holder_id"))
    assert before[received] is None
    Request.objects.update(holder=None)
    then = step_by_step(using="default").loader.project_state([("assistance", STEP)]).apps
    import_module(f"comity.assistance.migrations.{STEP}").find_holders(then, None)
    assert dict(Request.objects.values_list("reference", "holder_id")) == before


def test_handing_over_makes_nobody_a_second_person(
    scene: Scene, away: Away, in_place: InPlace
) -> None:
    scene.settle_assessment()
    reference = scene.draft("k.ortiz")
    scene.submit(reference, "k.ortiz")
    with transaction.atomic(durable=True):
        hand_over_caseload(
            "k.ortiz",
            to="j.alvarez",
            count=1,
            reason="Moved",
            officer=scene.officer("c.unit"),
            at=AT,
        )
    with pytest.raises(SecondPersonNeededError):
        scene.approve(reference, "k.ortiz")
    away("k.ortiz", "e.park", [Role.APPROVER])
    assert in_place("e.park", "k.ortiz").people & set(
        Request.objects.get(reference=reference).writers
    )
    scene.approve(reference)
