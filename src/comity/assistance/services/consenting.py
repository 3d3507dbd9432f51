"""Consent to a use: decided by the supplier, learnt by who asked, and what it then carries."""

from dataclasses import asdict
from datetime import date, datetime

from comity.agreements.queries import current_register
from comity.agreements.rules.consenting import rule_on_consenting
from comity.agreements.terms import Purpose
from comity.assistance.afterword_rules import problems_in_consent_reply, problems_in_letter
from comity.assistance.duties import JUDGE_AFTERWORD
from comity.assistance.models import Afterword, Part, Request
from comity.assistance.queries.parts import others_in
from comity.assistance.rules import answer_in, problems_in_text
from comity.assistance.schemas.afterwords import (
    CONSENT_GIVEN_TYPE,
    CONSENT_REFUSED_TYPE,
    CONSENT_WITHDRAWN_TYPE,
)
from comity.assistance.services.afterwords import afterword_of, body_of
from comity.assistance.services.law import ask_of
from comity.assistance.services.moves import demand_no_problems, request_for_change
from comity.assistance.services.parts_consent import tell_parts
from comity.assistance.services.sharing import end_sharings_resting_on
from comity.assistance.services.telling import tell_partner
from comity.assistance.terms import RulingStandsAgainstError, StepNotAllowedError
from comity.assistance.terms.afterwords import (
    AfterwordKind,
    AfterwordOverError,
    AfterwordState,
    ConsentReply,
    LetterMark,
    day_in,
)
from comity.assistance.terms.events import CONSENT_DECIDED, CONSENT_LEARNT
from comity.evidence.custody import Hand
from comity.evidence.terms import ExhibitNotFoundError
from comity.kernel.duties import FOR_THE_NODE
from comity.kernel.rulings import Permission, Referral, Ruling
from comity.ledger.services import append
from comity.officers.services import demand_fresh_sign_in
from comity.officers.terms import Viewer, demand_role


def decide_consent(
    reference: str,
    number: int,
    reply: ConsentReply,
    *,
    letter: LetterMark,
    officer: Viewer,
    signed_in_afresh_at: datetime | None,
    at: datetime,
    on: date,
) -> Afterword:
    """Decide on a consent a partner asks for; or take down what it decided by letter on ours.

    Giving consent is ruled on by our own law first. That, and taking down that it was given, needs
    a fresh sign-in.

    Args:
        reference: of the request.
        number: of the afterword.
        reply: the decision, whole or with conditions, until a day.
        letter: number, day and scan of the letter, where the partner has no node.
        officer: of the central unit.
        signed_in_afresh_at: when the officer last signed in afresh.
        at: aware UTC instant.
        on: the civil day.

    Raises:
        InvalidDraftError: the decision lacks something.
        AfterwordOverError: it is decided already, or is no consent.
        StepNotAllowedError: the partner's node decides this itself.
        RulingStandsAgainstError: our own law bars letting it be used so.
        FreshSignInNeededError: the officer has not just signed in afresh.
        NotFoundError, NotAllowedError: as for every act on a request.
    """
    request = request_for_change(reference, officer=officer)
    demand_role(officer, JUDGE_AFTERWORD.roles)
    made = _consent(request, number, AfterwordState.OPEN)
    demand_no_problems(problems_in_consent_reply(reply, others=others_of(made), on=on))
    if made.ours:
        _demand_by_letter(request)
    if reply.given:
        # Taken down from a letter it lifts limits of use by this one officer's hand alone.
        demand_fresh_sign_in(signed_in_afresh_at, at=at)
    if reply.given and not made.ours:
        _demand_own_law(ruling_on_consent(made, on=on))
    _mark_reply(request, made, letter, on=on)
    kind = CONSENT_GIVEN_TYPE if reply.given else CONSENT_REFUSED_TYPE
    told = _told(reply) if reply.given else {"reasons": reply.reasons}
    if not made.ours:
        made.reply_message_id = tell_partner(request, kind, {**body_of(made), **told}, at=at, on=on)
    keep_decision(made, reply, by=officer.name, at=at)
    _record(made, by=officer.name, at=at, learnt=made.ours, message=made.reply_message_id)
    tell_parts(made, by=officer.name, at=at)
    return made


def withdraw_consent(
    reference: str,
    number: int,
    *,
    reasons: str,
    letter: LetterMark,
    officer: Viewer,
    at: datetime,
    on: date,
) -> Afterword:
    """Withdraw a consent we gave; or take down that a partner withdrew its own by letter.

    What was used under it until then stays as it was.

    Raises:
        InvalidDraftError: no reasons are given, or the letter is not named.
        AfterwordOverError: no consent stands there.
        StepNotAllowedError: the partner's node tells this itself.
        NotFoundError, NotAllowedError: as for every act on a request.
    """
    request = request_for_change(reference, officer=officer)
    demand_role(officer, JUDGE_AFTERWORD.roles)
    made = _consent(request, number, AfterwordState.GIVEN)
    demand_no_problems(problems_in_text(reasons, field="reasons"))
    if made.ours:
        _demand_by_letter(request)
    _mark_reply(request, made, letter, on=on)
    if not made.ours:
        body = {**body_of(made), "reasons": reasons}
        made.reply_message_id = tell_partner(request, CONSENT_WITHDRAWN_TYPE, body, at=at, on=on)
    made.state, made.reasons = AfterwordState.WITHDRAWN, reasons
    made.save()
    _record(made, by=officer.name, at=at, learnt=made.ours, message=made.reply_message_id)
    end_sharings_resting_on(made, hand=Hand(officer.name, officer.agency, at))
    tell_parts(made, by=officer.name, at=at)
    return made


def ruling_on_consent(made: Afterword, *, on: date) -> Ruling:
    """Rule by our own law on letting an answer of ours be used as a partner asks."""
    request, answer = made.request, made.answer
    assert answer is not None, "consent is asked for an answer"
    return rule_on_consenting(
        current_register(),
        answer_in(answer.as_draft(), ask=ask_of(request), request=request.as_draft()),
        purpose=Purpose(made.draft.purpose),
        under=answer.relied_on,
        terms_digest=answer.terms_digest,
        on=on,
    )


def own_law_on(asked: Afterword, *, on: date) -> Ruling | None:
    """Return what our own law says of a consent a partner asks for; None where none is asked."""
    waits = asked.stands is AfterwordState.OPEN and not asked.ours
    if not waits or asked.what is not AfterwordKind.CONSENT:
        return None
    return ruling_on_consent(asked, on=on)


def keep_decision(made: Afterword, reply: ConsentReply, *, by: str, at: datetime) -> None:
    """Keep what was decided, by whoever decides."""
    made.state = AfterwordState.GIVEN if reply.given else AfterwordState.REFUSED
    made.conditions, made.reasons = reply.conditions, reply.reasons
    made.originators = [asdict(each) for each in reply.originators]
    made.until = day_in(reply.until)
    made.decided_by, made.decided_at = by, at
    made.save()


def others_of(made: Afterword) -> tuple[str, ...]:
    """Return the names of those whose own consent is owed too, where it would be passed on."""
    if made.answer is None or not made.draft.onward_to:
        return ()
    return others_in(made.answer)


def _told(reply: ConsentReply) -> dict[str, object]:
    """What a consent tells; by what an originator consented stays here."""
    named = [each.named for each in reply.originators]
    told: dict[str, object] = {"conditions": reply.conditions, "until": reply.until}
    return {**told, "originators": named} if named else told


def _consent(request: Request, number: int, state: AfterwordState) -> Afterword:
    made = afterword_of(request, number, state=state)
    if made.what is not AfterwordKind.CONSENT:
        raise AfterwordOverError()
    return made


def _demand_own_law(ruling: Ruling) -> None:
    """What own law leaves to the central unit is what the central unit decides here."""
    if isinstance(ruling, Permission):
        return
    if not (isinstance(ruling, Referral) and ruling.to is FOR_THE_NODE):
        raise RulingStandsAgainstError(ruling)


def _demand_by_letter(request: Request) -> None:
    if not request.by_letter:
        raise StepNotAllowedError(state=request.state, action="decide")


def _mark_reply(request: Request, made: Afterword, letter: LetterMark, *, on: date) -> None:
    if not request.by_letter:
        return
    demand_no_problems(problems_in_letter(letter, on=on))
    made.reply_letter, made.reply_letter_on = letter.number.strip(), day_in(letter.on)
    if letter.scan:
        scans = request.enclosures.filter(part=Part.LETTER).select_related("exhibit")
        found = next((e.exhibit for e in scans if str(e.exhibit_id) == letter.scan), None)
        if found is None:
            raise ExhibitNotFoundError()
        made.scan = found


def _record(made: Afterword, *, by: str, at: datetime, learnt: bool, message: str) -> None:
    append(
        CONSENT_LEARNT if learnt else CONSENT_DECIDED,
        about=made.request.reference,
        by=by,
        agency=made.request.owner_on_record,
        at=at,
        partner=made.request.partner,
        item=str(made.number),
        decision=made.state,
        until=made.until.isoformat() if made.until else "",
        message=message,
    )


def record_consent_learnt(made: Afterword, *, by: str, at: datetime, message: str) -> None:
    """Record what a partner's node told of a consent we asked for."""
    _record(made, by=by, at=at, learnt=True, message=message)
