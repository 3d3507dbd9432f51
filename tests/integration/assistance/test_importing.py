"""The former caseload is taken in: checked first, by two people, whole batches, once."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from hashlib import sha256

import pytest
from django.db import transaction
from django.utils import timezone

from comity.assistance.models import (
    CaseloadImport,
    ImportedMatter,
    ReferenceCounter,
    Request,
    WaitingRow,
)
from comity.assistance.queries import request_detail
from comity.assistance.queries.finding import SearchedWord, found_requests
from comity.assistance.queries.imports import dry_run, imports
from comity.assistance.services.importing import end_import, propose_import
from comity.assistance.terms import Channel, Party, RequestState
from comity.assistance.terms.imports import (
    ImportMovedError,
    ImportOpenError,
    ImportProposerError,
    ImportState,
    OldRow,
    Outcome,
)
from comity.kernel.errors import NotAllowedError, NotFoundError
from comity.kernel.search_words import searched_words
from comity.ledger.models import LedgerEntry
from comity.letters.queries import demand_letter
from comity.letters.terms import NotSentError
from comity.officers.models import Agency
from comity.officers.terms import FreshSignInNeededError
from tests.integration.assistance.old_files import (
    HEADINGS,
    IN,
    OUT,
    check,
    confirm,
    imported,
    propose,
    second_unit,
    sheet,
    take,
)
from tests.integration.assistance.scene import Scene
from tests.integration.letters.paper import register


@pytest.fixture
def house(scene: Scene) -> Scene:
    second_unit(scene)
    return scene


def changed(row: tuple[str, ...], **change: str) -> tuple[str, ...]:
    cells = dict(zip(HEADINGS, row, strict=True))
    return tuple(
        {**cells, **{name.replace("_", " "): text for name, text in change.items()}}.values()
    )


def events(about: str) -> list[str]:
    found = LedgerEntry.objects.filter(about=about).order_by("index")
    return list(found.values_list("event", flat=True))


def test_a_dry_run_says_of_every_row_what_would_become_of_it_and_does_nothing(
    house: Scene,
) -> None:
    wrong = changed(IN, State="lost", Old_reference="IN 2026-5")
    told = check(house, sheet(OUT, IN, wrong, OUT))
    assert [(row.number, row.outcome) for row in told.rows] == [
        (2, Outcome.TAKEN),
        (3, Outcome.TAKEN),
        (4, Outcome.REFUSED),
        (5, Outcome.REFUSED),
    ]
    assert [(p.field, p.code) for row in told.refused for p in row.problems] == [
        ("state", "import_state"),
        ("old_reference", "import_twice"),
    ]
    assert not told.holds
    assert not CaseloadImport.objects.exists() and not Request.objects.exists()


def test_matters_begin_where_they_stood_and_go_on_by_acts_alone(house: Scene) -> None:
    ours, theirs = imported(house, OUT, IN)
    assert (ours.own_side, ours.stands) == (Party.REQUESTING, RequestState.POSTED)
    assert (theirs.own_side, theirs.stands) == (Party.REQUESTED, RequestState.RECEIVED)
    assert {ours.channel, theirs.channel} == {Channel.LETTER.value}
    assert (ours.agency_code, ours.holder and ours.holder.username) == ("CBP", "j.alvarez")
    assert theirs.agency_code is None
    assert ours.reference == "US-UA-2026-00001"
    assert theirs.reference == "UA-US-2026-90001"
    assert ours.sent_at and timezone.localdate(ours.sent_at).isoformat() == "2026-03-05"
    assert ours.relied_on == "us-ua-2016"
    register(house, ours.reference, "answer")
    house.open(ours.reference)
    house.settle_assessment(own_law=True)
    house.accept(theirs.reference)
    assert Request.objects.get(pk=ours.pk).stands is RequestState.OPENED
    assert Request.objects.get(pk=theirs.pk).stands is RequestState.ACCEPTED


@pytest.mark.parametrize(
    ("row", "direction", "state"),
    [
        (OUT, "accepted", RequestState.ACCEPTED),
        (OUT, "answered", RequestState.ACCEPTED),
        (changed(IN, Agency="ICE"), "accepted", RequestState.ACCEPTED),
    ],
)
def test_each_state_of_the_file_is_one_of_the_table(
    house: Scene, row: tuple[str, ...], direction: str, state: RequestState
) -> None:
    (found,) = imported(house, changed(row, State=direction))
    assert found.stands is state
    shown = request_detail(found.reference, seen_by=house.officer("c.unit"))
    assert shown.actions


def test_the_record_tells_each_matter_and_names_neither_old_reference_nor_subject(
    house: Scene,
) -> None:
    (ours,) = imported(house, OUT)
    entry = LedgerEntry.objects.get(about=ours.reference)
    assert (entry.event, entry.by, entry.agency) == ("request.imported", "C. Second", "CBP")
    body = bytes(entry.body)
    assert b"MA/2026/17" not in body and b"Steel" not in body
    # Short enough to be guessed: no digest that anybody could make again tells it either.
    assert sha256(b"MA/2026/17").hexdigest().encode() not in body
    name = CaseloadImport.objects.get().name
    assert events(name) == ["caseload.import_proposed", "caseload.import_confirmed"]
    assert name.encode() in body


def test_the_old_reference_finds_the_matter_for_those_who_see_it_alone(house: Scene) -> None:
    ours, _ = imported(house, OUT, IN)

    def found(typed: str, who: str) -> list[str]:
        words = [SearchedWord(word) for word in searched_words(typed)]
        seen = found_requests(words, seen_by=house.officer(who)).requests
        return [each.reference for each in seen]

    assert found("MA/2026/17", "j.alvarez") == [ours.reference]
    assert found("2026 17 steel", "j.alvarez") == [ours.reference]
    assert found("MA/2026/17", "d.reyes") == []
    register(house, ours.reference, "accepted")
    assert found("MA/2026/17", "j.alvarez") == [ours.reference]


def test_nobody_reads_where_a_matter_came_from_who_may_not_read_the_matter(house: Scene) -> None:
    imported(house, OUT)

    def seen(who: str) -> int:
        return ImportedMatter.objects.visible_to(house.officer(who)).count()

    assert (seen("j.alvarez"), seen("a.hale"), seen("d.reyes"), seen("n.okafor")) == (1, 1, 0, 0)
    assert len(imports(seen_by=house.officer("a.hale"))) == 1
    with pytest.raises(NotAllowedError):
        imports(seen_by=house.officer("j.alvarez"))


def test_a_second_person_of_the_central_unit_confirms_signed_in_afresh(house: Scene) -> None:
    number = propose(house, sheet(OUT))
    with pytest.raises(ImportProposerError):
        confirm(house, number, "c.unit")
    with pytest.raises(NotAllowedError):
        confirm(house, number, "m.chen")
    with pytest.raises(FreshSignInNeededError):
        confirm(house, number, afresh=house.now - timedelta(days=1))
    with pytest.raises(NotFoundError):
        confirm(house, number + 1)
    assert take(house) == 0
    confirm(house, number)
    with pytest.raises(ImportMovedError):
        confirm(house, number)
    assert take(house) == 1


def test_nobody_outside_the_central_unit_even_tries_a_file(house: Scene) -> None:
    for who in ("j.alvarez", "m.chen", "a.hale", "n.okafor"):
        with pytest.raises(NotAllowedError):
            check(house, sheet(OUT), who)


def rows(count: int) -> list[tuple[str, ...]]:
    return [changed(OUT, Old_reference=f"MA/{number}") for number in range(count)]


def test_what_breaks_off_between_two_batches_goes_on_with_the_next(house: Scene) -> None:
    number = propose(house, sheet(*rows(5)))
    confirm(house, number)
    assert take(house, most=2) == 2
    found = CaseloadImport.objects.get(pk=number)
    assert (found.taken, found.waiting, found.per_cent) == (2, 3, 40)
    assert [take(house, most=2), take(house, most=2), take(house, most=2)] == [2, 1, 0]
    found.refresh_from_db()
    assert (found.stands, found.taken, found.waiting) == (ImportState.DONE, 5, 0)
    assert not WaitingRow.objects.exists()
    references = list(Request.objects.order_by("pk").values_list("reference", flat=True))
    assert references == [f"US-UA-2026-{n:05}" for n in range(1, 6)]


def test_the_same_file_again_skips_what_is_there_and_says_so(house: Scene) -> None:
    imported(house, OUT)
    told = check(house, sheet(OUT, IN))
    assert [row.outcome for row in told.rows] == [Outcome.SKIPPED, Outcome.TAKEN]
    assert not check(house, sheet(OUT)).holds
    imported(house, IN)
    assert Request.objects.count() == 2


def test_one_import_at_a_time_and_an_ended_one_forgets_what_waits(house: Scene) -> None:
    number = propose(house, sheet(*rows(3)))
    with pytest.raises(ImportOpenError):
        propose(house, sheet(IN))
    confirm(house, number)
    take(house, most=1)
    ended = end_import_of(house, number)
    assert (ended.stands, Request.objects.count()) == (ImportState.WITHDRAWN, 1)
    assert not WaitingRow.objects.exists()
    with pytest.raises(ImportMovedError):
        end_import_of(house, number)
    propose(house, sheet(*rows(3)))


class MetRows(list[OldRow]):
    """Rows of which another hands a file over just when they are counted."""

    def __len__(self) -> int:
        if not CaseloadImport.objects.exists():
            CaseloadImport.objects.create(rows=1, proposed_at=datetime.now(UTC))
        return super().__len__()


def test_of_two_handed_over_at_the_same_moment_one_is_refused(house: Scene) -> None:
    officer = house.officer("c.unit")
    told, fresh = dry_run(sheet(OUT), chosen={}, seen_by=officer, on=house.now.date())
    with transaction.atomic(durable=True), pytest.raises(ImportOpenError) as refused:
        propose_import(sheet(OUT), told, MetRows(fresh), officer=officer, at=house.now)
    assert refused.value.facts == (("number", str(CaseloadImport.objects.get().pk)),)
    assert not WaitingRow.objects.exists()


def end_import_of(house: Scene, number: int) -> CaseloadImport:
    with transaction.atomic(durable=True):
        return end_import(number, officer=house.officer("c.unit"), at=house.now)


def test_a_row_that_became_wrong_stops_the_import_with_nothing_of_its_batch(house: Scene) -> None:
    number = propose(house, sheet(*rows(2), changed(OUT, Agency="ICE", Officer="")))
    confirm(house, number)
    Agency.objects.filter(code="ICE").update(code="HSI")
    assert take(house) == 0
    found = CaseloadImport.objects.get(pk=number)
    assert (found.stands, found.stopped_by["row"]) == (ImportState.STOPPED, 4)
    assert [(each.field, each.code) for each in found.stopped_faults] == [
        ("agency", "unknown_agency")
    ]
    assert not Request.objects.exists()


def test_more_requests_of_one_year_than_there_are_references_stop_it_too(house: Scene) -> None:
    (first,) = imported(house, changed(IN, State="accepted", Agency="CBP"))
    assert first.reference.endswith("90001")
    ReferenceCounter.objects.filter(by_letter=True).update(last=9_998)
    two = [changed(IN, Old_reference=f"IN {n}") for n in (1, 2)]
    number = propose(house, sheet(*two))
    confirm(house, number)
    assert take(house) == 0
    found = CaseloadImport.objects.get(pk=number)
    assert found.stopped_by["code"] == "import_references_used_up"
    assert Request.objects.count() == 1


def test_no_letter_of_ours_is_made_anew_of_what_nobody_approved_here(house: Scene) -> None:
    (ours,) = imported(house, OUT)
    with pytest.raises(NotSentError):
        demand_letter(ours, officer=house.officer("j.alvarez"))


def test_a_file_is_read_by_chosen_columns(house: Scene) -> None:
    told = replace(sheet(OUT), headings=(*HEADINGS[:4], "Betreff", *HEADINGS[5:]))
    assert [each.code for each in check(house, told).faults] == ["import_column_missing"]
    assert check(house, told, subject="Betreff").holds
