"""What every page shows around its content: whose node, who is signed in, where one can go."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from comity.agreements.duties import SEE_OWN_LAW
from comity.assistance.duties import DECONFLICT, MAY_HAND_OVER
from comity.interfaces.duties import WATCH_HEALTH
from comity.interfaces.languages import is_unreviewed
from comity.interfaces.provider_sign_in import provider_name
from comity.interfaces.proxy import card_holder
from comity.interfaces.storage import trouble_at
from comity.interfaces.web.doors import stand_in_of, viewer_of
from comity.interfaces.web.help.places import Place, place_of
from comity.interfaces.web.keys.setting import keys_are_on
from comity.interfaces.web.security.changes import changes_to_tell
from comity.interfaces.web.telling import listed, tell
from comity.investigations.duties import SEE_AGENCYS_FOLDERS, SEE_EVERY_FOLDER
from comity.kernel.errors import NotFoundError
from comity.kernel.languages import LANGUAGES, SOURCE, direction_of
from comity.kernel.rulings import Role
from comity.officers.duties import SEE_PEOPLE
from comity.officers.models import Officer
from comity.officers.queries import own_administration
from comity.officers.terms import Viewer
from comity.officers.wording import ROLE_NAMES
from comity.practices.duties import READ_NOTES


@dataclass(frozen=True, slots=True)
class Area:
    """One entry of the rail.

    Attributes:
        name: as the rail shows it.
        address: where it leads.
        icon: picture beside the name.
        here: the page shown belongs to it.
        key: letter that leads there after `g`; empty for none.
    """

    name: Promise
    address: str
    icon: str
    here: bool
    key: str


_AREAS: tuple[tuple[Promise, str, str, tuple[Role, ...]], ...] = (
    (_("Inbox"), "inbox", "inbox", ()),
    (_("Requests"), "requests", "list-details", ()),
    (_("What is due"), "clocks", "clock", ()),
    (_("Agreements"), "agreements", "scale", ()),
    (_("Own law and instructions"), "own_law", "gavel", SEE_OWN_LAW.roles),
    (_("Records"), "records", "book-2", ()),
    (_("Links"), "links", "link", ()),
    (_("Health"), "health", "circle-check", WATCH_HEALTH.roles),
    (_("People and machines"), "people", "users", SEE_PEOPLE.roles),
)

# Told in the help, too (templates/help/keys.html).
_KEYS: Mapping[str, str] = {"inbox": "i", "requests": "r", "agreements": "a", "links": "l"}


def areas_for(viewer: Viewer, path: str) -> Iterable[Area]:
    """Yield the areas this officer may go to."""
    for name, url_name, icon, roles in _AREAS:
        if not roles or viewer.holds(*roles):
            address = reverse(url_name)
            here = path == address or (address != "/" and path.startswith(address))
            yield Area(name, address, f"icons/{icon}.svg", here, _KEYS.get(url_name, ""))


def _node_name() -> tuple[str, str]:
    try:
        own = own_administration()
    except NotFoundError:
        return settings.NODE.country, settings.NODE.administration
    return own.code, own.name


def _page_name(request: HttpRequest) -> str:
    match = request.resolver_match
    return (match.url_name or "") if match is not None else ""


def _storage() -> str:
    """Return that nothing can be written, in words; empty when it can."""
    code = trouble_at(settings.HOME, least_mb=settings.NODE.health.disk_full_mb)
    return tell(f"{code}_told") if code else ""


def _changes(request: HttpRequest) -> Sequence[object]:
    """Return what is told of the account; not where one signs in, confirms, or signs out."""
    name = _page_name(request)
    asked = place_of(name) is Place.SIGN_IN and name != "mfa_index"
    return () if asked else changes_to_tell(request)


def frame(request: HttpRequest) -> Mapping[str, object]:
    """Return what the frame shows; about the officer only when one is signed in."""
    country, administration = _node_name()
    spoken = get_language() or SOURCE
    told: dict[str, object] = {
        "country": country,
        "administration": administration,
        "demo": settings.NODE.demo,
        "storage": _storage(),
        "provider": provider_name(),
        "enrolment": settings.ENROLMENT,
        "cards": settings.NODE.sign_in.card.enabled,
        "card": card_holder(request),
        "direction": direction_of(spoken),
        "languages": tuple(LANGUAGES.items()),
        "language_name": LANGUAGES.get(spoken.split("-")[0], spoken),
        "unreviewed": is_unreviewed(spoken),
        "help": place_of(_page_name(request)).value,
    }
    user = getattr(request, "user", None)
    if isinstance(user, Officer):
        viewer = viewer_of(request)
        told |= {
            "officer": user.name,
            "agency": user.agency.name,
            "agency_code": user.agency.code,
            "offices": listed(gettext(ROLE_NAMES[role]) for role in sorted(viewer.roles)),
            "changes": _changes(request),
            "keys": keys_are_on(request, user),
            "areas": tuple(areas_for(viewer, request.path)),
            "stands_in": stand_in_of(request),
            "may_hand_over": viewer.holds(*MAY_HAND_OVER),
            "may_read_notes": viewer.holds(*READ_NOTES.roles),
            "may_read_folders": viewer.holds(*SEE_EVERY_FOLDER.roles, *SEE_AGENCYS_FOLDERS.roles),
            "may_deconflict": viewer.holds(*DECONFLICT.roles),
        }
    return {"frame": told}
