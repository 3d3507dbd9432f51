"""Tables of joint folders."""

from comity.investigations.models.folders import Folder, Member
from comity.investigations.models.items import Item, ItemReach, Word

__all__ = ["Folder", "Item", "ItemReach", "Member", "Word"]
