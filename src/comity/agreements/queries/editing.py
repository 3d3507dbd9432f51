"""What people read of changes to the register, and of the files as they stand and stood."""

import hashlib
from dataclasses import dataclass
from datetime import datetime

from comity.agreements.models import InstrumentText, LocalEdit, Proposal, RegisterImport
from comity.agreements.queries.register import RegisterNotImportedError, current_register
from comity.agreements.terms.editing import ProposalNotFoundError, RegisterFileNotFoundError
from comity.officers.terms import Viewer


@dataclass(frozen=True, slots=True)
class RegisterFile:
    """One file of the register: its path below the register folder, and its text."""

    path: str
    text: str

    @property
    def digest(self) -> str:
        """SHA-256 (hex) of the text."""
        return digest_of(self.text)


@dataclass(frozen=True, slots=True)
class FileVersion:
    """One text that a file has had, and how it came into the register.

    Attributes:
        text: the whole file.
        digest: SHA-256 (hex) of it.
        at: since when this node has ruled from it.
        by: who imported it, or approved it.
        author: who wrote the change; "" when it came with a folder.
        why: what its author said of it.
    """

    text: str
    digest: str
    at: datetime
    by: str
    author: str = ""
    why: str = ""


def digest_of(text: str) -> str:
    """Return the SHA-256 (hex) of the text of a file; "" for no text at all."""
    return hashlib.sha256(text.encode()).hexdigest() if text else ""


def current_texts() -> dict[str, str]:
    """Return the texts this node rules from, by their path below the register folder.

    Raises:
        RegisterNotImportedError: this node has no register yet.
    """
    texts = InstrumentText.objects.filter(imports=_current())
    return dict(texts.values_list("path", "text"))


def file_at(path: str) -> RegisterFile:
    """Return a file as it stands; its text is empty when the register has none of this path."""
    held = _current().texts.filter(path=path).first()
    return RegisterFile(path, held.text if held is not None else "")


def file_of(reference: str) -> RegisterFile:
    """Return the file that holds an instrument; own law, templates and unions are none.

    Raises:
        RegisterFileNotFoundError: the register has no such instrument.
        RegisterNotImportedError: this node has no register yet.
    """
    if not current_register().has(reference):
        raise RegisterFileNotFoundError(reference=reference)
    return file_named(reference)


def file_named(reference: str) -> RegisterFile:
    """Return the file of this name, whatever it holds.

    Raises:
        RegisterFileNotFoundError: the register has no such file.
        RegisterNotImportedError: this node has no register yet.
    """
    held = _current().texts.filter(path__endswith=f"/{reference}.toml").first()
    if held is None:
        raise RegisterFileNotFoundError(reference=reference)
    return RegisterFile(held.path, held.text)


def text_at(path: str, digest: str) -> str:
    """Return a text that a file has had at some time; "" for the digest of no text."""
    held = InstrumentText.objects.filter(path=path, digest=digest).first()
    return held.text if held is not None else ""


def versions_of(path: str) -> list[FileVersion]:
    """Return every text a file has had, the latest first; a text that came back comes twice."""
    found: list[FileVersion] = []
    held = RegisterImport.texts.through.objects.filter(instrumenttext__path=path)
    rows = held.select_related("registerimport", "instrumenttext").order_by(
        "registerimport__at", "registerimport_id"
    )
    changes = {p.version_id: p for p in Proposal.objects.filter(path=path, version__isnull=False)}
    for row in rows:
        text, version = row.instrumenttext, row.registerimport
        if found and found[-1].digest == text.digest:
            continue
        change = changes.get(version.pk)
        author, why = (change.author_name, change.why) if change is not None else ("", "")
        found.append(FileVersion(text.text, text.digest, version.at, version.by, author, why))
    return found[::-1]


def proposals(*, seen_by: Viewer) -> list[Proposal]:
    """Return the changes of the register an officer may see, the latest first."""
    return list(Proposal.objects.visible_to(seen_by))


def proposal(number: int, *, seen_by: Viewer) -> Proposal:
    """Return one change.

    Raises:
        ProposalNotFoundError: there is none, or none the officer may see.
    """
    found = Proposal.objects.visible_to(seen_by).filter(pk=number).first()
    if found is None:
        raise ProposalNotFoundError(number=number)
    return found


def proposals_about(reference: str, *, seen_by: Viewer) -> list[Proposal]:
    """Return the changes of one instrument's file that an officer may see, the latest first."""
    return list(Proposal.objects.visible_to(seen_by).filter(reference=reference))


def local_edits() -> list[str]:
    """Return the paths of the files that were changed here, and differ from the folder's."""
    return list(LocalEdit.objects.order_by("path").values_list("path", flat=True))


def _current() -> RegisterImport:
    version = RegisterImport.objects.order_by("-at", "-pk").first()
    if version is None:
        raise RegisterNotImportedError
    return version
