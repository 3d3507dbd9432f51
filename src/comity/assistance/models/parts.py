"""The parts of replies, each with its originator, and what came of asking it."""

from typing import ClassVar, Self

from django.db import models

from comity.assistance.duties import DECIDE_PART, SEE_EVERY_REQUEST
from comity.assistance.models.afterwords import Afterword
from comity.assistance.models.answers import Answer
from comity.assistance.models.requests import Request
from comity.assistance.terms.markings import Originator
from comity.assistance.terms.parts import PART_LIMITS, PartDraft, PartTold
from comity.evidence.models import Exhibit
from comity.officers.models import Agency
from comity.officers.queries import key_of_agency
from comity.officers.terms import Viewer

# What an agency of this node is to decide; the index says the same.
_WAITS_FOR_AGENCY = models.Q(
    agency__isnull=False, answer__isnull=True, decided_at__isnull=True, withheld=""
)


class ReplyParts(models.QuerySet["ReplyPart"]):
    """Parts of replies, and who may see them."""

    def visible_to(self, viewer: Viewer) -> Self:
        """Return those that `viewer` may see: with their answer, and those that are its agency's.

        A part of its own gives sight of that part, never of the request it is to answer.
        """
        if viewer.holds(*SEE_EVERY_REQUEST.roles):
            return self.filter(self._readable())
        seen = Request.objects.visible_to(viewer).filter(pk=models.OuterRef("request"))
        sees = models.Q(models.Exists(seen)) & self._readable()
        if viewer.agency and viewer.holds(*DECIDE_PART.roles):
            sees |= models.Q(agency=key_of_agency(viewer.agency))
        return self.filter(sees)

    def waiting_for(self, viewer: Viewer) -> Self:
        """Return what the viewer's agency is asked to let go, written first on top."""
        if not viewer.agency or not viewer.holds(*DECIDE_PART.roles):
            return self.none()
        return self.filter(_WAITS_FOR_AGENCY, agency=key_of_agency(viewer.agency))

    def staying(self) -> Self:
        """Return those that have gone with no reply yet."""
        return self.filter(answer__isnull=True)

    @staticmethod
    def _readable() -> models.Q:
        """A partner's is seen once its answer was opened."""
        ours = models.Q(answer__isnull=True) | models.Q(request__side="requested")
        return ours | models.Q(answer__opened_at__isnull=False)


class ReplyPart(models.Model):
    """One part of a reply: a fact or an exhibit; of a partner's, its number and whose it is."""

    request = models.ForeignKey(Request, on_delete=models.PROTECT, related_name="reply_parts")
    # The reply it went or came with; none while it is written, or waits.
    answer = models.ForeignKey(
        Answer, on_delete=models.PROTECT, null=True, related_name="reply_parts"
    )
    number = models.PositiveIntegerField()
    exhibit = models.OneToOneField(
        Exhibit, on_delete=models.PROTECT, null=True, related_name="reply_part"
    )
    # What a partner's says stands in the text of its answer.
    text = models.TextField(max_length=PART_LIMITS["part_text"], blank=True, default="")
    originator = models.CharField(max_length=10, blank=True)
    named = models.CharField(max_length=200, blank=True)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, null=True, related_name="+")
    supplier = models.CharField(max_length=2, blank=True)
    # The reply of the partner's that brought it here, in the case it was supplied to.
    source = models.ForeignKey(Answer, on_delete=models.PROTECT, null=True, related_name="+")
    consent = models.ForeignKey(
        Afterword, on_delete=models.PROTECT, null=True, related_name="for_parts"
    )
    categories = models.JSONField(default=list)
    touches = models.JSONField(default=list)

    # What the originator decided, where no partner's node tells it: by which reference, and why.
    consented = models.BooleanField(null=True)
    leave = models.CharField(max_length=200, blank=True)
    reasons = models.TextField(max_length=PART_LIMITS["reasons"], blank=True, default="")
    decided_by = models.CharField(max_length=200, blank=True)
    decided_at = models.DateTimeField(null=True)

    withheld = models.CharField(max_length=40, blank=True)
    withheld_article = models.CharField(max_length=300, blank=True)
    # Whether the reply says that it is withheld.
    withheld_told = models.BooleanField(default=True)
    written_by = models.CharField(max_length=200, blank=True)
    written_at = models.DateTimeField()

    objects = ReplyParts.as_manager()

    class Meta:
        """Order, look-ups, and what must never be stored."""

        ordering: ClassVar = ["number"]
        indexes: ClassVar = [
            models.Index(
                fields=["agency", "id"], condition=_WAITS_FOR_AGENCY, name="part_waits_for_agency"
            ),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["request", "number"], name="part_number_once"),
            models.CheckConstraint(
                # Of what a partner withholds nobody is told whose it is.
                condition=models.Q(originator__in=["", *(each.value for each in Originator)]),
                name="part_originator_is_known",
            ),
            models.CheckConstraint(
                condition=models.Q(consented__isnull=True) | models.Q(decided_at__isnull=False),
                name="part_decided_on_a_day",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.request_id}: part {self.number}"

    @property
    def is_own(self) -> bool:
        """Whether it is the answering service's own."""
        return self.originator == Originator.OWN

    @property
    def draft(self) -> PartDraft:
        """What it says, as the rules read it."""
        return PartDraft(
            text=self.text,
            exhibit=str(self.exhibit_id) if self.exhibit_id else "",
            originator=self.originator,
            named=self.named,
            supplier=self.supplier,
            categories=tuple(self.categories),
            touches=tuple(self.touches),
        )

    @property
    def told(self) -> PartTold:
        """What a reply tells of it."""
        held = bool(self.withheld)
        return PartTold(
            number=self.number,
            # Whose it is may be as secret as what it says.
            originator="" if held else self.originator,
            named="" if held else self.named,
            text="" if held else self.text,
            exhibit=str(self.exhibit_id) if self.exhibit_id and not held else "",
            supplier="" if held else self.supplier,
            withheld=self.withheld,
            article=self.withheld_article,
        )
