"""What an entry of the record is: its kind, its body, and who may look. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Protocol

from comity.kernel.rulings import Role

FIRST_EPOCH = 1
NODE = "node"
"""Who acts when no officer does."""

UNALLOCATED = "unallocated"
"""Whose a case is before it is given to an agency: no agency's, and none of the node's own acts."""

ADMINISTRATION = "administration"
"""Whose an act of the administration as a whole is: no agency's, and none of the node's own."""

OVERSIGHT = "oversight"
"""Whose a look of auditors and data protection officers is: no agency's and no case's. Only they
read such entries, so that nobody who is looked at learns of it from the record."""

FieldValue = str | int | Sequence[str] | None


class Viewer(Protocol):
    """What the record needs to know of somebody who looks."""

    @property
    def agency(self) -> str:
        """Code of the viewer's agency; empty for none."""

    @property
    def roles(self) -> frozenset[Role]:
        """The offices held; empty means that nothing may be seen."""


@dataclass(frozen=True, slots=True)
class EventKind:
    """One kind of act the record knows. Each package declares its own, in a tuple `EVENTS`.

    Attributes:
        name: dotted, past tense, such as `request.sent`; never reused for something else.
        fields: names of the facts an entry of this kind holds, neither more nor fewer.
        sentence: English sentence, marked for translation, with `{name}` places for the facts.
    """

    name: str
    fields: tuple[str, ...]
    sentence: str

    def check(self, fields: Mapping[str, FieldValue]) -> None:
        """Raise ValueError unless `fields` are exactly those of this kind.

        An entry cannot be corrected later, so one that is short of a fact, or holds one that the
        catalogue does not know, is an error in the caller and never written.
        """
        strangers, missing = set(fields) - set(self.fields), set(self.fields) - set(fields)
        if strangers or missing:
            raise ValueError(
                f"{self.name}: not of this kind {sorted(strangers)}, missing {sorted(missing)}"
            )


@dataclass(frozen=True, slots=True)
class Act:
    """One act to be recorded.

    Attributes:
        kind: what was done.
        about: reference of what it concerns: a request, a partner, an officer's sign-in name.
        by: name of the officer, or `node`.
        agency: code of the agency whose act it is, of an act on a case that of the case;
            empty when it is the node's own.
        at: aware instant.
        fields: the facts of the kind.
    """

    kind: EventKind
    about: str
    by: str
    agency: str
    at: datetime
    fields: Mapping[str, FieldValue] = field(default_factory=dict)


def instant_text(at: datetime) -> str:
    """Return an instant as the record writes it: RFC 3339, UTC, microseconds.

    Raises:
        ValueError: the instant has no time zone; an error in the caller.
    """
    if at.tzinfo is None:
        raise ValueError("an instant of the record needs a time zone")
    return at.astimezone(UTC).isoformat(timespec="microseconds").removesuffix("+00:00") + "Z"


def body_of(act: Act, *, epoch: int, index: int) -> dict[str, object]:
    """Return what is written, and hashed as a leaf, for an act at its place in the record."""
    return {
        "epoch": epoch,
        "index": index,
        "at": instant_text(act.at),
        "event": act.kind.name,
        "about": act.about,
        "by": act.by,
        "agency": act.agency,
        "fields": {name: _plain(value) for name, value in act.fields.items()},
    }


def origin_of(key_name: str, *, epoch: int) -> str:
    """Return the name of a record at one epoch, such as `us/ledger/epoch-1`."""
    return f"{key_name}/epoch-{epoch}"


def _plain(value: FieldValue) -> object:
    """Return a fact as JSON holds it: sequences as lists."""
    return value if isinstance(value, str | int | None) else list(value)


@dataclass(frozen=True, slots=True)
class RecordFilter:
    """Which entries of the record are asked for; what is left empty asks for any.

    Attributes:
        item: a request, partner, officer, instrument, message, or an exhibit's salted digest, that
            the entry is about or names.
        by: the officer who acted, as the record writes the name; `node` for the node itself.
        also_by: other names under which the record has that officer's acts, as of a deputy.
        basis: an instrument or an article that a ruling relied on.
        events: kinds of acts; empty asks for every kind.
        since: aware instant of the earliest entry wanted.
        until: aware instant before which the latest entry wanted was recorded.
    """

    item: str = ""
    by: str = ""
    basis: str = ""
    events: tuple[str, ...] = ()
    since: datetime | None = None
    until: datetime | None = None
    also_by: tuple[str, ...] = ()

    def in_words(self) -> tuple[tuple[str, str], ...]:
        """Return what is asked for by name, without what was left empty."""
        asked = {
            "item": self.item,
            "by": self.by,
            "basis": self.basis,
            "events": ", ".join(self.events),
            "since": instant_text(self.since) if self.since else "",
            "until": instant_text(self.until) if self.until else "",
        }
        return tuple((name, value) for name, value in asked.items() if value)
