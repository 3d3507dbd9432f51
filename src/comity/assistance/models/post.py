"""Letters that went or came, and where letters to a partner go."""

from typing import Self

from django.db import models

from comity.assistance.duties import SEE_ADDRESSES
from comity.assistance.models.requests import Request
from comity.assistance.terms import Carrier, LetterKind, Party
from comity.officers.terms import Viewer


class PostalAddresses(models.QuerySet["PostalAddress"]):
    """Postal addresses, and who may see them."""

    def visible_to(self, viewer: Viewer) -> Self:
        """Return the addresses that `viewer` may see: all, for whoever works on requests."""
        return self if viewer.holds(*SEE_ADDRESSES.roles) else self.none()


class PostalAddress(models.Model):
    """Where letters to a partner go: its administration, its central unit, its address."""

    partner = models.CharField(max_length=2, unique=True)
    name = models.CharField(max_length=200)
    unit = models.CharField(max_length=200, blank=True)
    lines = models.TextField(max_length=600)
    kept_by = models.CharField(max_length=200)
    kept_at = models.DateTimeField()

    objects = PostalAddresses.as_manager()

    class Meta:
        """Order."""

        ordering = ["partner"]

    def __str__(self) -> str:
        return self.partner


class PostedLetters(models.QuerySet["PostedLetter"]):
    """Letters, and who may see them."""

    def visible_to(self, viewer: Viewer) -> Self:
        """Return the letters that `viewer` may see: those of the requests that may be seen."""
        seen = Request.objects.visible_to(viewer).filter(pk=models.OuterRef("request"))
        return self.filter(models.Exists(seen))


class PostedLetter(models.Model):
    """One letter of a matter, as the central unit registered it."""

    request = models.ForeignKey(Request, on_delete=models.PROTECT, related_name="letters")
    writer = models.CharField(max_length=12)
    kind = models.CharField(max_length=12)
    # Of one that came: the day it bears. The other day is that of dispatch, or of receipt.
    written_on = models.DateField(null=True)
    day = models.DateField()
    number = models.CharField(max_length=80)
    carrier = models.CharField(max_length=12, blank=True)
    carried_by = models.CharField(max_length=200, blank=True)
    signed_by = models.CharField(max_length=200, blank=True)
    unit = models.CharField(max_length=200, blank=True)
    noted_by = models.CharField(max_length=200)
    noted_at = models.DateTimeField()

    objects = PostedLetters.as_manager()

    class Meta:
        """Order, and what must never be stored."""

        ordering = ["noted_at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(writer__in=[party.value for party in Party]),
                name="letter_writer_is_known",
            ),
            models.CheckConstraint(
                condition=models.Q(kind__in=[kind.value for kind in LetterKind]),
                name="letter_kind_is_known",
            ),
            models.CheckConstraint(
                condition=models.Q(carrier__in=["", *(carrier.value for carrier in Carrier)]),
                name="letter_carrier_is_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.number}"

    @property
    def is_ours(self) -> bool:
        """Whether it left this house."""
        return self.writer == self.request.side
