"""Ruling on telling a partner what it has not asked for: each under its own pairwise instrument."""

from collections.abc import Mapping
from datetime import date

from comity.agreements.queries import current_register
from comity.agreements.rules import rule_on_volunteering
from comity.agreements.terms import AssistanceKind, DataCategory, ProvisionKind, Volunteer
from comity.agreements.terms.acts import Contents
from comity.assistance.models import Request
from comity.assistance.terms import AnswerDraft
from comity.assistance.terms.information import VOLUNTEERED_KINDS
from comity.kernel.codes import CountryCode
from comity.kernel.errors import InvalidDraftError, Problem
from comity.kernel.rulings import Ruling
from comity.officers.queries import own_administration


def ruling_on_information(
    request: Request, told: AnswerDraft, *, on: date, supplied: Mapping[str, bool]
) -> Ruling:
    """Rule on giving information: the instrument with its recipient, and own law, both limbs.

    Args:
        request: the matter, of ours, with the partner that would be told.
        told: what would be let out.
        on: the civil day of the act.
        supplied: whether each administration that supplied some of it has consented, by its code.

    Raises:
        InvalidDraftError: the kind is none that is told unasked, or the instrument chosen is not
            in the register.
    """
    register = current_register()
    if request.kind not in set(VOLUNTEERED_KINDS):
        raise InvalidDraftError((Problem("unknown_code", "kind"),))
    if request.under and not register.has(request.under):
        raise InvalidDraftError((Problem("instrument_unknown", "under"),))
    personal = {DataCategory.PERSONAL} if request.names_persons else set()
    act = Volunteer(
        supplier=CountryCode(own_administration().code),
        recipient=CountryCode(request.partner),
        kind=AssistanceKind(request.kind),
        contents=Contents(
            # Whom the matter names is told with it, whatever the text is marked with.
            categories=frozenset({*map(DataCategory, told.categories), *personal}),
            suppliers=frozenset(map(CountryCode, supplied)),
            consented=frozenset(CountryCode(code) for code, given in supplied.items() if given),
            touches=frozenset(ProvisionKind(code) for code in told.touches),
        ),
    )
    return rule_on_volunteering(register, act, on=on, under=request.under or None)
