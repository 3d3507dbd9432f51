"""When a request may be passed to a competent body, and what is wrong with what was typed. Pure."""

from collections.abc import Iterator
from datetime import date

from comity.agreements.rules.citations import cite_provision
from comity.agreements.terms import Effect, Instrument, ProvisionKind
from comity.assistance.rules import problems_in_text
from comity.assistance.terms import RequestDraft
from comity.assistance.terms.competence import AuthorityDraft, TransferDraft
from comity.kernel.errors import Problem
from comity.kernel.rulings import Citation


def article_of_transfer(instrument: Instrument, *, on: date) -> Citation | None:
    """Return the article that lets a request be passed to the competent body.

    A term that a template alone supposes lets nothing be done.

    Args:
        instrument: that the request relies on.
        on: the civil day.
    """
    provision = instrument.provision_on(ProvisionKind.EXE_TRANSFER, on=on)
    if provision is None or provision.is_assumed or provision.effect is not Effect.GRANTED:
        return None
    return cite_provision(instrument, provision)


def is_transfer_excluded(instrument: Instrument, *, on: date) -> bool:
    """Tell whether the text itself shuts passing a request on out."""
    provision = instrument.provision_on(ProvisionKind.EXE_TRANSFER, on=on)
    return provision is not None and provision.effect is Effect.EXCLUDED


def problems_in_transfer(
    transfer: TransferDraft, *, by_article: bool, on: date
) -> tuple[Problem, ...]:
    """Return everything that is wrong with a transfer as it was typed.

    Args:
        transfer: as typed.
        by_article: an article of the agreement carries it, so that no other basis is owed.
        on: the civil day; nothing was passed on a later one.
    """
    return (
        *problems_in_text(transfer.body, field="competent_body"),
        *_day(transfer.on, on),
        *_text(transfer.number, "number"),
        *_text(transfer.contact, "contact"),
        *(_text(transfer.basis, "basis", owed=not by_article)),
    )


def problems_in_authority(
    authority: AuthorityDraft, *, areas: frozenset[str]
) -> tuple[Problem, ...]:
    """Return everything that is wrong with an authority as it was typed.

    Args:
        authority: as typed.
        areas: the codes of the areas as the list stands.
    """
    unknown = (Problem("unknown_code" if authority.area else "missing", "area"),)
    return (
        *(() if authority.area in areas else unknown),
        *problems_in_text(authority.name, field="competent_body"),
        *_text(authority.contact, "contact"),
        *_text(authority.matters, "matters"),
    )


def _day(typed: str, on: date) -> Iterator[Problem]:
    day = RequestDraft(reply_wanted_on=typed).reply_day
    if day is None:
        yield Problem("not_a_day" if typed else "missing", "transferred_on")
    elif day > on:
        yield Problem("day_ahead", "transferred_on", (("day", day.isoformat()),))


def _text(text: str, field: str, *, owed: bool = False) -> tuple[Problem, ...]:
    return problems_in_text(text, field=field) if owed or text.strip() else ()
