"""`comity may pass-on | share | keep`: what is done with something that was supplied."""

from typing import Annotated

import typer

from comity.agreements.terms import ActKind
from comity.interfaces.cli.may_asked import (
    AskedFor,
    Consent,
    Contains,
    Folder,
    Holder,
    Json,
    On,
    Purpose,
    Recipient,
    SuppliedUnder,
    Supplier,
    rule,
)


def may_pass_on(
    *,
    supplier: Supplier,
    holder: Holder,
    under: SuppliedUnder,
    recipient: Recipient,
    purpose: Purpose,
    abroad: Annotated[str, typer.Option(help="The recipient's country, as CN.")] = "",
    asked_for: AskedFor = "",
    consent: Consent = "",
    contains: Contains = None,
    on: On = "",
    register: Folder = None,
    json: Json = False,
) -> None:
    """May something that was supplied be passed on?"""
    typed = {
        "acting": holder,
        "other": supplier,
        "under": under,
        "recipient": recipient,
        "purpose": purpose,
        "abroad": abroad,
        "asked_for": asked_for,
        "consent": consent,
        "contains": contains,
    }
    rule(ActKind.PASS_ON, typed, on=on, register=register, json=json)


def may_share(
    *,
    supplier: Supplier,
    holder: Holder,
    under: SuppliedUnder,
    recipient: Recipient,
    purpose: Purpose,
    asked_for: AskedFor = "",
    consent: Consent = "",
    contains: Contains = None,
    on: On = "",
    register: Folder = None,
    json: Json = False,
) -> None:
    """May something that was supplied go to another agency of the same country?"""
    typed = {
        "acting": holder,
        "other": supplier,
        "under": under,
        "recipient": recipient,
        "purpose": purpose,
        "asked_for": asked_for,
        "consent": consent,
        "contains": contains,
    }
    rule(ActKind.SHARE, typed, on=on, register=register, json=json)


def may_keep(
    *,
    supplier: Supplier,
    holder: Holder,
    under: SuppliedUnder,
    received_on: Annotated[str, typer.Option(help="The day it was supplied.")] = "",
    on_legal_hold: Annotated[bool, typer.Option(help="An order holds it.")] = False,
    on: On = "",
    register: Folder = None,
    json: Json = False,
) -> None:
    """May something that was supplied still be kept?"""
    typed = {
        "acting": holder,
        "other": supplier,
        "under": under,
        "received_on": received_on,
        "on_legal_hold": on_legal_hold,
    }
    rule(ActKind.KEEP, typed, on=on, register=register, json=json)
