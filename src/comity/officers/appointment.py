"""Appointing officers and changing their offices: the words, and what may be given. Pure."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from comity.kernel.errors import InvalidDraftError, Problem
from comity.kernel.rulings import Role
from comity.kernel.texts import one_clean_line
from comity.kernel.wording import N_
from comity.ledger.terms import EventKind
from comity.officers.absence import would_audit_themselves

LONGEST_NAME = 200
LONGEST_USERNAME = 60
_LINE = one_clean_line(LONGEST_NAME)
_USERNAME = re.compile(rf"[a-z0-9][a-z0-9._-]{{1,{LONGEST_USERNAME - 1}}}")


class AppointmentRefusedError(InvalidDraftError):
    """Something about the appointment is missing or wrong; nobody was appointed."""

    code = "appointment_refused"


@dataclass(frozen=True, slots=True)
class Newcomer:
    """Whom to appoint, as it was typed.

    Attributes:
        username: what the officer will sign in with.
        name: as the record will show it.
        agency: code of an agency of this node.
        roles: codes of the offices.
    """

    username: str
    name: str
    agency: str
    roles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Standing:
    """What this node knows already, for one who is to be appointed.

    Attributes:
        username_is_taken: somebody signs in by it, or did before being struck off.
        name_is_taken: an officer who is not struck off bears the name.
        agencies: codes of the agencies of this node.
    """

    username_is_taken: bool
    name_is_taken: bool
    agencies: tuple[str, ...]


def is_username(text: str) -> bool:
    """Tell whether officers may sign in by `text`."""
    return _USERNAME.fullmatch(text) is not None


def is_name(text: str) -> bool:
    """Tell whether the record may show `text` as an officer's name."""
    return _LINE.fullmatch(text.strip()) is not None


def offices_in(codes: Iterable[str]) -> frozenset[Role]:
    """Return the offices that `codes` name; what is no office is left out."""
    known = {role.value for role in Role}
    return frozenset(Role(code) for code in codes if code in known)


def problems_in_appointment(newcomer: Newcomer, standing: Standing) -> tuple[Problem, ...]:
    """Return everything that is wrong with an appointment; empty when it may be made."""
    return (
        *_wrong_username(newcomer.username, is_taken=standing.username_is_taken),
        *problems_in_name(newcomer.name, is_taken=standing.name_is_taken),
        *problems_in_agency(newcomer.agency, standing.agencies),
        *problems_in_offices(newcomer.roles),
    )


def problems_in_name(name: str, *, is_taken: bool) -> Iterator[Problem]:
    """Yield what is wrong with the name of an officer.

    Args:
        name: as typed.
        is_taken: another officer who is not struck off bears it.
    """
    if not name.strip():
        yield Problem("missing", "name")
    elif not is_name(name):
        yield Problem("name_not_a_line", "name", (("most", str(LONGEST_NAME)),))
    elif is_taken:
        yield Problem("name_taken", "name")


def problems_in_offices(codes: Iterable[str]) -> Iterator[Problem]:
    """Yield what is wrong with the offices that somebody is to hold; `codes` as typed."""
    typed = tuple(codes)
    offices = offices_in(typed)
    unknown = [code for code in typed if code not in {role.value for role in Role}]
    known = ", ".join(sorted(role.value for role in Role))
    yield from (
        Problem("office_unknown", "roles", (("office", code[:60]), ("known", known)))
        for code in unknown
    )
    if not typed:
        yield Problem("office_missing", "roles")
    elif would_audit_themselves(offices):
        yield Problem("offices_apart", "roles")


def _wrong_username(username: str, *, is_taken: bool) -> Iterator[Problem]:
    if not username:
        yield Problem("missing", "username")
    elif not is_username(username):
        facts = (("username", username[:LONGEST_USERNAME]), ("most", str(LONGEST_USERNAME)))
        yield Problem("username_malformed", "username", facts)
    elif is_taken:
        yield Problem("username_taken", "username", (("username", username),))


def problems_in_agency(agency: str, known: tuple[str, ...]) -> Iterator[Problem]:
    """Yield what is wrong with the agency that somebody is to belong to.

    Args:
        agency: its code, as chosen.
        known: codes of the agencies of this node.
    """
    if not agency:
        yield Problem("missing", "agency")
    elif agency not in known:
        facts = (("agency", agency[:60]), ("known", ", ".join(known)))
        yield Problem("agency_unknown", "agency", facts)


SENTENCES: Mapping[str, str] = {
    "appointment_refused": N_("Nobody was appointed; {count} to mend."),
    "username_malformed": N_(
        "{username}: 2 to {most} of a to z, 0 to 9, dot, dash and underscore make a name to sign in"
        " with, and the first is a letter or a figure."
    ),
    "username_taken": N_("{username}: somebody signs in by it already."),
    "name_not_a_line": N_("A name is one line of at most {most} characters."),
    "name_taken": N_(
        "Another officer has this name, and the record could not tell the two apart. Add a middle"
        " name, or the unit."
    ),
    "agency_unknown": N_("{agency} is no agency of this node; one of: {known}."),
    "office_unknown": N_("{office} is no office; one of: {known}."),
    "office_missing": N_("Choose an office. Whoever holds none may do nothing here."),
    "offices_apart": N_(
        "Auditors and data protection officers hold no other office: they would oversee what they"
        " do themselves."
    ),
    "offices_unchanged": N_("These are the offices held already."),
    "name_unchanged": N_("This is the name already."),
    "agency_unchanged": N_("This is the agency already."),
    "agency_while_absent": N_(
        "The officer has a deputy, or is one, and deputies are of one agency. End these absences"
        " first, on the page Absence and deputies."
    ),
}

OFFICES_CHANGED = EventKind(
    "officer.offices_changed",
    ("officer", "roles", "earlier_roles"),
    N_("{officer} holds these offices from now on: {roles}. Until now: {earlier_roles}."),
)
NAME_CHANGED = EventKind(
    "officer.name_changed",
    ("officer", "earlier_name"),
    N_("{earlier_name} is called {officer} from now on."),
)
AGENCY_CHANGED = EventKind(
    "officer.agency_changed",
    ("officer", "unit", "earlier_unit"),
    N_("{officer} belongs to {unit} from now on. Until now: {earlier_unit}."),
)
EVENTS = (OFFICES_CHANGED, NAME_CHANGED, AGENCY_CHANGED)
