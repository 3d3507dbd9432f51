"""What people read of assistance; every query starts from `visible_to(viewer)`."""

from comity.assistance.queries.detail import (
    Offer,
    RequestDetail,
    enclosure,
    offers_for,
    request_detail,
    ruling_on_draft,
)
from comity.assistance.queries.inbox import (
    InboxRow,
    NextWho,
    continue_where,
    counts,
    drafts_of,
    inbox,
    requests,
)
from comity.assistance.queries.sharing import shares_of
from comity.assistance.queries.timeline import Fact, FactCode, timeline

__all__ = [
    "Fact",
    "FactCode",
    "InboxRow",
    "NextWho",
    "Offer",
    "RequestDetail",
    "continue_where",
    "counts",
    "drafts_of",
    "enclosure",
    "inbox",
    "offers_for",
    "request_detail",
    "requests",
    "ruling_on_draft",
    "shares_of",
    "timeline",
]
