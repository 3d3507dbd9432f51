"""How a file of a standing exchange leaves: granted to the partner, told, recorded, registered."""

from collections.abc import Mapping
from datetime import date, datetime

from comity.agreements.rules.conditions import APPROVAL
from comity.agreements.terms import DataCategory
from comity.assistance.bodies import OfferedExhibit, exhibit_body
from comity.assistance.lifecycle.standing import standing_stage
from comity.assistance.models import Request, StandingSupply
from comity.assistance.queries.standing import standing_said
from comity.assistance.schemas.standing import SUPPLY_TYPE
from comity.assistance.services.data_transfers import record_transfer
from comity.assistance.services.standing_telling import ruling_to_supply
from comity.assistance.services.transfer_rules import rule_wanting_word
from comity.assistance.terms import Channel, Party
from comity.assistance.terms.data_transfers import TransferKind
from comity.assistance.terms.events.standing import SUPPLY_SENT
from comity.assistance.terms.standing import (
    STANDING_STATES,
    StandingStage,
    StandingTerms,
    TermsName,
)
from comity.assistance.terms.standing_errors import SupplyNotNowError
from comity.assistance.terms.standing_said import agreed
from comity.evidence.custody import Hand
from comity.evidence.services import grant
from comity.exchange.services import queue_message, sealing_key_of
from comity.exchange.terms import ExhibitLine, NewMessage
from comity.kernel.periods import Period
from comity.kernel.rulings import Permission
from comity.ledger.services import append


def demand_running(request: Request) -> Mapping[TermsName, StandingTerms]:
    """Return every version both sides agreed to, while files are supplied.

    Raises:
        SupplyNotNowError: nothing is agreed, or the exchange is suspended or has ended.
    """
    said = standing_said(request)
    stage = standing_stage(said)
    if stage is not StandingStage.RUNNING:
        raise SupplyNotNowError(standing_stage=stage.value)
    return {terms.name: terms for terms in agreed(said)}


def supply_that_waits(request: Request, key: int) -> StandingSupply | None:
    """Return a file of a locked request that waits to be let go; None where it does not.

    It left or was given up under the lock of its request, so what is read before the lock is had
    may be over.
    """
    waits = request.supplies.filter(by=request.side, told_at=None, given_up_at=None)
    return waits.select_related("exhibit", "request").filter(pk=key).first()


def let_standing_leave(key: int, *, at: datetime, on: date) -> bool:
    """Let a file leave that stands released by its terms, where nothing stands in the way.

    Args:
        key: of the file.
        at: aware UTC instant.
        on: the civil day ruled on.

    Returns:
        Whether it left now; where not, it has left, was given up, or waits for a second person or
        for the scanner.
    """
    locked = Request.objects.select_for_update(of=("self",), no_key=True)
    request = locked.get(supplies=key)
    supply = supply_that_waits(request, key)
    going = request.stands in STANDING_STATES and request.channel != Channel.LETTER
    if supply is None or not going:
        return False
    said = standing_said(request)
    terms = {each.name: each for each in agreed(said)}.get(supply.terms_name)
    if terms is None or standing_stage(said) is not StandingStage.RUNNING:
        return False
    return _leave_under_terms(supply, terms, at=at, on=on)


def _leave_under_terms(
    supply: StandingSupply, terms: StandingTerms, *, at: datetime, on: date
) -> bool:
    """Let a file leave, unless its terms, the law, our own rules or the scanner keep it back.

    Where the law asks for the approval of an office, or a rule for the word of the data protection
    officer, no standing approval is theirs: the file waits for a person.
    """
    if not terms.stands_released or not supply.exhibit.may_leave:
        return False
    ruling = ruling_to_supply(supply.request, terms, on=on)
    if not isinstance(ruling, Permission):
        return False
    owed = any(each.code == APPROVAL for each in ruling.conditions)
    if owed or rule_wanting_word(TransferKind.SUPPLY, partner=supply.request.partner) is not None:
        return False
    hand = Hand(supply.officer_name, supply.request.agency_code or "", at)
    supply_leaves(supply, terms, under=ruling, hand=hand)
    return True


def supply_leaves(
    supply: StandingSupply, terms: StandingTerms, *, under: Permission, hand: Hand
) -> None:
    """Grant a file to the partner, queue the word of it, and record that it left.

    Args:
        supply: that waits, with who let it go.
        terms: by which it is supplied.
        under: the permission of this moment.
        hand: who lets it go, and when.

    Raises:
        ScanAwaitedError, ScanFailedError, FoundStaysError: the scanner stands in the way.
        LinkNotConfirmedError: nothing can be carried to the partner now.
    """
    request, exhibit = supply.request, supply.exhibit
    key = sealing_key_of(request.partner)
    capability = grant(exhibit, partner=request.partner, recipient=key, hand=hand)
    line = ExhibitLine(str(exhibit.id), exhibit.payload_digest, exhibit.payload_size)
    supply.message_id = queue_message(
        NewMessage(
            type=SUPPLY_TYPE,
            body={
                "reference": request.reference,
                "number": supply.number,
                "terms": supply.terms_number,
                "terms_by": supply.terms_name.proposer.value,
                "period_from": supply.period_from.isoformat(),
                "period_until": supply.period_until.isoformat(),
                "rows": supply.rows,
                "exhibits": [exhibit_body(OfferedExhibit(line, exhibit, capability))],
            },
            case=request.reference,
            answers=request.message_id,
            exhibits=(line,),
        ),
        to=request.partner,
        under=under,
        at=hand.at,
    )
    supply.told_at = hand.at
    period = Period(supply.period_from, supply.period_until)
    supply.is_short = terms.is_short(period, Party(supply.by), at=hand.at)
    supply.save()
    fill_gap(supply, at=hand.at)
    personal = any(column.personal for column in terms.columns)
    record_transfer(
        request,
        kind=TransferKind.SUPPLY,
        by=hand.name,
        at=hand.at,
        message=supply.message_id,
        under=under,
        categories=(DataCategory.PERSONAL.value,) if personal else (),
    )
    append(
        SUPPLY_SENT,
        about=request.reference,
        by=hand.name,
        agency=request.owner_on_record,
        at=hand.at,
        partner=request.partner,
        number=supply.number,
        version=supply.terms_number,
        under=under.under,
        article=under.article,
        terms=under.terms_digest,
        exhibit=exhibit.record_name,
        message=supply.message_id,
    )


def fill_gap(supply: StandingSupply, *, at: datetime) -> None:
    """Note that the file of a period that was noticed as late is there after all."""
    late = supply.request.supply_gaps.filter(
        by=supply.by, period_from=supply.period_from, filled_at=None
    )
    late.update(filled_at=at)
