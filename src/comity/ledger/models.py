"""The tables of the record: entries, the head of the tree, and its signed checkpoints.

The database itself refuses to change or delete entries and checkpoints, and to insert one out of
order (`guards`).
"""

import json
from typing import ClassVar, Self, TypeVar

from django.db import models

from comity.ledger.duties import READ_AGENCY, READ_ALL, READ_CASES, READ_NODE
from comity.ledger.mentions import VALUE_LIMIT
from comity.ledger.terms import FIRST_EPOCH, OVERSIGHT, Viewer

_Row = TypeVar("_Row", bound=models.Model)


class SeenRows(models.QuerySet[_Row]):
    """Entries, or what they name, and who may see them: both say whose act it was."""

    def visible_to(self, viewer: Viewer) -> Self:
        """Return those that `viewer` may see.

        Auditors and data protection officers see all, and alone see who of them looked at what;
        the central unit sees every case; officers, investigators and approvers the acts of their
        agency; a node administrator the node's own acts. Everyone else, and who holds no office:
        nothing.
        """
        if viewer.roles.intersection(READ_ALL.roles):
            return self.all()
        seen = models.Q(agency__in=())
        if viewer.roles.intersection(READ_CASES.roles):
            seen |= ~models.Q(agency__in=("", OVERSIGHT))
        if viewer.agency and viewer.roles.intersection(READ_AGENCY.roles):
            seen |= models.Q(agency=viewer.agency)
        if viewer.roles.intersection(READ_NODE.roles):
            seen |= models.Q(agency="")
        # Whatever an agency is called: a look of oversight is never one of its acts.
        return self.filter(seen).exclude(agency=OVERSIGHT)


def agencies_seen(viewer: Viewer) -> tuple[str, ...] | None:
    """Return whose acts are all that `viewer` may see; None for who sees those of many."""
    if viewer.roles.intersection((*READ_ALL.roles, *READ_CASES.roles)):
        return None
    own = (viewer.agency,) if viewer.roles.intersection(READ_AGENCY.roles) else ()
    nodes = ("",) if viewer.roles.intersection(READ_NODE.roles) else ()
    return tuple(dict.fromkeys((*filter(None, own), *nodes)))


class LedgerEntries(SeenRows["LedgerEntry"]):
    """Entries."""


class LedgerMentions(SeenRows["LedgerMention"]):
    """What entries name."""


class LedgerEntry(models.Model):
    """One act, as it was recorded; `body` is what counts, the other columns are for finding it."""

    pk = models.CompositePrimaryKey("epoch", "index")
    epoch = models.PositiveSmallIntegerField()
    index = models.PositiveBigIntegerField()
    at = models.DateTimeField()
    event = models.CharField(max_length=80)
    about = models.CharField(max_length=200)
    by = models.CharField(max_length=200)
    agency = models.CharField(max_length=20, blank=True)
    body = models.BinaryField()
    leaf_hash = models.BinaryField(max_length=32)

    objects = LedgerEntries.as_manager()

    class Meta:
        """How entries are found."""

        indexes: ClassVar = [
            models.Index(fields=["about", "epoch", "index"], name="ledger_about"),
            models.Index(fields=["at", "epoch", "index"], name="ledger_at"),
            models.Index(fields=["by", "at", "epoch", "index"], name="ledger_by"),
            models.Index(fields=["event", "at", "epoch", "index"], name="ledger_event"),
            models.Index(fields=["agency", "at", "epoch", "index"], name="ledger_agency"),
        ]

    def __str__(self) -> str:
        return f"{self.epoch}/{self.index} {self.event} {self.about}"

    def facts(self) -> tuple[tuple[str, str], ...]:
        """Return the facts of the entry by name, as its event's sentence takes them."""
        fields = json.loads(bytes(self.body))["fields"]
        return tuple((name, _as_text(value)) for name, value in fields.items())


class LedgerMention(models.Model):
    """What an entry names, so that it is found by it; derived from the entry and never believed.

    Verification derives it anew and compares, because an entry that is not found is as good as
    one that was taken away. Whose act it was stands second in the key: what others may see makes
    nobody's search longer. Who did it stands there too: what an officer did by one instrument is
    found without looking at all that either is named in.
    """

    pk = models.CompositePrimaryKey("value", "agency", "epoch", "index", "kind")
    value = models.CharField(max_length=VALUE_LIMIT)
    agency = models.CharField(max_length=20, blank=True)
    by = models.CharField(max_length=200)
    epoch = models.PositiveSmallIntegerField()
    index = models.PositiveBigIntegerField()
    kind = models.CharField(max_length=12)

    objects = LedgerMentions.as_manager()

    class Meta:
        """How what an officer did about something is found."""

        indexes: ClassVar = [
            models.Index(
                fields=["value", "by", "agency", "epoch", "index"], name="ledger_named_by"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.epoch}/{self.index} {self.kind} {self.value}"


class LedgerHead(models.Model):
    """The tree's frontier, by which appending needs no other entry; one row an epoch."""

    epoch = models.PositiveSmallIntegerField(primary_key=True, default=FIRST_EPOCH)
    size = models.PositiveBigIntegerField(default=0)
    frontier = models.BinaryField()

    def __str__(self) -> str:
        return f"{self.epoch}: {self.size}"


class LedgerCheckpoint(models.Model):
    """A head of the tree as this node signed it."""

    pk = models.CompositePrimaryKey("epoch", "size")
    epoch = models.PositiveSmallIntegerField()
    size = models.PositiveBigIntegerField()
    at = models.DateTimeField()
    note = models.BinaryField()

    def __str__(self) -> str:
        return f"{self.epoch}: {self.size}"


def _as_text(value: object) -> str:
    """Return a fact as a sentence shows it."""
    match value:
        case None:
            return ""
        case list():
            return ", ".join(str(item) for item in value)
        case _:
            return str(value)
