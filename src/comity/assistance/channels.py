"""By which channel a matter goes: node to node, or letter."""

from comity.assistance.models import Request
from comity.assistance.terms import Channel, Party, RequestState
from comity.exchange.queries import has_node

# Until it is released, an own request goes by whatever stands open on that day.
_UNSETTLED = frozenset({RequestState.DRAFT, RequestState.SUBMITTED})


def channel_to(partner: str) -> Channel:
    """Return how a request to a partner would go today.

    A partner whose link is only suspended has a node: its matters wait for that.

    Args:
        partner: code of its administration.
    """
    return Channel.NODE if has_node(partner) else Channel.LETTER


def channel_of(request: Request) -> Channel:
    """Return how a matter goes; once settled it stays, also when the partner gets a node."""
    ours = request.own_side is Party.REQUESTING
    if (ours and request.stands in _UNSETTLED) or request.stands is RequestState.INFORMING:
        return channel_to(request.partner)
    return Channel(request.channel)
