"""What persons ask about their data: no entry names the person, nor the case a thing is of.

They are oversight's alone, so that nobody who works on a case learns that somebody asked.
"""

from comity.kernel.wording import N_
from comity.ledger.terms import EventKind

SUBJECT_REGISTERED = EventKind(
    "subject.registered",
    ("right", "day"),
    N_("A person's request came on {day}: {right}."),
)
SUBJECT_IDENTITY_NOTED = EventKind(
    "subject.identity_noted", ("day",), N_("The person showed on {day} who they are.")
)
SUBJECT_SEARCHED = EventKind(
    "subject.searched",
    ("found",),
    N_("What is held of the person was searched for: {found} items were found."),
)
SUBJECT_FILES_READ = EventKind(
    "subject.files_read",
    ("files", "unread", "found"),
    N_(
        "Attached files were read for the person: {files}, and {unread} more by name alone; {found}"
        " name the person."
    ),
)
SUBJECT_ITEM_DECIDED = EventKind(
    "subject.item_decided",
    ("item", "verdict"),
    N_("On item {item} of the person's request it was decided: {verdict}."),
)
SUBJECT_PROPOSED = EventKind(
    "subject.proposed",
    ("granted", "withheld"),
    N_("A reply was proposed: {granted} items granted, {withheld} not."),
)
SUBJECT_RETURNED = EventKind("subject.returned", (), N_("The proposed reply was returned."))
SUBJECT_APPROVED = EventKind(
    "subject.approved", (), N_("A second person approved the reply to the person.")
)
SUBJECT_ANSWERED = EventKind(
    "subject.answered",
    ("granted", "withheld"),
    N_("The person was answered: {granted} items granted, {withheld} not."),
)
SUBJECT_ENDED = EventKind("subject.ended", (), N_("The person's request ended without a reply."))
SUBJECT_ERASED = EventKind(
    "subject.erased", (), N_("Name and particulars of the person who asked were erased.")
)
SUBJECT_LAW_KEPT = EventKind(
    "subject.law_kept",
    ("days", "article"),
    N_("Persons are answered within {days} days: {article}"),
)
ACCESS_CONSULTATION_WRITTEN = EventKind(
    "access_consultation.written",
    ("partner", "item"),
    N_("A question to {partner} about a person's data was written under number {item}."),
)
ACCESS_CONSULTATION_SENT = EventKind(
    "access_consultation.sent",
    ("partner", "item", "message"),
    N_("The question to {partner} about a person's data, number {item}, was released."),
)
ACCESS_CONSULTATION_RECEIVED = EventKind(
    "access_consultation.received",
    ("partner", "item", "message"),
    N_("{partner} asks about giving a person data that we supplied; it has number {item} here."),
)
ACCESS_OPINION_WRITTEN = EventKind(
    "access_opinion.written",
    ("partner", "item", "verdict"),
    N_("Our opinion for {partner} on number {item} was written: {verdict}."),
)
ACCESS_OPINION_SENT = EventKind(
    "access_opinion.sent",
    ("partner", "item", "verdict", "message"),
    N_("Our opinion on number {item} was released to {partner}: {verdict}."),
)
ACCESS_OPINION_RECEIVED = EventKind(
    "access_opinion.received",
    ("partner", "item", "verdict", "message"),
    N_("{partner} gave its opinion on number {item}: {verdict}."),
)

EVENTS = (
    SUBJECT_REGISTERED,
    SUBJECT_IDENTITY_NOTED,
    SUBJECT_SEARCHED,
    SUBJECT_FILES_READ,
    SUBJECT_ITEM_DECIDED,
    SUBJECT_PROPOSED,
    SUBJECT_RETURNED,
    SUBJECT_APPROVED,
    SUBJECT_ANSWERED,
    SUBJECT_ENDED,
    SUBJECT_ERASED,
    SUBJECT_LAW_KEPT,
    ACCESS_CONSULTATION_WRITTEN,
    ACCESS_CONSULTATION_SENT,
    ACCESS_CONSULTATION_RECEIVED,
    ACCESS_OPINION_WRITTEN,
    ACCESS_OPINION_SENT,
    ACCESS_OPINION_RECEIVED,
)
