"""The message kinds of joint folders, as `node` registers them with the exchange."""

from collections.abc import Mapping

from comity.exchange.terms import Handler, MessageKind
from comity.investigations import services
from comity.investigations.schemas import (
    ANSWER_TYPE,
    CLOSED_TYPE,
    INVITATION_TYPE,
    ITEM_TYPE,
    LEFT_TYPE,
    MEMBERS_TYPE,
    SCHEMAS,
    TASK_DONE_TYPE,
    WITHHELD_TYPE,
    WORD_TYPE,
)
from comity.investigations.services.hearing import of_its_folder

_TAKERS: Mapping[str, Handler] = {
    INVITATION_TYPE: services.take_invitation,
    ANSWER_TYPE: services.take_answer,
    MEMBERS_TYPE: services.take_members,
    ITEM_TYPE: services.take_item,
    WITHHELD_TYPE: services.take_withheld,
    TASK_DONE_TYPE: services.take_task_done,
    WORD_TYPE: services.take_word,
    LEFT_TYPE: services.take_leaving,
    CLOSED_TYPE: services.take_closing,
}
KINDS = tuple(
    MessageKind(name, 1, SCHEMAS[name], of_its_folder(take)) for name, take in _TAKERS.items()
)
