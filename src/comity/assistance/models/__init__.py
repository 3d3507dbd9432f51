"""Tables of requests, their answers, and what was done with them."""

from comity.assistance.models.answers import Answer, Use
from comity.assistance.models.enclosures import Enclosure, Part
from comity.assistance.models.finding import OpenedRequest, SearchKey
from comity.assistance.models.post import PostalAddress, PostedLetter
from comity.assistance.models.requests import ReferenceCounter, Request, Sight
from comity.assistance.models.sharing import Share
from comity.assistance.models.turns import Turn, kept_draft

__all__ = [
    "Answer",
    "Enclosure",
    "OpenedRequest",
    "Part",
    "PostalAddress",
    "PostedLetter",
    "ReferenceCounter",
    "Request",
    "SearchKey",
    "Share",
    "Sight",
    "Turn",
    "Use",
    "kept_draft",
]
