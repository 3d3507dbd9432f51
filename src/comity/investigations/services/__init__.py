"""Acts on joint folders, each inside the caller's transaction: what changed and one entry."""

from comity.investigations.services.ending import close_folder, leave_folder
from comity.investigations.services.erasing import erase_folder, forget_items
from comity.investigations.services.inviting import answer_invitation, invite
from comity.investigations.services.items import add_item, discard_item
from comity.investigations.services.items_received import (
    take_item,
    take_task_done,
    take_withheld,
    take_word,
)
from comity.investigations.services.opening import admit_agency, open_folder
from comity.investigations.services.received import (
    take_answer,
    take_closing,
    take_invitation,
    take_leaving,
    take_members,
)
from comity.investigations.services.releasing import release_item
from comity.investigations.services.working import finish_task, give_word

__all__ = [
    "add_item",
    "admit_agency",
    "answer_invitation",
    "close_folder",
    "discard_item",
    "erase_folder",
    "finish_task",
    "forget_items",
    "give_word",
    "invite",
    "leave_folder",
    "open_folder",
    "release_item",
    "take_answer",
    "take_closing",
    "take_invitation",
    "take_item",
    "take_leaving",
    "take_members",
    "take_task_done",
    "take_withheld",
    "take_word",
]
