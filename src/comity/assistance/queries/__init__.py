"""What people read of assistance; every query starts from `visible_to(viewer)`."""

from comity.assistance.queries.detail import (
    Offer,
    RequestDetail,
    enclosure,
    offers_for,
    request_detail,
    ruling_on_draft,
)
from comity.assistance.queries.entry_rulings import ruling_of_entry
from comity.assistance.queries.inbox import (
    InboxRow,
    NextWho,
    continue_where,
    counts,
    drafts_of,
    inbox,
    requests,
)
from comity.assistance.queries.personal_data import (
    DataRow,
    FoundCase,
    RegisterPage,
    cases_naming,
    personal_data,
)
from comity.assistance.queries.sharing import shares_of
from comity.assistance.queries.timeline import Fact, FactCode, timeline

__all__ = [
    "DataRow",
    "Fact",
    "FactCode",
    "FoundCase",
    "InboxRow",
    "NextWho",
    "Offer",
    "RegisterPage",
    "RequestDetail",
    "cases_naming",
    "continue_where",
    "counts",
    "drafts_of",
    "enclosure",
    "inbox",
    "offers_for",
    "personal_data",
    "request_detail",
    "requests",
    "ruling_of_entry",
    "ruling_on_draft",
    "shares_of",
    "timeline",
]
