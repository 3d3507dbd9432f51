"""Translations beside the texts they are of."""

from dataclasses import fields
from typing import ClassVar, Self

from django.db import models

from comity.assistance.models.answers import Answer
from comity.assistance.models.requests import Request
from comity.assistance.terms.translations import Authority, TextOf, TranslationDraft
from comity.officers.terms import Viewer


class Translations(models.QuerySet["Translation"]):
    """Translations, and who may see them."""

    def visible_to(self, viewer: Viewer) -> Self:
        """Return the translations that `viewer` may see: those of the texts that may be seen.

        That of a partner's answer may be seen, as the answer, once somebody has opened it.
        """
        requests = Request.objects.visible_to(viewer).filter(pk=models.OuterRef("request"))
        answers = Answer.objects.visible_to(viewer).filter(pk=models.OuterRef("answer"))
        of_request = models.Q(models.Exists(requests), answer__isnull=True)
        return self.filter(of_request | models.Q(models.Exists(answers)))


class Translation(models.Model):
    """One translation, as somebody noted it; a later one into the same language stands for it."""

    request = models.ForeignKey(Request, on_delete=models.PROTECT, related_name="translations")
    # The reply it is of; none where it is of the request.
    answer = models.ForeignKey(Answer, on_delete=models.PROTECT, null=True, related_name="+")
    text = models.TextField(max_length=20_000)
    from_language = models.CharField(max_length=3)
    into_language = models.CharField(max_length=3)
    translator = models.CharField(max_length=200)
    translated_on = models.DateField()
    certified_by = models.CharField(max_length=200, blank=True)
    authority = models.CharField(max_length=12)
    noted_by = models.CharField(max_length=200)
    noted_at = models.DateTimeField()

    objects = Translations.as_manager()

    class Meta:
        """Order, and what must never be stored."""

        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(authority__in=[each.value for each in Authority]),
                name="translation_authority_is_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.request_id}: {self.from_language} {self.into_language}"

    @property
    def of(self) -> TextOf:
        """Which text it is of."""
        return TextOf.REQUEST if self.answer_id is None else TextOf.ANSWER

    @property
    def authoritative(self) -> str:
        """Code of the language that counts where both differ."""
        original = self.authority == Authority.ORIGINAL
        return self.from_language if original else self.into_language

    def take_draft(self, draft: TranslationDraft) -> None:
        """Keep what was typed, but for the text it is of and the day."""
        for field in fields(draft):
            if field.name not in {"of", "translated_on"}:
                setattr(self, field.name, getattr(draft, field.name).strip())
