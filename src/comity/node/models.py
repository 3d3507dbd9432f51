"""What a node remembers of its own running, and what its processes remember together."""

from django.db import models


class Pulse(models.Model):
    """The last pass of one job; whoever made it last holds the job.

    One row a job, written every few seconds at most, so that a page of another process can tell a
    worker that works from one that is gone.
    """

    job = models.CharField(max_length=40, primary_key=True)
    owner = models.CharField(max_length=40)
    host = models.CharField(max_length=200)
    process = models.PositiveBigIntegerField()
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.job}: {self.at:%Y-%m-%d %H:%M:%S}"


class Verification(models.Model):
    """When the record was last recomputed, up to where, and whether it was whole."""

    at = models.DateTimeField()
    size = models.PositiveBigIntegerField()
    whole = models.BooleanField()

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M}: {self.size}"


class Remembered(models.Model):
    """Something all processes of the node remember until it lapses.

    The name is a digest, the value JSON; see `shared_memory`.
    """

    name = models.CharField(max_length=64, primary_key=True)
    value = models.TextField()
    until = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return f"{self.name[:12]}, until {self.until:%Y-%m-%d %H:%M:%S}"
