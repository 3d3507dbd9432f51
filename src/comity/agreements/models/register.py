"""Tables of the register: every version that was imported, and what the treaty desk settled."""

from typing import ClassVar

from django.db import models

from comity.agreements.terms import Matter


class InstrumentText(models.Model):
    """The text of one register file, kept once however many versions hold it."""

    path = models.CharField(max_length=200)
    digest = models.CharField(max_length=64)
    text = models.TextField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["path", "digest"], name="one_text_a_version"),
        ]

    def __str__(self) -> str:
        return self.path


class RegisterImport(models.Model):
    """One version of the register: the files it consists of, and when it was imported."""

    digest = models.CharField(max_length=64)
    at = models.DateTimeField()
    by = models.CharField(max_length=200)
    texts = models.ManyToManyField(InstrumentText, related_name="imports")

    class Meta:
        indexes: ClassVar = [models.Index(fields=["at"], name="register_import_at")]

    def __str__(self) -> str:
        return f"{self.digest[:12]} of {self.at.isoformat()}"


class SettlementRecord(models.Model):
    """One sourced act of the treaty desk; it is never changed, a later one prevails."""

    about = models.CharField(max_length=100)
    matter = models.CharField(max_length=20, choices=[(each.value, each.value) for each in Matter])
    stated = models.JSONField()
    by = models.CharField(max_length=200)
    on = models.DateField()
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(matter__in=[each.value for each in Matter]),
                name="settlement_matter_is_known",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["about"], name="settlement_about")]

    def __str__(self) -> str:
        return f"{self.about}: {self.matter}"
