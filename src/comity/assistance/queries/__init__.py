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
from comity.assistance.queries.finding import (
    FoundRequests,
    RecentWork,
    SearchedWord,
    found_requests,
    recent_work,
)
from comity.assistance.queries.inbox import (
    InboxRow,
    InboxSight,
    NextWho,
    counts,
    inbox,
)
from comity.assistance.queries.judging import codes_of, problems_of_draft
from comity.assistance.queries.latest import (
    RequestsAsked,
    RequestsPage,
    place_of,
    requests_page,
)
from comity.assistance.queries.personal_data import (
    DataRow,
    FoundCase,
    RegisterPage,
    cases_naming,
    personal_data,
)
from comity.assistance.queries.posting import (
    is_address_kept,
    letters_of,
    postal_address,
    postal_addresses,
)
from comity.assistance.queries.same_matter import (
    HitsPage,
    MatterAlike,
    hit_of,
    hits_page,
    matters_alike,
    matters_alike_of,
)
from comity.assistance.queries.sharing import shares_of
from comity.assistance.queries.timeline import timeline, timeline_of
from comity.assistance.queries.timeline_facts import Fact, FactCode

__all__ = [
    "DataRow",
    "Fact",
    "FactCode",
    "FoundCase",
    "FoundRequests",
    "HitsPage",
    "InboxRow",
    "InboxSight",
    "MatterAlike",
    "NextWho",
    "Offer",
    "RecentWork",
    "RegisterPage",
    "RequestDetail",
    "RequestsAsked",
    "RequestsPage",
    "SearchedWord",
    "cases_naming",
    "codes_of",
    "counts",
    "enclosure",
    "found_requests",
    "hit_of",
    "hits_page",
    "inbox",
    "is_address_kept",
    "letters_of",
    "matters_alike",
    "matters_alike_of",
    "offers_for",
    "personal_data",
    "place_of",
    "postal_address",
    "postal_addresses",
    "problems_of_draft",
    "recent_work",
    "request_detail",
    "requests_page",
    "ruling_of_entry",
    "ruling_on_draft",
    "shares_of",
    "timeline",
    "timeline_of",
]
