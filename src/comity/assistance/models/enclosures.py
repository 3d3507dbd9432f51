"""Exhibits that go, or came, with a request or its answer."""

from typing import Self

from django.db import models

from comity.assistance.duties import SEE_AGENCYS_REQUESTS
from comity.assistance.models.answers import Answer
from comity.assistance.models.requests import Request
from comity.assistance.terms import Party
from comity.evidence.models import Exhibit, ids_shared_with
from comity.officers.terms import Viewer


class Part(models.TextChoices):
    """What an exhibit is enclosed with."""

    REQUEST = "request"
    ANSWER = "answer"
    LETTER = "letter"


class Enclosures(models.QuerySet["Enclosure"]):
    """Enclosures, and who may see them."""

    def visible_to(self, viewer: Viewer) -> Self:
        """Return the enclosures that `viewer` may see.

        They are seen as the request or the answer they came with; and one that another agency has
        shared with the viewer's is seen without its case.
        """
        requests = Request.objects.visible_to(viewer).filter(pk=models.OuterRef("request"))
        answers = Answer.objects.visible_to(viewer).filter(pk=models.OuterRef("answer"))
        with_request = models.Q(models.Exists(requests), part__in=(Part.REQUEST, Part.LETTER))
        with_answer = models.Q(models.Exists(answers), part=Part.ANSWER)
        # Before an answer is released, what was attached to it is bound to none.
        unwritten = models.Q(
            models.Exists(requests),
            part=Part.ANSWER,
            request__side=Party.REQUESTED.value,
            answer__isnull=True,
        )
        seen = with_request | with_answer | unwritten
        if viewer.agency and viewer.holds(*SEE_AGENCYS_REQUESTS.roles):
            # One exhibit of a case may be shared without the case.
            seen |= models.Q(exhibit__in=ids_shared_with(viewer.agency))
        return self.filter(seen)


class Enclosure(models.Model):
    """An exhibit that goes, or came, with a request or its answer."""

    request = models.ForeignKey(Request, on_delete=models.PROTECT, related_name="enclosures")
    exhibit = models.OneToOneField(Exhibit, on_delete=models.PROTECT, related_name="+")
    part = models.CharField(max_length=10, choices=Part.choices)
    # The reply it went or came with; none while ours is being written.
    answer = models.ForeignKey(
        Answer, on_delete=models.PROTECT, null=True, related_name="enclosures"
    )

    objects = Enclosures.as_manager()

    class Meta:
        """Order, look-ups, and what must never be stored."""

        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.exhibit_id} with {self.part} of {self.request_id}"
