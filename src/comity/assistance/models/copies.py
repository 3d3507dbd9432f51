"""From which request a draft took its fields."""

from django.db import models

from comity.assistance.models.requests import Request


class CopiedFrom(models.Model):
    """That a request began with the fields of another one of the same agency."""

    request = models.OneToOneField(
        Request, on_delete=models.CASCADE, primary_key=True, related_name="+"
    )
    source = models.ForeignKey(Request, on_delete=models.CASCADE, related_name="+")

    def __str__(self) -> str:
        return f"{self.request_id}: {self.source_id}"
