"""What of a draft is worth a second look before it leaves. Pure; nothing is kept back for it."""

from collections.abc import Iterator
from dataclasses import replace

from comity.assistance.terms import RequestDraft
from comity.subjects.rules import doubts_about, doubts_in, spotted
from comity.subjects.terms import Consignment, Doubt, Goods

# Where officers name ships, containers and accounts in sentences.
_TOLD = ("subject", "facts", "parties", "goods_description", "enquiries_made", "asked")
# The fields a doubt can be about, in the order of the form.
DOUBTED = (
    "subject",
    "facts",
    "parties",
    "goods_description",
    "hs_code",
    "consignment_reference",
    "asked",
    "enquiries_made",
)


def doubts_in_draft(draft: RequestDraft) -> tuple[Doubt, ...]:
    """Return what of a request looks mistyped, each doubt with its field."""
    return (*_in_fields(draft), *_in_texts(draft))


def _in_fields(draft: RequestDraft) -> Iterator[Doubt]:
    # What is no code of goods at all `rules` says, with what keeps a request from being submitted.
    for doubt in doubts_in(Goods(draft.goods_description, draft.hs_code)):
        if doubt.code != "hs_form":
            yield doubt
    for doubt in doubts_in(Consignment(reference=draft.consignment_reference)):
        yield replace(doubt, field="consignment_reference")


def _in_texts(draft: RequestDraft) -> Iterator[Doubt]:
    for field in _TOLD:
        for identifier in spotted(getattr(draft, field)):
            for doubt in doubts_about(identifier):
                yield replace(doubt, field=field, about=identifier.typed)
