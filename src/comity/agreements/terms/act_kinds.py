"""The acts the law is asked about, as words: what a national instruction may speak of."""

from collections.abc import Mapping
from enum import StrEnum

from comity.kernel.wording import N_


class ActKind(StrEnum):
    """One kind of act on which there are rulings."""

    ASK = "ask"
    ANSWER = "answer"
    VOLUNTEER = "volunteer"
    USE = "use"
    PASS_ON = "pass-on"  # noqa: S105  an act, no password
    SHARE = "share"
    KEEP = "keep"
    ATTEND = "attend"
    SERVE = "serve"
    WATCH = "watch"
    DELIVER_UNDER_CONTROL = "deliver-under-control"
    EXCHANGE_AUTOMATICALLY = "exchange-automatically"
    MATCH = "match"
    RECOGNISE = "recognise"

    @property
    def label(self) -> str:
        """The name in English; translatable."""
        return _LABELS[self]


_LABELS: Mapping[ActKind, str] = {
    ActKind.ASK: N_("asking"),
    ActKind.ANSWER: N_("answering"),
    ActKind.VOLUNTEER: N_("giving without being asked"),
    ActKind.USE: N_("using what was supplied"),
    ActKind.PASS_ON: N_("passing on what was supplied"),
    ActKind.SHARE: N_("sharing with another agency of this node"),
    ActKind.KEEP: N_("keeping what was supplied"),
    ActKind.ATTEND: N_("being present abroad"),
    ActKind.SERVE: N_("delivering a decision"),
    ActKind.WATCH: N_("surveillance"),
    ActKind.DELIVER_UNDER_CONTROL: N_("controlled delivery"),
    ActKind.EXCHANGE_AUTOMATICALLY: N_("automatic exchange"),
    ActKind.MATCH: N_("private matching"),
    ActKind.RECOGNISE: N_("recognition of traders' programmes"),
}
