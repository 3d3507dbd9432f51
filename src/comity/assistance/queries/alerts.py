"""Alerts as their own house sees them: whom each reaches, and how far it came."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from comity.assistance.models import Alert, Enclosure, Part, Request
from comity.assistance.terms import RequestState
from comity.exchange.queries import MessageFacts, facts_of_many
from comity.kernel.errors import NotFoundError
from comity.officers.terms import Viewer

_LEFT = frozenset({RequestState.VOLUNTEERED, RequestState.NOTED, RequestState.CLOSED})


@dataclass(frozen=True, slots=True)
class OneTold:
    """One partner of an alert.

    Attributes:
        request: its matter.
        reached: its node has signed that it holds the information, or the letter has left.
        exhibits: names of the files that went with it, or would go.
    """

    request: Request
    reached: bool
    exhibits: tuple[str, ...] = ()

    @property
    def left(self) -> bool:
        """Whether the information has left for it."""
        return self.request.stands in _LEFT


@dataclass(frozen=True, slots=True)
class AlertSeen:
    """An alert with its partners.

    Attributes:
        alert: itself.
        told: its partners that the viewer may see, in the order they were added.
    """

    alert: Alert
    told: tuple[OneTold, ...]

    @property
    def partners(self) -> tuple[str, ...]:
        """Return the codes of the partners that were not given up before anybody was told."""
        stand = (one.request for one in self.told)
        return tuple(each.partner for each in stand if each.stands is not RequestState.WITHDRAWN)

    @property
    def number_left(self) -> int:
        """To how many it has left."""
        return sum(1 for one in self.told if one.left)

    @property
    def number_reached(self) -> int:
        """How many of them hold it, as their receipts say."""
        return sum(1 for one in self.told if one.left and one.reached)


def alert_seen(number: int, *, seen_by: Viewer) -> AlertSeen:
    """Return one alert with the partners it is for.

    Args:
        number: of the alert.
        seen_by: who looks.

    Raises:
        NotFoundError: there is none, or none that `seen_by` may see.
    """
    alert = Alert.objects.all().visible_to(seen_by).select_related("agency").filter(pk=number)
    found = alert.first()
    if found is None:
        raise NotFoundError()
    seen = Request.objects.visible_to(seen_by).filter(information__alert=found)
    matters = list(seen.select_related("agency").order_by("pk"))
    known = facts_of_many([each.message_id for each in matters if each.message_id])
    names: dict[int, list[str]] = {each.pk: [] for each in matters}
    enclosed = Enclosure.objects.visible_to(seen_by).filter(request__in=matters, part=Part.ANSWER)
    for pk, name in enclosed.values_list("request_id", "exhibit__file_name"):
        names[pk].append(name)
    return AlertSeen(found, tuple(_one(each, known, names[each.pk]) for each in matters))


def _one(request: Request, known: Mapping[str, MessageFacts], exhibits: Iterable[str]) -> OneTold:
    facts = known.get(request.message_id)
    held = facts is not None and facts.delivered_at is not None
    reached = request.stands in _LEFT if request.by_letter else held
    return OneTold(request, reached, tuple(exhibits))
