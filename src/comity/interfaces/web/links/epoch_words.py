"""What the page of a link's epochs calls causes, stages, and what did not come back."""

from collections.abc import Mapping

from comity.kernel.wording import N_

CAUSES: Mapping[str, str] = {
    "restored": N_("restored from a backup"),
    "lost_tail": N_("the end of the log was lost"),
    "failover": N_("a standby took over"),
    "compromise": N_("keys may be in other hands"),
    "forked": N_("two histories were signed"),
}
STAGES: Mapping[str, str] = {
    "received": N_("asking for what they sent"),
    "sent": N_("asking for what we sent"),
    "applying": N_("cases take it up again"),
    "ended": N_("ended"),
}
WHATS: Mapping[str, str] = {
    "body_erased": N_("its content was destroyed there in time; only its envelope came back"),
    "exhibits": N_("its exhibits were of this node and are not held there"),
}
