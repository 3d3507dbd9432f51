"""Tables of requests, their answers, and what was done with them."""

from comity.assistance.models.afterwords import Afterword, AfterwordItem
from comity.assistance.models.answers import Answer, Use
from comity.assistance.models.clocks import ClockPause, Deadline, Reckoning, TypedDay
from comity.assistance.models.competence import CompetentBody, PassedOn
from comity.assistance.models.consulting import Consultation
from comity.assistance.models.copies import CopiedFrom
from comity.assistance.models.data_transfers import DataTransfer, TransferApproval
from comity.assistance.models.deciding import Decision
from comity.assistance.models.delivery import DeliveryEntry
from comity.assistance.models.enclosures import Enclosure, Part
from comity.assistance.models.enquiries import OwnEnquiry
from comity.assistance.models.feedback import Feedback
from comity.assistance.models.filters import SavedFilter
from comity.assistance.models.finding import OpenedRequest, SearchKey, SearchText
from comity.assistance.models.imports import CaseloadImport, ImportedMatter, WaitingRow
from comity.assistance.models.markings import Marking
from comity.assistance.models.post import PostalAddress, PostedLetter
from comity.assistance.models.questions import Question, asked_anew_at
from comity.assistance.models.reminders import CalendarAddress, MailWish, Notice
from comity.assistance.models.requests import ReferenceCounter, Request, Sight
from comity.assistance.models.retention import Erasure, LegalHold, RetentionRule
from comity.assistance.models.same_matter import Fingerprint, MatterHit
from comity.assistance.models.sharing import Share
from comity.assistance.models.statistics import StatisticsRelease
from comity.assistance.models.tasks import Task
from comity.assistance.models.translations import Translation
from comity.assistance.models.turns import Turn, kept_draft

__all__ = [
    "Afterword",
    "AfterwordItem",
    "Answer",
    "CalendarAddress",
    "CaseloadImport",
    "ClockPause",
    "CompetentBody",
    "Consultation",
    "CopiedFrom",
    "DataTransfer",
    "Deadline",
    "Decision",
    "DeliveryEntry",
    "Enclosure",
    "Erasure",
    "Feedback",
    "Fingerprint",
    "ImportedMatter",
    "LegalHold",
    "MailWish",
    "Marking",
    "MatterHit",
    "Notice",
    "OpenedRequest",
    "OwnEnquiry",
    "Part",
    "PassedOn",
    "PostalAddress",
    "PostedLetter",
    "Question",
    "Reckoning",
    "ReferenceCounter",
    "Request",
    "RetentionRule",
    "SavedFilter",
    "SearchKey",
    "SearchText",
    "Share",
    "Sight",
    "StatisticsRelease",
    "Task",
    "TransferApproval",
    "Translation",
    "Turn",
    "TypedDay",
    "Use",
    "WaitingRow",
    "asked_anew_at",
    "kept_draft",
]
