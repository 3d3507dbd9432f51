"""What may be done with a part of a reply, each with its form."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext

from comity.assistance import services
from comity.assistance.duties import NOTE_PART_CONSENT
from comity.assistance.models import Part
from comity.assistance.queries import RequestDetail
from comity.assistance.services.parts_ruled import RuledPart
from comity.assistance.terms.parts import OriginatorSays
from comity.interfaces.web.clock import now, today
from comity.interfaces.web.reply_parts.forms import (
    AskForm,
    NoteForm,
    PartForm,
    WithholdForm,
    typed_part,
)
from comity.interfaces.web.reply_parts.shown import may_write_parts
from comity.officers.terms import Viewer

Said = dict[str, Any]
Typed = QueryDict | None


@dataclass(frozen=True, slots=True)
class Deed:
    """One act: what it is called, its form, what it does, and what is said when it is done."""

    act: str
    name: str
    form: forms.Form
    do: Callable[[Said], object]
    done: str
    stops: bool = False


def deeds_on(
    found: RuledPart, detail: RequestDetail, viewer: Viewer, typed: Typed
) -> tuple[Deed, ...]:
    """Return what this officer may do with a part that has not gone.

    Args:
        found: the part, with what is ruled of it.
        detail: its request.
        viewer: who looks.
        typed: what was sent; None where nothing was.
    """
    made: list[Deed] = []
    if _may_note(found, detail, viewer):
        made.append(_note(found, typed, viewer))
    if not may_write_parts(detail.request, viewer):
        return tuple(made)
    if found.part.source is not None and found.ruled.says in _UNASKED:
        made.append(_ask(found, typed, viewer))
    if found.part.withheld:
        return (*made, _take_up(found, typed, viewer))
    made.append(_write(found, detail, typed, viewer))
    made.append(_withhold(found, typed, viewer))
    return (*made, _leave_out(found, typed, viewer))


_UNASKED = frozenset({OriginatorSays.NOTHING, OriginatorSays.REFUSED})


def _may_note(found: RuledPart, detail: RequestDetail, viewer: Viewer) -> bool:
    part, agency = found.part, detail.request.agency_code
    by_hand = not part.is_own and part.agency is None and part.source is None
    reaches = viewer.reaches(agency, roles=NOTE_PART_CONSENT.roles)
    return by_hand and reaches and viewer.holds(*NOTE_PART_CONSENT.roles)


def _note(found: RuledPart, typed: Typed, viewer: Viewer) -> Deed:
    reference, number = found.part.request.reference, found.part.number
    return Deed(
        "note",
        gettext("Note the decision"),
        NoteForm(typed),
        lambda said: services.note_part_consent(
            reference,
            number,
            consents=bool(said["consents"]),
            leave=said["leave"],
            officer=viewer,
            at=now(),
        ),
        gettext("Noted. It stands beside the part."),
    )


def _ask(found: RuledPart, typed: Typed, viewer: Viewer) -> Deed:
    reference, number = found.part.request.reference, found.part.number
    return Deed(
        "ask",
        gettext("Ask the supplier's consent"),
        AskForm(typed),
        lambda said: services.ask_originator(
            reference, number, why=said["why"], officer=viewer, at=now(), on=today()
        ),
        gettext("Written in the case it was supplied to; the central unit sends it."),
    )


def _write(found: RuledPart, detail: RequestDetail, typed: Typed, viewer: Viewer) -> Deed:
    part = found.part
    going = (e for e in detail.enclosures if e.part == Part.ANSWER and e.answer_id is None)
    named = [(str(each.exhibit_id), each.exhibit.file_name) for each in going]
    form = PartForm(typed if typed is not None else typed_part(part), exhibits=named)
    return Deed(
        "write",
        gettext("Save the part"),
        form,
        lambda _said: services.write_part(
            part.request.reference, form.part(), number=part.number, officer=viewer, at=now()
        ),
        gettext("Saved. Where it reads otherwise now, its originator is asked anew."),
    )


def _withhold(found: RuledPart, typed: Typed, viewer: Viewer) -> Deed:
    reference, number = found.part.request.reference, found.part.number
    return Deed(
        "withhold",
        gettext("Withhold the part"),
        WithholdForm(typed if typed is not None else {"told": "on"}),
        lambda said: services.withhold_part(
            reference,
            number,
            ground=said["ground"],
            told=bool(said["told"]),
            officer=viewer,
            at=now(),
            on=today(),
        ),
        gettext("Withheld. The reply goes without it."),
        stops=True,
    )


def _take_up(found: RuledPart, typed: Typed, viewer: Viewer) -> Deed:
    reference, number = found.part.request.reference, found.part.number
    return Deed(
        "take_up",
        gettext("Withhold it no longer"),
        forms.Form(typed),
        lambda _said: services.take_part_up(reference, number, officer=viewer, at=now()),
        gettext("It is ruled on again."),
    )


def _leave_out(found: RuledPart, typed: Typed, viewer: Viewer) -> Deed:
    reference, number = found.part.request.reference, found.part.number
    return Deed(
        "leave_out",
        gettext("Leave the part out"),
        forms.Form(typed),
        lambda _said: services.leave_part_out(reference, number, officer=viewer, at=now()),
        gettext("Left out of the reply."),
        stops=True,
    )
