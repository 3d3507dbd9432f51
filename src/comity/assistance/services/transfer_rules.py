"""Rules of our own law on transfers: set and ended by the data protection officer, asked here."""

from collections.abc import Iterable
from datetime import datetime

from comity.assistance.duties import DATA_OFFICE, SET_TRANSFER_RULES
from comity.assistance.models.transfer_rules import TransferRule
from comity.assistance.services.moves import demand_no_problems
from comity.assistance.terms.data_transfers import DataOfficerApprovalNeededError, TransferKind
from comity.assistance.terms.events.transfer_rules import TRANSFER_RULE_ENDED, TRANSFER_RULE_SET
from comity.assistance.terms.transfer_rules import (
    MOST_RULES,
    TooManyRulesError,
    TransferRuleDraft,
    problems_in_rule,
)
from comity.kernel.errors import NotFoundError
from comity.ledger.services import append
from comity.ledger.terms import ADMINISTRATION
from comity.officers.terms import Viewer, demand_role


def set_rule(draft: TransferRuleDraft, *, officer: Viewer, at: datetime) -> TransferRule:
    """Set a rule: what it speaks of leaves only with the data protection officer's word.

    Args:
        draft: as typed.
        officer: a data protection officer.
        at: aware UTC instant.

    Raises:
        NotAllowedError: the officer's office does not carry it.
        InvalidDraftError: no article is named, or a code is not known.
        TooManyRulesError: as many stand as may.
    """
    demand_role(officer, SET_TRANSFER_RULES.roles)
    demand_no_problems(problems_in_rule(draft))
    if TransferRule.objects.all().standing().count() >= MOST_RULES:
        raise TooManyRulesError(limit=str(MOST_RULES))
    made = TransferRule.objects.create(
        article=draft.article.strip(),
        kinds=sorted(set(draft.kinds)),
        categories=sorted(set(draft.categories)),
        partners=sorted(set(draft.partners)),
        by=officer.name,
        at=at,
    )
    append(
        TRANSFER_RULE_SET,
        about="transfers",
        by=officer.name,
        agency=ADMINISTRATION,
        at=at,
        item=str(made.pk),
        article=made.article,
        kinds=made.kinds,
        categories=made.categories,
        partners=made.partners,
    )
    return made


def end_rule(number: int, *, officer: Viewer, at: datetime) -> TransferRule:
    """End a rule; what it speaks of leaves as our own law and instructions else say.

    Raises:
        NotAllowedError: the officer's office does not carry it.
        NotFoundError: none of that number counts.
    """
    demand_role(officer, SET_TRANSFER_RULES.roles)
    standing = TransferRule.objects.visible_to(officer).standing().filter(pk=number)
    rule = standing.select_for_update(of=("self",), no_key=True).first()
    if rule is None:
        raise NotFoundError()
    rule.ended_by, rule.ended_at = officer.name, at
    rule.save(update_fields=["ended_by", "ended_at"])
    append(
        TRANSFER_RULE_ENDED,
        about="transfers",
        by=officer.name,
        agency=ADMINISTRATION,
        at=at,
        item=str(rule.pk),
    )
    return rule


def standing_rules() -> tuple[TransferRuleDraft, ...]:
    """Return the rules that count, for whoever asks them of many transfers."""
    return tuple(rule.draft for rule in TransferRule.objects.all().standing())


def rule_wanting_word(
    kind: TransferKind,
    *,
    partner: str,
    categories: Iterable[str] = (),
    rules: tuple[TransferRuleDraft, ...] | None = None,
) -> TransferRuleDraft | None:
    """Return the rule by which a transfer waits for the data protection officer; None for none.

    Args:
        kind: what would leave.
        partner: code of the recipient.
        categories: of data in it, as they are marked.
        rules: those that count, where they were read already.
    """
    marked = tuple(categories)
    counting = standing_rules() if rules is None else rules
    return next(
        (rule for rule in counting if rule.concerns(kind, partner=partner, categories=marked)), None
    )


def demand_words_carried(kind: TransferKind, *, partner: str, officer: Viewer) -> None:
    """Refuse to let words go that a rule speaks of, unless the data protection officer does it.

    Args:
        kind: a question, a consultation, or a word of a controlled delivery.
        partner: code of the recipient.
        officer: who lets it go.

    Raises:
        DataOfficerApprovalNeededError: a rule speaks of it, and the officer does not hold the
            office.
    """
    if not officer.holds(DATA_OFFICE) and rule_wanting_word(kind, partner=partner) is not None:
        raise DataOfficerApprovalNeededError(roles=DATA_OFFICE.value)
