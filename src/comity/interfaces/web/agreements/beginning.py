"""A new instrument, begun from a template: its terms are assumed, and nothing of it binds yet."""

import re
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from comity.agreements.duties import BEGIN_CHANGE
from comity.agreements.models import Proposal
from comity.agreements.queries import RegisterFile, current_register, file_named
from comity.agreements.register_files import toml_of
from comity.agreements.services import begin_change
from comity.agreements.terms import (
    Assumed,
    Instrument,
    InstrumentKind,
    Party,
    Provision,
    Reading,
    Register,
    Source,
    Template,
)
from comity.agreements.terms.editing import RegisterFileNotFoundError
from comity.interfaces.web import kept
from comity.interfaces.web.acting import act_from
from comity.interfaces.web.clock import now
from comity.interfaces.web.doors import for_officers
from comity.interfaces.web.forms import CodeField, TypedField
from comity.interfaces.web.telling import tell
from comity.interfaces.web.words import capital, country_name, name_of
from comity.kernel.codes import CountryCode
from comity.kernel.countries import NAMES
from comity.officers.queries import own_administration
from comity.officers.terms import Viewer, demand_role

_REFERENCE = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_FOLDERS = {InstrumentKind.MRA: "recognition", InstrumentKind.MULTILATERAL: "multilateral"}


class BeginForm(forms.Form):
    """The least that can be said of a new instrument."""

    reference = TypedField(
        label=_("Reference"),
        help_text=_("Short and for good: small letters, figures and hyphens, as us-ua-2016."),
    )
    kind = CodeField(label=_("Kind"))
    title = TypedField(label=_("Title, as printed"))
    short_title = TypedField(label=_("Short title, as officers call it"))
    one = CodeField(label=_("First party"))
    other = CodeField(label=_("Second party"))
    template = CodeField(
        label=_("Template"),
        help_text=_(
            "Its terms stand as assumed: each cites the template, none carries a permission."
        ),
    )
    source = TypedField(lines=2, label=_("Source"), help_text=_("What was read, and where."))

    def __init__(self, register: Register, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        countries = sorted(((c, country_name(c)) for c in NAMES), key=lambda pair: pair[1])
        offers: dict[str, list[tuple[str, object]]] = {
            "kind": [(k.value, capital(name_of(k))) for k in InstrumentKind],
            "one": [("", gettext("Choose…")), *countries],
            "other": [("", gettext("Choose…")), *countries],
            "template": [
                ("", gettext("None: no terms yet")),
                *((t.reference, t.title) for t in register.templates),
            ],
        }
        for name, choices in offers.items():
            field = self.fields[name]
            assert isinstance(field, CodeField)
            field.offer(choices)


@for_officers
@require_http_methods(["GET", "HEAD", "POST"])
def begin(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Begin the file of a new instrument; it is a change like any other, with four eyes."""
    demand_role(viewer, BEGIN_CHANGE.roles)
    register = current_register()
    typed = request.POST if request.method == "POST" else kept.given_back(request, viewer)
    form = BeginForm(register, typed, initial={"one": own_administration().code})
    if request.method == "POST" and (instrument := _instrument(form, register)) is not None:
        begun: list[Proposal] = []
        folder = _FOLDERS.get(instrument.kind, "bilateral")
        held = RegisterFile(f"{folder}/{instrument.reference}.toml", "")
        text = toml_of(instrument, templates=register.templates)

        def do(_typed: dict[str, str]) -> None:
            reference = instrument.reference
            begun.append(
                begin_change(held, reference=reference, officer=viewer, at=now(), text=text)
            )

        if act_from(form, do):
            return redirect("proposal", begun[0].pk)
    told = {"form": form, "mark": kept.mark_for(viewer)}
    return render(request, "agreements/begin.html", told)


def _instrument(form: BeginForm, register: Register) -> Instrument | None:
    """Return what was typed as an instrument; None when it lacks what none can lack."""
    assert form.is_valid(), "a form that does not judge has nothing to refuse"
    typed = {name: value.strip() for name, value in form.cleaned_data.items()}
    for name in ("title", "short_title", "source"):
        if not typed[name]:
            form.add_error(name, gettext("This cannot be left empty."))
    _check_reference(form, typed["reference"])
    codes = [_country(form, name, typed[name]) for name in ("one", "other")]
    if typed["kind"] not in set(InstrumentKind):
        form.add_error("kind", gettext("Choose one."))
    if form.errors:
        return None
    template = next((t for t in register.templates if t.reference == typed["template"]), None)
    return Instrument(
        reference=typed["reference"],
        kind=InstrumentKind(typed["kind"]),
        title=typed["title"],
        short_title=typed["short_title"],
        parties=tuple(Party(code) for code in codes if code is not None),
        provisions=_assumed(template) if template is not None else (),
        reading=Reading.NONE,
        sources=(Source(typed["source"]),),
    )


def _check_reference(form: BeginForm, reference: str) -> None:
    if (
        reference in _OTHER_PAGES
        or not _REFERENCE.fullmatch(reference)
        or len(reference) > _LONGEST
    ):
        form.add_error("reference", gettext("Small letters, figures and hyphens only."))
        return
    try:
        held = file_named(reference)
    except RegisterFileNotFoundError:
        return
    form.add_error("reference", tell("proposal_reference_taken", (("file", held.path),)))


_LONGEST = 80
# Addresses beside those of instruments.
_OTHER_PAGES = frozenset({"changes", "compare", "gaps", "may"})


def _country(form: BeginForm, name: str, code: str) -> CountryCode | None:
    try:
        return CountryCode(code)
    except ValueError:
        form.add_error(name, gettext("Choose a country."))
        return None


def _assumed(template: Template) -> tuple[Provision, ...]:
    """Return the terms of a template as an instrument holds them: assumed, and nothing more."""
    return tuple(
        Provision(
            kind=term.kind,
            article="",
            provenance=Assumed(template.reference, template.citation(term.kind)),
            parameters=term.parameters,
        )
        for term in template.terms
    )
