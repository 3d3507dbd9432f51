"""A standing exchange on one node, with a partner that speaks through its messages."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.db import transaction
from django.db.models.signals import post_save
from django.test import Client

from comity.assistance.models import (
    DataTransfer,
    Notice,
    StandingEntry,
    StandingGap,
    StandingSupply,
)
from comity.assistance.services.standing_copying import demand_supply_copyable
from comity.assistance.services.standing_leaving import let_standing_leave
from comity.assistance.services.standing_supply import give_up_supply, send_supply
from comity.assistance.services.standing_watch import (
    check_supply,
    keep_check,
    standing_requests,
    supplies_to_check,
    supplies_to_leave,
)
from comity.assistance.services.transfer_rules import end_rule, set_rule
from comity.assistance.services.using import close_request
from comity.assistance.standing_check import Checked, LineFault
from comity.assistance.terms import (
    OtherAgencyError,
    RulingStandsAgainstError,
    SecondPersonNeededError,
)
from comity.assistance.terms.standing import StandingStage, StandingWord
from comity.assistance.terms.standing_errors import (
    NotAStandingExchangeError,
    StandingChangedError,
    StandingNotEndedError,
    StandingTermsUnknownError,
    StandingWordNotNowError,
    StandingWordNotTheirsError,
    SupplyNotFoundError,
    SupplyNotNowError,
    SupplyNotOursError,
    SupplyPeriodRunsError,
    SupplyPeriodUnknownError,
    SupplyTwiceError,
)
from comity.assistance.terms.transfer_rules import TransferRuleDraft
from comity.evidence.models import Exhibit, Grant
from comity.evidence.vault import vault
from comity.exchange.coverage import Coverage
from comity.exchange.jobs import Courier
from comity.exchange.models import Outbound
from comity.kernel.errors import InvalidDraftError, NotAllowedError, NotFoundError
from comity.ledger.models import LedgerEntry
from comity.officers.models import Agency
from comity.officers.queries import officer_named
from comity.officers.terms import FreshSignInNeededError
from tests.integration.assistance.scene import Scene
from tests.integration.assistance.standing import OF_KIND, Exchange, let_exchange
from tests.integration.assistance.turning import postpone
from tests.integration.meeting import meet
from tests.integration.rest.client import Caller
from tests.unit.assistance.standing_files import LINE, TERMS, csv_of

pytestmark = pytest.mark.django_db(transaction=True)
W, S = StandingWord, StandingStage
AFTER_THE_WEEK = datetime(2026, 11, 30, 15, 0, tzinfo=UTC)
NOTE = {"note": "The files lack values."}
STOP = {"reason": "quality", **NOTE}


@pytest.fixture
def begun(scene: Scene) -> Exchange:
    """A partner's request for automatic exchange that was accepted, and that the law carries."""
    let_exchange(scene)
    reference = scene.received(**OF_KIND)
    scene.accept(reference)
    return Exchange(scene, reference)


@pytest.fixture
def running(begun: Exchange) -> Iterator[Exchange]:
    """Agreed, and the first week is over."""
    begun.agreed()
    begun.scene.now = AFTER_THE_WEEK
    yield begun


def test_terms_are_proposed_by_two_and_agreed_by_the_other_side(begun: Exchange) -> None:
    written = begun.say(W.TERMS, TERMS)
    assert begun.told().stage is S.NONE
    with pytest.raises(NotAllowedError):
        begun.send(written, who="j.alvarez")
    with pytest.raises(FreshSignInNeededError):
        begun.send(written, afresh=None)
    begun.send(written)
    assert begun.told().stage is S.PROPOSED
    begun.hear(W.AGREE)
    told = begun.told()
    assert told.stage is S.RUNNING
    assert told.terms is not None
    assert [column.name for column in told.terms.columns][:2] == ["declaration", "accepted_on"]


def test_who_writes_terms_does_not_let_them_out(begun: Exchange) -> None:
    written = begun.say(W.TERMS, TERMS, who="k.ortiz")
    with pytest.raises(SecondPersonNeededError):
        begun.send(written, who="k.ortiz")


def test_their_terms_are_agreed_to_by_two_of_ours_and_only_those_that_were_read(
    begun: Exchange,
) -> None:
    begun.hear(W.TERMS, TERMS, terms_by="requesting")
    agree = begun.say(W.AGREE)
    begun.hear(W.TERMS, {**TERMS, "retention_days": "30"}, number=2, terms_by="requesting")
    with pytest.raises(StandingChangedError):
        begun.send(agree)
    begun.send(begun.say(W.AGREE))
    told = begun.told()
    assert told.stage is S.RUNNING
    assert told.terms is not None
    assert told.terms.facts["retention_days"] == "30"


def test_columns_that_the_agreement_does_not_list_are_not_agreed_to(begun: Exchange) -> None:
    written = begun.say(W.TERMS, {**TERMS, "columns": "declaration, container"})
    with pytest.raises(RulingStandsAgainstError):
        begun.send(written)


def test_terms_serve_the_purpose_that_was_asked_for(begun: Exchange) -> None:
    with pytest.raises(InvalidDraftError) as refused:
        begun.say(W.TERMS, {**TERMS, "purpose": "immigration"})
    assert [each.code for each in refused.value.problems] == ["standing_purpose_differs"]


def test_what_we_do_not_supply_needs_no_article_of_ours(begun: Exchange) -> None:
    one_way = {"direction": "to_requested", "columns": "declaration, container"}
    begun.agreed(**one_way)
    begun.scene.now = AFTER_THE_WEEK
    with pytest.raises(SupplyNotOursError):
        begun.hand_in(csv_of(LINE))


def test_a_new_version_takes_over_from_its_first_day(running: Exchange) -> None:
    anew = {**TERMS, "schedule": "daily", "starts_on": "2026-12-09"}
    running.send(running.say(W.TERMS, anew))
    assert running.told().open_terms is not None
    running.hear(W.AGREE, number=2)
    running.scene.now = datetime(2026, 12, 12, 12, tzinfo=UTC)
    cut_short = running.hand_in(csv_of(), period_from=date(2026, 12, 7))
    assert (cut_short.period_until, cut_short.terms_number) == (date(2026, 12, 9), 1)
    day = running.hand_in(csv_of(), period_from=date(2026, 12, 9))
    assert (day.period_until, day.terms_number) == (date(2026, 12, 10), 2)


def test_a_stop_is_said_by_one_hand_and_taken_back_by_both_sides(running: Exchange) -> None:
    running.say(W.SUSPEND, STOP)
    assert Outbound.objects.filter(type="assistance.standing", urgent=True).count() == 1
    assert running.told().stage is S.SUSPENDED
    with pytest.raises(SupplyNotNowError):
        running.hand_in(csv_of(LINE))
    running.send(running.say(W.RESUME, NOTE))
    assert running.told().stage is S.SUSPENDED
    with pytest.raises(StandingWordNotNowError):
        running.say(W.RESUME, NOTE)
    running.hear(W.RESUME, NOTE, terms_by="requesting")
    assert running.told().stage is S.RUNNING


def test_stops_that_cross_are_one_stop(running: Exchange) -> None:
    running.say(W.SUSPEND, STOP)
    running.hear(W.SUSPEND, STOP, terms_by="requesting")
    running.hear(W.RESUME, NOTE, terms_by="requesting")
    running.send(running.say(W.RESUME, NOTE))
    assert running.told().stage is S.RUNNING


def test_what_has_ended_begins_no_more(running: Exchange) -> None:
    running.hear(W.END, NOTE, terms_by="requesting")
    assert running.told().stage is S.ENDED
    for word, facts in ((W.TERMS, TERMS), (W.SUSPEND, STOP)):
        with pytest.raises(StandingWordNotNowError):
            running.say(word, facts)


def test_a_file_is_checked_let_go_by_a_second_person_and_sent(running: Exchange) -> None:
    supply = running.hand_in(csv_of(LINE, LINE))
    assert (supply.rows, supply.told_at) == (2, None)
    with pytest.raises(NotAllowedError):
        running.let_go(supply, who="j.alvarez")
    with pytest.raises(FreshSignInNeededError):
        running.let_go(supply, afresh=None)
    running.let_go(supply)
    supply.refresh_from_db()
    assert supply.released_by == "m.chen"
    left = Outbound.objects.get(type="assistance.supply")
    assert left.case == running.reference
    assert DataTransfer.objects.filter(kind="supply", message_id=supply.message_id).exists()
    events = LedgerEntry.objects.filter(event__startswith="standing.").order_by("pk")
    assert [entry.event for entry in events][-2:] == ["standing.handed_in", "standing.sent"]
    assert not any("Ball bearings" in str(bytes(entry.body)) for entry in events)


def test_so_many_of_the_files_let_go_are_held_as_receipts_say(running: Exchange) -> None:
    scene = running.scene
    assert running.told().coverage == Coverage(0, 0)
    running.let_go(running.hand_in(csv_of(LINE)))
    assert running.told().coverage == Coverage(0, 1)
    caller = Caller("j.alvarez").sign_in()
    seen = caller.get(f"/requests/{running.reference}/standing").json()
    assert (seen["reached"], seen["left"]) == (0, 1)
    scene.now += timedelta(minutes=5)
    Courier(scene.keys, scene.partner, clock=lambda: scene.now).pass_once()
    assert running.told().coverage == Coverage(1, 1)
    client = Client()
    client.force_login(officer_named("j.alvarez"))
    page = client.get(f"/requests/{running.reference}/standing/").content.decode()
    assert "receipts cover 1 of 1 files let go" in page


def test_a_file_with_faults_is_refused_whole_and_each_is_told_with_its_place(
    running: Exchange,
) -> None:
    bad = csv_of(LINE, "26US002,24.11.2026,84,=1+1,12,USD", "one,two")
    held = len(list(vault().files()))
    with pytest.raises(InvalidDraftError) as refused:
        running.hand_in(bad)
    told = [(each.code, dict(each.facts)) for each in refused.value.problems]
    assert told == [
        ("standing_cell_wrong", {"line": "3", "column": "accepted_on"}),
        ("standing_cell_wrong", {"line": "3", "column": "hs_code"}),
        ("standing_cell_formula", {"line": "3", "column": "goods"}),
        ("standing_cells_differ", {"line": "4", "column": ""}),
    ]
    assert not StandingSupply.objects.exists()
    assert not Exhibit.objects.exists()
    assert len(list(vault().files())) == held


def test_what_stands_released_by_the_terms_leaves_by_the_machines_hand(begun: Exchange) -> None:
    begun.agreed(release="standing")
    begun.scene.now = AFTER_THE_WEEK
    supply = begun.hand_in(csv_of(LINE))
    supply.refresh_from_db()
    assert supply.told_at is not None
    assert supply.released_by == ""
    assert supplies_to_leave() == []


def test_a_file_that_waits_for_the_scanner_leaves_when_it_may(
    begun: Exchange, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun.agreed(release="standing")
    begun.scene.now = AFTER_THE_WEEK
    monkeypatch.setattr("comity.evidence.models.Exhibit.may_leave", False)
    supply = begun.hand_in(csv_of(LINE))
    assert StandingSupply.objects.get(pk=supply.pk).waits
    monkeypatch.undo()
    assert supplies_to_leave() == [supply.pk]
    with transaction.atomic(durable=True):
        assert let_standing_leave(supply.pk, at=begun.scene.now, on=begun.scene.now.date())


@pytest.mark.parametrize("said", [{"kinds": ("supply",)}, {"categories": ("personal",)}])
def test_the_terms_release_nothing_that_waits_for_the_data_protection_officer(
    begun: Exchange, said: dict[str, Any]
) -> None:
    begun.agreed(release="standing")
    begun.scene.now = AFTER_THE_WEEK
    dpo, at = begun.scene.officer("p.singh"), begun.scene.now
    with transaction.atomic(durable=True):
        rule = set_rule(TransferRuleDraft("Data Act s. 12", **said), officer=dpo, at=at)
    supply = begun.hand_in(csv_of(LINE))
    assert not leaves(supply, at)
    assert supply.waits
    assert not Outbound.objects.filter(type="assistance.supply").exists()
    with transaction.atomic(durable=True):
        end_rule(rule.pk, officer=dpo, at=at)
    assert leaves(supply, at)


def leaves(supply: StandingSupply, at: datetime) -> bool:
    """Let the worker come by."""
    with transaction.atomic(durable=True):
        return let_standing_leave(supply.pk, at=at, on=at.date())


@contextmanager
def right_after(act: Callable[[StandingSupply], object]) -> Iterator[None]:
    """Let another act come between the file's being taken in and its being let go."""

    def come(instance: StandingSupply, *, created: bool, **_: object) -> None:
        if created:
            transaction.on_commit(lambda: act(instance))

    post_save.connect(come, sender=StandingSupply)
    try:
        yield
    finally:
        post_save.disconnect(come, sender=StandingSupply)


def test_a_file_that_the_worker_let_go_first_does_not_leave_twice(begun: Exchange) -> None:
    begun.agreed(release="standing")
    begun.scene.now = AFTER_THE_WEEK
    with right_after(lambda supply: leaves(supply, begun.scene.now)):
        supply = begun.hand_in(csv_of(LINE))
    assert supply.told_at is not None
    assert Outbound.objects.filter(type="assistance.supply").count() == 1
    assert Grant.objects.count() == 1
    assert DataTransfer.objects.filter(kind="supply").count() == 1


def test_a_file_that_was_given_up_first_does_not_leave(begun: Exchange) -> None:
    begun.agreed(release="standing")
    begun.scene.now = AFTER_THE_WEEK
    with right_after(begun.give_up):
        supply = begun.hand_in(csv_of(LINE))
    assert (supply.told_at, supply.given_up_at) == (None, begun.scene.now)
    assert not Outbound.objects.filter(type="assistance.supply").exists()


def test_of_giving_a_file_up_and_letting_it_go_at_once_the_first_counts(
    begun: Exchange, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun.agreed(release="standing")
    begun.scene.now = at = AFTER_THE_WEEK
    monkeypatch.setattr("comity.evidence.models.Exhibit.may_leave", False)
    supply = begun.hand_in(csv_of(LINE))
    monkeypatch.undo()
    officer = begun.scene.officer("j.alvarez")
    meet(
        lambda: give_up_supply(begun.reference, supply.pk, officer=officer, at=at),
        lambda: let_standing_leave(supply.pk, at=at, on=at.date()),
    )
    supply.refresh_from_db()
    assert (supply.told_at, supply.given_up_at) == (None, at)
    assert not Outbound.objects.filter(type="assistance.supply").exists()


def test_two_who_let_one_file_go_at_once_send_it_once(running: Exchange) -> None:
    supply = running.hand_in(csv_of(LINE))
    at, key = running.scene.now, supply.pk

    def let_go(who: str) -> None:
        officer = running.scene.officer(who)
        send_supply(
            running.reference, key, officer=officer, signed_in_afresh_at=at, at=at, on=at.date()
        )

    with pytest.raises(SupplyNotFoundError):
        meet(lambda: let_go("m.chen"), lambda: let_go("k.ortiz"))
    assert Outbound.objects.filter(type="assistance.supply").count() == 1


def test_the_law_is_asked_in_that_moment(running: Exchange) -> None:
    supply = running.hand_in(csv_of(LINE))
    let_exchange(running.scene, "declaration")  # the treaty desk reads the article anew
    with pytest.raises(RulingStandsAgainstError):
        running.let_go(supply)
    with pytest.raises(RulingStandsAgainstError):
        running.hand_in(csv_of(LINE))


@pytest.mark.parametrize(
    ("day", "error"),
    [
        (date(2026, 11, 30), SupplyPeriodRunsError),
        (date(2026, 11, 24), SupplyPeriodUnknownError),
        (date(2026, 11, 16), SupplyPeriodUnknownError),
        (date(2027, 11, 22), SupplyPeriodUnknownError),
    ],
)
def test_a_file_is_of_a_period_that_is_over(
    running: Exchange, day: date, error: type[Exception]
) -> None:
    with pytest.raises(error):
        running.hand_in(csv_of(LINE), period_from=day)


def test_a_week_is_over_when_it_is_over_where_it_is_supplied(running: Exchange) -> None:
    running.scene.now = datetime(2026, 11, 30, 4, 59, tzinfo=UTC)  # Sunday still, in New York
    with pytest.raises(SupplyPeriodRunsError):
        running.hand_in(csv_of(LINE))
    running.scene.now += timedelta(minutes=1)
    running.hand_in(csv_of(LINE))


def test_a_file_that_waits_may_be_given_up_and_handed_in_anew(running: Exchange) -> None:
    from_first = running.hand_in(csv_of(LINE))
    running.give_up(from_first)
    with pytest.raises(SupplyNotFoundError):
        running.let_go(from_first)
    assert running.hand_in(csv_of(LINE)).number == from_first.number + 1


def test_what_is_late_is_noticed_once_by_both_holidays_and_leads_to_an_act(
    running: Exchange,
) -> None:
    # Due two working days after Sunday: on Tuesday, 1 December; late when it is over in each zone.
    running.scene.now = datetime(2026, 12, 1, 21, 59, tzinfo=UTC)
    assert running.notice() == 0
    running.scene.now = datetime(2026, 12, 2, 5, 0, tzinfo=UTC)
    assert standing_requests() == [running.request.pk]
    assert running.notice() == 2
    assert running.notice() == 0
    assert {gap.by for gap in running.told().gaps} == {"requesting", "requested"}
    assert Notice.objects.filter(request=running.request, kind="overdue").exists()
    running.say(W.ASK, {"supplier": "requesting", "period_from": "2026-11-23", **NOTE})
    running.supplied_there()
    assert [gap.by for gap in running.told().gaps] == ["requested"]


def test_what_was_due_while_it_was_suspended_is_not_owed(running: Exchange) -> None:
    running.say(W.SUSPEND, STOP)
    running.scene.now = datetime(2026, 12, 3, 12, 0, tzinfo=UTC)
    assert running.notice() == 0
    running.send(running.say(W.RESUME, NOTE))
    running.hear(W.RESUME, NOTE, terms_by="requesting")
    assert running.notice() == 0
    running.scene.now = datetime(2026, 12, 9, 12, 0, tzinfo=UTC)
    assert running.notice() == 2
    assert {gap.period_from for gap in StandingGap.objects.all()} == {date(2026, 11, 30)}


def test_their_file_is_noted_checked_here_and_its_faults_told(running: Exchange) -> None:
    running.supplied_there()
    (supply,) = running.told().supplies
    assert (supply.by, supply.checked_at) == ("requesting", None)
    assert supplies_to_check() == []  # it has not arrived yet
    found = Checked(3, (LineFault("standing_cell_wrong", 2, "value"),), 1)
    with transaction.atomic(durable=True):
        keep_check(supply.pk, found, at=running.scene.now)
    supply.refresh_from_db()
    assert (supply.rows, supply.fault_count) == (3, 1)
    assert supply.faults == [["standing_cell_wrong", 2, "value"]]
    running.say(
        W.REPORT,
        {"supplier": "requesting", "period_from": "2026-11-23", "number": "1", **NOTE},
    )
    assert running.told().words[-1].word == "report"


def test_what_the_partners_node_found_is_read_in_words(running: Exchange) -> None:
    note = "standing_cell_wrong 2 value\n<b>standing_cell_wrong</b>\nunknown_code 3"
    about = {"supplier": "requested", "period_from": "2026-11-23", "number": "1"}
    running.hear(W.REPORT, {**about, "note": note})
    browser = Client()
    browser.force_login(officer_named("j.alvarez"))
    page = browser.get(f"/requests/{running.reference}/standing/").content.decode()
    assert "this is not what the data set says." in page
    assert "&lt;b&gt;standing_cell_wrong&lt;/b&gt;" in page
    assert "unknown_code 3" in page


def test_a_long_file_is_checked_as_it_passes_and_again_where_it_lies(running: Exchange) -> None:
    bulk = csv_of(*(f"26US{n:06},2026-11-24,848210,Bearings,1.5,USD" for n in range(20_000)))
    supply = running.hand_in(bulk)
    assert supply.rows == 20_000
    assert check_supply(supply.pk) == Checked(20_000, (), 0)


@pytest.mark.parametrize(
    ("word", "how", "error"),
    [
        (W.TERMS, {"number": 3, "terms_by": "requesting"}, StandingTermsUnknownError),
        (W.TERMS, {"number": 2, "terms_by": "requested"}, StandingTermsUnknownError),
        (W.AGREE, {"number": 7}, StandingTermsUnknownError),
        (W.AGREE, {"number": 1, "terms_by": "requesting"}, StandingWordNotTheirsError),
        (W.SUSPEND, {"number": 2}, StandingTermsUnknownError),
        (W.RESUME, {"number": 1}, StandingTermsUnknownError),
    ],
)
def test_what_a_partner_cannot_have_said_is_refused_by_name(
    begun: Exchange, word: StandingWord, how: dict[str, Any], error: type[Exception]
) -> None:
    begun.send(begun.say(W.TERMS, TERMS))
    facts = {W.TERMS: TERMS, W.SUSPEND: STOP, W.RESUME: NOTE}.get(word, {})
    with pytest.raises(error):
        begun.hear(word, facts, **how)


@pytest.mark.parametrize(
    ("change", "error"),
    [
        ({"terms": 2}, StandingTermsUnknownError),
        ({"period_from": "2026-11-24"}, SupplyPeriodUnknownError),
        ({"period_until": "2026-02-31"}, SupplyPeriodUnknownError),
        ({"period_until": "2026-11-20"}, SupplyPeriodUnknownError),
    ],
)
def test_a_file_that_was_not_agreed_is_refused_by_name(
    running: Exchange, change: dict[str, object], error: type[Exception]
) -> None:
    with pytest.raises(error):
        running.supplied_there(b"x", **change)
    assert not StandingSupply.objects.exists()


def test_a_file_is_not_supplied_twice(running: Exchange) -> None:
    running.supplied_there()
    with pytest.raises(SupplyTwiceError):
        running.supplied_there(b"another")


def test_a_file_that_crossed_our_stop_is_taken_in(running: Exchange) -> None:
    running.say(W.SUSPEND, STOP)
    running.supplied_there()
    assert len(running.told().supplies) == 1


def test_a_request_of_another_kind_has_none(scene: Scene) -> None:
    scene.settle_assessment(own_law=True)
    reference = scene.received()
    scene.accept(reference)
    with pytest.raises(NotAStandingExchangeError):
        Exchange(scene, reference).say(W.TERMS, TERMS)
    with pytest.raises(NotAStandingExchangeError):
        Exchange(scene, reference).hear(W.TERMS, TERMS, terms_by="requesting")


def test_who_does_not_see_the_request_sees_nothing_of_it(running: Exchange) -> None:
    running.hand_in(csv_of(LINE))
    running.scene.now = datetime(2026, 12, 5, tzinfo=UTC)
    running.notice()
    other, own = (running.scene.officer(who) for who in ("d.reyes", "j.alvarez"))
    for table in (StandingEntry, StandingSupply, StandingGap):
        assert not table.objects.visible_to(other).exists()
        assert table.objects.visible_to(own).exists()
    with pytest.raises(NotFoundError):
        running.hand_in(csv_of(LINE), who="d.reyes")


@pytest.fixture
def opened(running: Exchange) -> Exchange:
    """It runs, and the request it hangs on was answered and opened: only its close is left."""
    scene, reference = running.scene, running.reference
    scene.write_answer(reference, purposes=("offence-prevention",), proceedings=())
    scene.release(reference)
    scene.tell("assistance.opened", {"reference": reference})
    return running


def close(exchange: Exchange) -> None:
    with transaction.atomic(durable=True):
        officer = exchange.scene.officer("j.alvarez")
        close_request(exchange.reference, officer=officer, at=exchange.scene.now)


def test_a_request_is_not_closed_while_files_go_by_it(opened: Exchange) -> None:
    with pytest.raises(StandingNotEndedError):
        close(opened)
    opened.say(W.SUSPEND, STOP)
    with pytest.raises(StandingNotEndedError):
        close(opened)
    assert opened.request.state == "opened"
    opened.send(opened.say(W.END, NOTE))
    close(opened)
    assert opened.request.state == "closed"


def test_what_was_withdrawn_is_closed_whatever_hung_on_it(running: Exchange) -> None:
    running.scene.tell(
        "assistance.withdrawn", {"reference": running.reference, "reasons": "It is over."}
    )
    close(running)
    assert running.request.state == "closed"


def copyable(running: Exchange, supply: StandingSupply, who: str) -> Exhibit:
    return demand_supply_copyable(
        running.reference,
        supply.pk,
        reason="Risk analysis",
        officer=running.scene.officer(who),
        at=running.scene.now,
    )


def test_whom_the_request_was_shared_with_takes_no_copy_of_its_files(running: Exchange) -> None:
    supply = running.hand_in(csv_of(LINE))
    other = Agency.objects.get(code="ICE")
    running.request.shared_with.add(other)
    assert copyable(running, supply, "j.alvarez") == supply.exhibit
    with pytest.raises(OtherAgencyError):
        copyable(running, supply, "d.reyes")
    supply.exhibit.shared_with.add(other)
    assert copyable(running, supply, "d.reyes") == supply.exhibit


def test_the_files_go_with_the_request_to_another_agency(running: Exchange) -> None:
    supply = running.hand_in(csv_of(LINE))
    postpone(running.scene, running.reference)
    running.scene.accept(running.reference, agency="ICE")
    assert copyable(running, supply, "d.reyes") == supply.exhibit
    with pytest.raises(NotFoundError):
        copyable(running, supply, "j.alvarez")
