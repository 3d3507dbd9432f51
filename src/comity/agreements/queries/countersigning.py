"""What people read of countersigned terms, and of encodings that differ."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from comity.agreements.comparison import Difference, differences
from comity.agreements.models import TermsDifference, TermsProposal, TermsStepRecord
from comity.agreements.queries.encodings import (
    encoding_of_digest,
    encodings_of_digests,
    own_encoding,
)
from comity.agreements.queries.proposals import (
    KnownProposal,
    is_signed,
    known_proposals,
    proposals_between,
)
from comity.agreements.terms import Instrument
from comity.agreements.terms.countersigning import Statement, TermsState, TermsStep
from comity.agreements.terms.countersigning_errors import TermsProposalNotFoundError
from comity.officers.terms import Viewer


@dataclass(frozen=True, slots=True)
class StepView:
    """One step of a proposal, as a page shows it.

    Attributes:
        step: what was done.
        side: code of the administration that did it.
        by: the officer, for our own; the partner's code for theirs.
        at: when it was recorded here.
        reasons: given when it was declined; the code when the partner's node refused it.
        signed: whether the signature that belongs to the step is held here.
        message_id: of the message that carries it; empty while it has none.
    """

    step: TermsStep
    side: str
    by: str
    at: datetime
    reasons: str
    signed: bool
    message_id: str


@dataclass(frozen=True, slots=True)
class TermsView:
    """A proposal of terms, as a list shows it.

    Attributes:
        id: under which pages and acts find it.
        statement: what both sides sign.
        partner: code of the other side.
        is_ours: whether this node proposed it.
        state: where it stands.
        steps: what happened, oldest first.
        is_alike: whether our own encoding has the digest proposed, today.
    """

    id: int
    statement: Statement
    partner: str
    is_ours: bool
    state: TermsState
    steps: tuple[StepView, ...]
    is_alike: bool

    @property
    def awaits_us(self) -> bool:
        """Whether our treaty desk has to answer it."""
        return self.state is TermsState.OPEN and not self.is_ours


@dataclass(frozen=True, slots=True)
class DifferenceView:
    """That a partner relied on another encoding than ours, as the treaty desk sees it.

    Attributes:
        id: under which pages and acts find it.
        reference: of the agreement.
        partner: code of the other side.
        theirs: digest the partner relied on.
        ours: digest of our encoding then.
        seen_here: whether this node saw it; otherwise the partner's node told us.
        at: when it was first seen, or told.
        is_known: whether both encodings are known here; otherwise nothing can be compared.
        differences: ours against theirs.
        decided_by: who decided to go by our own encoding; empty while nobody has.
        decided_at: when.
        reasons: why.
    """

    id: int
    reference: str
    partner: str
    theirs: str
    ours: str
    seen_here: bool
    at: datetime
    is_known: bool
    differences: tuple[Difference, ...]
    decided_by: str
    decided_at: datetime | None
    reasons: str


@dataclass(frozen=True, slots=True)
class TermsDetail:
    """A proposal with both encodings and what tells them apart.

    Attributes:
        view: the proposal.
        encoding: the register file that was proposed.
        proposed: the encoding, read; None when today's register cannot read it any more.
        own: our encoding as it is today; None when our register holds no such agreement.
        differences: ours against the one proposed; none when one of the two is missing.
        notes: the signed notes held, by the side that signed.
    """

    view: TermsView
    encoding: str
    proposed: Instrument | None
    own: Instrument | None
    differences: tuple[Difference, ...]
    notes: tuple[tuple[str, bytes], ...]


def terms_proposals(*, seen_by: Viewer, reference: str = "", partner: str = "") -> list[TermsView]:
    """Return proposals of terms, the newest first.

    Args:
        seen_by: who looks.
        reference: of one agreement only; empty for all.
        partner: with one partner only; empty for all.
    """
    rows = TermsProposal.objects.all().visible_to(seen_by)
    rows = rows.filter(reference=reference) if reference else rows
    rows = rows.filter(partner=partner) if partner else rows
    known = known_proposals(rows.order_by("-made_at", "-pk"))
    return [_view(each, among=known) for each in known]


def terms_proposal(proposal: int, *, seen_by: Viewer) -> TermsDetail:
    """Return one proposal with both encodings compared.

    Raises:
        TermsProposalNotFoundError: there is none of that id, or none that `seen_by` may see.
    """
    row = TermsProposal.objects.all().visible_to(seen_by).filter(pk=proposal).first()
    if row is None:
        raise TermsProposalNotFoundError(proposal=proposal)
    among = proposals_between(row.partner, row.reference)
    known = next(each for each in among if each.row.pk == row.pk)
    proposed, own = encoding_of_digest(row.reference, row.digest), own_encoding(row.reference)
    return TermsDetail(
        view=_view(known, among=among),
        encoding=row.encoding,
        proposed=proposed,
        own=own,
        differences=differences(own, proposed) if own is not None and proposed is not None else (),
        notes=tuple(
            (each.side, bytes(each.signature.note)) for each in known.steps if is_signed(each)
        ),
    )


def terms_differences(*, seen_by: Viewer, partner: str = "") -> list[DifferenceView]:
    """Return where a partner relied on another encoding than ours, the newest first."""
    rows = TermsDifference.objects.all().visible_to(seen_by)
    rows = rows.filter(partner=partner) if partner else rows
    found = list(rows.select_related("decision").order_by("-at", "-pk"))
    digests: dict[str, set[str]] = {}
    for row in found:
        digests.setdefault(row.reference, set()).update((row.theirs, row.ours))
    known = {each: encodings_of_digests(each, named) for each, named in digests.items()}
    return [_difference(row, known[row.reference]) for row in found]


def terms_difference(difference: int, *, seen_by: Viewer) -> DifferenceView:
    """Return one such case.

    Raises:
        TermsProposalNotFoundError: there is none of that id, or none that `seen_by` may see.
    """
    rows = TermsDifference.objects.all().visible_to(seen_by).select_related("decision")
    row = rows.filter(pk=difference).first()
    if row is None:
        raise TermsProposalNotFoundError(proposal=difference)
    return _difference(row, encodings_of_digests(row.reference, {row.theirs, row.ours}))


def _view(known: KnownProposal, *, among: list[KnownProposal]) -> TermsView:
    own = own_encoding(known.row.reference)
    return TermsView(
        id=known.row.pk,
        statement=known.progress.statement,
        partner=known.row.partner,
        is_ours=known.row.proposer != known.row.partner,
        state=known.state(among=among),
        steps=tuple(_step(each) for each in known.steps),
        is_alike=own is not None and own.digest == known.row.digest,
    )


def _step(row: TermsStepRecord) -> StepView:
    signed = is_signed(row)
    return StepView(
        step=TermsStep(row.step),
        side=row.side,
        by=row.by,
        at=row.at,
        reasons=row.reasons,
        signed=signed,
        message_id=row.signature.message_id if signed else row.message_id,
    )


def _difference(row: TermsDifference, known_here: Mapping[str, Instrument]) -> DifferenceView:
    theirs, ours = known_here.get(row.theirs), known_here.get(row.ours)
    known = theirs is not None and ours is not None
    decision = getattr(row, "decision", None)
    return DifferenceView(
        id=row.pk,
        reference=row.reference,
        partner=row.partner,
        theirs=row.theirs,
        ours=row.ours,
        seen_here=row.seen_here,
        at=row.at,
        is_known=known,
        differences=differences(ours, theirs) if ours is not None and theirs is not None else (),
        decided_by=decision.by if decision is not None else "",
        decided_at=decision.at if decision is not None else None,
        reasons=decision.reasons if decision is not None else "",
    )
