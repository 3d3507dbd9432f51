"""What the record keeps of a joint folder: no title, no words, no person. Pure."""

from typing import Final

from comity.kernel.wording import N_
from comity.ledger.terms import EventKind

FOLDER_OPENED = EventKind("folder.opened", (), N_("A joint folder was opened."))
FOLDER_AGENCY_ADMITTED = EventKind(
    "folder.agency_admitted", ("unit",), N_("{unit} was admitted to a joint folder.")
)
FOLDER_INVITATION_RULED = EventKind(
    "folder.invitation_ruled",
    ("partner", "outcome"),
    N_("Inviting {partner} to a joint folder was ruled on: {outcome}. Nothing left."),
)
FOLDER_INVITED = EventKind(
    "folder.invited",
    ("partner", "under", "article", "terms", "message"),
    N_("{partner} was invited to a joint folder, under {under}, {article}."),
)
FOLDER_INVITATION_RECEIVED = EventKind(
    "folder.invitation_received",
    ("partner", "under", "message"),
    N_("{partner} invites us to a joint folder."),
)
FOLDER_JOINED = EventKind(
    "folder.joined", ("partner", "unit", "message"), N_("We joined a joint folder of {partner}.")
)
FOLDER_REFUSED = EventKind(
    "folder.refused", ("partner", "message"), N_("We did not join a joint folder of {partner}.")
)
FOLDER_MEMBER_ANSWERED = EventKind(
    "folder.member_answered",
    ("partner", "member_state", "message"),
    N_("{partner} answered the invitation to a joint folder: {member_state}."),
)
FOLDER_MEMBERS_TOLD = EventKind(
    "folder.members_told",
    ("partner", "members", "message"),
    N_("{partner} told who takes part in its joint folder."),
)
FOLDER_ITEM_WRITTEN = EventKind(
    "folder.item_written",
    ("item", "item_kind"),
    N_("An item was written in a joint folder: {item_kind}."),
)
FOLDER_REQUEST_LINKED = EventKind(
    "folder.request_linked",
    ("item", "reference"),
    N_("Request {reference} was linked to a joint folder."),
)
FOLDER_ITEM_DISCARDED = EventKind(
    "folder.item_discarded", ("item",), N_("An item was discarded before it was released.")
)
FOLDER_ITEM_RELEASED = EventKind(
    "folder.item_released",
    ("item", "item_kind", "shown_to", "hidden_from", "under", "message"),
    N_("An item of a joint folder was released: {item_kind}."),
)
FOLDER_ITEM_RECEIVED = EventKind(
    "folder.item_received",
    ("item", "item_kind", "partner", "under", "message"),
    N_("{partner} shared an item in a joint folder: {item_kind}."),
)
FOLDER_ITEM_WITHHELD = EventKind(
    "folder.item_withheld",
    ("item", "partner", "originator", "hidden_because", "message"),
    N_("{partner} told that an item of {originator} is not shown to us: {hidden_because}."),
)
FOLDER_TASK_DONE = EventKind(
    "folder.task_done", ("item", "message"), N_("A task of a joint folder is done.")
)
FOLDER_TASK_DONE_THERE = EventKind(
    "folder.task_done_there",
    ("item", "partner", "message"),
    N_("{partner} told that a task of a joint folder is done."),
)
FOLDER_WORD_GIVEN = EventKind(
    "folder.word_given",
    ("item", "agrees", "message"),
    N_("We gave our word on a decision of a joint folder: {agrees}."),
)
FOLDER_WORD_RECEIVED = EventKind(
    "folder.word_received",
    ("item", "partner", "agrees", "message"),
    N_("{partner} gave its word on a decision of a joint folder: {agrees}."),
)
FOLDER_LEFT = EventKind(
    "folder.left", ("partner", "message"), N_("We left a joint folder of {partner}.")
)
FOLDER_MEMBER_LEFT = EventKind(
    "folder.member_left", ("partner", "message"), N_("{partner} left a joint folder.")
)
FOLDER_CLOSED = EventKind("folder.closed", ("message",), N_("A joint folder was closed."))
FOLDER_CLOSED_THERE = EventKind(
    "folder.closed_there", ("partner", "message"), N_("{partner} closed its joint folder.")
)
FOLDER_ERASED = EventKind(
    "folder.erased", ("messages",), N_("What a joint folder said was erased.")
)
EVENTS: Final = (
    FOLDER_OPENED,
    FOLDER_AGENCY_ADMITTED,
    FOLDER_INVITATION_RULED,
    FOLDER_INVITED,
    FOLDER_INVITATION_RECEIVED,
    FOLDER_JOINED,
    FOLDER_REFUSED,
    FOLDER_MEMBER_ANSWERED,
    FOLDER_MEMBERS_TOLD,
    FOLDER_ITEM_WRITTEN,
    FOLDER_REQUEST_LINKED,
    FOLDER_ITEM_DISCARDED,
    FOLDER_ITEM_RELEASED,
    FOLDER_ITEM_RECEIVED,
    FOLDER_ITEM_WITHHELD,
    FOLDER_TASK_DONE,
    FOLDER_TASK_DONE_THERE,
    FOLDER_WORD_GIVEN,
    FOLDER_WORD_RECEIVED,
    FOLDER_LEFT,
    FOLDER_MEMBER_LEFT,
    FOLDER_CLOSED,
    FOLDER_CLOSED_THERE,
    FOLDER_ERASED,
)
