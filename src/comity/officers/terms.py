"""Who acts and who looks: the words. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass

from comity.kernel.errors import ComityError, NotAllowedError
from comity.kernel.rulings import Role
from comity.kernel.wording import N_
from comity.ledger.terms import EventKind


@dataclass(frozen=True, slots=True)
class Viewer:
    """An officer as policies see one: an agency and the offices held there.

    Attributes:
        officer_id: primary key of the officer; 0 for the node itself.
        name: the officer's name as the record shows it.
        agency: code of the agency; empty for the node itself.
        roles: offices held; empty means that nothing may be seen.
    """

    officer_id: int
    name: str
    agency: str
    roles: frozenset[Role]

    def holds(self, *roles: Role) -> bool:
        """Tell whether the officer holds one of `roles`."""
        return bool(self.roles.intersection(roles))


class FreshSignInNeededError(ComityError):
    """What leaves the house, or changes its law, is confirmed by signing in afresh."""

    code = "sign_in_afresh"


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
EVENTS = (OFFICER_APPOINTED,)
