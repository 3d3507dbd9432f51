"""What helps officers find requests: keys to search by, and what each opened last."""

from typing import ClassVar

from django.db import models

from comity.assistance.models.requests import Request
from comity.officers.models import Officer


class SearchKey(models.Model):
    """One word by which one circle of officers finds a request (`search_keys`)."""

    key = models.BinaryField(max_length=300)
    request = models.ForeignKey(Request, on_delete=models.CASCADE, related_name="+")

    class Meta:
        """Order, look-ups, and what must never be stored."""

        # Of those found by one word, what was begun last stands first.
        indexes: ClassVar = [models.Index(fields=["key", "-request"], name="search_by_key")]

    def __str__(self) -> str:
        return f"{bytes(self.key)!r}: {self.request_id}"


class OpenedRequest(models.Model):
    """That an officer opened a request, for the strip "Continue"; no record of who looked."""

    officer = models.ForeignKey(Officer, on_delete=models.CASCADE, related_name="+")
    request = models.ForeignKey(Request, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField()

    class Meta:
        """Order, look-ups, and what must never be stored."""

        ordering: ClassVar = ["-at", "-pk"]
        indexes: ClassVar = [models.Index(fields=["officer", "-at"], name="opened_by_officer")]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["officer", "request"], name="opened_noted_once"),
        ]

    def __str__(self) -> str:
        return f"{self.officer_id}: {self.request_id}"
