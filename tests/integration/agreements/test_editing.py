"""Changes made by hand: two officers, one version, and a folder that is imported afterwards."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from django.db import IntegrityError, transaction

from comity.agreements.models import LocalEdit, Proposal, RegisterImport
from comity.agreements.queries import (
    current_register,
    file_at,
    file_named,
    file_of,
    local_edits,
    proposal,
    proposals,
    versions_of,
)
from comity.agreements.register_files import MAX_BYTES, RegisterFileError
from comity.agreements.services import (
    approve_change,
    begin_change,
    import_register,
    propose_change,
    return_change,
    withdraw_change,
    write_change,
)
from comity.agreements.terms.editing import (
    ProposalMovedError,
    ProposalNotFoundError,
    ProposalNotOpenError,
    ProposalOfAnotherError,
    ProposalOutdatedError,
    ProposalOwnError,
    ProposalUnchangedError,
    RegisterConflictError,
    RegisterFileNotFoundError,
)
from comity.kernel.errors import ComityError, InvalidDraftError, NotAllowedError
from comity.kernel.rulings import Role
from comity.ledger.models import LedgerEntry
from comity.officers.models import Officer
from comity.officers.services import appoint, found_administration
from comity.officers.terms import FreshSignInNeededError, Viewer

pytestmark = pytest.mark.django_db
REFERENCE = "us-ua-2016"
WHY = "Read in the Gazette."


@dataclass
class Desk:
    """A treaty desk of two, with an auditor, over a folder of its own."""

    folder: Path
    at: datetime

    def officer(self, name: str) -> Viewer:
        return Officer.objects.get(username=name).as_viewer()

    def begin(self, who: str = "brooks") -> Proposal:
        held = file_of(REFERENCE)
        return begin_change(held, reference=REFERENCE, officer=self.officer(who), at=self.at)

    def written(self, who: str = "brooks", *, mark: str = "# one more remark\n") -> Proposal:
        change = self.begin(who)
        write_change(
            change.pk,
            change.text + mark,
            revision=change.revision,
            officer=self.officer(who),
            at=self.at,
        )
        return proposal(change.pk, seen_by=self.officer(who))

    def proposed(self, who: str = "brooks", **how: str) -> Proposal:
        change = self.written(who, **how)
        propose_change(change.pk, why=WHY, officer=self.officer(who), at=self.at)
        return proposal(change.pk, seen_by=self.officer(who))

    def approve(self, change: Proposal, who: str = "grant", *, revision: int = 0) -> None:
        with transaction.atomic():
            approve_change(
                change.pk,
                revision=revision or change.revision,
                officer=self.officer(who),
                signed_in_afresh_at=self.at,
                at=self.at + timedelta(minutes=1),
            )

    def import_again(self, **how: bool) -> None:
        with transaction.atomic():
            import_register(self.folder, by="import", at=self.at + timedelta(hours=1), **how)

    @property
    def file(self) -> Path:
        return self.folder / "bilateral" / f"{REFERENCE}.toml"


@pytest.fixture
def desk(register_folder: Path, tmp_path: Path, at: datetime) -> Iterator[Desk]:
    folder = tmp_path / "register"
    shutil.copytree(register_folder, folder)
    found_administration("US", name="US customs", agencies=[("CBP", "CBP")])
    people = {"brooks": Role.TREATY_DESK, "grant": Role.TREATY_DESK, "hale": Role.AUDITOR}
    for name, role in people.items():
        how = {"name": name, "agency": "CBP", "password": "x", "by": "founding"}
        appoint(name, roles=[role], at=at, **how)
    with transaction.atomic():
        import_register(folder, by="founding", at=at)
    yield Desk(folder, at)


def events() -> list[str]:
    found = LedgerEntry.objects.filter(event__startswith="register.").order_by("index")
    return list(found.values_list("event", flat=True))


# ---- four eyes


def test_an_approved_change_is_the_law_from_then_on_and_every_version_stays(desk: Desk) -> None:
    change = desk.proposed()
    desk.approve(change)
    assert file_of(REFERENCE).text.endswith("# one more remark\n")
    found = versions_of(change.path)
    assert [(each.by, each.author) for each in found] == [("grant", "brooks"), ("founding", "")]
    assert events() == ["register.imported", "register.proposed", "register.approved"]
    others = RegisterImport.objects.latest("pk").texts.count()
    assert others == RegisterImport.objects.earliest("pk").texts.count()


def test_only_the_file_of_an_instrument_is_changed(desk: Desk) -> None:
    for other in ("us", "wco-model-2004", "eu-members"):
        assert file_named(other).text
        with pytest.raises(RegisterFileNotFoundError):
            file_of(other)


def test_the_record_shows_a_change_to_no_agency(desk: Desk) -> None:
    desk.proposed()
    officer = replace(desk.officer("brooks"), roles=frozenset({Role.REQUEST_OFFICER}))
    seen = LedgerEntry.objects.filter(event="register.proposed")
    assert not seen.visible_to(officer).exists()
    assert seen.visible_to(desk.officer("hale")).exists()


def test_nothing_too_long_to_be_read_is_proposed(desk: Desk) -> None:
    change = desk.written(mark="# " + "x" * MAX_BYTES)
    with pytest.raises(RegisterFileError):
        propose_change(change.pk, why=WHY, officer=desk.officer("brooks"), at=desk.at)


def test_what_this_node_knew_before_is_still_what_it_knew(desk: Desk) -> None:
    before = current_register().digest
    desk.approve(desk.proposed())
    assert current_register(desk.at).digest == before
    assert current_register().digest != before


def test_nobody_judges_a_change_of_their_own(desk: Desk) -> None:
    change = desk.proposed()
    with pytest.raises(ProposalOwnError):
        desk.approve(change, "brooks")
    with pytest.raises(ProposalOwnError):
        return_change(change.pk, reason="No.", officer=desk.officer("brooks"), at=desk.at)
    author = desk.officer("brooks")
    deputy = replace(author, officer_id=author.officer_id + 999, stands_for=author.officer_id)
    with pytest.raises(ProposalOwnError):
        return_change(change.pk, reason="No.", officer=deputy, at=desk.at)


def test_the_database_refuses_one_pair_of_eyes(desk: Desk) -> None:
    change = desk.proposed()
    change.decided_by_id = change.author_id
    with pytest.raises(IntegrityError), transaction.atomic():
        change.save()
    change = proposal(change.pk, seen_by=desk.officer("brooks"))
    change.state = "approved"
    with pytest.raises(IntegrityError), transaction.atomic():
        change.save()


@pytest.mark.parametrize("who", ["hale"])
def test_an_auditor_sees_what_was_proposed_and_judges_nothing(desk: Desk, who: str) -> None:
    change = desk.proposed()
    assert [each.pk for each in proposals(seen_by=desk.officer(who))] == [change.pk]
    with pytest.raises(NotAllowedError):
        desk.approve(change, who)
    with pytest.raises(NotAllowedError):
        desk.begin(who)


def test_before_it_is_proposed_only_its_author_sees_it(desk: Desk) -> None:
    change = desk.written()
    with pytest.raises(ProposalNotFoundError):
        proposal(change.pk, seen_by=desk.officer("grant"))
    withdraw_change(change.pk, officer=desk.officer("brooks"), at=desk.at)
    assert not Proposal.objects.exists()
    assert events() == ["register.imported"]


def test_an_approval_is_confirmed_afresh_and_of_what_was_read(desk: Desk) -> None:
    change = desk.proposed()
    with pytest.raises(ProposalMovedError):
        desk.approve(change, revision=change.revision + 1)
    with pytest.raises(FreshSignInNeededError):
        approve_change(
            change.pk,
            revision=change.revision,
            officer=desk.officer("grant"),
            signed_in_afresh_at=None,
            at=desk.at,
        )


def test_a_change_sent_back_is_written_on_and_proposed_again(desk: Desk) -> None:
    change, author = desk.proposed(), desk.officer("brooks")
    with pytest.raises(InvalidDraftError):
        return_change(change.pk, reason=" ", officer=desk.officer("grant"), at=desk.at)
    return_change(change.pk, reason="Which page?", officer=desk.officer("grant"), at=desk.at)
    with pytest.raises(ProposalNotOpenError):
        desk.approve(change)
    text = change.text + "# page 12\n"
    write_change(change.pk, text, revision=change.revision, officer=author, at=desk.at)
    propose_change(change.pk, why=WHY, officer=author, at=desk.at)
    desk.approve(proposal(change.pk, seen_by=author))
    assert events()[1:] == [
        "register.proposed",
        "register.returned",
        "register.proposed",
        "register.approved",
    ]


def test_a_proposed_change_that_is_taken_back_stays_on_record(desk: Desk) -> None:
    change = desk.proposed()
    with pytest.raises(ProposalOfAnotherError):
        withdraw_change(change.pk, officer=desk.officer("grant"), at=desk.at)
    withdraw_change(change.pk, officer=desk.officer("brooks"), at=desk.at)
    assert events()[-1] == "register.withdrawn"
    with pytest.raises(ProposalNotOpenError):
        withdraw_change(change.pk, officer=desk.officer("brooks"), at=desk.at)


def test_of_two_changes_of_one_file_the_second_is_outdated_and_says_so(desk: Desk) -> None:
    first = desk.proposed()
    second = desk.proposed("grant", mark="# another remark\n")
    desk.approve(first)
    with pytest.raises(ProposalOutdatedError):
        desk.approve(second, "brooks")
    assert "another remark" not in file_of(REFERENCE).text


@pytest.mark.parametrize(
    ("text", "why", "refused"),
    [
        ("same", WHY, ProposalUnchangedError),
        ("faulty", WHY, RegisterFileError),
        ("good", "  ", InvalidDraftError),
        ("good", "x" * 3000, InvalidDraftError),
    ],
)
def test_what_cannot_be_proposed_is_refused_in_words(
    desk: Desk, text: str, why: str, refused: type[ComityError]
) -> None:
    change = desk.begin()
    texts = {
        "same": change.text,
        "faulty": change.text.replace("cmaa", "treaty"),
        "good": change.text + "# more\n",
    }
    officer = desk.officer("brooks")
    write_change(change.pk, texts[text], revision=1, officer=officer, at=desk.at)
    with pytest.raises(refused):
        propose_change(change.pk, why=why, officer=officer, at=desk.at)
    assert proposal(change.pk, seen_by=officer).text == texts[text]


def test_an_officer_goes_on_where_the_change_was_left(desk: Desk) -> None:
    change = desk.written()
    assert desk.begin().pk == change.pk
    with pytest.raises(ProposalMovedError):
        write_change(change.pk, "x", revision=1, officer=desk.officer("brooks"), at=desk.at)


# ---- the next import of the folder


def test_the_next_import_keeps_what_was_changed_here(desk: Desk) -> None:
    desk.approve(desk.proposed())
    other = desk.folder / "bilateral" / "us-ke-2014.toml"
    other.write_text(other.read_text() + "# the folder moved on elsewhere\n")
    desk.import_again()
    assert file_of(REFERENCE).text.endswith("# one more remark\n")
    assert file_of("us-ke-2014").text.endswith("moved on elsewhere\n")
    assert events()[-1] == "register.merged"
    assert local_edits() == [f"bilateral/{REFERENCE}.toml"]


def test_an_import_that_brings_nothing_new_leaves_no_entry(desk: Desk) -> None:
    desk.approve(desk.proposed())
    before = events()
    desk.import_again()
    assert events() == before


def test_an_import_of_another_text_for_a_changed_file_is_refused_and_names_it(desk: Desk) -> None:
    desk.approve(desk.proposed())
    desk.file.write_text(desk.file.read_text() + "# the folder's own remark\n")
    with pytest.raises(RegisterConflictError) as refused:
        desk.import_again()
    assert refused.value.paths == (f"bilateral/{REFERENCE}.toml",)
    assert file_of(REFERENCE).text.endswith("# one more remark\n")


def test_an_import_told_to_replace_replaces_and_says_so(desk: Desk) -> None:
    desk.approve(desk.proposed())
    desk.file.write_text(desk.file.read_text() + "# the folder's own remark\n")
    desk.import_again(replace_edits=True)
    assert file_of(REFERENCE).text.endswith("# the folder's own remark\n")
    assert events()[-1] == "register.merged"
    assert not LocalEdit.objects.exists()


def test_a_folder_that_took_the_change_over_ends_the_difference(desk: Desk) -> None:
    change = desk.proposed()
    desk.approve(change)
    desk.file.write_text(change.text)
    desk.import_again()
    assert local_edits() == []


def test_a_file_removed_from_the_folder_is_a_conflict_too(desk: Desk) -> None:
    desk.approve(desk.proposed())
    desk.file.unlink()
    with pytest.raises(RegisterConflictError):
        desk.import_again()


def test_a_new_instrument_survives_the_import_of_a_folder_without_it(desk: Desk) -> None:
    path, author = "bilateral/us-fj-2026.toml", desk.officer("brooks")
    text = desk.file.read_text().replace(REFERENCE, "us-fj-2026")
    change = begin_change(
        file_at(path), reference="us-fj-2026", officer=author, at=desk.at, text=text
    )
    propose_change(change.pk, why=WHY, officer=author, at=desk.at)
    desk.approve(proposal(change.pk, seen_by=author))
    desk.import_again()
    assert current_register().has("us-fj-2026")
