"""Who acts and who looks: the words. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from comity.kernel.duties import FOR_THE_NODE
from comity.kernel.errors import ComityError, NotAllowedError
from comity.kernel.rulings import Role
from comity.kernel.wording import N_
from comity.ledger.terms import EventKind
from comity.officers.absence import EVENTS as ABSENCE_EVENTS
from comity.officers.appointment import EVENTS as APPOINTMENT_EVENTS
from comity.officers.passwords import EVENTS as PASSWORD_EVENTS


@dataclass(frozen=True, slots=True)
class Viewer:
    """An officer as policies see one: an agency and the offices held there.

    Attributes:
        officer_id: primary key of the officer; 0 for the node itself.
        name: the officer's name as the record shows it.
        agency: code of the agency; empty for the node itself.
        roles: offices held; empty means that nothing may be seen.
        stands_for: primary key of the absent officer in whose place this one acts; None for
            oneself.
    """

    officer_id: int
    name: str
    agency: str
    roles: frozenset[Role]
    stands_for: int | None = None

    @property
    def people(self) -> frozenset[int]:
        """Whose hands an act is of: a deputy's is also the absent officer's.

        Four eyes are two people who are not each other's deputies: what one of these has written,
        none of these lets go.
        """
        return frozenset({self.officer_id, self.desk})

    @property
    def desk(self) -> int:
        """On whose desk the matters lie: on the absent officer's, who will come back to them."""
        return self.officer_id if self.stands_for is None else self.stands_for

    def holds(self, *roles: Role) -> bool:
        """Tell whether the officer holds one of `roles`."""
        return bool(self.roles.intersection(roles))

    def reaches(self, agency: str | None, *, roles: Iterable[Role]) -> bool:
        """Tell whether an act that `roles` carry may be done on what belongs to an agency.

        Args:
            agency: code of the agency it belongs to; None before it is given to one.
            roles: the offices that carry the act.
        """
        for_the_node = FOR_THE_NODE in roles and self.holds(FOR_THE_NODE)
        return for_the_node or self.agency == agency


class FreshSignInNeededError(ComityError):
    """What leaves the house, or changes its law, is confirmed by signing in afresh."""

    code = "sign_in_afresh"


class Factor(StrEnum):
    """What an officer proves to have, beside the password."""

    APP = "totp"
    PASSKEY = "webauthn"


class CardRefusal(StrEnum):
    """Why a word about a smart card was not believed; the values are codes of sentences."""

    NOT_ENABLED = "card_not_enabled"
    NOT_FROM_PROXY = "card_not_from_proxy"
    SECRET_WRONG = "card_secret_wrong"  # noqa: S105  a code, and no secret


LEAST_ADMINISTRATORS = 2
"""How many node administrators must be able to sign in before a node that is no demonstration
opens: one alone could lock the administration out, and would have nobody looking on."""


PROVIDER = "administration"
"""What django-allauth calls the administration's own OpenID Connect provider."""


COMMAND_LINE = "comity-cli"
"""What the node's own command line names itself by when it asks for a token."""

ALL_OFFICES = "officer"
"""The scope of a token that carries whatever offices its officer holds."""


class NoOfficeError(NotAllowedError):
    """Whoever holds no office may nothing, and sees nothing."""

    code = "no_office"


class MachineNotTakenError(ComityError):
    """A machine has no name or no office, or an office that its officer does not hold."""

    code = "machine_not_taken"


class SubjectNotTakenError(ComityError):
    """A provider's subject, or a card's holder, is empty, too long or somebody's already."""

    code = "subject_not_taken"


class SecondFactorNeededError(ComityError):
    """Outside a demonstration nothing is done before a second factor is set up."""

    code = "second_factor_needed"


class NodeNotOpenError(ComityError):
    """The node is being set up: only its administrators sign in, to enrol a second factor."""

    code = "node_not_open"


class LastFactorError(ComityError):
    """The last second factor goes only when another stands in its place."""

    code = "last_factor"


class TooFewAdministratorsError(ComityError):
    """Fewer than two administrators could sign in."""

    code = "too_few_administrators"


class NotOneselfError(ComityError):
    """An administrator does this for somebody else, never for themselves."""

    code = "not_oneself"


def demand_role(viewer: Viewer, roles: Iterable[Role]) -> None:
    """Refuse unless the officer holds one of `roles`.

    Raises:
        NotAllowedError: none of them is held; the roles that would do are named.
    """
    wanted = tuple(roles)
    if not viewer.holds(*wanted):
        raise NotAllowedError(roles=", ".join(sorted(role.value for role in wanted)))


OFFICER_APPOINTED = EventKind(
    "officer.appointed",
    ("officer", "unit", "roles"),
    N_("{officer} of {unit} was appointed: {roles}."),
)
OFFICER_STRUCK_OFF = EventKind(
    "officer.struck_off", ("officer",), N_("{officer} was struck off; every session was ended.")
)
FACTOR_ADDED = EventKind(
    "officer.factor_added",
    ("officer", "factor", "name"),
    N_("{officer} added a second factor: {factor} {name}"),
)
FACTOR_REMOVED = EventKind(
    "officer.factor_removed",
    ("officer", "factor", "name"),
    N_("{officer} took a second factor away: {factor} {name}"),
)
FACTORS_ENDED = EventKind(
    "officer.factors_ended",
    ("officer", "count"),
    N_("The second factors of {officer} were taken away ({count}); every session was ended."),
)
RECOVERY_CODES_MADE = EventKind(
    "officer.recovery_codes_made",
    ("officer",),
    N_("{officer} was given new recovery codes; earlier ones count no longer."),
)
RECOVERY_CODE_USED = EventKind(
    "officer.recovery_code_used",
    ("officer", "left"),
    N_("{officer} signed in by a recovery code; {left} are left."),
)
SESSIONS_ENDED = EventKind(
    "officer.sessions_ended",
    ("officer", "count"),
    N_("Sessions of {officer} were ended: {count}."),
)
LINKED_TO_PROVIDER = EventKind(
    "officer.linked_to_provider",
    ("officer", "subject"),
    N_("{officer} may sign in by the administration's provider, as {subject}."),
)
UNLINKED_FROM_PROVIDER = EventKind(
    "officer.unlinked_from_provider",
    ("officer",),
    N_("{officer} may sign in by the administration's provider no longer."),
)
CARD_GIVEN = EventKind(
    "officer.card_given",
    ("officer", "holder"),
    N_("{officer} may sign in by the smart card of {holder}."),
)
CARD_TAKEN = EventKind(
    "officer.card_taken", ("officer",), N_("{officer} may sign in by a smart card no longer.")
)
CARD_REFUSED = EventKind(
    "sign_in.card_refused",
    ("address", "cause"),
    N_("A word about a smart card, from {address}, was not believed. {cause}"),
)
MACHINE_ADMITTED = EventKind(
    "machine.admitted",
    ("officer", "machine", "roles"),
    N_("The machine {machine} was admitted; {officer} answers for it: {roles}."),
)
MACHINE_ENDED = EventKind(
    "machine.ended", ("officer", "machine"), N_("The machine {machine} of {officer} was ended.")
)
PROGRAM_LET_IN = EventKind(
    "officer.program_let_in", ("officer",), N_("{officer} let the command line in.")
)
PROGRAMS_ENDED = EventKind(
    "officer.programs_ended", ("officer",), N_("{officer} ended what was let in as a program.")
)
EVENTS = (
    OFFICER_APPOINTED,
    OFFICER_STRUCK_OFF,
    *PASSWORD_EVENTS,
    FACTOR_ADDED,
    FACTOR_REMOVED,
    FACTORS_ENDED,
    RECOVERY_CODES_MADE,
    RECOVERY_CODE_USED,
    SESSIONS_ENDED,
    LINKED_TO_PROVIDER,
    UNLINKED_FROM_PROVIDER,
    CARD_GIVEN,
    CARD_TAKEN,
    CARD_REFUSED,
    MACHINE_ADMITTED,
    MACHINE_ENDED,
    PROGRAM_LET_IN,
    PROGRAMS_ENDED,
    *ABSENCE_EVENTS,
    *APPOINTMENT_EVENTS,
)

TOLD_TO_THE_OFFICER = frozenset(
    kind.name
    for kind in (
        *PASSWORD_EVENTS,
        *(FACTOR_ADDED, FACTOR_REMOVED, FACTORS_ENDED, RECOVERY_CODES_MADE, RECOVERY_CODE_USED),
        *(LINKED_TO_PROVIDER, UNLINKED_FROM_PROVIDER, CARD_GIVEN, CARD_TAKEN),
        *(MACHINE_ADMITTED, PROGRAM_LET_IN),
        *APPOINTMENT_EVENTS,
    )
)
"""What an officer is told at the next sign-in: whatever changed how the account is come by, or what
may be done with it."""
