"""What may happen to a request between being sent and being answered, beside deciding on it."""

from enum import StrEnum


class TurnKind(StrEnum):
    """The turns a request can take on its way."""

    INCOMPLETE = "incomplete"
    COMPLETED = "completed"
    POSTPONED = "postponed"
    TAKEN_BACK = "taken_back"


class Missing(StrEnum):
    """What a request lacks, so that it is returned for completion."""

    LEGAL_BASIS = "legal_basis"
    PURPOSE = "purpose"
    FACTS = "facts"
    PERSONS = "persons"
    DOCUMENTS = "documents"
    ENQUIRIES = "enquiries"
    UNDERTAKING = "undertaking"
    TRANSLATION = "translation"
    OTHER = "other"


class PostponementGround(StrEnum):
    """Why giving assistance is put off; agreements name these three.

    Source: [wco-mba-2004].
    """

    INVESTIGATION = "investigation"
    PROSECUTION = "prosecution"
    PROCEEDINGS = "proceedings"
