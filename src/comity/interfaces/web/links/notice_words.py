"""The words of notices on a link, as pages show them."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext

from comity.exchange.notice_queries import NoticeView
from comity.exchange.notice_terms import NoticeKind
from comity.kernel.wording import N_

KINDS: Mapping[NoticeKind, str] = {
    NoticeKind.KEY_ENDS: N_("A key ends"),
    NoticeKind.REKEYING: N_("The link will be made again with new keys"),
    NoticeKind.REVOCATION: N_("The link will be revoked"),
}
ROLES: Mapping[str, str] = {
    "": "",
    "sender": N_("Sender key: signs what this node sends"),
    "holder": N_("Holder key: signs receipts"),
    "sealing": N_("Sealing key: opens what partners seal"),
}


@dataclass(frozen=True, slots=True)
class ShownNotice:
    """A notice with its words."""

    notice: NoticeView
    what: str
    key: str


def shown_notice(each: NoticeView) -> ShownNotice:
    """Return a notice with the words of its kind, and of the key where one ends."""
    key = ROLES[each.role]
    return ShownNotice(each, gettext(KINDS[each.kind]), gettext(key) if key else "")
