"""What can be wrong with a backup, or stand in its way."""

from enum import StrEnum

from comity.kernel.errors import ComityError


class BackupFault(StrEnum):
    """Why a file is not restored; nothing of it is applied then."""

    NOT_ONE = "backup_not_one"
    OTHER_KEY = "backup_other_key"
    ALTERED = "backup_altered"
    TRUNCATED = "backup_truncated"
    MALFORMED = "backup_malformed"
    STRANGE_ITEM = "backup_strange_item"
    OUT_OF_ORDER = "backup_out_of_order"
    TOO_LARGE = "backup_too_large"
    DIGEST_DIFFERS = "backup_digest_differs"
    NOT_LISTED = "backup_not_listed"
    NEWER = "backup_newer"
    DATABASE_DAMAGED = "backup_database_damaged"
    OTHER_ENGINE = "backup_other_engine"


class BackupRefusedError(ComityError):
    """The file is not a whole backup of a node that this software can restore."""

    def __init__(self, fault: BackupFault, **facts: object) -> None:
        self.code = fault.value
        super().__init__(**facts)


class NoRoomError(ComityError):
    """The disk is full, or nearly; the node itself needs what is left."""

    code = "backup_no_room"


class NoRecipientError(ComityError):
    """Nobody is named who could open a backup."""

    code = "backup_no_recipient"


class PlaceTakenError(ComityError):
    """Something stands already where the backup, or what is restored, should."""

    code = "backup_place_taken"


class PlaceRefusedError(ComityError):
    """A file cannot be read or written there."""

    code = "backup_place_refused"


class BackupUnderWayError(ComityError):
    """Another backup of this node is being made."""

    code = "backup_under_way"
