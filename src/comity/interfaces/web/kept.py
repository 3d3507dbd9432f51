"""What an officer had typed when the session ended, kept until the same officer is back.

Each form carries a signed mark of the officer it was shown to. A form that arrives without a
session is kept only when that mark is true, so that strangers cannot fill the session table, and
it is given back only to that officer, because desks and computers are shared.
"""

from django.contrib import messages
from django.core import signing
from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext

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
    officer, typed = _marked(request), request.POST.urlencode()
    if officer is not None and len(typed) <= _LARGEST:
        request.session[_SESSION_KEY] = [officer, form_address(request), typed]
        request.session.set_expiry(_KEPT_AGE_SECONDS)


def keep_for(request: HttpRequest, officer_id: int) -> bool:
    """Keep a form of an earlier session of the officer who is signed in; tell whether it was.

    Its mark shows that a page of ours was filled in by this officer: what another site sends
    carries none.
    """
    typed = request.POST.urlencode()
    if request.method != "POST" or _marked(request) != officer_id or len(typed) > _LARGEST:
        return False
    request.session[_SESSION_KEY] = [officer_id, form_address(request), typed]
    return True


def _marked(request: HttpRequest) -> object:
    try:
        return signing.loads(request.POST.get(MARK, ""), salt=_SALT, max_age=_MARK_AGE_SECONDS)
    except signing.BadSignature:
        return None


def given_back_in_words(request: HttpRequest, viewer: Viewer) -> QueryDict | None:
    """Return what `given_back` returns, and say on the page that it is back."""
    typed = given_back(request, viewer)
    if typed is not None:
        messages.info(
            request,
            gettext("Your session had ended. What you typed is back; look it over and save it."),
        )
    return typed


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
