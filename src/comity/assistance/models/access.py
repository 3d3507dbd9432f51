"""What persons ask about their data, what was found of them, and what partners were asked of it."""

from typing import ClassVar, Self

from django.db import models

from comity.assistance.duties import KEEP_SUBJECTS, SEE_SUBJECTS
from comity.assistance.models.answers import Answer
from comity.assistance.models.requests import Request
from comity.assistance.terms.access import (
    ACCESS_LIMITS,
    SHOWN_TO_SECOND,
    WAITS_FOR_SECOND,
    ConsultationStage,
    ItemPlace,
    ItemVerdict,
    LawDraft,
    Opinion,
    SubjectRight,
    SubjectState,
)
from comity.assistance.terms.access_files import FilePlace
from comity.evidence.models import Exhibit
from comity.officers.models import Officer
from comity.officers.terms import Viewer

# What waits for somebody here: ours or our opinion to be sent, theirs to be answered.
_WAITS = models.Q(
    state__in=sorted(each.value for each in (*WAITS_FOR_SECOND, ConsultationStage.RECEIVED))
)


_READS_FILES = models.Q(
    files_for__isnull=False, files_done_at__isnull=True, state=SubjectState.OPEN.value
)


class AccessLaws(models.QuerySet["AccessLaw"]):
    """What our own law was said to want, and who may see it."""

    def visible_to(self, viewer: Viewer) -> Self:
        """Return those that `viewer` may see."""
        return self.all() if viewer.holds(*SEE_SUBJECTS.roles) else self.none()


class AccessLaw(models.Model):
    """What our own law wants of answering persons; the last one counts."""

    days = models.PositiveIntegerField()
    unit = models.CharField(max_length=16)
    article = models.CharField(max_length=200)
    consult_days = models.PositiveIntegerField()
    keep_days = models.PositiveIntegerField(default=0)
    by = models.CharField(max_length=200)
    at = models.DateTimeField()

    objects = AccessLaws.as_manager()

    class Meta:
        """Order, and no more."""

        ordering: ClassVar = ["-id"]

    def __str__(self) -> str:
        return f"{self.days} {self.unit}"

    @property
    def draft(self) -> LawDraft:
        """What it says."""
        return LawDraft(self.days, self.unit, self.article, self.consult_days, self.keep_days)


class SubjectRequests(models.QuerySet["SubjectRequest"]):
    """Persons' requests, and who may see them."""

    def visible_to(self, viewer: Viewer) -> Self:
        """Return those that `viewer` may see: the central unit only what it is to approve."""
        if viewer.holds(*KEEP_SUBJECTS.roles):
            return self.all()
        if viewer.holds(*SEE_SUBJECTS.roles):
            return self.filter(state__in=[state.value for state in SHOWN_TO_SECOND])
        return self.none()

    def reading_files(self) -> Self:
        """Return those for which attached files are being read; the index says the same."""
        return self.filter(_READS_FILES)


class SubjectRequest(models.Model):
    """What one person asks about the data that is kept of them."""

    reference = models.CharField(max_length=20, unique=True)
    right = models.CharField(max_length=14)
    state = models.CharField(max_length=10, default=SubjectState.OPEN.value)
    person = models.CharField(max_length=ACCESS_LIMITS["person"], blank=True)
    identifiers = models.TextField(max_length=ACCESS_LIMITS["identifiers"], blank=True)
    contact = models.TextField(max_length=ACCESS_LIMITS["contact"], blank=True)
    asked = models.TextField(max_length=ACCESS_LIMITS["asked"], blank=True)
    identity = models.CharField(max_length=16)
    identity_on = models.DateField(null=True)
    received_on = models.DateField()
    # By when the person is answered, by which article; empty for the administrative default.
    due_on = models.DateField(null=True)
    due_by = models.CharField(max_length=200, blank=True)
    # Ids of all who wrote in it: none of them approves it.
    writers = models.JSONField(default=list)
    registered_by = models.CharField(max_length=200)
    registered_at = models.DateTimeField()
    searched_at = models.DateTimeField(null=True)
    # Reading attached files goes on behind the search: for whom, how far, and what was not read,
    # each as the id of its exhibit and why.
    files_for = models.ForeignKey(Officer, on_delete=models.PROTECT, null=True, related_name="+")
    files_done_at = models.DateTimeField(null=True)
    last_enclosure = models.BigIntegerField(default=0)
    last_supply = models.BigIntegerField(default=0)
    files_read = models.PositiveIntegerField(default=0)
    files_unread = models.JSONField(default=list)
    files_unread_count = models.PositiveIntegerField(default=0)
    return_reason = models.TextField(max_length=ACCESS_LIMITS["reasons"], blank=True)
    approved_by = models.CharField(max_length=200, blank=True)
    approved_at = models.DateTimeField(null=True)
    letter = models.CharField(max_length=60, blank=True)
    letter_on = models.DateField(null=True)
    closed_at = models.DateTimeField(null=True)
    erased_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)

    objects = SubjectRequests.as_manager()

    class Meta:
        """Order, look-ups, and what must never be stored."""

        ordering: ClassVar = ["-id"]
        indexes: ClassVar = [
            models.Index(fields=["id"], condition=_READS_FILES, name="subject_reads_files"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(state__in=[state.value for state in SubjectState]),
                name="subject_state_is_known",
            ),
            models.CheckConstraint(
                condition=models.Q(right__in=[right.value for right in SubjectRight]),
                name="subject_right_is_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.reference}: {self.state}"

    @property
    def stands(self) -> SubjectState:
        """Where it stands, as the word it is."""
        return SubjectState(self.state)

    @property
    def reads_files(self) -> bool:
        """Whether attached files are still being read for it."""
        return self.files_for_id is not None and self.files_done_at is None


class SubjectItem(models.Model):
    """One place in which the person was found named, and what is decided on it."""

    subject = models.ForeignKey(SubjectRequest, on_delete=models.PROTECT, related_name="items")
    request = models.ForeignKey(Request, on_delete=models.PROTECT, related_name="+")
    # None where it stands in the request itself.
    answer = models.ForeignKey(Answer, on_delete=models.PROTECT, null=True, related_name="+")
    # The attached file it stands in; None where it stands in what was typed.
    exhibit = models.ForeignKey(Exhibit, on_delete=models.PROTECT, null=True, related_name="+")
    number = models.PositiveIntegerField()
    # Names of the fields it stands in; never what stands there.
    fields = models.JSONField(default=list)
    # Of a file: the first places the person is named in, and how many there are.
    places = models.JSONField(default=list)
    place_count = models.PositiveIntegerField(default=0)
    originator = models.CharField(max_length=10)
    # Code of the partner that supplied it; empty for our own.
    partner = models.CharField(max_length=2, blank=True)
    relied_on = models.CharField(max_length=300, blank=True)
    article = models.CharField(max_length=300, blank=True)
    # Where the agreement wants the supplier heard; empty where it does not say so.
    heard_by = models.CharField(max_length=300, blank=True)
    binds = models.BooleanField(default=False)
    # Proposed by the rules, and what was decided.
    proposed = models.CharField(max_length=20, blank=True)
    proposed_cites = models.CharField(max_length=300, blank=True)
    verdict = models.CharField(max_length=10, blank=True)
    ground = models.CharField(max_length=20, blank=True)
    cites = models.CharField(max_length=ACCESS_LIMITS["cites"], blank=True)
    reasons = models.TextField(max_length=ACCESS_LIMITS["reasons"], blank=True)
    decided_by = models.CharField(max_length=200, blank=True)

    class Meta:
        """Order, look-ups, and what must never be stored."""

        ordering: ClassVar = ["number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["subject", "number"], name="subject_item_number_once"),
            models.UniqueConstraint(
                fields=["subject", "request", "answer"],
                condition=models.Q(exhibit__isnull=True),
                name="subject_answer_once",
            ),
            models.UniqueConstraint(
                fields=["subject", "exhibit"],
                condition=models.Q(exhibit__isnull=False),
                name="subject_file_once",
            ),
            models.UniqueConstraint(
                fields=["subject", "request"],
                condition=models.Q(answer__isnull=True, exhibit__isnull=True),
                name="subject_request_once",
            ),
            models.CheckConstraint(
                condition=models.Q(verdict__in=["", *(each.value for each in ItemVerdict)]),
                name="subject_verdict_is_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.subject_id}: item {self.number}"

    @property
    def place(self) -> ItemPlace:
        """Where it stands."""
        if self.exhibit_id is not None:
            return ItemPlace.FILE
        return ItemPlace.REQUEST if self.answer_id is None else ItemPlace.ANSWER

    @property
    def file_places(self) -> tuple[FilePlace, ...]:
        """Of a file: the first places the person is named in."""
        return tuple(FilePlace(*each) for each in self.places)


class AccessConsultations(models.QuerySet["AccessConsultation"]):
    """Consultations about persons' data, and who may see them."""

    def visible_to(self, viewer: Viewer) -> Self:
        """Return those that `viewer` may see: nobody who works on the case."""
        return self.all() if viewer.holds(*SEE_SUBJECTS.roles) else self.none()

    def waiting(self) -> Self:
        """Return those that wait for somebody here; the index says the same."""
        return self.filter(_WAITS)


class AccessConsultation(models.Model):
    """One question to whoever supplied a person's data, ours or the partner's, and the opinion."""

    # Of ours.
    item = models.ForeignKey(
        SubjectItem, on_delete=models.PROTECT, null=True, related_name="consultations"
    )
    request = models.ForeignKey(Request, on_delete=models.PROTECT, related_name="+")
    answer = models.ForeignKey(Answer, on_delete=models.PROTECT, null=True, related_name="+")
    key = models.CharField(max_length=36)
    ours = models.BooleanField()
    state = models.CharField(max_length=16)
    right = models.CharField(max_length=14)
    # Whom it is about, as the message says it, and why it is asked.
    person = models.CharField(max_length=ACCESS_LIMITS["person"], blank=True)
    why = models.TextField(max_length=ACCESS_LIMITS["why"], blank=True)
    # Until when the opinion is waited for, or wanted.
    until = models.DateField(null=True)
    verdict = models.CharField(max_length=14, blank=True)
    ground = models.CharField(max_length=20, blank=True)
    reasons = models.TextField(max_length=ACCESS_LIMITS["reasons"], blank=True)
    # Ids of all who wrote what leaves next: none of them lets it go.
    writers = models.JSONField(default=list)
    written_by = models.CharField(max_length=200, blank=True)
    written_at = models.DateTimeField()
    sent_by = models.CharField(max_length=200, blank=True)
    sent_at = models.DateTimeField(null=True)
    decided_at = models.DateTimeField(null=True)
    message_id = models.CharField(max_length=36, blank=True)
    reply_message_id = models.CharField(max_length=36, blank=True)
    letter = models.CharField(max_length=60, blank=True)
    letter_on = models.DateField(null=True)
    reply_letter = models.CharField(max_length=60, blank=True)
    reply_letter_on = models.DateField(null=True)

    objects = AccessConsultations.as_manager()

    class Meta:
        """Order, look-ups, and what must never be stored."""

        ordering: ClassVar = ["-id"]
        indexes: ClassVar = [
            models.Index(fields=["-id"], condition=_WAITS, name="access_consultation_waits"),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["request", "key"], name="access_consultation_once"),
            models.CheckConstraint(
                condition=models.Q(state__in=[each.value for each in ConsultationStage]),
                name="access_consultation_state_known",
            ),
            models.CheckConstraint(
                condition=models.Q(verdict__in=["", *(each.value for each in Opinion)]),
                name="access_opinion_is_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.request_id}: {self.state}"

    @property
    def stands(self) -> ConsultationStage:
        """Where it stands, as the word it is."""
        return ConsultationStage(self.state)
