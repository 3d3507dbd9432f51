"""Information given without a request: what an officer writes, and why it is urgent. Pure."""

from dataclasses import dataclass, field, fields
from enum import StrEnum
from typing import Final

from comity.agreements.terms import AssistanceKind
from comity.assistance.terms.drafts import AnswerDraft, RequestDraft
from comity.assistance.terms.post import Came


class InformationUrgency(StrEnum):
    """Why information cannot wait.

    Source: [wco-mba-2004].
    """

    DANGER = "danger"
    OFFENCE = "offence"
    MOVING = "moving"
    EVIDENCE = "evidence"
    DEADLINE = "deadline"


# What may be told of one's own accord. What is carried out on the ground is asked for, and what
# is exchanged by itself stands in an arrangement.
VOLUNTEERED_KINDS: Final = (
    AssistanceKind.SPONTANEOUS,
    AssistanceKind.OFFENCE_INFORMATION,
    AssistanceKind.ORIGIN_AND_VALUE,
    AssistanceKind.CLASSIFICATION,
    AssistanceKind.LAWFUL_IMPORT_EXPORT,
    AssistanceKind.DOCUMENT_AUTHENTICITY,
)


@dataclass(frozen=True, slots=True)
class InformationDraft:
    """Information as it is being written, with the conditions that will travel with it.

    Attributes:
        partner: two-letter code of the administration that is told.
        kind: what it is, one of `VOLUNTEERED_KINDS`.
        subject: one line that names the matter.
        urgency: an `InformationUrgency`; empty where it can wait.
        under: reference of the instrument chosen; empty leaves it to the ruling.
        goods_description: the goods concerned.
        hs_code: their code in the Harmonized System.
        consignment_reference: number of the declaration or consignment.
        parties: names and addresses of the persons concerned.
        area: the area of the offence, a code of the list `areas`.
        offence: a code of the list `offences`.
        told: the information itself, and what it may be used for.
    """

    partner: str = ""
    kind: str = AssistanceKind.SPONTANEOUS.value
    subject: str = ""
    urgency: str = ""
    under: str = ""
    goods_description: str = ""
    hs_code: str = ""
    consignment_reference: str = ""
    parties: str = ""
    area: str = ""
    offence: str = ""
    told: AnswerDraft = field(default_factory=AnswerDraft)

    def matter(self) -> RequestDraft:
        """Return the matter it is of, as every matter is kept."""
        kept = {name: getattr(self, name) for name in MATTER_FIELDS}
        known = self.kind in set(VOLUNTEERED_KINDS)
        purpose = AssistanceKind(self.kind).purpose.value if known else ""
        return RequestDraft(purpose=purpose, urgent=bool(self.urgency), **kept)


MATTER_FIELDS: Final = tuple(
    each.name for each in fields(InformationDraft) if each.name not in {"urgency", "told"}
)


@dataclass(frozen=True, slots=True)
class InformationByLetter:
    """Information that came on paper without a request, as typed from it.

    Attributes:
        draft: what it says; `partner` is who wrote, `under` the agreement it names.
        came: how it came.
        article: the article it names; empty when it names none.
    """

    draft: InformationDraft
    came: Came
    article: str = ""
