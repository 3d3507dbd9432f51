"""Practice notes, with whom they were shared, and what readers made of them."""

from typing import Self

from django.db import models

from comity.officers.models import Agency
from comity.officers.terms import Viewer
from comity.practices.duties import READ_DRAFTS, READ_NOTES
from comity.practices.terms import LIMITS, NoteDraft, NoteState, Topic, Usefulness


class Notes(models.QuerySet["Note"]):
    """Notes, and who may see them."""

    def visible_to(self, viewer: Viewer) -> Self:
        """Return what `viewer` may see: what was shared or received, and their agency's own."""
        ways = models.Q(pk__in=())
        if viewer.holds(*READ_NOTES.roles):
            ways |= ~models.Q(state=NoteState.WRITTEN.value)
        if viewer.holds(*READ_DRAFTS.roles):
            ways |= models.Q(state=NoteState.WRITTEN.value, agency__code=viewer.agency)
        return self.filter(ways)


class Note(models.Model):
    """One note, ours or a partner's."""

    # Under which both sides speak of it.
    note_id = models.UUIDField()
    state = models.CharField(max_length=10)
    topic = models.CharField(max_length=12)
    title = models.CharField(max_length=LIMITS["title"])
    text = models.TextField(max_length=LIMITS["text"])
    # Whose it is: of an agency here, or of a partner.
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, null=True)
    partner = models.CharField(max_length=2, blank=True)
    unit = models.CharField(max_length=200, blank=True)
    written_by = models.CharField(max_length=200, blank=True)
    # Ids of all who wrote in it: none of them shares it.
    writers = models.JSONField(default=list)
    # What a partner relied on when it shared the note.
    relied_on = models.CharField(max_length=300, blank=True)
    article = models.CharField(max_length=300, blank=True)
    terms_digest = models.CharField(max_length=64, blank=True)
    message_id = models.CharField(max_length=36, blank=True)
    version = models.PositiveIntegerField(default=1)
    at = models.DateTimeField()

    objects = Notes.as_manager()

    class Meta:
        """Order, look-ups, and what must never be stored."""

        ordering = ["-at", "-id"]
        indexes = [
            models.Index(fields=["-at", "-id"], name="note_latest"),
            models.Index(fields=["state", "agency", "-at", "-id"], name="note_of_agency"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["partner", "note_id"], name="one_note_of_a_name"),
            models.CheckConstraint(
                condition=models.Q(state__in=[state.value for state in NoteState]),
                name="note_state_is_known",
            ),
            models.CheckConstraint(
                condition=models.Q(topic__in=[topic.value for topic in Topic]),
                name="note_topic_is_known",
            ),
            models.CheckConstraint(
                condition=models.Q(state=NoteState.RECEIVED.value)
                ^ models.Q(agency__isnull=False, partner=""),
                name="note_is_ours_or_a_partners",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.partner}{self.note_id}"

    @property
    def is_ours(self) -> bool:
        """Whether it was written here."""
        return not self.partner

    @property
    def about(self) -> str:
        """How the record names it."""
        return f"practice/{self.note_id}"

    @property
    def agency_code(self) -> str:
        """The agency that wrote it; empty for a partner's."""
        return self.agency.code if self.agency else ""

    def take_draft(self, draft: NoteDraft) -> None:
        """Keep what was typed."""
        self.topic, self.title, self.text = draft.topic, draft.title.strip(), draft.text.strip()


class NoteShare(models.Model):
    """One partner that was told of a note of ours, under its own ruling."""

    note = models.ForeignKey(Note, on_delete=models.PROTECT, related_name="shares")
    partner = models.CharField(max_length=2)
    under = models.CharField(max_length=300)
    article = models.CharField(max_length=300, blank=True)
    message_id = models.CharField(max_length=36)
    by = models.CharField(max_length=200)
    at = models.DateTimeField()

    class Meta:
        """Order, look-ups, and what must never be stored."""

        ordering = ["at", "id"]
        constraints = [models.UniqueConstraint(fields=["note", "partner"], name="note_shared_once")]

    def __str__(self) -> str:
        return f"{self.note_id} {self.partner}"


class NoteFeedback(models.Model):
    """What somebody made of a note: of our own officers on a partner's, or of a partner on ours."""

    note = models.ForeignKey(Note, on_delete=models.PROTECT, related_name="feedback")
    # Who told us; empty for what was told from here.
    partner = models.CharField(max_length=2, blank=True)
    usefulness = models.CharField(max_length=10)
    words = models.TextField(max_length=LIMITS["words"], blank=True)
    by = models.CharField(max_length=200, blank=True)
    message_id = models.CharField(max_length=36)
    at = models.DateTimeField()

    class Meta:
        """Order, look-ups, and what must never be stored."""

        ordering = ["at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(usefulness__in=[each.value for each in Usefulness]),
                name="note_usefulness_is_known",
            )
        ]

    def __str__(self) -> str:
        return f"{self.note_id}: {self.usefulness}"
