"""Everything the exchange refuses, by name.

Each enum is complete: a test walks its members and finds a sentence for every one, so that no
refusal reaches a partner or an officer as a number.
"""

from enum import StrEnum

from comity.exchange.carried import MediumFault
from comity.kernel.errors import ComityError


class JsonFault(StrEnum):
    """What is wrong with JSON that a partner wrote."""

    TOO_LARGE = "json_too_large"
    NOT_UTF8 = "json_not_utf8"
    MALFORMED = "json_malformed"
    DUPLICATE_KEY = "json_duplicate_key"
    TOO_DEEP = "json_too_deep"
    NUMBER_OUT_OF_RANGE = "json_number_out_of_range"
    TEXT_UNPRINTABLE = "json_text_unprintable"
    NOT_AN_OBJECT = "json_not_an_object"
    FIELD_MISSING = "json_field_missing"
    FIELD_WRONG = "json_field_wrong"


class LinkFault(StrEnum):
    """What is wrong with a descriptor, or with an act on a link."""

    DESCRIPTOR_MALFORMED = "descriptor_malformed"
    DESCRIPTOR_SIGNATURE_WRONG = "descriptor_signature_wrong"
    DESCRIPTOR_PROTOCOL_UNKNOWN = "descriptor_protocol_unknown"
    SUITE_RETIRED = "link_suite_retired"
    OWN_DESCRIPTOR = "link_to_own_node"
    OWN_DESCRIPTOR_MISSING = "own_descriptor_missing"
    UNKNOWN = "link_unknown"
    NUMBER_DIFFERS = "link_number_differs"
    SAME_OFFICER = "link_second_officer_needed"
    NOT_CONFIRMED = "link_not_confirmed"
    STATE_FORBIDS = "link_state_forbids"
    DESCRIPTORS_UNCHANGED = "link_descriptors_unchanged"
    EPOCH_USED = "link_epoch_used"
    DESCRIPTOR_OF_ANOTHER = "descriptor_of_another"
    DAY_PASSED = "link_notice_day_passed"
    DAY_TOO_FAR = "link_notice_day_too_far"
    NOTICES_TOO_MANY = "link_notices_too_many"


class ParcelFault(StrEnum):
    """Why a parcel, or a receipt for one, was refused."""

    HEAD_TOO_LONG = "parcel_head_too_long"
    HEAD_MALFORMED = "parcel_head_malformed"
    SENDER_UNKNOWN = "parcel_sender_unknown"
    SIGNATURE_MISSING = "parcel_signature_missing"
    SIGNATURE_WRONG = "parcel_signature_wrong"
    KEY_ENDED = "parcel_key_ended"
    OTHER_RECIPIENT = "parcel_for_another_node"
    OTHER_LINK = "parcel_of_another_link"
    LINK_SUSPENDED = "parcel_link_suspended"
    SUITE_RETIRED = "parcel_suite_retired"
    EPOCH_CLOSED = "parcel_epoch_closed"
    EPOCH_UNKNOWN = "parcel_epoch_unknown"
    EPOCH_NOT_OPENED = "parcel_epoch_not_opened"
    TOO_LARGE = "parcel_too_large"
    TOO_SLOW = "parcel_too_slow"
    GAVE_WAY = "parcel_gave_way"
    TOO_OFTEN = "parcel_too_often"
    TRUNCATED = "parcel_truncated"
    SEALED_TO_ANOTHER = "parcel_sealed_to_another"
    SEAL_BROKEN = "parcel_seal_broken"
    CONTENT_MALFORMED = "parcel_content_malformed"
    TOO_MANY_MESSAGES = "parcel_too_many_messages"
    GAP = "parcel_gap"
    OVERLAP = "parcel_overlap"
    ROOT_DIFFERS = "parcel_root_differs"
    BODY_DIFFERS = "parcel_body_differs"
    FORK = "parcel_fork"
    RECEIPT_MALFORMED = "receipt_malformed"
    RECEIPT_SIGNATURE_WRONG = "receipt_signature_wrong"
    RECEIPT_KEY_ENDED = "receipt_key_ended"
    RECEIPT_OTHER_CHANNEL = "receipt_other_channel"
    RECEIPT_COVERS_LESS = "receipt_covers_less"


class HaltCause(StrEnum):
    """Why this node writes no further head on a channel until its administrator has acted."""

    OWN_TAIL_LOST = "channel_own_tail_lost"
    PARTNER_TAIL_LOST = "channel_partner_tail_lost"
    FORKED = "channel_forked"


class MessageFault(StrEnum):
    """Why a message was refused by name, or set aside."""

    ENVELOPE_MALFORMED = "message_envelope_malformed"
    MISADDRESSED = "message_misaddressed"
    REPEATED = "message_repeated"
    TYPE_UNKNOWN = "message_type_unknown"
    VERSION_UNKNOWN = "message_version_unknown"
    BODY_MALFORMED = "message_body_malformed"
    BODY_INVALID = "message_body_invalid"
    TOO_LARGE = "message_too_large"
    HANDLER_FAILED = "message_handler_failed"
    NOT_SET_ASIDE = "message_not_set_aside"
    NOT_A_LINK_MESSAGE = "message_not_of_the_link"


class EpochFault(StrEnum):
    """Why a new epoch is not opened, or not recognised, and why a recovery is not begun or fed."""

    OPENING_WRONG = "epoch_opening_wrong"
    OPENING_MISPLACED = "epoch_opening_misplaced"
    CLOSES_UNKNOWN = "epoch_closes_unknown"
    RECEIPT_NOT_OURS = "epoch_receipt_not_ours"
    ROOT_NOT_HELD = "epoch_root_not_held"
    NONE_PROPOSED = "epoch_not_proposed"
    SECOND_PERSON = "epoch_second_person_needed"
    CAUSE_UNKNOWN = "epoch_cause_unknown"
    RECOVERING = "link_recovering"
    NOT_RECOVERING = "link_not_recovering"
    ASK_MALFORMED = "refill_ask_malformed"
    ASK_OLD = "refill_ask_old"
    TOO_OFTEN = "refill_too_often"
    ENDS = "refill_ends"
    ANSWER_MALFORMED = "refill_answer_malformed"
    ANSWER_DIFFERS = "refill_answer_differs"


class KeyFault(StrEnum):
    """Why a key is not taken, ended or turned."""

    MALFORMED = "key_introduced_malformed"
    NOT_POSSESSED = "key_not_possessed"
    OTHER_STATEMENT = "key_states_another"
    KNOWN = "key_known"
    TOO_MANY = "keys_too_many"
    UNKNOWN = "key_unknown"
    LAST = "key_is_the_last"
    OUT_OF_RANGE = "key_end_out_of_range"
    TURN_UNDER_WAY = "key_turn_under_way"
    NO_TURN = "key_turn_unknown"
    SAME_ADMINISTRATOR = "key_second_administrator_needed"


class TransportFault(StrEnum):
    """Why a partner could not be reached, or what its door answered."""

    UNREACHABLE = "partner_unreachable"
    TOO_SLOW = "partner_too_slow"
    TLS_REFUSED = "partner_tls_refused"
    NOT_PINNED = "partner_certificate_not_pinned"
    ANSWER_MALFORMED = "partner_answer_malformed"
    EXHIBIT_NOT_OFFERED = "exhibit_not_offered"


class NamedRefusalError(ComityError):
    """A refusal whose code is a member of one of the enums above."""

    def __init__(self, fault: StrEnum, **facts: object) -> None:
        self.code = fault.value
        super().__init__(**facts)


class JsonRefusedError(NamedRefusalError):
    """JSON from outside is not as strict as this node reads it."""

    def __init__(self, fault: JsonFault, **facts: object) -> None:
        self.fault = fault
        super().__init__(fault, **facts)


class LinkRefusedError(NamedRefusalError):
    """A descriptor or an act on a link is refused."""

    def __init__(self, fault: LinkFault, **facts: object) -> None:
        self.fault = fault
        super().__init__(fault, **facts)


class LinkNotConfirmedError(LinkRefusedError):
    """No link that may carry messages exists with this partner."""

    def __init__(self, *, partner: str) -> None:
        super().__init__(LinkFault.NOT_CONFIRMED, partner=partner)


class LinkRecoveringError(LinkNotConfirmedError):
    """This node asks the partner for what it lost; nobody acts on the link before that ends."""

    def __init__(self, *, partner: str) -> None:
        super().__init__(partner=partner)
        self.code = EpochFault.RECOVERING.value


class EpochRefusedError(NamedRefusalError):
    """A new epoch or a recovery is refused."""

    def __init__(self, fault: EpochFault, **facts: object) -> None:
        self.fault = fault
        super().__init__(fault, **facts)


class KeyRefusedError(NamedRefusalError):
    """A key, or an act on one, is refused."""

    def __init__(self, fault: KeyFault, **facts: object) -> None:
        self.fault = fault
        super().__init__(fault, **facts)


class ParcelRefusedError(NamedRefusalError):
    """A parcel or receipt is refused; the fact `expected` is the size the holder expects next."""

    def __init__(self, fault: ParcelFault, **facts: object) -> None:
        self.fault = fault
        super().__init__(fault, **facts)


class ChannelHaltedError(NamedRefusalError):
    """The channel stands still until a new epoch is opened."""

    def __init__(self, cause: HaltCause, **facts: object) -> None:
        self.cause = cause
        super().__init__(cause, **facts)


class MessageRefusedError(NamedRefusalError):
    """A message is refused by name; it stays in the log and is answered."""

    def __init__(self, fault: MessageFault, **facts: object) -> None:
        self.fault = fault
        super().__init__(fault, **facts)


class LinkMessageRefusedError(MessageRefusedError):
    """What a link message says cannot be so; the package that knows why has named the cause."""

    def __init__(self, cause: ComityError) -> None:
        super().__init__(MessageFault.BODY_INVALID, **dict(cause.facts))
        self.code = cause.code


class MessageNotKeptError(MessageRefusedError):
    """A message is refused by name, and nothing of what it says stays here: only its place does."""

    def __init__(
        self,
        fault: MessageFault = MessageFault.BODY_INVALID,
        *,
        because: ComityError | None = None,
        **facts: object,
    ) -> None:
        super().__init__(fault, **facts)
        if because is not None:
            self.code = because.code


class MediumRefusedError(NamedRefusalError):
    """Nothing can be written to a medium, or read from it."""

    def __init__(self, fault: MediumFault, **facts: object) -> None:
        self.fault = fault
        super().__init__(fault, **facts)


class TransportError(NamedRefusalError):
    """The partner's door was not reached, or did not answer in the agreed form."""

    def __init__(self, fault: TransportFault, **facts: object) -> None:
        self.fault = fault
        super().__init__(fault, **facts)
