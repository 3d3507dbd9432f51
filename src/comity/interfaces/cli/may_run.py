"""`comity may volunteer | exchange | match | recognise`: what runs without a request."""

from typing import Annotated

import typer

from comity.agreements.terms import ActKind
from comity.interfaces.cli.may_asked import (
    Acting,
    Assured,
    Consented,
    Contains,
    Folder,
    InBreach,
    Json,
    On,
    Other,
    Purpose,
    Suppliers,
    Touches,
    Under,
    Words,
    rule,
)


def may_volunteer(
    *,
    acting: Acting,
    other: Other,
    kind: Annotated[str, typer.Option("--for", help="What is told, as offence-information.")] = "",
    purpose: Purpose = "",
    contains: Contains = None,
    suppliers: Suppliers = None,
    consented: Consented = None,
    assured: Assured = None,
    in_breach: InBreach = False,
    touches: Touches = None,
    on: On = "",
    under: Under = "",
    register: Folder = None,
    json: Json = False,
) -> None:
    """May one administration tell another what it has not asked for?"""
    typed = {
        "acting": acting,
        "other": other,
        "kind": kind,
        "purpose": purpose,
        "contains": contains,
        "suppliers": suppliers,
        "consented": consented,
        "assured": assured,
        "in_breach": in_breach,
        "touches": touches,
        "under": under,
    }
    rule(ActKind.VOLUNTEER, typed, on=on, register=register, json=json)


def may_exchange(
    *,
    acting: Acting,
    other: Other,
    dataset: Annotated[str, typer.Option(help="The data set.")] = "",
    fields: Annotated[Words, typer.Option("--field", help="A data element.")] = None,
    channel: Annotated[str, typer.Option(help="The road the data takes.")] = "",
    contains: Contains = None,
    assured: Assured = None,
    on: On = "",
    under: Under = "",
    register: Folder = None,
    json: Json = False,
) -> None:
    """May one administration supply agreed data without a request each time?"""
    typed = {
        "acting": acting,
        "other": other,
        "dataset": dataset,
        "fields": fields,
        "channel": channel,
        "contains": contains,
        "assured": assured,
        "under": under,
    }
    rule(ActKind.EXCHANGE_AUTOMATICALLY, typed, on=on, register=register, json=json)


def may_match(
    *,
    acting: Acting,
    other: Other,
    purpose: Purpose = "",
    without_names: Annotated[bool, typer.Option(help="The lists name nobody.")] = False,
    assured: Assured = None,
    on: On = "",
    under: Under = "",
    register: Folder = None,
    json: Json = False,
) -> None:
    """May one administration tell the other hit or no hit, and nothing else?"""
    typed = {
        "acting": acting,
        "other": other,
        "purpose": purpose,
        "without_names": without_names,
        "assured": assured,
        "under": under,
    }
    rule(ActKind.MATCH, typed, on=on, register=register, json=json)


def may_recognise(
    *,
    acting: Acting,
    other: Other,
    operating: Annotated[str, typer.Option(help="yes or no; not given for unknown.")] = "",
    trader_consents: Annotated[str, typer.Option(help="yes or no; not given for unknown.")] = "",
    on: On = "",
    under: Under = "",
    register: Folder = None,
    json: Json = False,
) -> None:
    """May the other side's approved traders get the benefits of an arrangement?"""
    typed = {
        "acting": acting,
        "other": other,
        "operating": operating,
        "trader_consents": trader_consents,
        "under": under,
    }
    rule(ActKind.RECOGNISE, typed, on=on, register=register, json=json)
