"""What helps officers find requests: keys to search by, and what each opened last."""

from typing import ClassVar

from django.db import models

from comity.assistance.models.answers import Answer
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


class Look(models.Model):
    """When an officer last looked at something that is no request; no record of who looked."""

    officer = models.ForeignKey(Officer, on_delete=models.CASCADE, related_name="+")
    # As the record names it, such as a folder.
    place = models.CharField(max_length=60)
    at = models.DateTimeField()

    class Meta:
        """What must never be stored."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["officer", "place"], name="look_noted_once"),
        ]

    def __str__(self) -> str:
        return f"{self.officer_id}: {self.place}"


class SearchText(models.Model):
    """The words of a request's texts, or of one answer's, and the circles that may find them.

    The index over the words is the database's own: FTS5 beside this table on SQLite, a generated
    column with GIN on PostgreSQL. Both follow every change of a row by themselves.
    """

    request = models.ForeignKey(Request, on_delete=models.CASCADE, related_name="+")
    # None for the request itself.
    answer = models.ForeignKey(Answer, on_delete=models.CASCADE, null=True, related_name="+")
    words = models.TextField()
    # First day on which an answer may be read no more; None while no limit is known.
    until = models.DateField(null=True)

    def __str__(self) -> str:
        return f"{self.request_id}: {self.answer_id or 'request'}"
