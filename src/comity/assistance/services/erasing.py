"""Erasing what a partner supplied, at its wish: nothing of its content stays on this node."""

from dataclasses import replace
from datetime import datetime

from comity.assistance.models import Afterword, Answer, Request, Translation
from comity.assistance.retold import forget_retold
from comity.assistance.services.finding import make_findable
from comity.assistance.services.same_matter import note_matter
from comity.assistance.services.words_gone import press_index
from comity.assistance.terms import RequestDraft
from comity.assistance.terms.afterwords import AfterwordKind
from comity.evidence import erasing as evidence
from comity.evidence.custody import Hand
from comity.evidence.models import Exhibit
from comity.exchange.services.erasing import erase_body


def erase_answer(answer: Answer) -> None:
    """Erase what a partner's reply says; that there was one, and its limits of use, stay."""
    answer.text, answer.still_to_come, answer.categories = "", "", []
    answer.save(update_fields=["text", "still_to_come", "categories"])
    Translation.objects.filter(answer=answer).delete()
    answer.reply_parts.update(text="", named="")
    make_findable(answer.request)
    press_index()
    forget_retold(answer.request)
    erase_body(answer.message_id)
    _erase_corrections(answer.request, answer)


def erase_request(request: Request, *, at: datetime) -> None:
    """Erase what a partner's request says, and what it said before it was completed.

    The agreement, the kind and the purpose stay: by them it was ruled on.
    """
    kept = request.as_draft()
    request.take_draft(
        replace(
            RequestDraft(),
            partner=kept.partner,
            kind=kept.kind,
            purpose=kept.purpose,
            proceedings_nature=kept.proceedings_nature,
            under=kept.under,
            reciprocity=kept.reciprocity,
            urgent=kept.urgent,
            assures_confidentiality=kept.assures_confidentiality,
            assures_law_enforcement_use=kept.assures_law_enforcement_use,
        )
    )
    request.save()
    Translation.objects.filter(request=request, answer=None).delete()
    make_findable(request)
    press_index()
    forget_retold(request)
    note_matter(request, at=at)
    messages = {request.message_id, *request.turns.values_list("message_id", flat=True)}
    request.turns.update(earlier=None)
    for message in messages:
        erase_body(message)
    _erase_corrections(request, None)


def erase_exhibit(exhibit: Exhibit, made: Afterword, *, hand: Hand) -> None:
    """Erase one exhibit a partner supplied; what it was stands in its chain of custody."""
    evidence.erase(exhibit, hand=hand, reason=f"{made.request.reference}/{made.number}")
    forget_retold(made.request, exhibit=exhibit.record_name)


def _erase_corrections(request: Request, answer: Answer | None) -> None:
    """Erase what was sent to take the place of a text that goes, and what it quotes of that."""
    made = Afterword.objects.filter(
        request=request, answer=answer, kind=AfterwordKind.RECALL.value, ours=False
    )
    for each in made:
        quoted = {name: "" for name in ("corrected", "old") if each.said.get(name)}
        if quoted:
            each.said = {**each.said, **quoted}
            each.save(update_fields=["said"])
            erase_body(each.message_id)
