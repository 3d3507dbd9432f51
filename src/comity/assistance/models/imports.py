"""The former caseload: files handed over to be taken in, and the matters that came from them."""

from typing import ClassVar, Self

from django.db import models

from comity.assistance.duties import SEE_IMPORTS
from comity.assistance.models.requests import Request
from comity.assistance.terms.imports import OPEN_IMPORTS, ImportState
from comity.kernel.errors import Problem
from comity.officers.terms import Viewer


class CaseloadImports(models.QuerySet["CaseloadImport"]):
    """Imports, and who may see them."""

    def visible_to(self, viewer: Viewer) -> Self:
        """Return the imports that `viewer` may see: all, for the central unit and auditors."""
        return self if viewer.holds(*SEE_IMPORTS.roles) else self.none()

    def going(self) -> Self:
        """Return those that are not over."""
        return self.filter(state__in=[state.value for state in OPEN_IMPORTS])


class CaseloadImport(models.Model):
    """A file of open matters, from its handing over until the last is taken in."""

    state = models.CharField(max_length=12, default=ImportState.PROPOSED.value)
    file_name = models.CharField(max_length=200)
    digest = models.CharField(max_length=64)
    rows = models.PositiveIntegerField()
    taken = models.PositiveIntegerField(default=0)
    skipped = models.PositiveIntegerField(default=0)
    proposed_by = models.CharField(max_length=200)
    # Ids of all in whose hands it was: none of them confirms it.
    proposers = models.JSONField(default=list)
    proposed_at = models.DateTimeField()
    confirmed_by = models.CharField(max_length=200, blank=True)
    confirmed_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    # Where it stopped: number of the row, column, code and facts of what stood in the way.
    stopped_by = models.JSONField(default=dict)

    objects = CaseloadImports.as_manager()

    class Meta:
        """Order, and what must never be stored."""

        ordering: ClassVar = ["-id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(state__in=[state.value for state in ImportState]),
                name="import_state_is_known",
            ),
            models.UniqueConstraint(
                models.Value(1),
                condition=models.Q(state__in=[state.value for state in OPEN_IMPORTS]),
                name="one_import_is_open",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """What the record calls it."""
        return f"import-{self.pk}"

    @property
    def stands(self) -> ImportState:
        """The state, as the word it is."""
        return ImportState(self.state)

    @property
    def waiting(self) -> int:
        """How many rows are neither taken nor skipped yet."""
        return self.rows - self.done

    @property
    def done(self) -> int:
        """How many rows are done with."""
        return self.taken + self.skipped

    @property
    def per_cent(self) -> int:
        """How far it is, in whole per cent."""
        return 100 * self.done // max(self.rows, 1)

    @property
    def stopped_faults(self) -> tuple[Problem, ...]:
        """What stopped it; empty while nothing did."""
        told = self.stopped_by
        if not told:
            return ()
        facts = tuple((str(name), str(value)) for name, value in told["facts"])
        return (Problem(told["code"], told["column"], facts),)


class WaitingRow(models.Model):
    """A row that waits to be taken in; it is gone once it is, or once the import is ended."""

    of = models.ForeignKey(CaseloadImport, on_delete=models.CASCADE, related_name="waiting_rows")
    number = models.PositiveIntegerField()
    cells = models.JSONField()

    class Meta:
        """Order, look-ups, and what must never be stored."""

        ordering: ClassVar = ["number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["of", "number"], name="row_waits_once"),
        ]

    def __str__(self) -> str:
        return f"{self.of_id}: {self.number}"


class ImportedMatters(models.QuerySet["ImportedMatter"]):
    """Where matters came from, and who may see it."""

    def visible_to(self, viewer: Viewer) -> Self:
        """Return those of the requests that `viewer` may see."""
        seen = Request.objects.visible_to(viewer).filter(pk=models.OuterRef("request"))
        return self.filter(models.Exists(seen))


class ImportedMatter(models.Model):
    """What the former file called a matter, and told of it beside its fields."""

    request = models.OneToOneField(Request, on_delete=models.PROTECT, related_name="imported")
    # One file number is one matter: a second import of it is noticed here.
    old_reference = models.CharField(max_length=80, unique=True)
    their_reference = models.CharField(max_length=80, blank=True)
    old_state = models.CharField(max_length=12)
    note = models.TextField(max_length=2000, blank=True)
    by = models.ForeignKey(CaseloadImport, on_delete=models.PROTECT, related_name="matters")
    row = models.PositiveIntegerField()

    objects = ImportedMatters.as_manager()

    class Meta:
        """Order."""

        ordering: ClassVar = ["id"]

    def __str__(self) -> str:
        return self.old_reference
