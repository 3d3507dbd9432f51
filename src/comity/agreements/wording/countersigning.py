"""Sentences of countersigned terms: what cannot be done, and why a partner's word is refused."""

from collections.abc import Mapping

from comity.agreements.terms.countersigning import TermsState, TermsStep
from comity.kernel.wording import N_

COUNTERSIGNING: Mapping[str, str] = {
    "terms_proposal_not_found": N_("There is no such proposal of terms: {proposal}."),
    "terms_not_between": N_("The {agreement} does not stand between {partner} and us."),
    "terms_not_open": N_(
        "This was answered or decided before, or a newer one has taken its place."
    ),
    "terms_not_alike": N_(
        "Our own encoding is another (differences: {count}), so it cannot be countersigned. Take "
        "the partner's over into our register first, or propose ours."
    ),
    "terms_proposed_already": N_(
        "This encoding of the {agreement} stands between {partner} and us already; see the "
        "proposal."
    ),
    "terms_reasons_missing": N_("Say why, in at most {limit} characters."),
    # What a partner says of terms and cannot be so.
    "terms_digest_differs": N_("The encoding sent is not the one signed; its digest is {found}."),
    "terms_unreadable": N_("The encoding cannot be read here: {cause}, line {line}."),
    "terms_other_agreement": N_("The encoding sent is of another agreement: {found}."),
    "terms_other_parties": N_("The agreement does not stand between {one} and {other}."),
    "terms_number_taken": N_("The partner has used the number {number} for this agreement before."),
    "terms_too_many": N_("No more than {limit} proposals a day are taken from one partner."),
    "terms_number_ahead": N_("The number {number} is too far ahead of the proposals known here."),
    "terms_time_implausible": N_("It is dated in the future: {made_at}."),
    "terms_replaces_unknown": N_("It would replace terms that were never proposed: {digest}."),
    "terms_proposal_unknown": N_("No such proposal was made: {agreement}, number {number}."),
    "terms_answered": N_("The proposal was answered before: {agreement}, number {number}."),
    "terms_not_ours": N_("This node never had the encoding named: {agreement}, {digest}."),
    "terms_signature_wrong": N_("The statement of {partner} is not signed as it must be: {cause}."),
}

STATE_NAMES: Mapping[TermsState, str] = {
    TermsState.BEING_SIGNED: N_("being signed"),
    TermsState.OPEN: N_("open"),
    TermsState.COUNTERSIGNED: N_("countersigned"),
    TermsState.DECLINED: N_("declined"),
    TermsState.REFUSED: N_("not taken by the partner's node"),
    TermsState.SUPERSEDED: N_("superseded"),
}
STEP_NAMES: Mapping[TermsStep, str] = {
    TermsStep.PROPOSED: N_("proposed"),
    TermsStep.COUNTERSIGNED: N_("countersigned"),
    TermsStep.DECLINED: N_("declined"),
    TermsStep.REFUSED: N_("not taken by the partner's node"),
}
