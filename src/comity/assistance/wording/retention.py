"""Keeping and erasing closed matters, in words."""

from collections.abc import Mapping

from comity.kernel.wording import N_

SENTENCES: Mapping[str, str] = {
    "not_due_for_erasure": N_(
        "The matter is not closed, or the period for keeping it is not over."
    ),
    "legal_hold_stands": N_("A legal hold stands: nothing of it is erased before it is lifted."),
    "no_legal_hold": N_("No legal hold stands on it."),
    "erasure_proposed": N_("The central unit has proposed this already."),
    "erasure_not_proposed": N_("The central unit must propose it first."),
    "erased_already": N_("Its content was erased before."),
    "messages_wait": N_(
        "A message of it has not been delivered yet. Erase it when nothing waits any more."
    ),
    "days_out_of_range": N_("Give a number of days from 1 to {longest}."),
}
