"""The same bytes as an exhibit of another matter: its own custody and key, one file on the disk."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime

from comity.evidence.models import Exhibit
from comity.evidence.services import take_in
from comity.evidence.terms import Intake, Sealed
from comity.evidence.vault import vault
from comity.officers.models import Agency
from comity.officers.terms import Viewer

_made: ContextVar[list[Sealed] | None] = ContextVar("twins_made", default=None)


@contextmanager
def gone_on_failure() -> Iterator[None]:
    """Remove the second names that were given within when what is done there fails.

    The database takes rows back by itself, and the disk nothing: while a name is left, the bytes
    stay. Who holds the transaction says it around that, since it may fail at its very end.
    """
    outer, made = _made.get(), list[Sealed]()
    token = _made.set(made)
    try:
        yield
    except BaseException:
        for each in made:
            vault().discard(each)
        raise
    else:
        if outer is not None:
            outer.extend(made)
    finally:
        _made.reset(token)


def twin_of(
    exhibit: Exhibit, *, case: str, agency: Agency | None, officer: Viewer, at: datetime
) -> Exhibit:
    """Take an exhibit of ours in once more, for another matter, in the caller's transaction.

    Either is erased without the other. It is not counted again in the officer's share of a day,
    because its bytes lie on the disk once. What a crash leaves of it, the sweep removes.

    Args:
        exhibit: of our own, held by this node.
        case: reference of the matter it belongs to.
        agency: whose exhibit it is.
        officer: who encloses it there.
        at: aware UTC instant.

    Raises:
        NotHeldError, BytesMissingError: it is not here.
    """
    intake = Intake(exhibit.file_name, exhibit.media_type, exhibit.source)
    sealed, noted = vault().twin(exhibit), _made.get()
    if noted is not None:
        noted.append(sealed)
    made = take_in(
        sealed,
        intake=intake,
        case=case,
        agency=agency,
        officer=officer,
        at=at,
        counted=False,
    )
    made.scan, made.scan_told, made.scanned_at = exhibit.scan, exhibit.scan_told, exhibit.scanned_at
    made.save(update_fields=["scan", "scan_told", "scanned_at"])
    return made
