"""What the inbox says where nothing waits: it teaches what would appear there."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from comity.assistance.terms import Tab

EMPTY: Mapping[Tab, tuple[Promise, Promise]] = {
    Tab.MINE: (
        _("Nothing waits for you"),
        _("Drafts you are writing, requests returned to you and answers to open appear here."),
    ),
    Tab.MY_UNIT: (
        _("Nothing waits in your unit"),
        _("What colleagues of your agency are working on appears here."),
    ),
    Tab.TO_APPROVE: (
        _("Nothing waits for approval"),
        _("What a colleague submits appears here. Nobody approves what they wrote themselves."),
    ),
    Tab.FROM_PARTNERS: (
        _("Nothing new from partners"),
        _("A partner's request appears here when this node holds it; your central unit decides."),
    ),
    Tab.WATCHING: (
        _("Nothing is referred to you"),
        _("Where the law leaves the judgement to an office you hold, the request appears here."),
    ),
}
