"""The links to partners: how far each is trusted, and how far each side holds the other's word."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from comity.exchange import queries
from comity.exchange.queries import ChannelHeads, LinkView
from comity.interfaces.web.doors import for_officers
from comity.officers.terms import Viewer


@dataclass(frozen=True, slots=True)
class Partner:
    """A link with the heads of its two channels."""

    link: LinkView
    heads: ChannelHeads | None


@for_officers
@require_safe
def links(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Show every link, and what was set aside."""
    told = {
        "partners": [
            Partner(link, queries.channel_heads(link.code))
            for link in queries.links(seen_by=viewer)
        ],
        "set_aside": queries.set_aside(seen_by=viewer),
    }
    return render(request, "links/links.html", told)
