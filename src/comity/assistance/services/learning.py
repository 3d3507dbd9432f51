"""What every word of a partner has in common: the request it is about, the step, the entry."""

from collections.abc import Mapping
from typing import Any

from comity.assistance.lifecycle import Step, next_step
from comity.assistance.models import Answer, Enclosure, Part, Request
from comity.assistance.queries.retention import is_erased
from comity.assistance.schemas import access, afterwords
from comity.assistance.schemas.answers import OPENED_TYPE
from comity.assistance.schemas.feedback import FEEDBACK_TYPE
from comity.assistance.services.clocks import keep_clocks
from comity.assistance.services.finding import make_findable
from comity.assistance.terms import (
    Action,
    Channel,
    ExhibitsDifferError,
    Party,
    ReferenceNotTheirsError,
    RelianceMissingError,
    RequestState,
    StepNotAllowedError,
    TurnKind,
)
from comity.assistance.terms.retention import ErasedAlreadyError
from comity.evidence.custody import Hand
from comity.evidence.services import announce
from comity.evidence.terms import Announced
from comity.exchange.refusals import JsonFault, MessageFault, MessageNotKeptError
from comity.exchange.terms import Handler, Received, Reliance
from comity.ledger.services import append
from comity.ledger.terms import NODE, FieldValue

# What is said of information that nobody asked for; a request takes every other word.
_OF_INFORMATION = frozenset({OPENED_TYPE, FEEDBACK_TYPE, *afterwords.SCHEMAS, *access.SCHEMAS})


def of_its_case(take: Handler) -> Handler:
    """Let a handler have those messages alone whose envelope names the matter their body is about.

    The body of a message is erased with the matter that its envelope names; one that names another
    would outlive its own matter, or stand in the way of another's erasure.
    """

    def take_of_its_case(received: Received) -> None:
        if received.envelope.case != received.body["reference"]:
            raise MessageNotKeptError(
                MessageFault.ENVELOPE_MALFORMED, cause=JsonFault.FIELD_WRONG.value, field="case"
            )
        take(received)

    return take_of_its_case


def demand_kept(request: Request) -> None:
    """Refuse a partner's word on a matter whose content was erased, and keep nothing of it.

    Raises:
        MessageNotKeptError: it was.
    """
    if is_erased(request):
        raise MessageNotKeptError(because=ErasedAlreadyError())


def request_of_ours(received: Received) -> Request:
    """Return the request of ours that a partner's message is about, locked.

    Raises:
        ReferenceNotTheirsError: it is not one between the partner and us.
        MessageNotKeptError: its content was erased.
    """
    return _known(received, Party.REQUESTING)


def request_of_theirs(received: Received) -> Request:
    """Return the partner's request that its message is about, locked.

    Raises:
        ReferenceNotTheirsError: it is not one between the partner and us.
        MessageNotKeptError: its content was erased.
    """
    return _known(received, Party.REQUESTED)


def request_named(received: Received) -> Request:
    """Return the request, whosever, that a partner's message is about, locked.

    Raises:
        ReferenceNotTheirsError: it is not one between the partner and us.
        MessageNotKeptError: its content was erased.
    """
    return _known(received, *Party)


def _known(received: Received, *sides: Party) -> Request:
    """Return the request a message is about; a partner speaks of its own link's requests only.

    A matter that goes by letter is not of the link, also when the partner has got a node since.
    """
    reference = str(received.body["reference"])
    found = Request.objects.select_for_update(of=("self",), no_key=True).select_related("agency")
    of_the_link = found.filter(partner=received.partner, channel=Channel.NODE.value)
    named = of_the_link.filter(reference=reference, side__in=[side.value for side in sides])
    request = named.first()
    if request is None:
        raise ReferenceNotTheirsError(reference=reference, partner=received.partner)
    demand_kept(request)
    if request.unasked and received.type not in _OF_INFORMATION:
        raise StepNotAllowedError(state=request.state, action=received.type)
    return request


def step_told(request: Request, action: Action) -> Step:
    """Return the step that a word of the partner tells of.

    Raises:
        StepNotAllowedError: the table has no such move, or the request was closed for another
            reason than our withdrawal, which alone a word can have crossed; or it says that it
            was opened, and nothing that we told is closed here unopened.
    """
    ours = request.own_side is Party.REQUESTING
    by = Party.REQUESTED if ours else Party.REQUESTING
    channel = Channel(request.channel)
    step = next_step(request.stands, action, by=by, record=request.own_side, channel=channel)
    if ours and request.stands is RequestState.CLOSED and not _was_closed_unheard(request):
        raise StepNotAllowedError(state=request.state, action=action.value)
    if action is Action.OPEN and not step.moves and not _was_closed_unopened(request):
        raise StepNotAllowedError(state=request.state, action=action.value)
    return step


def _was_closed_unopened(request: Request) -> bool:
    """Tell whether we closed what we told them before they told that they had opened it."""
    return request.opened_at is None and (request.unasked or request.answered_at is not None)


def _was_closed_unheard(request: Request) -> bool:
    """Tell whether we withdrew and closed it before anything came that ends it."""
    ended = bool(request.answered_at or request.decision_ground)
    return not ended and request.turns.filter(kind=TurnKind.TAKEN_BACK.value).exists()


def learn(request: Request, step: Step, *, received: Received, **fields: FieldValue) -> None:
    """Make the step a partner's word tells of, and record that it was learnt."""
    request.take(step)
    request.version += 1
    request.updated_at = received.at
    request.save()
    make_findable(request)
    keep_clocks(request, at=received.at)
    append(
        step.event,
        about=request.reference,
        by=NODE,
        agency=request.owner_on_record,
        at=received.at,
        partner=received.partner,
        message=received.message_id,
        **fields,
    )


def reliance(received: Received) -> Reliance:
    """Return what the partner relies on.

    Raises:
        RelianceMissingError: the message names no instrument.
    """
    relied = received.envelope.under
    if relied is None:
        raise RelianceMissingError()
    return relied


def announce_exhibits(
    received: Received, request: Request, part: Part, *, answer: Answer | None = None
) -> list[str]:
    """Note the exhibits a message names; return how the record names them."""
    told = exhibits_named(received)
    hand = Hand(NODE, "", received.at)
    names = []
    for each in told:
        exhibit = announce(
            each,
            partner=received.partner,
            case=request.reference,
            agency=request.agency,
            hand=hand,
        )
        Enclosure.objects.create(request=request, exhibit=exhibit, part=part, answer=answer)
        names.append(exhibit.record_name)
    return names


def exhibits_named(received: Received) -> list[Announced]:
    """Return the exhibits a message names, which its envelope must name as well.

    Raises:
        ExhibitsDifferError: it does not.
    """
    told = [_announced(each) for each in _listed(received.body)]
    signed = {(line.id, line.payload_digest, line.size) for line in received.envelope.exhibits}
    if {(each.id, each.payload_digest, each.payload_size) for each in told} != signed:
        raise ExhibitsDifferError(partner=received.partner)
    return told


def _listed(body: Mapping[str, object]) -> list[dict[str, Any]]:
    listed = body["exhibits"]
    assert isinstance(listed, list)
    return listed


def _announced(told: dict[str, Any]) -> Announced:
    names = (
        "id",
        "file_name",
        "media_type",
        "source",
        "digest",
        "payload_digest",
        "size",
        "payload_size",
        "capability",
    )
    return Announced(**{name: told[name] for name in names})
