"""How far the partner holds what this node sent, asked without effect on either side.

A parcel of no messages asks for the state. Its answer is a receipt, which the partner signed, or
the problem that would also meet the next parcel.
"""

import http.client
from collections.abc import Callable, Mapping

from django.db.models import Max

from comity.crypto.keys import NodeKeys
from comity.exchange.channel import read_origin
from comity.exchange.keys_in_force import open_receipt_of
from comity.exchange.ladder.door import Conversation, SilentDoorError
from comity.exchange.ladder.rungs import Rung, fault, good
from comity.exchange.models import Channel
from comity.exchange.receipt import RECEIPT_LIMIT, Receipt
from comity.exchange.refusals import HaltCause, JsonRefusedError, ParcelFault, ParcelRefusedError
from comity.exchange.services import Parcel, state_question
from comity.exchange.services.roots import root_at
from comity.exchange.transport import PARCEL_TYPE, problem_in
from comity.kernel.checks import Check, Side
from comity.kernel.errors import Problem

Keys = Callable[[], NodeKeys]
# Why a door refuses a question for the state: what that means, and who mends it.
_REFUSALS: Mapping[str, tuple[str, Side]] = {
    ParcelFault.SENDER_UNKNOWN.value: ("ladder_link_unknown_there", Side.BOTH),
    ParcelFault.LINK_SUSPENDED.value: ("ladder_link_suspended_there", Side.PARTNER),
    ParcelFault.SIGNATURE_WRONG.value: ("ladder_own_keys_refused", Side.BOTH),
    ParcelFault.SIGNATURE_MISSING.value: ("ladder_own_keys_refused", Side.BOTH),
    ParcelFault.KEY_ENDED.value: ("ladder_own_keys_refused", Side.BOTH),
    ParcelFault.OTHER_LINK.value: ("ladder_other_descriptors_there", Side.BOTH),
    ParcelFault.OTHER_RECIPIENT.value: ("ladder_other_descriptors_there", Side.BOTH),
    "disk_full": ("ladder_disk_full_there", Side.PARTNER),
    "disk_read_only": ("ladder_disk_full_there", Side.PARTNER),
    "door_failed": ("ladder_door_failing", Side.PARTNER),
}


def climb_state(conversation: Conversation, channel: int, *, keys: Keys) -> Check:
    """Return how far the partner holds what was sent, or why it will not take more.

    Args:
        conversation: with its door.
        channel: primary key of the open channel to it.
        keys: gives the node's keys, one of which signs the question of an empty channel.
    """
    question = state_question(channel, keys=keys())
    try:
        answer = conversation.ask(
            "POST", "/parcels", question.raw, 2 * RECEIPT_LIMIT, kind=PARCEL_TYPE
        )
    except SilentDoorError as silent:
        cause = Problem(silent.found.code, facts=silent.found.facts)
        return _broken("ladder_state_not_told", Side.PARTNER, question.partner, cause)
    if answer.status == http.client.OK:
        return _receipted(channel, question, answer.body)
    try:
        return _refused(channel, question, problem_in(answer.body))
    except JsonRefusedError as error:
        cause = Problem(error.code, facts=error.facts)
        return _broken("ladder_state_not_told", Side.PARTNER, question.partner, cause)


def _receipted(channel: int, question: Parcel, raw: bytes) -> Check:
    log = Channel.objects.select_related("link").get(pk=channel)
    try:
        receipt = open_receipt_of(log.link, raw, origin=read_origin(log.origin))
    except ParcelRefusedError as refused:
        cause = Problem(refused.code, facts=refused.facts)
        return _broken("ladder_receipt_not_theirs", Side.BOTH, question.partner, cause)
    return _judged(log, question.partner, receipt)


def _judged(log: Channel, partner: str, receipt: Receipt) -> Check:
    signed = log.heads.aggregate(size=Max("size"))["size"] or 0
    if receipt.size > signed:
        return _halting(HaltCause.OWN_TAIL_LOST, partner, held=receipt.size, size=signed)
    if receipt.root != root_at(log, receipt.size):
        return _halting(HaltCause.FORKED, partner, size=receipt.size)
    return good(Rung.STATE, "ladder_state_told", partner=partner, size=receipt.size)


def _refused(channel: int, question: Parcel, problem: Problem) -> Check:
    if problem.code == ParcelFault.GAP.value:
        return _expected(channel, question, dict(problem.facts).get("expected", ""))
    if problem.code == ParcelFault.FORK.value:
        return _halting(HaltCause.FORKED, question.partner, size=question.size)
    code, side = _REFUSALS.get(problem.code, ("ladder_refused_there", Side.BOTH))
    return _broken(code, side, question.partner, Problem(problem.code, facts=problem.facts))


def _expected(channel: int, question: Parcel, told: str) -> Check:
    """Judge an answer that names the size the partner goes on from; it is not signed."""
    receipted = Channel.objects.values_list("receipted_size", flat=True).get(pk=channel)
    expected = int(told) if told.isdecimal() and len(told) < 16 else -1
    if 0 <= expected < receipted:
        cause = HaltCause.PARTNER_TAIL_LOST
        return _halting(cause, question.partner, receipted=receipted, expected=expected)
    if not receipted <= expected <= question.size:
        return _broken("ladder_state_not_told", Side.PARTNER, question.partner, None)
    return good(Rung.STATE, "ladder_state_told", partner=question.partner, size=expected)


def _halting(cause: HaltCause, partner: str, **facts: int) -> Check:
    named = tuple((name, str(value)) for name, value in facts.items())
    side = Side.HERE if cause is HaltCause.OWN_TAIL_LOST else Side.BOTH
    return _broken("ladder_histories_differ", side, partner, Problem(cause.value, facts=named))


def _broken(code: str, side: Side, partner: str, cause: Problem | None) -> Check:
    return fault(Rung.STATE, code, side, cause, partner=partner)
