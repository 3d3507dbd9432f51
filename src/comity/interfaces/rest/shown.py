"""What the API shows of requests, exhibits, facts and entries."""

from collections.abc import Iterable
from dataclasses import asdict
from datetime import date
from typing import Any

from django.utils.translation import gettext

from comity.assistance.channels import channel_of
from comity.assistance.coding import Coded
from comity.assistance.doubts import doubts_in_draft
from comity.assistance.duties import SAVE_DRAFT
from comity.assistance.models import (
    Answer,
    Decision,
    Enclosure,
    PassedOn,
    PostedLetter,
    Request,
    Use,
)
from comity.assistance.queries import (
    Fact,
    InboxRow,
    Offer,
    letters_of,
    request_detail,
    ruling_on_draft,
    timeline,
)
from comity.assistance.queries.competence import passed_on
from comity.assistance.queries.deciding import decision_of
from comity.assistance.queries.feedback import feedback_of
from comity.assistance.queries.judging import codes_of, problems_of_draft
from comity.assistance.queries.turns import TurnTold, turns_of
from comity.assistance.terms import RequestDraft
from comity.assistance.wording import ACTION_NAMES, STATE_NAMES, TURN_NAMES
from comity.evidence.models import CustodyEvent, Exhibit
from comity.interfaces.codes_json import doubt_json
from comity.interfaces.rest.problems import problems_json
from comity.interfaces.rest.replies_shown import feedback_shown, question_shown
from comity.interfaces.rulings_json import ruling_json
from comity.interfaces.sentences import sentence, sentence_of_partners_refusal
from comity.kernel.rulings import Ruling
from comity.ledger.models import LedgerEntry
from comity.officers.terms import Viewer

Json = dict[str, Any]


def request_shown(reference: str, *, seen_by: Viewer, on: date) -> Json:
    """Return one request as `seen_by` may see it, with what may be done next.

    A draft is shown with what is wrong with it, with what looks mistyped, and with the ruling as
    it is today.

    Args:
        reference: of the request.
        seen_by: who looks.
        on: the civil day.

    Raises:
        NotFoundError: there is none, or none that may be seen.
    """
    detail = request_detail(reference, seen_by=seen_by, on=on)
    request, draft = detail.request, detail.request.as_draft()
    being_written = (request.own_side, request.stands) in SAVE_DRAFT.states
    ruling = ruling_on_draft(draft, on=on) if being_written else detail.ruling
    return {
        **_row(request),
        **asdict(draft),
        "codes": [_coded(each) for each in codes_of(request, on=on)],
        "drafter": request.drafter_name,
        "approver": request.approver_name,
        "channel": channel_of(request).value,
        "letters": [_letter(each) for each in letters_of(reference, seen_by=seen_by)],
        "requesting_unit": request.requesting_unit,
        "handling_unit": request.handling_unit,
        "relied_on": request.relied_on,
        "article": request.article,
        "return_reason": request.return_reason,
        "decision_ground": request.decision_ground,
        "decision_reasons": request.decision_reasons,
        "decision": _decision(decision_of(request)),
        "passed_on": [_passed_on(each) for each in passed_on(request)],
        "referred_to": request.referred_to,
        "version": request.version,
        "problems": problems_json(problems_of_draft(draft, on=on)) if being_written else [],
        "doubts": _doubts(draft) if being_written else [],
        "ruling": _ruling(ruling),
        "answer": _answer(detail.answer) if detail.answer else None,
        "replies": [_answer(each) for each in detail.replies],
        "replies_waiting": list(detail.waiting),
        "questions": [question_shown(each) for each in request.questions.all()],
        "feedback": [feedback_shown(each) for each in feedback_of(request)],
        "answer_waits": detail.answer_waits,
        "retention_over": detail.retention_over,
        "enclosures": [_enclosure(each) for each in detail.enclosures],
        "uses": [use_shown(use) for use in detail.uses],
        "turns": [_turn(each) for each in turns_of(request)],
        "actions": [_offer(offer) for offer in detail.actions],
        "timeline": [_fact(fact) for fact in timeline(reference, seen_by=seen_by)],
    }


def _decision(decision: Decision | None) -> Json | None:
    """What a decision says beside that it is one; None when it says no more."""
    if decision is None:
        return None
    return {
        **asdict(decision.acceptance),
        "consulted_on": decision.consulted_on,
        "consultation": decision.consultation,
        "by": decision.by,
        "at": decision.at,
    }


def _passed_on(transfer: PassedOn) -> Json:
    return {
        "body": transfer.body,
        "on": transfer.on,
        "number": transfer.number,
        "contact": transfer.contact,
        "basis": transfer.basis,
        "by": transfer.by,
        "at": transfer.at,
    }


def _coded(each: Coded) -> Json:
    code = each.code
    return {
        "field": each.field,
        "list": each.list,
        "version": each.version,
        "code": each.typed,
        "name": None if code is None else gettext(code.name),
        "path": [gettext(body.name) for body in each.path],
    }


def _letter(letter: PostedLetter) -> Json:
    return {
        "writer": letter.writer,
        "kind": letter.kind,
        "written_on": letter.written_on,
        "day": letter.day,
        "number": letter.number,
        "carrier": letter.carrier,
        "carried_by": letter.carried_by,
        "signed_by": letter.signed_by,
        "unit": letter.unit,
        "noted_by": letter.noted_by,
        "noted_at": letter.noted_at,
    }


def _doubts(draft: RequestDraft) -> list[Json]:
    return [doubt_json(each, translate=gettext) for each in doubts_in_draft(draft)]


def row_shown(request: Request) -> Json:
    """Return one line of a list of requests."""
    return {**_row(request), "subject": request.subject, "kind": request.kind}


def inbox_row_shown(row: InboxRow) -> Json:
    """Return one line of the inbox."""
    return {**asdict(row), "state_name": gettext(STATE_NAMES[row.state])}


def use_shown(use: Use) -> Json:
    """Return a use that was ruled on."""
    return {
        "purpose": use.purpose,
        "proceedings": use.proceedings,
        "outcome": use.outcome,
        "ruling": _ruling(use.ruling),
        "by": use.by,
        "at": use.at,
    }


def exhibit_shown(exhibit: Exhibit) -> Json:
    """Return an exhibit; its content is a download, with a reason."""
    return {
        "id": str(exhibit.id),
        "file_name": exhibit.file_name,
        "media_type": exhibit.media_type,
        "source": exhibit.source,
        "size": exhibit.size,
        "digest": exhibit.digest,
        "origin": exhibit.origin,
        "held": exhibit.held_at is not None,
        "fault": exhibit.fault,
        "scan": {
            "state": exhibit.scan_stands.value or "not_asked",
            "at": exhibit.scanned_at,
            "sentence": sentence(
                exhibit.scan_in_words.code, exhibit.scan_in_words.facts, translate=gettext
            ),
        },
        "marks": problems_json([exhibit.mark] if exhibit.mark else []),
        "taken_in_by": exhibit.taken_in_by,
        "taken_in_at": exhibit.taken_in_at,
    }


def custody_shown(event: CustodyEvent) -> Json:
    """Return one link of the chain of custody."""
    return {
        "sequence": event.sequence,
        "kind": event.kind,
        "at": event.at,
        "by": event.by,
        "agency": event.agency,
        "to": event.to,
        "reason": event.reason,
        "digest": event.digest,
        "previous": event.previous,
    }


def entries_shown(entries: Iterable[LedgerEntry]) -> list[Json]:
    """Return entries of the record, each with its sentence."""
    return [
        {
            "epoch": entry.epoch,
            "index": entry.index,
            "at": entry.at,
            "event": entry.event,
            "about": entry.about,
            "by": entry.by,
            "agency": entry.agency,
            "sentence": sentence(entry.event, entry.facts(), translate=gettext),
            "leaf_hash": bytes(entry.leaf_hash).hex(),
        }
        for entry in entries
    ]


def _row(request: Request) -> Json:
    return {
        "reference": request.reference,
        "side": request.side,
        "state": request.state,
        "state_name": gettext(STATE_NAMES[request.stands]),
        "partner": request.partner,
        "agency": request.agency_code or "",
        "urgent": request.urgent,
        "unasked": request.unasked,
        "created_at": request.created_at,
        "updated_at": request.updated_at,
    }


def ruling_shown(ruling: Ruling | None) -> Json | None:
    """Return a ruling with every ground; None when there is none."""
    return _ruling(ruling)


def _ruling(ruling: Ruling | None) -> Json | None:
    return None if ruling is None else ruling_json(ruling, translate=gettext)


def _answer(answer: Answer) -> Json:
    limits = answer.use_limits()
    return {
        **asdict(answer.as_draft()),
        "number": answer.number,
        "limits": limits.as_data() if limits else None,
        "relied_on": answer.relied_on,
        "article": answer.article,
        "drafted_by": answer.drafted_by,
        "released_by": answer.released_by,
        "released_at": answer.released_at,
        "opened_by": answer.opened_by,
        "opened_at": answer.opened_at,
        "version": answer.version,
    }


def _enclosure(enclosure: Enclosure) -> Json:
    return {
        **exhibit_shown(enclosure.exhibit),
        "part": enclosure.part,
        "reply": enclosure.answer.number if enclosure.answer else None,
    }


def _turn(turn: TurnTold) -> Json:
    return {
        "kind": turn.kind.value,
        "name": gettext(TURN_NAMES[turn.kind]),
        "ground": turn.ground,
        "reasons": turn.reasons,
        "until": turn.until,
        "by": turn.by,
        "at": turn.at,
        "changes": [asdict(change) for change in turn.changes],
    }


def _offer(offer: Offer) -> Json:
    return {
        "action": offer.action.value,
        "name": gettext(ACTION_NAMES[offer.action]),
        "allowed": offer.allowed,
        "code": offer.code,
        "reason": "" if offer.allowed else sentence(offer.code, offer.facts, translate=gettext),
    }


def _fact(fact: Fact) -> Json:
    facts = dict(fact.facts)
    if "cause" in facts:
        facts["cause"] = sentence_of_partners_refusal(facts["cause"], translate=gettext)
    return {
        "code": fact.code.value,
        "what": fact.what,
        "at": fact.at,
        "who": fact.who,
        "signed_by": fact.signed_by,
        "receipt_size": fact.receipt_size,
        "sentence": sentence(fact.sentence_code, facts.items(), translate=gettext),
    }
