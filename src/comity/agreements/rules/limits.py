"""The limits of use an instrument puts on what is supplied under it."""

from collections.abc import Mapping
from datetime import date

from comity.agreements.rules.citations import cite_provision
from comity.agreements.terms import (
    ASKED_FOR,
    NOTHING,
    Instrument,
    Leave,
    Proceedings,
    ProceedingsLimit,
    Provision,
    ProvisionKind,
    Purpose,
    UseLimits,
)
from comity.agreements.wording.citations import cited_in_english
from comity.kernel.codes import CountryCode

_NO_PROVISION = cited_in_english(NOTHING)
# An enumeration finds its member by value in ten times the time a table takes.
_LEAVES: Mapping[str, Leave] = {each.value: each for each in Leave}
_PURPOSES: Mapping[str, Purpose] = {each.value: each for each in Purpose}


def limits_of(
    instrument: Instrument, *, supplier: CountryCode, asked_for: Purpose | None, on: date
) -> UseLimits:
    """Return the limits that travel with an item supplied under an instrument.

    To use an item for what it was asked for is always inside. What else is inside the register
    must know for sure: a purpose listed by a template alone stays open.

    Args:
        instrument: what the item is supplied under.
        supplier: who supplies it, and can consent to more.
        asked_for: the purpose stated in the request; None when nobody knows it.
        on: civil day of supplying.
    """
    purposes, cites, sure = _purposes(instrument, asked_for, on)
    proceedings = instrument.provision_on(ProvisionKind.USE_PROCEEDINGS, on=on)
    onward = instrument.provision_on(ProvisionKind.USE_OTHER, on=on)
    return UseLimits(
        supplier=supplier,
        under=instrument.reference,
        terms_digest=instrument.digest,
        purposes=purposes,
        purposes_cite=cites,
        purposes_sure=sure,
        proceedings=_proceedings(instrument, proceedings),
        onward=_LEAVES[onward.text("leave") or Leave.CONSENT] if onward else Leave.CONSENT,
        onward_cite=_cite(instrument, onward),
        onward_sure=_is_sure(onward),
        form_of_consent=_form_of_consent(proceedings) or _form_of_consent(onward),
    )


def _purposes(
    instrument: Instrument, asked_for: Purpose | None, on: date
) -> tuple[frozenset[Purpose], str, bool]:
    stated: frozenset[Purpose] = frozenset() if asked_for is None else frozenset({asked_for})
    strict = instrument.provision_on(ProvisionKind.USE_ONLY_AS_REQUESTED, on=on)
    if strict is not None:
        # A text that allows the stated purpose only says nothing where none is known.
        sure = bool(stated) and _is_sure(strict)
        return stated, _cite(instrument, strict), sure
    for kind in (ProvisionKind.USE_PURPOSE, ProvisionKind.SCOPE_PURPOSES):
        provision = instrument.provision_on(kind, on=on)
        names = provision.values("purposes") if provision is not None else ()
        if names:
            sure = _is_sure(provision)
            inside = stated.union([_PURPOSES[name] for name in names]) if sure else stated
            return inside, _cite(instrument, provision), sure
    return stated, ASKED_FOR if stated else _cite(instrument, None), False


_NOT_SAID = tuple(
    ProceedingsLimit(which, Leave.CONSENT, _NO_PROVISION, sure=False) for which in Proceedings
)


def _proceedings(
    instrument: Instrument, provision: Provision | None
) -> tuple[ProceedingsLimit, ...]:
    if provision is None:
        return _NOT_SAID
    cites, sure = _cite(instrument, provision), _is_sure(provision)
    return tuple(
        ProceedingsLimit(unsaid.proceedings, _LEAVES[leave], cites, sure)
        if (leave := provision.text(unsaid.proceedings))
        else unsaid
        for unsaid in _NOT_SAID
    )


def _form_of_consent(provision: Provision | None) -> str:
    return provision.text("form_of_consent") if provision is not None else ""


def _is_sure(provision: Provision | None) -> bool:
    return provision is not None and not provision.is_assumed


def _cite(instrument: Instrument, provision: Provision | None) -> str:
    """Cite as text, because limits travel with the item to nodes that have other phrases."""
    if provision is None:
        return _NO_PROVISION
    return cited_in_english(cite_provision(instrument, provision))
