"""What is refused in a joint folder, by name. Pure."""

from comity.kernel.errors import ComesTooEarly, ComityError


class FolderNotOpenError(ComityError):
    """Nothing is added to a folder that is closed, left, or not joined yet."""

    code = "folder_not_open"


class FolderNotOursError(ComityError):
    """Only the administration that opened the folder does this."""

    code = "folder_not_ours"


class FolderOursError(ComityError):
    """Who opened a folder closes it, and does not leave it."""

    code = "folder_ours"


class FolderOpenerInvitesError(ComityError):
    """Who opened a folder does not let its words go to a partner."""

    code = "folder_second_person"


class FolderUnknownError(ComityError):
    """A partner speaks of a folder that is not here, or that it is no member of."""

    code = "folder_unknown"


class FolderMemberNotNamedError(ComesTooEarly, ComityError):
    """A partner speaks in another's folder before its host has said that it takes part."""

    code = "folder_member_not_named"


class FolderPurportedError(ComityError):
    """A partner speaks for somebody else."""

    code = "folder_purported"


class FolderNotEndedError(ComityError):
    """A folder that goes on is not erased."""

    code = "folder_not_ended"


class NotInvitedError(ComityError):
    """No invitation waits for an answer."""

    code = "folder_not_invited"


class MemberAlreadyError(ComityError):
    """The administration is a member, or was asked already."""

    code = "folder_member_already"


class AgencyAlreadyError(ComityError):
    """The agency is in the folder."""

    code = "folder_agency_already"


class ItemReleasedError(ComityError):
    """The item has left: it is not taken away any more."""

    code = "folder_item_released"


class ItemWriterReleasesError(ComityError):
    """Who wrote an item does not release it."""

    code = "folder_item_second_person"


class ItemChangedError(ComityError):
    """The item is no more as it was read."""

    code = "folder_item_changed"


class ItemUnknownError(ComityError):
    """A partner speaks of an item that it was never shown, or tells one twice."""

    code = "folder_item_unknown"


class NobodyReachedError(ComityError):
    """Everybody whom the item reaches has it, and nothing else is to be told."""

    code = "folder_nobody_reached"


class WordGivenError(ComityError):
    """The administration has given its word on this decision."""

    code = "folder_word_given"


class TaskDoneError(ComityError):
    """The task is done."""

    code = "folder_task_done"


class TaskNotYoursError(ComityError):
    """The task is another's."""

    code = "folder_task_not_yours"
