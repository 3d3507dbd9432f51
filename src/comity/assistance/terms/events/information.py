"""Information given, and received, without a request; no partner is named beside another."""

from comity.kernel.wording import N_
from comity.ledger.terms import EventKind

INFORMATION_DRAFTED = EventKind(
    "information.drafted",
    ("partner", "alert"),
    N_("Information for {partner}, which had not asked for it, was begun."),
)
INFORMATION_WRITTEN = EventKind(
    "information.written", ("partner",), N_("Information for {partner} was written on.")
)
INFORMATION_RETURNED = EventKind(
    "information.returned", ("partner",), N_("Information for {partner} went back to its writer.")
)
INFORMATION_WITHDRAWN = EventKind(
    "information.withdrawn", ("partner",), N_("Information for {partner} was given up.")
)
INFORMATION_LEFT_OUT = EventKind(
    "information.left_out",
    ("partner", "outcome", "alert"),
    N_("{partner} was left out of an alert; the ruling: {outcome}."),
)
INFORMATION_TOLD = EventKind(
    "information.told",
    ("partner", "under", "article", "terms", "pressing", "exhibits", "message", "alert"),
    N_(
        "Information that {partner} had not asked for was released to it, under {under}, {article}."
    ),
)
INFORMATION_TO_POST = EventKind(
    "information.to_post",
    ("partner", "under", "article", "terms", "pressing", "exhibits", "alert"),
    N_(
        "Information that {partner} had not asked for was released, under {under}, {article}; it"
        " goes by letter."
    ),
)
INFORMATION_RECEIVED = EventKind(
    "information.received",
    ("partner", "under", "pressing", "exhibits", "message"),
    N_("{partner} told us something that we had not asked for, under {under}."),
)
INFORMATION_REGISTERED = EventKind(
    "information.registered",
    ("partner", "under", "pressing", "number", "day"),
    N_("A letter of {partner} with information we had not asked for was registered: {number}."),
)
INFORMATION_ALLOCATED = EventKind(
    "information.allocated",
    ("partner", "agency_charged"),
    N_("Information from {partner} was given to {agency_charged}."),
)
INFORMATION_OPENED = EventKind(
    "information.opened", ("partner", "message"), N_("Information from {partner} was opened.")
)
INFORMATION_OPENING_RECEIVED = EventKind(
    "information.opening_received",
    ("partner", "message"),
    N_("{partner} has opened the information that we gave it."),
)

EVENTS = (
    INFORMATION_DRAFTED,
    INFORMATION_WRITTEN,
    INFORMATION_RETURNED,
    INFORMATION_WITHDRAWN,
    INFORMATION_LEFT_OUT,
    INFORMATION_TOLD,
    INFORMATION_TO_POST,
    INFORMATION_RECEIVED,
    INFORMATION_REGISTERED,
    INFORMATION_ALLOCATED,
    INFORMATION_OPENED,
    INFORMATION_OPENING_RECEIVED,
)
