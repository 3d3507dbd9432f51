"""Words about joint case folders, in templates."""

from django import template
from django.utils.translation import gettext

from comity.investigations.terms import FolderState, ItemKind, ItemState, MemberState
from comity.investigations.wording import (
    FOLDER_STATE_NAMES,
    ITEM_STATE_NAMES,
    KIND_NAMES,
    MEMBER_STATE_NAMES,
)

register = template.Library()


@register.filter
def folder_state(state: str) -> str:
    """Print where a folder stands."""
    return gettext(FOLDER_STATE_NAMES[FolderState(state)])


@register.filter
def member_state(state: str) -> str:
    """Print where a member of a folder stands."""
    return gettext(MEMBER_STATE_NAMES[MemberState(state)])


@register.filter
def item_kind(kind: str) -> str:
    """Print what an item is."""
    return gettext(KIND_NAMES[ItemKind(kind)])


@register.filter
def item_state(state: str) -> str:
    """Print where an item stands."""
    return gettext(ITEM_STATE_NAMES[ItemState(state)])
