"""What would be let out by an act, as far as the law asks about it."""

from dataclasses import dataclass

from comity.agreements.terms.kinds import ProvisionKind
from comity.agreements.terms.vocabulary import Assurance, DataCategory
from comity.kernel.codes import CountryCode


@dataclass(frozen=True, slots=True)
class Contents:
    """What leaves, what was promised for it, and what an officer sees touched.

    Attributes:
        categories: categories of data it contains.
        suppliers: administrations that supplied some of it themselves.
        consented: those of them that have consented to this.
        assurances: what the receiving side has promised for it.
        partner_in_breach: whether the receiving side has broken an assurance before.
        touches: exemptions an officer sees touched; a person decides on them.
    """

    categories: frozenset[DataCategory] = frozenset()
    suppliers: frozenset[CountryCode] = frozenset()
    consented: frozenset[CountryCode] = frozenset()
    assurances: frozenset[Assurance] = frozenset()
    partner_in_breach: bool = False
    touches: frozenset[ProvisionKind] = frozenset()

    @property
    def is_personal(self) -> bool:
        """Whether it contains personal data."""
        return DataCategory.PERSONAL in self.categories


# Nothing in what leaves calls for more than the act itself.
UNREMARKABLE = Contents()
