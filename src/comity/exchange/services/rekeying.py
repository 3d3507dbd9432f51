"""Re-keying a link: new descriptors in the place of revoked ones, compared anew by two officers.

Nothing said under the old keys counts any more, but what was receipted before the revocation:
the old keys keep exactly that range, so that it can be verified for ever.
"""

from django.db.models import F, Max

from comity.exchange.channel import Origin
from comity.exchange.descriptor import Descriptor, pinned
from comity.exchange.key_terms import End, KeyRole
from comity.exchange.keys_in_force import FROM_THE_START, KeyRange, Place, key_ranges
from comity.exchange.models import Channel, Link, LinkKey
from comity.exchange.refusals import LinkFault, LinkRefusedError
from comity.exchange.services.epochs import number_again
from comity.exchange.terms import Direction, LinkState


def prepare_rekeying(link: Link, *, own: Descriptor, theirs: Descriptor) -> None:
    """Close what stood under a revoked link's descriptors, before others take their place.

    1. At least one of the two descriptors is new, so that the link's number is another.
    2. They name a first epoch that neither side has used, so that no origin comes twice.
    3. Each old key is kept for what was receipted, and for nothing more.

    Args:
        link: locked, revoked, still with the descriptors that were compared.
        own: our descriptor that will count.
        theirs: the partner's.

    Raises:
        LinkRefusedError: the first or the second is not so.
    """
    if link.state != LinkState.REVOKED or not link.channels.exists():
        return
    # 1
    old_own, old_theirs = (pinned(bytes(raw)) for raw in (link.own_descriptor, link.descriptor))
    if (own.text, theirs.text) == (old_own.text, old_theirs.text):
        raise LinkRefusedError(LinkFault.DESCRIPTORS_UNCHANGED, partner=link.code)
    # 2
    used = last_epoch(link)
    if first_epoch(own, theirs) <= used:
        raise LinkRefusedError(LinkFault.EPOCH_USED, partner=link.code, epoch=used)
    # 3
    for end in End:
        for role in (KeyRole.SENDER, KeyRole.HOLDER):
            signs_out = (end is End.OWN) == (role is KeyRole.SENDER)
            until = _reached(link, role, Direction.OUT if signs_out else Direction.IN)
            for each in key_ranges(link, role, end):
                _keep_until(link, end, each, until)
    LinkKey.objects.filter(link=link, identifier=link.link_id, from_size__isnull=True).delete()
    Link.objects.filter(pk=link.pk).update(key_changes=F("key_changes") + 1)
    link.key_changes += 1


def first_epoch(own: Descriptor, theirs: Descriptor) -> int:
    """Return the epoch with which a link of two descriptors begins: both sides find the same."""
    return max(own.first_epoch, theirs.first_epoch)


def last_epoch(link: Link | None = None) -> int:
    """Return the highest epoch any channel ever had, of one link or of all; 0 without any."""
    channels = Channel.objects.all() if link is None else link.channels.all()
    return int(channels.aggregate(last=Max("epoch"))["last"] or 0)


def origins_of(link: Link) -> dict[Direction, str]:
    """Return the origin lines with which a confirmed link's channels begin."""
    own, theirs = link.own_code, link.code
    epoch = first_epoch(pinned(bytes(link.own_descriptor)), pinned(bytes(link.descriptor)))
    ends = {Direction.OUT: (own, theirs), Direction.IN: (theirs, own)}
    return {
        direction: Origin(link.link_id, sender, recipient, epoch).line()
        for direction, (sender, recipient) in ends.items()
    }


def send_again(link: Link) -> None:
    """Let what the partner never receipted under the old descriptors go under the new ones."""
    last = link.channels.filter(direction=Direction.OUT).order_by("epoch").last()
    if last is not None:
        number_again(last)


def _reached(link: Link, role: KeyRole, direction: Direction) -> Place:
    """Return how far heads were committed, or receipts taken: a head's root is fixed by then."""
    last = link.channels.filter(direction=direction).order_by("epoch").last()
    if last is None:
        return FROM_THE_START
    return last.epoch, last.size if role is KeyRole.SENDER else last.receipted_size


def _keep_until(link: Link, end: End, each: KeyRange, until: Place) -> None:
    if each.begins is None:
        return
    ends = until if each.ends is None else min(each.ends, until)
    LinkKey.objects.update_or_create(
        link=link,
        identifier=link.link_id,
        end=end,
        role=each.key.role,
        digest=each.key.digest(),
        defaults={"until_epoch": ends[0], "until_size": ends[1]},
        create_defaults={
            "name": each.key.name,
            "public": each.key.raw,
            "from_epoch": each.begins[0],
            "from_size": each.begins[1],
            "until_epoch": ends[0],
            "until_size": ends[1],
        },
    )
