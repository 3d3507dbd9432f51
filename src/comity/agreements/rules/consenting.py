"""Ruling on consent: whether own law lets what was supplied be used for more than it was."""

from datetime import date

from comity.agreements.rules.bearings import decider_of, in_order
from comity.agreements.rules.breaches import grounds_of_breach
from comity.agreements.rules.candidates import outcome_from
from comity.agreements.rules.releasing import Release, grounds_of_orders, grounds_of_own_law
from comity.agreements.terms import ActKind, Answer, Purpose, Register
from comity.agreements.wording.citations import cited_in_english
from comity.kernel.rulings import Outcome, Permission, Referral, Refusal, Ruling


def rule_on_consenting(
    register: Register,
    answer: Answer,
    *,
    purpose: Purpose,
    under: str,
    terms_digest: str,
    on: date,
) -> Ruling:
    """Rule whether the supplier's own law lets it consent to another use of what it supplied.

    What the agreement says of other uses is that the supplier may consent; so only the second limb
    is asked: own law, national instructions, and what breaches by the partner call for.

    Args:
        register: own law, instructions, assurances and breaches as they stand.
        answer: what was supplied, and on what request.
        purpose: what the partner would use it for.
        under: reference of the instrument it was supplied under, which the register may not hold.
        terms_digest: digest of its encoding as it was read then; used where the register has none.
        on: the civil day.
    """
    ask = answer.ask
    instrument = register.instrument(under) if register.has(under) else None
    release = Release(
        ActKind.ANSWER,
        ask.requested,
        ask.requesting,
        ask.kind.label,
        ask.kind,
        purpose,
        answer.contents,
    )
    grounds = in_order(
        (
            *grounds_of_own_law(register, release, on=on),
            *grounds_of_orders(register, release, on=on),
            *grounds_of_breach(
                register,
                release.by,
                partner=release.partner,
                on=on,
                instrument=instrument,
                in_breach=answer.contents.partner_in_breach,
            ),
        )
    )
    match outcome_from(grounds):
        case Outcome.REFUSED:
            return Refusal(on, grounds)
        case Outcome.REFERRED:
            return Referral(on, grounds, decider_of(grounds[0]), under)
        case Outcome.PERMITTED:
            return Permission(
                under=under,
                article=cited_in_english(grounds[0].cites),
                terms_digest=instrument.digest if instrument is not None else terms_digest,
                on=on,
                grounds=grounds,
            )
