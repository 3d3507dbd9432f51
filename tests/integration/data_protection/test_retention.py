"""Closed matters are erased by two hands when their period is over, and nothing of them stays."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection, transaction
from django.test import Client

from comity.assistance.erasing_table import emptied, tables_beside
from comity.assistance.models import (
    Deadline,
    Enclosure,
    Erasure,
    Fingerprint,
    Notice,
    Request,
    SearchKey,
)
from comity.assistance.queries.retention import due_matter_of, due_page
from comity.assistance.services import close_request
from comity.assistance.services.clocks import keep_clocks
from comity.assistance.services.reckoning import reckon_slice
from comity.assistance.services.retention import (
    erase_matter,
    keep_rule,
    lift_hold,
    place_hold,
    propose_erasure,
)
from comity.assistance.terms.retention import (
    ErasedAlreadyError,
    ErasureNotProposedError,
    ErasureProposedError,
    LegalHoldStandsError,
    MessagesWaitError,
    NoLegalHoldError,
    NotDueForErasureError,
    due_on,
)
from comity.exchange.models import Channel, Inbound, Outbound
from comity.investigations.services import add_item, open_folder
from comity.investigations.terms import FolderDraft, ItemDraft
from comity.kernel.errors import InvalidDraftError, NotAllowedError
from comity.ledger.models import LedgerEntry
from comity.officers.queries import officer_named
from comity.officers.terms import FreshSignInNeededError
from tests.integration.assistance.scene import ON, PASSWORD, Scene

WORD = "Quetzalwort"
DPO, UNIT = "p.singh", "c.unit"


def browser_of(username: str) -> Client:
    browser = Client()
    browser.force_login(officer_named(username))
    return browser


def closed(scene: Scene) -> str:
    """A request of ours full of a word that stands nowhere else, answered, opened and closed."""
    texts = ("subject", "facts", "asked", "legal_elements", "enquiries_made", "parties")
    told: dict[str, Any] = dict.fromkeys(texts, f"{WORD} Trading Ltd")
    reference = scene.draft(**told, consignment_reference=f"{WORD}-20260001")
    scene.attach(reference, f"%PDF-1.7 {WORD}".encode())
    scene.submit(reference)
    scene.approve(reference)
    scene.accepted_there(reference)
    scene.answered_there(reference, text=f"{WORD} signed it.")
    scene.open(reference)
    with transaction.atomic(durable=True):
        close_request(reference, officer=scene.officer("j.alvarez"), at=scene.now)
    deliver(scene, reference)
    return reference


def deliver(scene: Scene, reference: str) -> None:
    """Let what left be delivered, and what came be held, as the exchange does it."""
    out, back = (Channel.objects.get(direction=direction) for direction in ("out", "in"))
    for sent in Outbound.objects.filter(case=reference):
        Outbound.objects.filter(pk=sent.pk).update(
            channel=out, index=sent.pk, delivered_at=scene.now
        )
    Inbound.objects.create(
        channel=back,
        index=Inbound.objects.count() + 1,
        message_id=f"held-{reference}",
        type="assistance.answer",
        case=reference,
        envelope=b"{}",
        salt=b"0" * 16,
        body=f"{WORD} signed it.".encode(),
        leaf_hash=bytes(32),
        held_at=scene.now,
        state="handled",
    )


def rule(scene: Scene, days: int = 1, who: str = DPO) -> None:
    with transaction.atomic(durable=True):
        keep_rule(days=days, reason="Customs Act s. 9", officer=scene.officer(who), at=scene.now)


def propose(scene: Scene, reference: str, who: str = UNIT, on: date | None = None) -> Erasure:
    with transaction.atomic(durable=True):
        return propose_erasure(
            reference, officer=scene.officer(who), at=scene.now, on=on or ON + timedelta(days=2)
        )


def erase(scene: Scene, reference: str, who: str = DPO, **how: Any) -> Erasure:
    told = {"signed_in_afresh_at": scene.now - timedelta(seconds=5), **how}
    with transaction.atomic(durable=True):
        return erase_matter(
            reference,
            officer=scene.officer(who),
            at=scene.now,
            on=ON + timedelta(days=2),
            **told,
        )


def tables_with(word: str) -> Iterator[str]:
    """Every table and column of the database in which a word stands, whatever the type."""
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608  a name of the schema
            columns = [column[0] for column in cursor.description]
            for row in cursor.fetchall():
                for name, value in zip(columns, row, strict=True):
                    if word.casefold() in told(value).casefold():
                        yield f"{table}.{name}"


def told(value: object) -> str:
    """What a column holds, as text."""
    held = bytes(value) if isinstance(value, memoryview) else value
    return held.decode("utf-8", "replace") if isinstance(held, bytes) else str(held)


def test_the_earliest_limit_counts_and_none_is_no_limit() -> None:
    day = date(2026, 1, 1)
    assert due_on(day, own_days=None, limits=()) is None
    assert due_on(day, own_days=10, limits=()) == date(2026, 1, 11)
    assert due_on(day, own_days=10, limits=(date(2026, 1, 5),)) == date(2026, 1, 5)
    assert due_on(day, own_days=None, limits=(date(2025, 1, 5),)) == day


def test_what_is_due_is_listed_by_own_rule_or_the_suppliers_limit(desk: Scene) -> None:
    reference = closed(desk)
    officer = desk.officer(DPO)
    assert due_page(seen_by=officer, on=ON + timedelta(days=2)).rows == ()
    assert due_page(seen_by=officer, on=date(2029, 1, 1)).rows[0].request.reference == reference
    rule(desk)
    (row,) = due_page(seen_by=officer, on=ON + timedelta(days=2)).rows
    assert (row.request.reference, row.keep_until, row.due) == (
        reference,
        ON + timedelta(days=1),
        True,
    )


def test_what_a_joint_folder_retells_of_it_goes_too(desk: Scene) -> None:
    reference, writer = closed(desk), desk.officer("j.alvarez")
    with transaction.atomic(durable=True):
        draft = FolderDraft(title="Three ports", mandate="Value.")
        folder = open_folder(draft, officer=writer, at=desk.now)
        note = ItemDraft(title=WORD, text=WORD, request=reference)
        item = add_item(folder.pk, note, officer=writer, at=desk.now)
    rule(desk)
    propose(desk, reference)
    erase(desk, reference)
    item.refresh_from_db()
    assert (item.title, item.text, item.kind) == ("—", "", "note")
    assert list(tables_with(WORD)) == []


def test_nothing_that_could_be_found_stays_in_any_table(desk: Scene) -> None:
    reference = closed(desk)
    before = set(tables_with(WORD))
    assert {"assistance_request.facts", "assistance_answer.text"} <= before
    rule(desk)
    propose(desk, reference)
    done = erase(desk, reference)
    assert list(tables_with(WORD)) == []
    assert (done.exhibits, done.messages > 0) == (1, True)
    request = Request.objects.get(reference=reference)
    assert (request.state, request.partner, request.names_persons) == ("closed", "UA", False)
    assert not Fingerprint.objects.filter(request=request).exists()
    keys = [bytes(key) for key in SearchKey.objects.values_list("key", flat=True)]
    assert not [key for key in keys if WORD.casefold().encode() in key]


def test_nothing_of_what_was_erased_is_due_any_more_nor_comes_back(desk: Scene) -> None:
    reference = closed(desk)
    assert Deadline.objects.filter(request__reference=reference).exists()
    rule(desk)
    propose(desk, reference)
    erase(desk, reference)
    assert not Deadline.objects.filter(request__reference=reference).exists()
    with transaction.atomic(durable=True):
        assert not reckon_slice(at=desk.now)
        keep_clocks(Request.objects.get(reference=reference), at=desk.now)
    assert not Deadline.objects.filter(request__reference=reference).exists()
    assert not Notice.objects.filter(request__reference=reference).exists()


def test_what_every_table_holds_when_it_is_erased_no_rule_of_its_own_forbids() -> None:
    """A table that somebody adds is erased, too: what it may not hold is to be named as kept."""
    for table, _ in tables_beside():
        gone = emptied(table)
        for column in table._meta.concrete_fields:
            assert not (column.name in gone and column.unique), f"{table}.{column.name}"
            assert column.null or gone.get(column.name, "") is not None, f"{table}.{column.name}"
        for constraint in table._meta.constraints:
            condition = getattr(constraint, "condition", None)
            wanted = str(condition)
            named = [name for name in gone if f"'{name}__in'" in wanted]
            assert not named, f"{table}: {constraint.name} knows {named} by codes"


def test_envelopes_and_record_stay_whole(desk: Scene) -> None:
    reference = closed(desk)
    left = Outbound.objects.filter(case=reference).order_by("pk")
    hashes = list(left.values_list("leaf_hash", "envelope"))
    entries = LedgerEntry.objects.count()
    rule(desk)
    propose(desk, reference)
    erase(desk, reference)
    assert list(left.values_list("leaf_hash", "envelope")) == hashes
    for table in (Outbound, Inbound):
        kept = table._default_manager.filter(case=reference).values_list("body", "salt")
        assert {(bytes(body), bytes(salt)) for body, salt in kept} == {(b"", b"")}
    kinds = LedgerEntry.objects.order_by("index").values_list("event", flat=True)
    assert list(kinds)[entries:][-1] == "case.erased"


def test_it_takes_two_hands_of_two_offices_and_a_fresh_sign_in(desk: Scene) -> None:
    reference = closed(desk)
    rule(desk)
    for who in ("j.alvarez", "m.chen", DPO, "a.hale"):
        with pytest.raises(NotAllowedError):
            propose(desk, reference, who)
    with pytest.raises(ErasureNotProposedError):
        erase(desk, reference)
    propose(desk, reference)
    with pytest.raises(ErasureProposedError):
        propose(desk, reference)
    for who in ("j.alvarez", "m.chen", UNIT, "a.hale"):
        with pytest.raises(NotAllowedError):
            erase(desk, reference, who)
    with pytest.raises(FreshSignInNeededError):
        erase(desk, reference, signed_in_afresh_at=None)
    erase(desk, reference)
    with pytest.raises(ErasedAlreadyError):
        erase(desk, reference)


def test_what_goes_on_or_may_be_kept_is_not_erased(desk: Scene) -> None:
    rule(desk, days=400)
    reference, going = closed(desk), desk.sent()
    for each in (reference, going):
        with pytest.raises(NotDueForErasureError):
            propose(desk, each)


def test_a_legal_hold_stops_it_until_it_is_lifted(desk: Scene) -> None:
    reference = closed(desk)
    rule(desk)
    propose(desk, reference)
    unit = desk.officer(UNIT)
    with transaction.atomic(durable=True):
        place_hold(reference, reason="Appeal pending.", officer=unit, at=desk.now)
    with pytest.raises(LegalHoldStandsError):
        erase(desk, reference)
    held = due_matter_of(reference, seen_by=unit, on=ON + timedelta(days=2))
    assert (held.due, held.hold is not None) == (False, True)
    with transaction.atomic(durable=True):
        lift_hold(reference, reason="Decided.", officer=desk.officer(DPO), at=desk.now)
    with pytest.raises(NoLegalHoldError), transaction.atomic(durable=True):
        lift_hold(reference, reason="Decided.", officer=unit, at=desk.now)
    erase(desk, reference)


def test_a_message_on_its_way_holds_it_back(desk: Scene) -> None:
    reference = closed(desk)
    rule(desk)
    propose(desk, reference)
    Outbound.objects.filter(case=reference).update(delivered_at=None)
    with pytest.raises(MessagesWaitError):
        erase(desk, reference)
    assert list(tables_with(WORD))


def test_other_matters_keep_every_word(desk: Scene) -> None:
    reference, other = closed(desk), closed(desk)
    before = Request.objects.filter(reference=other).values().get()
    rule(desk)
    propose(desk, reference)
    erase(desk, reference)
    assert Request.objects.filter(reference=other).values().get() == before
    enclosed = Enclosure.objects.get(request__reference=other)
    assert not enclosed.exhibit.is_erased


@pytest.mark.parametrize("days", [0, -1, 40_000])
def test_a_rule_names_days_and_what_it_rests_on(desk: Scene, days: int) -> None:
    with pytest.raises(InvalidDraftError):
        rule(desk, days)
    with pytest.raises(NotAllowedError):
        rule(desk, who=UNIT)


def test_the_pages_lead_from_the_list_to_the_tombstone(desk: Scene) -> None:
    reference = closed(desk)
    Request.objects.filter(reference=reference).update(closed_at=desk.now - timedelta(days=5))
    rule(desk)
    unit, officer = browser_of(UNIT), browser_of(DPO)
    address = f"/records/retention/{reference}/"
    assert reference in officer.get("/records/retention/").content.decode()
    assert address in unit.get(f"/requests/{reference}/").content.decode()
    assert unit.post(address, {"act": "propose"}).status_code == 302
    officer.post("/accounts/reauthenticate/", {"password": PASSWORD})
    assert officer.post(address, {"act": "erase"}).status_code == 302
    page = browser_of("j.alvarez").get(f"/requests/{reference}/").content.decode()
    assert "Its content was erased" in page
    assert WORD not in page
    for who in ("j.alvarez", "m.chen", "a.hale"):
        assert browser_of(who).get("/records/retention/").status_code == 403
