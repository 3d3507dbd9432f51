"""Tables of requests, their answers, and what was done with them."""

from comity.assistance.models.access import (
    AccessConsultation,
    AccessLaw,
    SubjectItem,
    SubjectRequest,
)
from comity.assistance.models.afterwords import Afterword, AfterwordItem
from comity.assistance.models.answers import Answer, Use
from comity.assistance.models.clocks import ClockPause, Deadline, Reckoning, TypedDay
from comity.assistance.models.competence import CompetentBody, PassedOn
from comity.assistance.models.consulting import Consultation
from comity.assistance.models.copies import CopiedFrom
from comity.assistance.models.data_transfers import DataTransfer, TransferApproval
from comity.assistance.models.deciding import Decision
from comity.assistance.models.delivery import DeliveryEntry
from comity.assistance.models.duty_release import DutyRelease
from comity.assistance.models.enclosures import Enclosure, Part
from comity.assistance.models.enquiries import OwnEnquiry
from comity.assistance.models.feedback import Feedback
from comity.assistance.models.filters import SavedFilter
from comity.assistance.models.finding import Look, OpenedRequest, SearchKey, SearchText
from comity.assistance.models.imports import CaseloadImport, ImportedMatter, WaitingRow
from comity.assistance.models.information import Alert, Information
from comity.assistance.models.joining import Continuation
from comity.assistance.models.markings import Marking
from comity.assistance.models.oral import OralMention, OralRequest
from comity.assistance.models.parts import ReplyPart
from comity.assistance.models.post import PostalAddress, PostedLetter
from comity.assistance.models.questions import Question, asked_anew_at
from comity.assistance.models.reminders import CalendarAddress, MailWish, Notice
from comity.assistance.models.requests import ReferenceCounter, Request, Sight
from comity.assistance.models.retention import Erasure, LegalHold, RetentionRule
from comity.assistance.models.same_matter import Fingerprint, MatterHit
from comity.assistance.models.sharing import Share
from comity.assistance.models.standing import StandingEntry, StandingGap, StandingSupply
from comity.assistance.models.statistics import StatisticsRelease
from comity.assistance.models.tasks import Task
from comity.assistance.models.transfer_rules import TransferRule
from comity.assistance.models.translations import Translation
from comity.assistance.models.turns import Turn, kept_draft, last_return

__all__ = [
    "AccessConsultation",
    "AccessLaw",
    "Afterword",
    "AfterwordItem",
    "Alert",
    "Answer",
    "CalendarAddress",
    "CaseloadImport",
    "ClockPause",
    "CompetentBody",
    "Consultation",
    "Continuation",
    "CopiedFrom",
    "DataTransfer",
    "Deadline",
    "Decision",
    "DeliveryEntry",
    "DutyRelease",
    "Enclosure",
    "Erasure",
    "Feedback",
    "Fingerprint",
    "ImportedMatter",
    "Information",
    "LegalHold",
    "Look",
    "MailWish",
    "Marking",
    "MatterHit",
    "Notice",
    "OpenedRequest",
    "OralMention",
    "OralRequest",
    "OwnEnquiry",
    "Part",
    "PassedOn",
    "PostalAddress",
    "PostedLetter",
    "Question",
    "Reckoning",
    "ReferenceCounter",
    "ReplyPart",
    "Request",
    "RetentionRule",
    "SavedFilter",
    "SearchKey",
    "SearchText",
    "Share",
    "Sight",
    "StandingEntry",
    "StandingGap",
    "StandingSupply",
    "StatisticsRelease",
    "SubjectItem",
    "SubjectRequest",
    "Task",
    "TransferApproval",
    "TransferRule",
    "Translation",
    "Turn",
    "TypedDay",
    "Use",
    "WaitingRow",
    "asked_anew_at",
    "kept_draft",
    "last_return",
]
