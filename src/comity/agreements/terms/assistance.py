"""The kinds of assistance an officer may ask for, in the officer's words."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from comity.agreements.terms.kinds import ProvisionKind
from comity.agreements.terms.vocabulary import Purpose
from comity.kernel.wording import N_


class AssistanceKind(StrEnum):
    """What one administration does for another."""

    ORIGIN_VERIFICATION = "origin-verification"
    VALUE_VERIFICATION = "value-verification"
    ORIGIN_AND_VALUE = "origin-and-value"
    CLASSIFICATION = "classification"
    LAWFUL_IMPORT_EXPORT = "lawful-import-export"
    DOCUMENT_AUTHENTICITY = "document-authenticity"
    OFFENCE_INFORMATION = "offence-information"
    CERTIFIED_DOCUMENTS = "certified-documents"
    SPECIAL_SURVEILLANCE = "special-surveillance"
    CONTROLLED_DELIVERY = "controlled-delivery"
    NOTIFICATION = "notification"
    RECOVERY = "recovery"
    EXPERTS_WITNESSES = "experts-witnesses"
    ENQUIRIES = "enquiries"
    PRESENCE = "presence"
    AUTOMATIC_EXCHANGE = "automatic-exchange"
    ADVANCE_EXCHANGE = "advance-exchange"
    SPONTANEOUS = "spontaneous"
    PRACTICES = "practices"
    TECHNICAL_COOPERATION = "technical-cooperation"

    @property
    def label(self) -> str:
        """The name an officer reads; translatable."""
        return ASSISTANCE[self].label

    @property
    def provision(self) -> ProvisionKind:
        """The kind of provision that carries it."""
        return ASSISTANCE[self].provision

    @property
    def purpose(self) -> Purpose:
        """The purpose it serves unless the request states another."""
        return ASSISTANCE[self].purpose

    @property
    def needs_declaration_data_only(self) -> bool:
        """Whether an instrument limited to declaration data could carry it."""
        return ASSISTANCE[self].declaration_data


@dataclass(frozen=True, slots=True)
class AssistanceEntry:
    """One row of the table of assistance.

    Attributes:
        label: the name an officer reads.
        provision: the kind of provision that carries it.
        purpose: the purpose it serves unless the request states another.
        declaration_data: whether what a declaration says, with its invoice, packing list,
            certificate of origin and bill of lading, would answer it.
    """

    label: str
    provision: ProvisionKind
    purpose: Purpose
    declaration_data: bool = False


_ASSESSMENT = (ProvisionKind.INFO_ASSESSMENT, Purpose.DUTY_ASSESSMENT)
_INVESTIGATION = Purpose.OFFENCE_INVESTIGATION

ASSISTANCE: Mapping[AssistanceKind, AssistanceEntry] = {
    AssistanceKind.ORIGIN_VERIFICATION: AssistanceEntry(
        N_("verification of origin"), *_ASSESSMENT, declaration_data=True
    ),
    AssistanceKind.VALUE_VERIFICATION: AssistanceEntry(
        N_("verification of value"), *_ASSESSMENT, declaration_data=True
    ),
    AssistanceKind.ORIGIN_AND_VALUE: AssistanceEntry(
        N_("origin and value of goods"), *_ASSESSMENT, declaration_data=True
    ),
    AssistanceKind.CLASSIFICATION: AssistanceEntry(
        N_("classification of goods"), *_ASSESSMENT, declaration_data=True
    ),
    AssistanceKind.LAWFUL_IMPORT_EXPORT: AssistanceEntry(
        N_("whether goods were lawfully imported or exported"),
        ProvisionKind.INFO_LAWFUL_IMPORT_EXPORT,
        Purpose.CORRECT_APPLICATION,
        declaration_data=True,
    ),
    AssistanceKind.DOCUMENT_AUTHENTICITY: AssistanceEntry(
        N_("whether a document is genuine"),
        ProvisionKind.INFO_AUTHENTICITY,
        Purpose.CORRECT_APPLICATION,
    ),
    AssistanceKind.OFFENCE_INFORMATION: AssistanceEntry(
        N_("information on a customs offence"), ProvisionKind.INFO_OFFENCES, _INVESTIGATION
    ),
    # Documents and certified copies are information in the texts, and supplied like it.
    AssistanceKind.CERTIFIED_DOCUMENTS: AssistanceEntry(
        N_("documents and certified copies"),
        ProvisionKind.INFO_APPLICATION_ENFORCEMENT,
        Purpose.CORRECT_APPLICATION,
    ),
    AssistanceKind.SPECIAL_SURVEILLANCE: AssistanceEntry(
        N_("special surveillance"), ProvisionKind.ACT_SURVEILLANCE, _INVESTIGATION
    ),
    AssistanceKind.CONTROLLED_DELIVERY: AssistanceEntry(
        N_("controlled delivery"), ProvisionKind.ACT_CONTROLLED_DELIVERY, _INVESTIGATION
    ),
    AssistanceKind.NOTIFICATION: AssistanceEntry(
        N_("notification of a decision"),
        ProvisionKind.ACT_NOTIFICATION,
        Purpose.CORRECT_APPLICATION,
    ),
    AssistanceKind.RECOVERY: AssistanceEntry(
        N_("recovery of customs claims"), ProvisionKind.ACT_RECOVERY, Purpose.CORRECT_APPLICATION
    ),
    AssistanceKind.EXPERTS_WITNESSES: AssistanceEntry(
        N_("an expert or a witness"),
        ProvisionKind.ACT_EXPERTS_WITNESSES,
        Purpose.OFFENCE_SUPPRESSION,
    ),
    AssistanceKind.ENQUIRIES: AssistanceEntry(
        N_("enquiries on our behalf"), ProvisionKind.ACT_ENQUIRIES, _INVESTIGATION
    ),
    AssistanceKind.PRESENCE: AssistanceEntry(
        N_("presence of our officials"), ProvisionKind.ACT_PRESENCE, _INVESTIGATION
    ),
    AssistanceKind.AUTOMATIC_EXCHANGE: AssistanceEntry(
        N_("automatic exchange of agreed data"),
        ProvisionKind.INFO_AUTOMATIC,
        Purpose.OFFENCE_PREVENTION,
    ),
    AssistanceKind.ADVANCE_EXCHANGE: AssistanceEntry(
        N_("data sent before goods arrive"),
        ProvisionKind.INFO_ADVANCE,
        Purpose.OFFENCE_PREVENTION,
    ),
    AssistanceKind.SPONTANEOUS: AssistanceEntry(
        N_("information without a request"),
        ProvisionKind.INFO_SPONTANEOUS,
        Purpose.OFFENCE_PREVENTION,
    ),
    AssistanceKind.PRACTICES: AssistanceEntry(
        N_("techniques, trends and methods"),
        ProvisionKind.INFO_APPLICATION_ENFORCEMENT,
        Purpose.CORRECT_APPLICATION,
    ),
    AssistanceKind.TECHNICAL_COOPERATION: AssistanceEntry(
        N_("technical cooperation"), ProvisionKind.ACT_TECHNICAL, Purpose.CORRECT_APPLICATION
    ),
}
