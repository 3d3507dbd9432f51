"""The words of clocks: what is due, by whose rule, what stops them, and what was typed wrongly."""

from collections.abc import Mapping

from comity.assistance.terms.clocks import ClockKind, ClockMatter, ClockState, PauseReason
from comity.assistance.terms.reminders import NoticeKind
from comity.kernel.wording import N_

CLOCK_NAMES: Mapping[ClockMatter, str] = {
    ClockMatter.ANSWER: N_("Answer"),
    ClockMatter.DECISION: N_("Decision"),
    ClockMatter.APPROVAL: N_("Approval"),
    ClockMatter.DISPATCH: N_("Dispatch of the letter"),
    ClockMatter.COMPLETION: N_("Completion"),
    ClockMatter.LOOK_AGAIN: N_("The day it was postponed to"),
    ClockMatter.WISH: N_("The day a reply is wished by"),
    ClockMatter.OPENING: N_("Opening of the answer"),
    ClockMatter.CLOSING: N_("Closing"),
    ClockMatter.CONFIRMATION: N_("Confirmation in writing"),
    ClockMatter.REVIEW: N_("Review of what one officer released alone"),
    ClockMatter.RETENTION: N_("End of keeping the answer"),
    ClockMatter.LIMITATION: N_("Limitation of action"),
    ClockMatter.DETENTION: N_("End of a detention"),
    ClockMatter.GUARANTEE: N_("End of a guarantee"),
    ClockMatter.HEARING: N_("Hearing"),
    ClockMatter.OTHER: N_("Another day"),
}

CLOCK_KIND_NAMES: Mapping[ClockKind, str] = {
    ClockKind.LEGAL: N_("legal"),
    ClockKind.ADMINISTRATIVE: N_("administrative"),
    ClockKind.OWN: N_("own"),
}

CLOCK_STATE_NAMES: Mapping[ClockState, str] = {
    ClockState.RUNNING: N_("running"),
    ClockState.DUE_SOON: N_("due soon"),
    ClockState.OVERDUE: N_("overdue"),
    ClockState.PAUSED: N_("paused"),
    ClockState.MET: N_("met"),
}

PAUSE_NAMES: Mapping[PauseReason, str] = {
    PauseReason.COMPLETION: N_("waiting for completion"),
    PauseReason.POSTPONED: N_("postponed"),
    PauseReason.CONSENT: N_("waiting for a consent"),
    PauseReason.CLOSURE: N_("the office is closed for holidays"),
    PauseReason.OTHER: N_("another reason"),
}

NOTICE_NAMES: Mapping[NoticeKind, str] = {
    NoticeKind.DUE_SOON: N_("due soon"),
    NoticeKind.OVERDUE: N_("overdue"),
    NoticeKind.ESCALATED: N_("overdue, and told to the central unit"),
    NoticeKind.OPINION: N_("the opinion of whoever supplied it has come"),
}

SENTENCES: Mapping[str, str] = {
    "clock_ended": N_("This was ended before."),
    "pause_ends_first": N_(
        "The first day that counts again lies after the first one that does not."
    ),
    "mail_address_malformed": N_("Write one mail address, as name@example.org."),
    "holidays_malformed": N_(
        "The file of holidays {file} cannot be read. Each `[[day]]` has `country` and `on`, and"
        " `works = true` where people work on it."
    ),
}
