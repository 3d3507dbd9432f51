"""Words the law speaks of: purposes, proceedings, categories of data, assurances."""

from collections.abc import Mapping
from enum import StrEnum

from comity.kernel.wording import N_


class Named(StrEnum):
    """A closed list whose codes have names an officer reads."""

    @property
    def label(self) -> str:
        """The name in English; translatable."""
        return LABELS[self]


class Purpose(Named):
    """What information is wanted, or used, for."""

    DUTY_ASSESSMENT = "duty-assessment"
    CORRECT_APPLICATION = "correct-application"
    OFFENCE_PREVENTION = "offence-prevention"
    OFFENCE_INVESTIGATION = "offence-investigation"
    OFFENCE_SUPPRESSION = "offence-suppression"
    SUPPLY_CHAIN_SECURITY = "supply-chain-security"
    OTHER_TAXES = "other-taxes"
    IMMIGRATION = "immigration"
    STATISTICS = "statistics"
    OTHER = "other"


class Proceedings(Named):
    """The kinds of proceedings something may be put before."""

    ADMINISTRATIVE = "administrative"
    CIVIL = "civil"
    CRIMINAL = "criminal"


class Leave(Named):
    """How far a text lets a use go."""

    YES = "yes"
    LIMIT = "limit"  # allowed, but the supplier may limit it
    CONSENT = "consent"  # only with the supplier's consent
    NO = "no"


class DataCategory(Named):
    """Categories that agreements and own laws treat apart."""

    PERSONAL = "personal"
    TRADE_SECRET = "trade-secret"  # noqa: S105  a category of data, no password
    TAX = "tax"
    JUDICIAL = "judicial"  # obtained at the request of a judge or prosecutor
    CLASSIFIED = "classified"
    THIRD_PARTY = "third-party"  # supplied by another administration


class Assurance(Named):
    """Promises a law wants before something is released."""

    CONFIDENTIALITY = "confidentiality"
    LAW_ENFORCEMENT_USE = "law-enforcement-use"


LABELS: Mapping[Named, str] = {
    Purpose.DUTY_ASSESSMENT: N_("assessment of duties"),
    Purpose.CORRECT_APPLICATION: N_("correct application of customs law"),
    Purpose.OFFENCE_PREVENTION: N_("prevention of customs offences"),
    Purpose.OFFENCE_INVESTIGATION: N_("investigation of customs offences"),
    Purpose.OFFENCE_SUPPRESSION: N_("suppression of customs offences"),
    Purpose.SUPPLY_CHAIN_SECURITY: N_("security of the supply chain"),
    Purpose.OTHER_TAXES: N_("other taxes"),
    Purpose.IMMIGRATION: N_("immigration"),
    Purpose.STATISTICS: N_("statistics"),
    Purpose.OTHER: N_("another purpose"),
    Proceedings.ADMINISTRATIVE: N_("administrative"),
    Proceedings.CIVIL: N_("civil"),
    Proceedings.CRIMINAL: N_("criminal"),
    Leave.YES: N_("allowed"),
    Leave.LIMIT: N_("allowed, unless the supplier limits it"),
    Leave.CONSENT: N_("only with the supplier's consent"),
    Leave.NO: N_("not allowed"),
    DataCategory.PERSONAL: N_("personal data"),
    DataCategory.TRADE_SECRET: N_("trade secrets"),
    DataCategory.TAX: N_("tax data"),
    DataCategory.JUDICIAL: N_("data obtained at the request of a judge or prosecutor"),
    DataCategory.CLASSIFIED: N_("classified data"),
    DataCategory.THIRD_PARTY: N_("data supplied by another administration"),
    Assurance.CONFIDENTIALITY: N_("confidentiality"),
    Assurance.LAW_ENFORCEMENT_USE: N_("use for law enforcement only"),
}
