"""`comity may attend | serve | watch | deliver`: what one does on the ground for another."""

from typing import Annotated

import typer

from comity.agreements.terms import ActKind
from comity.interfaces.cli.may_asked import (
    Acting,
    Consent,
    Folder,
    Json,
    On,
    Other,
    Purpose,
    Touches,
    Under,
    Words,
    rule,
)


def may_attend(
    *,
    acting: Acting,
    other: Other,
    as_host: Annotated[bool, typer.Option(help="The side that acts is the host.")] = False,
    armed: Annotated[bool, typer.Option(help="The officials carry arms.")] = False,
    purpose: Purpose = "",
    consent: Consent = "",
    touches: Touches = None,
    on: On = "",
    under: Under = "",
    register: Folder = None,
    json: Json = False,
) -> None:
    """May officials of one side be present while the other acts?"""
    typed = {
        "acting": acting,
        "other": other,
        "as_host": as_host,
        "armed": armed,
        "purpose": purpose,
        "consent": consent,
        "touches": touches,
        "under": under,
    }
    rule(ActKind.ATTEND, typed, on=on, register=register, json=json)


def may_serve(
    *,
    acting: Acting,
    other: Other,
    enforce: Annotated[bool, typer.Option(help="Enforced, and not only told.")] = False,
    touches: Touches = None,
    on: On = "",
    under: Under = "",
    register: Folder = None,
    json: Json = False,
) -> None:
    """May one administration (--from) hand a decision of the other (--to) to a person?"""
    typed = {
        "acting": acting,
        "other": other,
        "enforce": enforce,
        "touches": touches,
        "under": under,
    }
    rule(ActKind.SERVE, typed, on=on, register=register, json=json)


def may_watch(
    *,
    acting: Acting,
    other: Other,
    targets: Annotated[Words, typer.Option("--target", help="What is watched.")] = None,
    on_own: Annotated[bool, typer.Option(help="Nobody has asked for it.")] = False,
    touches: Touches = None,
    on: On = "",
    under: Under = "",
    register: Folder = None,
    json: Json = False,
) -> None:
    """May one administration (--from) watch, at home, for the other (--to)?"""
    typed = {
        "acting": acting,
        "other": other,
        "targets": targets,
        "on_own": on_own,
        "touches": touches,
        "under": under,
    }
    rule(ActKind.WATCH, typed, on=on, register=register, json=json)


def may_deliver(
    *,
    acting: Acting,
    route: Annotated[list[str], typer.Option("--via", help="A state on the way, in order.")],
    goods: Annotated[str, typer.Option(help="What moves.")] = "",
    decided: Annotated[Words, typer.Option(help="A decision, as UA=J-1.")] = None,
    touches: Touches = None,
    on: On = "",
    under: Under = "",
    register: Folder = None,
    json: Json = False,
) -> None:
    """May goods move on under control along a route?"""
    typed = {
        "acting": acting,
        "route": route,
        "goods": goods,
        "decided": decided,
        "touches": touches,
        "under": under,
    }
    rule(ActKind.DELIVER_UNDER_CONTROL, typed, on=on, register=register, json=json)
