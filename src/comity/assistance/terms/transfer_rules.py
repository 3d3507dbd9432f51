"""What our own law says: which transfers wait for the data protection officer's word. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass

from comity.agreements.terms import DataCategory
from comity.assistance.terms.data_transfers import TransferKind
from comity.kernel.countries import COUNTRIES
from comity.kernel.errors import ComityError, Problem
from comity.kernel.texts import has_hidden_characters

LONGEST_ARTICLE = 200
MOST_RULES = 100
# What travels as words alone: nobody has marked whom they name.
UNMARKED = frozenset(
    {
        TransferKind.QUESTION,
        TransferKind.CONSULTATION,
        TransferKind.DELIVERY,
        TransferKind.SUPPLY,
    }
)


@dataclass(frozen=True, slots=True)
class TransferRuleDraft:
    """One rule; what is left empty speaks of all.

    Attributes:
        article: of our own law, by which the word is owed.
        kinds: what leaves, as `TransferKind`.
        categories: of data, as `DataCategory`; what holds none of them is not concerned.
        partners: codes of recipients, such as those whose protection is not found adequate.
    """

    article: str = ""
    kinds: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    partners: tuple[str, ...] = ()

    def concerns(self, kind: TransferKind, *, partner: str, categories: Iterable[str]) -> bool:
        """Tell whether a transfer waits for the word by this rule.

        Words that nobody has marked may name anybody: a rule on personal data speaks of them too.

        Args:
            kind: what would leave.
            partner: code of the recipient.
            categories: of data in it, as they are marked.
        """
        marked = set(categories)
        if kind in UNMARKED:
            marked.add(DataCategory.PERSONAL.value)
        return (
            (not self.kinds or kind.value in self.kinds)
            and (not self.partners or partner in self.partners)
            and (not self.categories or not marked.isdisjoint(self.categories))
        )


def problems_in_rule(draft: TransferRuleDraft) -> tuple[Problem, ...]:
    """Return everything that is wrong with a rule before it is kept."""
    lists = (
        ("kinds", draft.kinds, frozenset(each.value for each in TransferKind)),
        ("categories", draft.categories, frozenset(each.value for each in DataCategory)),
        ("partners", draft.partners, frozenset(COUNTRIES)),
    )
    unknown = (
        Problem("unknown_code", name) for name, given, known in lists if not known.issuperset(given)
    )
    limit = (("limit", str(LONGEST_ARTICLE)), ("length", str(len(draft.article))))
    return (
        *(() if draft.article.strip() else (Problem("missing", "article"),)),
        *(
            ()
            if len(draft.article) <= LONGEST_ARTICLE
            else (Problem("too_long", "article", limit),)
        ),
        *(
            (Problem("control_characters", "article"),)
            if has_hidden_characters(draft.article)
            else ()
        ),
        *unknown,
    )


class TooManyRulesError(ComityError):
    """There are as many rules as may stand."""

    code = "transfer_rules_too_many"
