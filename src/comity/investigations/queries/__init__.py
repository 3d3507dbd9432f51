"""Joint folders as officers read them; every read starts with who looks."""

from comity.investigations.queries.folders import (
    FoldersPage,
    folder_of,
    folders_page,
    may_be_invited,
    members_of,
    own_agencies_outside,
    refused_by,
)
from comity.investigations.queries.items import ItemLine, item_of, items_of, words_of
from comity.investigations.queries.news import FolderNews, News, folder_news
from comity.investigations.queries.pages import (
    folders_of_request,
    linked_requests,
    reaches_of,
    rulings_on_inviting,
    waiting_invitations,
)
from comity.investigations.queries.reach import (
    Pair,
    ReachLine,
    coverage_of_item,
    pairs_of,
    reach_foreseen,
    reach_of_item,
)
from comity.investigations.queries.timeline import Happening, timeline_of

__all__ = [
    "FolderNews",
    "FoldersPage",
    "Happening",
    "ItemLine",
    "News",
    "Pair",
    "ReachLine",
    "coverage_of_item",
    "folder_news",
    "folder_of",
    "folders_of_request",
    "folders_page",
    "item_of",
    "items_of",
    "linked_requests",
    "may_be_invited",
    "members_of",
    "own_agencies_outside",
    "pairs_of",
    "reach_foreseen",
    "reach_of_item",
    "reaches_of",
    "refused_by",
    "rulings_on_inviting",
    "timeline_of",
    "waiting_invitations",
    "words_of",
]
