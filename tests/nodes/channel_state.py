"""Run inside a node: print how far its newest channel out goes, and how far it is receipted."""

from comity.exchange.models import Channel

log = Channel.objects.filter(direction="out").order_by("-epoch")[0]
print(log.size, log.receipted_size)
