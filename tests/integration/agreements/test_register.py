"""The register in the database: every version is kept, what was settled stays on record."""

import shutil
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from django.db import IntegrityError, transaction

from comity.agreements.models import InstrumentText, RegisterImport, SettlementRecord
from comity.agreements.queries import (
    RegisterNotImportedError,
    current_register,
    ruled_then_and_now,
    ruling_as_known,
    settlements_about,
    text_of,
)
from comity.agreements.register_files import RegisterFileError
from comity.agreements.rules import rule_on_asking
from comity.agreements.services import import_register, settle
from comity.agreements.terms import REGISTER_SETTLED, Ask, AssistanceKind, Register, Settlement
from comity.kernel.codes import CountryCode
from comity.kernel.errors import InvalidDraftError, NotAllowedError
from comity.kernel.rulings import Outcome, Role, Ruling, outcome_of
from comity.kernel.wording import fill
from comity.ledger.models import LedgerEntry
from comity.officers.terms import Viewer
from tests.spec.language import settlement

pytestmark = pytest.mark.django_db

DESK = Viewer(1, "T. Brooks", "CBP", frozenset({Role.TREATY_DESK}))
ASK = Ask(CountryCode("US"), CountryCode("UA"), AssistanceKind.ORIGIN_AND_VALUE)
LATER = timedelta(hours=1)


@pytest.fixture
def imported(register_folder: Path, at: datetime) -> None:
    with transaction.atomic():
        import_register(register_folder, by="founding", at=at)


def events() -> list[str]:
    return list(LedgerEntry.objects.order_by("index").values_list("event", flat=True))


def assessment() -> Settlement:
    return settlement("us-ua-2016", "term", provision="info.assessment", article="Art. 3")


@pytest.mark.usefixtures("imported")
def test_what_was_imported_is_what_the_files_say(register_folder: Path) -> None:
    register = current_register()
    assert register.has("us-ua-2016")
    assert events() == ["register.imported"]
    assert RegisterImport.objects.get().digest == register.digest
    file = register_folder / "bilateral" / "us-ua-2016.toml"
    assert text_of("us-ua-2016") == file.read_text()
    assert text_of("domestic/us") == (register_folder / "domestic" / "us.toml").read_text()
    assert text_of("us-ua-1066") == ""


@pytest.mark.usefixtures("imported")
def test_the_same_version_is_not_imported_twice(register_folder: Path, at: datetime) -> None:
    with transaction.atomic():
        import_register(register_folder, by="founding", at=at + LATER)
    assert RegisterImport.objects.count() == 1
    assert events() == ["register.imported"]


@pytest.mark.usefixtures("imported")
def test_a_new_version_keeps_the_old_one_and_shares_its_texts(
    register_folder: Path, at: datetime, tmp_path: Path
) -> None:
    texts = InstrumentText.objects.count()
    folder = tmp_path / "register"
    shutil.copytree(register_folder, folder)
    (folder / "bilateral" / "za-ir.toml").unlink()
    with transaction.atomic():
        import_register(folder, by="J. Doe", at=at + LATER)
    assert not current_register().has("za-ir")
    assert current_register(at).has("za-ir")
    assert InstrumentText.objects.count() == texts
    assert text_of("za-ir") == ""


def test_a_version_with_a_fault_is_not_imported_at_all(tmp_path: Path, at: datetime) -> None:
    (tmp_path / "a.toml").write_text("kind = ")
    with pytest.raises(RegisterFileError), transaction.atomic():
        import_register(tmp_path, by="J. Doe", at=at)
    assert not RegisterImport.objects.exists()
    assert text_of("us-ua-2016") == ""
    with pytest.raises(RegisterNotImportedError):
        current_register()


@pytest.mark.usefixtures("imported")
def test_a_settlement_changes_the_ruling_from_then_on_and_is_on_record(at: datetime) -> None:
    with transaction.atomic():
        settle(assessment(), officer=DESK, at=at + LATER)
    rulings = [
        outcome_of(rule_on_asking(register, ASK, on=at.date()))
        for register in (current_register(at), current_register())
    ]
    assert rulings == [Outcome.REFERRED, Outcome.PERMITTED]
    (stored,) = settlements_about("us-ua-2016")
    assert (stored.by, stored.on, stored.article) == ("T. Brooks", at.date(), "Art. 3")
    entry = LedgerEntry.objects.get(event="register.settled")
    assert (entry.about, entry.by, entry.agency) == ("us-ua-2016", "T. Brooks", "CBP")
    assert fill(REGISTER_SETTLED.sentence, entry.facts()) == (
        "The treaty desk settled this: information for the assessment of duties "
        "(United States–Ukraine agreement of 2016). It is so. Source: Gazette 7"
    )


@pytest.mark.usefixtures("imported")
@pytest.mark.parametrize(
    ("stated", "subject", "agreement"),
    [
        (
            settlement("us-ua-2016", "event", event="suspended", event_on=date(2026, 1, 1)),
            "suspended",
            "United States–Ukraine agreement of 2016",
        ),
        (settlement("domestic/ua", "own-law"), "what own law allows", "Own law of Ukraine"),
    ],
)
def test_the_record_names_what_was_settled_in_words(
    stated: Settlement, subject: str, agreement: str, at: datetime
) -> None:
    with transaction.atomic():
        settle(stated, officer=DESK, at=at + LATER)
    facts = dict(LedgerEntry.objects.get(event="register.settled").facts())
    assert (facts["subject"], facts["agreement"]) == (subject, agreement)


@pytest.mark.usefixtures("imported")
@pytest.mark.parametrize("role", [None, *(role for role in Role if role is not Role.TREATY_DESK)])
def test_nobody_else_settles(role: Role | None, at: datetime) -> None:
    other = Viewer(2, "J. Alvarez", "CBP", frozenset({role} if role else ()))
    with pytest.raises(NotAllowedError), transaction.atomic():
        settle(assessment(), officer=other, at=at)
    assert not SettlementRecord.objects.exists()


@pytest.mark.usefixtures("imported")
def test_a_settlement_that_settles_nothing_is_refused_with_its_problems(at: datetime) -> None:
    with pytest.raises(InvalidDraftError) as refused, transaction.atomic():
        settle(settlement("us-ua-1066", "term"), officer=DESK, at=at)
    assert {p.field for p in refused.value.problems} == {"about", "provision"}
    assert events() == ["register.imported"]


def test_the_database_refuses_a_matter_nobody_knows(at: datetime) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        SettlementRecord.objects.create(
            about="us-ua-2016", matter="gossip", stated={}, by="x", on=at.date(), at=at
        )


def test_rows_of_the_register_tell_what_they_are(at: datetime) -> None:
    row = SettlementRecord(about="us-ua-2016", matter="term", at=at)
    assert str(row) == "us-ua-2016: term"
    assert str(InstrumentText(path="a.toml")) == "a.toml"
    assert str(RegisterImport(digest="0" * 64, at=at)).startswith("000000000000 of 2026-11-21")


@pytest.mark.usefixtures("imported")
def test_a_ruling_is_asked_as_it_was_known_at_an_instant(at: datetime) -> None:
    with transaction.atomic():
        settle(assessment(), officer=DESK, at=at + LATER)

    def rule(register: Register) -> Ruling:
        return rule_on_asking(register, ASK, on=date(2020, 1, 1))

    assert outcome_of(ruling_as_known(rule, known_at=at)) is Outcome.REFERRED
    assert outcome_of(ruling_as_known(rule, known_at=at + LATER)) is Outcome.PERMITTED
    both = ruled_then_and_now(rule, known_at=at)
    assert both.differ
    assert [outcome_of(both.then), outcome_of(both.now)] == [Outcome.REFERRED, Outcome.PERMITTED]
    assert both.then_digest == both.now_digest, "a settlement changes no file"
    assert not ruled_then_and_now(rule, known_at=at + LATER).differ
    with pytest.raises(RegisterNotImportedError):
        ruling_as_known(rule, known_at=at - LATER)
