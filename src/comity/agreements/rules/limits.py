"""The limits of use an instrument puts on what is supplied under it."""

from collections.abc import Iterator
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
    onward = instrument.provision_on(ProvisionKind.USE_OTHER, on=on)
    return UseLimits(
        supplier=supplier,
        under=instrument.reference,
        terms_digest=instrument.digest,
        purposes=purposes,
        purposes_cite=cites,
        purposes_sure=sure,
        proceedings=tuple(_proceedings(instrument, on)),
        onward=Leave(onward.text("leave") or Leave.CONSENT) if onward else Leave.CONSENT,
        onward_cite=_cite(instrument, onward),
        onward_sure=_is_sure(onward),
        form_of_consent=_form_of_consent(instrument, on),
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
        if provision is not None and provision.values("purposes"):
            sure = _is_sure(provision)
            listed = frozenset(Purpose(name) for name in provision.values("purposes"))
            inside = stated | listed if sure else stated
            return inside, _cite(instrument, provision), sure
    return stated, ASKED_FOR if stated else _cite(instrument, None), False


def _proceedings(instrument: Instrument, on: date) -> Iterator[ProceedingsLimit]:
    provision = instrument.provision_on(ProvisionKind.USE_PROCEEDINGS, on=on)
    cites, sure = _cite(instrument, provision), _is_sure(provision)
    for which in Proceedings:
        leave = provision.text(which.value) if provision is not None else ""
        if leave:
            yield ProceedingsLimit(which, Leave(leave), cites, sure)
        else:
            yield ProceedingsLimit(which, Leave.CONSENT, _cite(instrument, None), sure=False)


def _form_of_consent(instrument: Instrument, on: date) -> str:
    for kind in (ProvisionKind.USE_PROCEEDINGS, ProvisionKind.USE_OTHER):
        provision = instrument.provision_on(kind, on=on)
        if provision is not None and provision.text("form_of_consent"):
            return provision.text("form_of_consent")
    return ""


def _is_sure(provision: Provision | None) -> bool:
    return provision is not None and not provision.is_assumed


def _cite(instrument: Instrument, provision: Provision | None) -> str:
    """Cite as text, because limits travel with the item to nodes that have other phrases."""
    if provision is None:
        return _NO_PROVISION
    return cited_in_english(cite_provision(instrument, provision))
