"""Requests, on either side, and the references they are known by."""

from dataclasses import fields
from datetime import UTC
from functools import reduce
from operator import and_, or_
from typing import Any, Self

from django.db import models

from comity.assistance.duties import SEE_AGENCYS_REQUESTS, SEE_EVERY_REQUEST, SEE_REFERRED
from comity.assistance.lifecycle import ENDS, Step
from comity.assistance.models.columns import long_text, short_text
from comity.assistance.stored_rulings import ruling_from
from comity.assistance.terms import Action, Channel, Party, RequestDraft, RequestState
from comity.assistance.terms.kind_fields import persons_in
from comity.assistance.terms.replies import QuestionStage
from comity.kernel.rulings import Ruling
from comity.ledger.terms import UNALLOCATED
from comity.officers.models import Agency, Officer
from comity.officers.queries import key_of_agency
from comity.officers.terms import Viewer

# One condition for each state: of a list of states SQLite does not see that it is the index's.
_GOING = reduce(and_, (~models.Q(state=state.value) for state in sorted(ENDS)))
WAITING_FOR_RELEASE = (
    RequestState.SUBMITTED,
    RequestState.COMPLETED,
    RequestState.ANSWER_DRAFTED,
    RequestState.INFORMING,
)
_TO_RELEASE = reduce(or_, (models.Q(state=state.value) for state in WAITING_FOR_RELEASE))


class Requests(models.QuerySet["Request"]):
    """Requests, and who may see them."""

    def visible_to(self, viewer: Viewer) -> Self:
        """Return the requests that `viewer` may see.

        The central unit, auditors and data protection officers see those of the whole node;
        officers, investigators and approvers those of their agency, which an incoming request has
        once it is allocated, and those another agency has shared with it; the treaty desk those
        referred to it. Everybody else sees nothing.
        """
        ways = _ways(viewer)
        return self.filter(reduce(or_, ways)) if ways else self.none()

    def latest_rows(self, sight: "Sight", *columns: str, most: int) -> list[tuple[Any, ...]]:
        """Return the requests changed last of those that may be seen, the latest first.

        No index serves all ways of seeing together, so each is asked apart, in the order of its
        own, and what they find is joined.

        Args:
            sight: of the viewer.
            columns: what is wanted of each.
            most: how many.

        Returns:
            Of each: when it was changed, its key, and the columns.
        """
        found: dict[int, tuple[Any, ...]] = {}
        for way in sight.ways:
            seen = self.filter(way).order_by("-updated_at", "-id").select_related(None)
            rows = seen.values_list("updated_at", "pk", *columns)[:most]
            found |= {row[1]: row for row in rows}
        return sorted(found.values(), key=lambda row: row[:2], reverse=True)[:most]

    def going(self) -> Self:
        """Return those that wait for somebody; the indexes of what goes on say the same."""
        return self.filter(_GOING)

    def to_release(self) -> Self:
        """Return those that wait for somebody to let them leave; one index holds them."""
        return self.filter(_TO_RELEASE)


class Sight:
    """The ways in which a viewer sees requests, each to be asked apart; found out once a page."""

    def __init__(self, viewer: Viewer, *, shared: bool | None = None) -> None:
        """Find them out.

        Args:
            viewer: who looks.
            shared: whether any is shared with the viewer's agency; None where nobody asked.
        """
        self.ways = _ways(viewer, apart=True, shared=shared)


def _ways(viewer: Viewer, *, apart: bool = False, shared: bool | None = None) -> list[models.Q]:
    """Return the ways in which a viewer sees requests; none for who sees nothing.

    Args:
        viewer: who looks.
        apart: each is asked apart, so that one by which nothing is seen is left out.
        shared: whether there are any of those shared with the agency; None where nobody asked.
    """
    if viewer.holds(*SEE_EVERY_REQUEST.roles):
        return [models.Q()]
    ways = []
    if viewer.agency and viewer.holds(*SEE_AGENCYS_REQUESTS.roles):
        own = key_of_agency(viewer.agency)
        with_it = Request.shared_with.through._default_manager.filter(agency=own)
        ways.append(models.Q(agency=own))
        if not apart or (with_it.exists() if shared is None else shared):
            ways.append(models.Q(pk__in=with_it.values("request_id")))
    if viewer.holds(*SEE_REFERRED.roles):
        ways.append(models.Q(referred_to__in=[role.value for role in SEE_REFERRED.roles]))
    return ways


class Request(models.Model):
    """A request for assistance, on either side of it."""

    reference = models.CharField(max_length=40, unique=True)
    side = models.CharField(max_length=12)
    state = models.CharField(max_length=20)
    # How the matter travels: settled when it is approved, or by how a partner's came.
    channel = models.CharField(max_length=8, default=Channel.NODE.value)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, null=True)
    # Agencies that may read it beside its own, each by a ruling of its own (`Share`).
    shared_with = models.ManyToManyField(Agency, related_name="+")
    drafter = models.ForeignKey(Officer, on_delete=models.PROTECT, null=True, related_name="+")
    drafter_name = models.CharField(max_length=200, blank=True)
    # On whose desk it lies; a partner's is the unit's until somebody writes the answer.
    holder = models.ForeignKey(Officer, on_delete=models.PROTECT, null=True, related_name="+")
    # Ids of all who wrote in the draft: none of them may release it.
    writers = models.JSONField(default=list)
    approver_name = models.CharField(max_length=200, blank=True)

    partner = models.CharField(max_length=2, blank=True)
    kind = short_text("kind")
    purpose = short_text("purpose")
    subject = short_text("subject")
    facts = long_text("facts")
    asked = long_text("asked")
    legal_elements = long_text("legal_elements")
    proceedings_nature = short_text("proceedings_nature")
    enquiries_made = long_text("enquiries_made")
    goods_description = long_text("goods_description")
    hs_code = short_text("hs_code")
    value_amount = short_text("value_amount")
    value_currency = short_text("value_currency")
    origin_country = short_text("origin_country")
    consignment_reference = short_text("consignment_reference")
    parties = long_text("parties")
    intended_use = long_text("intended_use")
    area = short_text("area")
    offence = short_text("offence")
    # The versions of the lists that both codes are of, by the names of the lists.
    code_versions = models.JSONField(default=dict)
    # What was typed into the fields that only some kinds have.
    particulars = models.JSONField(default=dict)
    # The same as text, so that a name is found in it on every database.
    own_text = models.TextField(blank=True, default="")
    # Whether a field for persons names any, for an index to find it by.
    names_persons = models.BooleanField(default=False, editable=False)
    under = short_text("under")
    reply_wanted_on = short_text("reply_wanted_on")
    reciprocity = models.BooleanField(default=True)
    urgent = models.BooleanField(default=False)
    # Nobody asked: information was given, and it binds as an answer does (`Information`).
    unasked = models.BooleanField(default=False)
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
    return_reason = long_text("reason")
    decision_ground = models.CharField(max_length=40, blank=True)
    decision_reasons = long_text("reasons")

    message_id = models.CharField(max_length=36, blank=True)
    decision_message_id = models.CharField(max_length=36, blank=True)
    opening_message_id = models.CharField(max_length=36, blank=True)

    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()
    submitted_at = models.DateTimeField(null=True)
    # When it was released for a letter; what goes by node is sent in the moment of approval.
    approved_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)
    received_at = models.DateTimeField(null=True)
    decided_at = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)
    # In UTC, from the day that began it; statistics count them along an index.
    days_taken = models.IntegerField(null=True, editable=False)
    opened_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)

    objects = Requests.as_manager()

    class Meta:
        """Order, look-ups, and what must never be stored."""

        ordering = ["-updated_at", "-id"]
        indexes = [
            models.Index(fields=["agency", "state", "-updated_at", "-id"], name="request_stands"),
            models.Index(fields=["agency", "-updated_at", "-id"], name="request_of_agency"),
            models.Index(fields=["state", "-updated_at", "-id"], name="request_in_state"),
            models.Index(fields=["partner", "-updated_at", "-id"], name="request_of_partner"),
            models.Index(fields=["partner", "-id"], name="request_begun_with"),
            models.Index(fields=["-updated_at", "-id"], name="request_latest"),
            models.Index(fields=["referred_to", "state", "agency"], name="request_referred"),
            models.Index(
                fields=["agency", "-updated_at", "-id"], condition=_GOING, name="request_going"
            ),
            models.Index(
                fields=["holder", "agency", "-updated_at", "-id"],
                condition=_GOING,
                name="request_going_held",
            ),
            models.Index(
                fields=["side", "-updated_at", "-id"], condition=_GOING, name="request_going_side"
            ),
            models.Index(
                fields=["agency", "side", "-updated_at", "-id"],
                condition=_GOING,
                name="request_going_asked",
            ),
            models.Index(
                fields=["agency", "-updated_at", "-id"],
                condition=_TO_RELEASE,
                name="request_to_release",
            ),
            models.Index(fields=["message_id"], name="request_by_message"),
            models.Index(
                fields=["-id"],
                condition=models.Q(names_persons=True),
                name="request_names_persons",
            ),
            # Statistics count along these, and read no request.
            models.Index(fields=["side", "partner", "sent_at"], name="pair_asked_by_us"),
            models.Index(fields=["side", "partner", "received_at"], name="pair_asked_by_them"),
            models.Index(
                fields=["side", "partner", "answered_at", "relied_on", "days_taken"],
                name="pair_days_taken",
            ),
            models.Index(
                fields=["side", "partner", "decided_at", "decision_ground"], name="pair_decided"
            ),
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
                condition=models.Q(channel__in=[channel.value for channel in Channel]),
                name="request_channel_is_known",
            ),
            models.CheckConstraint(
                condition=models.Q(names_persons=True) | models.Q(parties=""),
                name="request_with_parties_names_persons",
            ),
            models.CheckConstraint(
                condition=models.Q(side=Party.REQUESTED.value)
                | models.Q(agency__isnull=False)
                | models.Q(unasked=True, state=RequestState.INFORMED.value),
                name="own_request_has_agency",
            ),
            models.CheckConstraint(
                condition=~models.Q(state=RequestState.SENT.value) | ~models.Q(message_id=""),
                name="sent_request_has_message",
            ),
        ]

    def __str__(self) -> str:
        return self.reference

    def save(self, *arguments: Any, **named: Any) -> None:
        """Store it, with the days its answer took: they follow from the instants it bears."""
        if named.get("update_fields") is None:
            self.days_taken = self._days_taken()
        super().save(*arguments, **named)

    def _days_taken(self) -> int | None:
        began = self.sent_at if self.side == Party.REQUESTING else self.received_at
        if began is None or self.answered_at is None:
            return None
        return (self.answered_at.astimezone(UTC).date() - began.astimezone(UTC).date()).days

    @property
    def own_side(self) -> Party:
        """Which of the two sides this node is on."""
        return Party(self.side)

    @property
    def stands(self) -> RequestState:
        """The state, as the word it is."""
        return RequestState(self.state)

    @property
    def by_letter(self) -> bool:
        """Whether the matter goes by letter; until it is approved, an own one goes by neither."""
        return self.channel == Channel.LETTER

    @property
    def last_ruling(self) -> Ruling | None:
        """What this node last ruled on the request; None before it could."""
        return ruling_from(self.ruling)

    @property
    def persons(self) -> str:
        """Whom its fields for persons name; empty when none of them does."""
        return persons_in(self.parties, self.particulars)

    def take(self, step: Step) -> None:
        """Make a step of the table; nothing else writes the state."""
        assert step.record is self.own_side and step.before is self.stands
        self.state = step.after.value

    @property
    def agency_code(self) -> str | None:
        """The agency it belongs to; None before a partner's request is allocated."""
        return self.agency.code if self.agency else None

    @property
    def owner_on_record(self) -> str:
        """Whose acts on it are in the record, whoever did them: who sees it sees its record."""
        return self.agency_code or UNALLOCATED

    def reader_on_record(self, reader: Viewer) -> str:
        """Return whose a look at it is in the record: the reader's agency's, if that may see it."""
        if reader.agency == self.agency_code:
            return reader.agency
        shown = self.shared_with.filter(code=reader.agency)
        return reader.agency if shown.exists() else self.owner_on_record

    def add_writer(self, officer: Viewer) -> None:
        """Note that an officer wrote in it: a deputy's hand is the absent officer's too."""
        self.writers = sorted({*self.writers, *officer.people})

    def writers_of(self, action: Action) -> frozenset[int]:
        """Return the ids of the officers who wrote what an action would release."""
        if action is Action.ASK_FURTHER:
            return frozenset(self._writers_of_question())
        if action not in {Action.RELEASE, Action.RELEASE_PART, Action.TELL}:
            return frozenset(self.writers)
        wrote = self.answers.order_by("-number").values_list("writers", flat=True).first()
        return frozenset(wrote or ())

    def _writers_of_question(self) -> list[int]:
        drafted = self.questions.filter(stage=QuestionStage.DRAFTED.value)
        return drafted.values_list("writers", flat=True).first() or []

    def as_draft(self) -> RequestDraft:
        """Return what was typed, or what came, as the rules read it."""
        return RequestDraft(
            **{field.name: getattr(self, field.name) for field in fields(RequestDraft)}
        )

    def take_draft(self, draft: RequestDraft) -> None:
        """Keep a draft as typed."""
        for field in fields(draft):
            setattr(self, field.name, getattr(draft, field.name))
        self.particulars = dict(draft.particulars)
        self.own_text = "\n".join(draft.particulars.values())
        self.names_persons = bool(self.persons)


class ReferenceCounter(models.Model):
    """How many references were given out, for each partner and year."""

    partner = models.CharField(max_length=2)
    year = models.PositiveIntegerField()
    # Of a partner's requests that came by letter without a reference of its node.
    by_letter = models.BooleanField(default=False)
    last = models.PositiveIntegerField(default=0)

    class Meta:
        """Order, look-ups, and what must never be stored."""

        constraints = [
            models.UniqueConstraint(
                fields=["partner", "year", "by_letter"], name="one_counter_a_partner_year"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.partner} {self.year}: {self.last}"
