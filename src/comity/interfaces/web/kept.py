"""What an officer had typed when the session ended, kept until the same officer is back.

Each form carries a signed mark of the officer it was shown to. A form that arrives without a
session is kept only when that mark is true, so that strangers cannot fill the session table, and
it is given back only to that officer, because desks and computers are shared.
"""

from django.core import signing
from django.http import HttpRequest, QueryDict

from comity.officers.terms import Viewer

MARK = "typed_by"
_SALT = "comity.interfaces.web.kept"
_SESSION_KEY = "kept_form"
_MARK_AGE_SECONDS = 3 * 24 * 3600
_KEPT_AGE_SECONDS = 3600
_LARGEST = 200_000


def mark_for(viewer: Viewer) -> str:
    """Return the signed mark a form shown to `viewer` carries."""
    return signing.dumps(viewer.officer_id, salt=_SALT)


def form_address(request: HttpRequest) -> str:
    """Return where the form that sent `request` is shown: forms post to their own address."""
    return request.path


def keep(request: HttpRequest) -> None:
    """Keep a form that came after the session had ended, if an officer of ours was shown it."""
    if request.method != "POST" or "HX-Request" in request.headers:
        return
    try:
        officer = signing.loads(request.POST.get(MARK, ""), salt=_SALT, max_age=_MARK_AGE_SECONDS)
    except signing.BadSignature:
        return
    typed = request.POST.urlencode()
    if len(typed) <= _LARGEST:
        request.session[_SESSION_KEY] = [officer, form_address(request), typed]
        request.session.set_expiry(_KEPT_AGE_SECONDS)


def given_back(request: HttpRequest, viewer: Viewer) -> QueryDict | None:
    """Return what `viewer` had typed into the form at this address, once; None when nothing was.

    What somebody else had typed is forgotten here, unseen.
    """
    kept = request.session.pop(_SESSION_KEY, None)
    if kept is None:
        return None
    request.session.set_expiry(None)
    officer, address, typed = kept
    if officer != viewer.officer_id or address != form_address(request):
        return None
    return QueryDict(typed)
