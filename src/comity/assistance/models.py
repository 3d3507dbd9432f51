"""Tables of requests, their answers, and what was done with them."""

from dataclasses import fields
from typing import Self

from django.db import models

from comity.agreements.terms import UseLimits
from comity.assistance.lifecycle import Step
from comity.assistance.stored_rulings import ruling_from
from comity.assistance.terms import (
    LIMITS,
    Action,
    AnswerDraft,
    Party,
    RequestDraft,
    RequestState,
)
from comity.evidence.models import Exhibit
from comity.kernel.rulings import Outcome, Role, Ruling
from comity.officers.models import Agency, Officer
from comity.officers.terms import Viewer

_SEE_ALL = (Role.CENTRAL_UNIT, Role.AUDITOR, Role.DATA_PROTECTION_OFFICER)
_SEE_OWN_AGENCY = (Role.REQUEST_OFFICER, Role.APPROVER, Role.INVESTIGATOR)
# An administrator runs the machine and reads no case; the others have rooms of their own.
_SEE_REFERRED = (Role.TREATY_DESK,)


def _text(name: str) -> "models.CharField[str, str]":
    return models.CharField(max_length=LIMITS[name], blank=True, default="")


def _long(name: str) -> "models.TextField[str, str]":
    return models.TextField(max_length=LIMITS[name], blank=True, default="")


class Requests(models.QuerySet["Request"]):
    """Requests, and who may see them."""

    def visible_to(self, viewer: Viewer) -> Self:
        """Return the requests that `viewer` may see.

        The central unit, auditors and data protection officers see those of the whole node;
        officers, investigators and approvers those of their agency, which an incoming request has
        once it is allocated; the treaty desk those referred to it. Everybody else sees nothing.
        """
        if viewer.holds(*_SEE_ALL):
            return self.all()
        seen = models.Q(pk__in=())
        if viewer.agency and viewer.holds(*_SEE_OWN_AGENCY):
            seen |= models.Q(agency__code=viewer.agency)
        if viewer.holds(*_SEE_REFERRED):
            seen |= models.Q(referred_to__in=[role.value for role in _SEE_REFERRED])
        return self.filter(seen)


class Request(models.Model):
    """A request for assistance, on either side of it."""

    reference = models.CharField(max_length=40, unique=True)
    side = models.CharField(max_length=12)
    state = models.CharField(max_length=20)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, null=True)
    drafter = models.ForeignKey(Officer, on_delete=models.PROTECT, null=True, related_name="+")
    drafter_name = models.CharField(max_length=200, blank=True)
    # Ids of all who wrote in the draft: none of them may release it.
    writers = models.JSONField(default=list)
    approver_name = models.CharField(max_length=200, blank=True)

    partner = models.CharField(max_length=2, blank=True)
    kind = _text("kind")
    purpose = _text("purpose")
    subject = _text("subject")
    facts = _long("facts")
    asked = _long("asked")
    legal_elements = _long("legal_elements")
    proceedings_nature = _text("proceedings_nature")
    enquiries_made = _long("enquiries_made")
    goods_description = _long("goods_description")
    hs_code = _text("hs_code")
    value_amount = _text("value_amount")
    value_currency = _text("value_currency")
    origin_country = _text("origin_country")
    consignment_reference = _text("consignment_reference")
    parties = _long("parties")
    intended_use = _long("intended_use")
    under = _text("under")
    reply_wanted_on = _text("reply_wanted_on")
    reciprocity = models.BooleanField(default=True)
    urgent = models.BooleanField(default=False)
    assures_confidentiality = models.BooleanField(default=False)
    assures_law_enforcement_use = models.BooleanField(default=False)

    # What the request relies on: chosen by our ruling, or named by the partner's message.
    relied_on = models.CharField(max_length=300, blank=True)
    article = models.CharField(max_length=300, blank=True)
    terms_digest = models.CharField(max_length=64, blank=True)
    ruling = models.JSONField(null=True)
    referred_to = models.CharField(max_length=40, blank=True)

    requesting_unit = models.CharField(max_length=200, blank=True)
    handling_unit = models.CharField(max_length=200, blank=True)
    return_reason = _long("reason")
    decision_ground = models.CharField(max_length=40, blank=True)
    decision_reasons = _long("reasons")

    message_id = models.CharField(max_length=36, blank=True)
    decision_message_id = models.CharField(max_length=36, blank=True)
    opening_message_id = models.CharField(max_length=36, blank=True)

    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()
    submitted_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)
    received_at = models.DateTimeField(null=True)
    decided_at = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)
    opened_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)

    objects = Requests.as_manager()

    class Meta:
        ordering = ["-updated_at", "-id"]
        indexes = [
            models.Index(fields=["agency", "state"], name="request_by_agency"),
            models.Index(fields=["message_id"], name="request_by_message"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state__in=[state.value for state in RequestState]),
                name="request_state_is_known",
            ),
            models.CheckConstraint(
                condition=models.Q(side__in=[party.value for party in Party]),
                name="request_side_is_known",
            ),
            models.CheckConstraint(
                condition=models.Q(side=Party.REQUESTED.value) | models.Q(agency__isnull=False),
                name="own_request_has_agency",
            ),
            models.CheckConstraint(
                condition=~models.Q(state=RequestState.SENT.value) | ~models.Q(message_id=""),
                name="sent_request_has_message",
            ),
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def own_side(self) -> Party:
        """Which of the two sides this node is on."""
        return Party(self.side)

    @property
    def stands(self) -> RequestState:
        """The state, as the word it is."""
        return RequestState(self.state)

    @property
    def last_ruling(self) -> Ruling | None:
        """What this node last ruled on the request; None before it could."""
        return ruling_from(self.ruling)

    def take(self, step: Step) -> None:
        """Make a step of the table; nothing else writes the state."""
        assert step.record is self.own_side and step.before is self.stands
        self.state = step.after.value

    @property
    def agency_code(self) -> str | None:
        """The agency it belongs to; None before a partner's request is allocated."""
        return self.agency.code if self.agency else None

    def add_writer(self, officer_id: int) -> None:
        """Note that an officer wrote in it."""
        self.writers = sorted({*self.writers, officer_id})

    def writers_of(self, action: Action) -> frozenset[int]:
        """Return the ids of the officers who wrote what an action would release."""
        return frozenset(self.answer.writers if action is Action.RELEASE else self.writers)

    def as_draft(self) -> RequestDraft:
        """Return what was typed, or what came, as the rules read it."""
        return RequestDraft(
            **{field.name: getattr(self, field.name) for field in fields(RequestDraft)}
        )

    def take_draft(self, draft: RequestDraft) -> None:
        """Keep a draft as typed."""
        for field in fields(draft):
            setattr(self, field.name, getattr(draft, field.name))


class Answers(models.QuerySet["Answer"]):
    """Answers, and who may see them."""

    def visible_to(self, viewer: Viewer) -> Self:
        """Return the answers that `viewer` may see: with their request, and once opened.

        Ours may be seen while it is written; a partner's only after somebody opened it, because
        opening is an act that the partner is told of.
        """
        requests = Request.objects.visible_to(viewer)
        ours = models.Q(request__side=Party.REQUESTED.value)
        return self.filter(ours | models.Q(opened_at__isnull=False), request__in=requests)


class Answer(models.Model):
    """The answer to a request, ours or the partner's, with the conditions that travel with it."""

    request = models.OneToOneField(Request, on_delete=models.PROTECT, related_name="answer")
    text = _long("text")
    purposes = models.JSONField(default=list)
    proceedings = models.JSONField(default=list)
    onward = models.CharField(max_length=10)
    retention_days = models.PositiveIntegerField(null=True)
    handling = models.CharField(max_length=4, blank=True)
    categories = models.JSONField(default=list)
    touches = models.JSONField(default=list)
    # The limits of use as they travelled; null until the answer is released or received.
    limits = models.JSONField(null=True)

    relied_on = models.CharField(max_length=300, blank=True)
    article = models.CharField(max_length=300, blank=True)
    terms_digest = models.CharField(max_length=64, blank=True)
    ruling = models.JSONField(null=True)

    drafter = models.ForeignKey(Officer, on_delete=models.PROTECT, null=True, related_name="+")
    writers = models.JSONField(default=list)
    drafted_by = models.CharField(max_length=200, blank=True)
    released_by = models.CharField(max_length=200, blank=True)
    released_at = models.DateTimeField(null=True)
    opened_by = models.CharField(max_length=200, blank=True)
    opened_at = models.DateTimeField(null=True)
    return_reason = _long("reason")
    message_id = models.CharField(max_length=36, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = Answers.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(message_id="") | models.Q(limits__isnull=False),
                name="answer_travels_with_limits",
            ),
        ]

    def __str__(self) -> str:
        return f"answer to {self.request_id}"

    @property
    def last_ruling(self) -> Ruling | None:
        """What this node ruled when it released the answer; None before, and for a partner's."""
        return ruling_from(self.ruling)

    def add_writer(self, officer_id: int) -> None:
        """Note that an officer wrote in it."""
        self.writers = sorted({*self.writers, officer_id})

    def use_limits(self) -> UseLimits | None:
        """Return what the answer may be used for; None while it is still being written."""
        return UseLimits.from_data(self.limits) if self.limits else None

    def as_draft(self) -> AnswerDraft:
        """Return the answer as the rules read it."""
        return AnswerDraft(
            text=self.text,
            purposes=tuple(self.purposes),
            proceedings=tuple(self.proceedings),
            onward=self.onward,
            retention_days=self.retention_days,
            handling=self.handling,
            categories=tuple(self.categories),
            touches=tuple(self.touches),
        )

    def take_draft(self, draft: AnswerDraft) -> None:
        """Keep an answer as typed."""
        for field in fields(draft):
            value = getattr(draft, field.name)
            setattr(self, field.name, list(value) if isinstance(value, tuple) else value)


class Part(models.TextChoices):
    """What an exhibit is enclosed with."""

    REQUEST = "request"
    ANSWER = "answer"


class Enclosures(models.QuerySet["Enclosure"]):
    """Enclosures, and who may see them."""

    def visible_to(self, viewer: Viewer) -> Self:
        """Return the enclosures that `viewer` may see: as the request or answer they came with."""
        with_request = models.Q(part=Part.REQUEST, request__in=Request.objects.visible_to(viewer))
        with_answer = models.Q(
            part=Part.ANSWER, request__answer__in=Answer.objects.visible_to(viewer)
        )
        # Before an answer has a row of its own, what was attached to it is its writers' alone.
        unwritten = models.Q(
            part=Part.ANSWER,
            request__side=Party.REQUESTED.value,
            request__answer__isnull=True,
            request__in=Request.objects.visible_to(viewer),
        )
        return self.filter(with_request | with_answer | unwritten)


class Enclosure(models.Model):
    """An exhibit that goes, or came, with a request or its answer."""

    request = models.ForeignKey(Request, on_delete=models.PROTECT, related_name="enclosures")
    exhibit = models.OneToOneField(Exhibit, on_delete=models.PROTECT, related_name="+")
    part = models.CharField(max_length=10, choices=Part.choices)

    objects = Enclosures.as_manager()

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.exhibit_id} with {self.part} of {self.request_id}"


class Use(models.Model):
    """A use of an answer that was ruled on, whatever the ruling was."""

    answer = models.ForeignKey(Answer, on_delete=models.PROTECT, related_name="uses")
    purpose = models.CharField(max_length=40)
    proceedings = models.CharField(max_length=40, blank=True)
    outcome = models.CharField(max_length=12)
    ruling_kept = models.JSONField()
    by = models.CharField(max_length=200)
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(outcome__in=[outcome.value for outcome in Outcome]),
                name="use_outcome_is_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.purpose}: {self.outcome}"

    @property
    def ruling(self) -> Ruling:
        """The ruling, with every ground."""
        ruling = ruling_from(self.ruling_kept)
        assert ruling is not None
        return ruling


class ReferenceCounter(models.Model):
    """How many references were given out, for each partner and year."""

    partner = models.CharField(max_length=2)
    year = models.PositiveIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["partner", "year"], name="one_counter_a_partner_year"),
        ]

    def __str__(self) -> str:
        return f"{self.partner} {self.year}: {self.last}"
