"""Joint folders and their items as JSON: what a viewer may see, and what is hidden, with why."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.utils.translation import gettext

from comity.interfaces.names import within_sentence
from comity.interfaces.rulings_json import ruling_json
from comity.interfaces.sentences import sentence
from comity.investigations import queries
from comity.investigations.models import Folder, Item
from comity.investigations.queries import ReachLine
from comity.investigations.terms import Why
from comity.investigations.wording import reach_sentence
from comity.kernel.countries import NAMES
from comity.officers.queries import own_administration
from comity.officers.terms import Viewer

Json = dict[str, Any]


def folder_row(folder: Folder) -> Json:
    """Return a folder as a list shows it."""
    return {
        "number": folder.pk,
        "folder": str(folder.folder_id),
        "state": folder.state,
        "host": folder.host,
        "title": folder.title,
        "agency": folder.agency_code,
        "at": folder.at,
        "updated_at": folder.updated_at,
        "erased_at": folder.erased_at,
    }


def shown(number: int, viewer: Viewer, *, on: date) -> Json:
    """Return one folder whole, as far as a viewer's reach allows.

    Args:
        number: of the folder.
        viewer: who looks.
        on: the civil day ruled on.
    """
    folder = queries.folder_of(number, seen_by=viewer)
    refused, own = queries.refused_by(folder), own_administration().code
    return {
        **folder_row(folder),
        "mandate": folder.mandate,
        "unit": folder.unit,
        "relied_on": folder.relied_on,
        "article": folder.article,
        "agencies": [each.code for each in folder.agencies.order_by("code")],
        "members": [
            {
                "partner": e.code,
                "state": e.state,
                "under": e.under,
                "article": e.article,
                "refused_there": refused.get(e.code),
            }
            for e in queries.members_of(folder)
        ],
        "pairs": [
            {
                "one": pair.one,
                "other": pair.other,
                "for_their_nodes": pair.for_their_nodes,
                "ruling": ruling_json(pair.ruling, translate=gettext),
            }
            for pair in queries.pairs_of(folder, on=on)
        ],
        "items": [_line(line, own) for line in queries.items_of(folder, seen_by=viewer)],
        "timeline": [
            {
                "at": each.at,
                "said": sentence(each.code, _named(each.facts), translate=gettext),
                "item": each.item,
            }
            for each in queries.timeline_of(folder, seen_by=viewer)
        ],
    }


def item_shown(number: int, viewer: Viewer) -> Json:
    """Return one item whose content a viewer may see."""
    item = queries.item_of(number, seen_by=viewer)
    reach = queries.reach_of_item(item)
    coverage = queries.coverage_of_item(reach)
    return {
        "number": item.pk,
        "folder": item.folder_id,
        "item": str(item.item_id),
        "state": item.state,
        "kind": item.kind,
        "originator": item.originator or own_administration().code,
        "unit": item.unit,
        "title": item.title,
        "text": item.text,
        "request": item.request_reference,
        "exhibit": item.exhibit_name,
        "handling_scheme": item.handling_scheme,
        "handling": item.handling,
        "for_member": item.for_member,
        "for_agency": item.for_agency.code if item.for_agency else "",
        "due_on": item.due_on,
        "done_at": item.done_at,
        "relied_on": item.relied_on,
        "article": item.article,
        "conditions": item.conditions,
        "version": item.version,
        "at": item.at,
        "reach": reach_rows(item, reach),
        "reached": coverage.held,
        "left": coverage.sent,
        "words": [
            {"partner": word.member, "agrees": word.agrees, "by": word.by, "at": word.at}
            for word in queries.words_of(item)
        ],
    }


def reach_rows(item: Item, lines: Iterable[ReachLine]) -> list[Json]:
    """Return whom an item reaches, or does not, each with why in words."""
    originator = item.originator or own_administration().code
    return [
        {
            "partner": line.member,
            "agency": line.agency,
            "shown": line.shown,
            "why": line.why.value,
            "article": line.article,
            "told": line.told,
            "said": _said(line.why, originator, line.member or line.agency, line.article),
            "ruling": ruling_json(line.ruling, translate=gettext) if line.ruling else None,
            "refused_there": line.message.refused if line.message else None,
        }
        for line in lines
    ]


def _line(line: queries.ItemLine, own: str) -> Json:
    told = _said(line.why, line.originator, own, line.article) if line.hidden else ""
    return {
        "number": line.number,
        "at": line.at,
        "originator": line.originator,
        "kind": line.kind.value if line.kind else "",
        "title": line.title,
        "hidden": line.hidden,
        "why": line.why.value,
        "said": told,
    }


def _said(why: Why, originator: str, member: str, article: str) -> str:
    return reach_sentence(
        why,
        originator=_called(originator),
        member=_called(member),
        article=article,
        translate=gettext,
    )


def _called(code: str) -> str:
    """Return an administration by its country's name, and an agency by its own."""
    return within_sentence(gettext(NAMES.get(code, code)), translate=gettext)


def _named(facts: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    return [(name, gettext(NAMES[value]) if value in NAMES else value) for name, value in facts]
