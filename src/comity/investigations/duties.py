"""Who opens, fills and reads joint folders. Pure."""

from typing import Final

from comity.investigations.terms import FolderState, ItemState
from comity.kernel.duties import Duty, Within
from comity.kernel.rulings import Role

_AT_WORK: Final = (Role.REQUEST_OFFICER, Role.INVESTIGATOR, Role.CENTRAL_UNIT)
_RELEASING: Final = (Role.APPROVER, Role.CENTRAL_UNIT)
_OPEN: Final = (FolderState.OPEN,)

SEE_EVERY_FOLDER: Final = Duty(
    "joint folder",
    "read every folder of the node, and every item",
    (Role.CENTRAL_UNIT, Role.AUDITOR, Role.DATA_PROTECTION_OFFICER),
)
SEE_AGENCYS_FOLDERS: Final = Duty(
    "joint folder",
    "read what reaches their agency",
    (Role.REQUEST_OFFICER, Role.INVESTIGATOR, Role.APPROVER),
    Within.AGENCY,
)
OPEN_FOLDER: Final = Duty("joint folder", "open", _AT_WORK, Within.AGENCY)
INVITE: Final = Duty(
    "joint folder", "invite a partner, as a second person", _RELEASING, Within.AGENCY, _OPEN
)
ADMIT_AGENCY: Final = Duty(
    "joint folder", "admit another agency of the node", _RELEASING, Within.AGENCY, _OPEN
)
ANSWER_INVITATION: Final = Duty(
    "joint folder",
    "join a partner's folder, or not",
    (Role.CENTRAL_UNIT,),
    states=(FolderState.INVITED,),
)
CLOSE_FOLDER: Final = Duty("joint folder", "close", _RELEASING, Within.AGENCY, _OPEN)
LEAVE_FOLDER: Final = Duty("joint folder", "leave a partner's", _RELEASING, Within.AGENCY, _OPEN)
WRITE_ITEM: Final = Duty(
    "item of a joint folder", "write, or discard before release", _AT_WORK, Within.SEEN
)
RELEASE_ITEM: Final = Duty(
    "item of a joint folder",
    "release, as a second person",
    _RELEASING,
    Within.AGENCY,
    (ItemState.WRITTEN, ItemState.RELEASED),
)
FINISH_TASK: Final = Duty("item of a joint folder", "report a task done", _AT_WORK, Within.SEEN)
GIVE_WORD: Final = Duty(
    "item of a joint folder",
    "give the administration's word on a decision",
    _RELEASING,
    Within.SEEN,
)
ERASE_FOLDER: Final = Duty(
    "joint folder",
    "erase what it says",
    (Role.DATA_PROTECTION_OFFICER,),
    states=(FolderState.CLOSED, FolderState.LEFT, FolderState.DECLINED),
)
DUTIES: Final = (
    SEE_EVERY_FOLDER,
    SEE_AGENCYS_FOLDERS,
    OPEN_FOLDER,
    INVITE,
    ADMIT_AGENCY,
    ANSWER_INVITATION,
    CLOSE_FOLDER,
    LEAVE_FOLDER,
    ERASE_FOLDER,
    WRITE_ITEM,
    RELEASE_ITEM,
    FINISH_TASK,
    GIVE_WORD,
)
