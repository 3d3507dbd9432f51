"""Ruling on a question: which rule an act has, and what else could carry it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from comity.agreements.rules import (
    Weighed,
    limits_of,
    problems_in_delivery,
    rule_on_answering,
    rule_on_asking,
    rule_on_attending,
    rule_on_automatic_exchange,
    rule_on_controlled_delivery,
    rule_on_keeping,
    rule_on_matching,
    rule_on_passing_on,
    rule_on_recognition,
    rule_on_serving,
    rule_on_sharing,
    rule_on_use_of_supply,
    rule_on_volunteering,
    rule_on_watching,
    weighed_for,
)
from comity.agreements.rules.supply import refusal_of_supply
from comity.agreements.terms import (
    ActKind,
    Answer,
    Ask,
    AssistanceKind,
    Attend,
    DeliverUnderControl,
    ExchangeAutomatically,
    Keep,
    Match,
    Need,
    PassOn,
    Purpose,
    Recognise,
    Register,
    Serve,
    Share,
    Use,
    UseLimits,
    Volunteer,
    Watch,
    need_of_answering,
    need_of_asking,
    need_of_exchanging,
    need_of_executing,
    need_of_leg,
    need_of_matching,
    need_of_recognising,
    need_of_volunteering,
)
from comity.interfaces.questions.terms import Question
from comity.kernel.codes import CountryCode
from comity.kernel.errors import InvalidDraftError
from comity.kernel.rulings import Ruling


@dataclass(frozen=True, slots=True)
class Ruled:
    """What the law says to a question.

    Attributes:
        ruling: the ruling.
        candidates: every agreement that could carry the act, the best first; empty for what is
            done with something supplied, which has its one agreement.
    """

    ruling: Ruling
    candidates: tuple[Weighed, ...] = ()


def rule_on(register: Register, asked: Question) -> Ruled:
    """Rule on a question.

    Raises:
        InstrumentNotFoundError: the register holds no agreement of the reference picked.
        InvalidDraftError: the question cannot be meant, as a route through one state alone.
    """
    if asked.act in _HELD:
        return Ruled(_on_something_held(register, asked))
    need, ruling = _BETWEEN[asked.act](register, asked)
    return Ruled(ruling, weighed_for(register, need, on=asked.on))


def _other(asked: Question) -> CountryCode:
    assert asked.other is not None, "a question without the other side was not read"
    return asked.other


def _picked(asked: Question) -> str | None:
    return asked.under or None


Between = Callable[[Register, Question], tuple[Need, Ruling]]


def _asking(register: Register, asked: Question) -> tuple[Need, Ruling]:
    ask = _ask(asked, requesting=asked.acting, requested=_other(asked))
    ruling = rule_on_asking(register, ask, on=asked.on, under=_picked(asked))
    return need_of_asking(ask), ruling


def _answering(register: Register, asked: Question) -> tuple[Need, Ruling]:
    ask = _ask(asked, requesting=_other(asked), requested=asked.acting)
    contents = asked.contents
    act = Answer(
        ask,
        contents.categories,
        contents.assurances,
        contents.partner_in_breach,
        contents.touches,
        contents.suppliers,
        contents.consented,
        asked.received_on,
    )
    ruling = rule_on_answering(register, act, on=asked.on, under=_picked(asked))
    return need_of_answering(act), ruling


def _ask(asked: Question, *, requesting: CountryCode, requested: CountryCode) -> Ask:
    assert asked.kind is not None, "a question without its kind was not read"
    return Ask(
        requesting,
        requested,
        asked.kind,
        asked.purpose,
        reciprocal=asked.reciprocal,
        courtesy=asked.courtesy,
        oral=asked.oral,
    )


def _volunteering(register: Register, asked: Question) -> tuple[Need, Ruling]:
    kind = asked.kind or AssistanceKind.SPONTANEOUS
    act = Volunteer(asked.acting, _other(asked), kind, asked.purpose, asked.contents)
    ruling = rule_on_volunteering(register, act, on=asked.on, under=_picked(asked))
    return need_of_volunteering(act), ruling


def _attending(register: Register, asked: Question) -> tuple[Need, Ruling]:
    by, other = asked.acting, _other(asked)
    visiting, host = (other, by) if asked.as_host else (by, other)
    act = Attend(visiting, host, by, asked.purpose, asked.armed, asked.consent, asked.contents)
    ruling = rule_on_attending(register, act, on=asked.on, under=_picked(asked))
    return need_of_executing(act, requesting=visiting, requested=host), ruling


def _serving(register: Register, asked: Question) -> tuple[Need, Ruling]:
    act = Serve(_other(asked), asked.acting, asked.enforce, asked.contents)
    ruling = rule_on_serving(register, act, on=asked.on, under=_picked(asked))
    return need_of_executing(act, requesting=_other(asked), requested=asked.acting), ruling


def _watching(register: Register, asked: Question) -> tuple[Need, Ruling]:
    act = Watch(_other(asked), asked.acting, asked.targets, asked.on_own, asked.contents)
    ruling = rule_on_watching(register, act, on=asked.on, under=_picked(asked))
    return need_of_executing(act, requesting=_other(asked), requested=asked.acting), ruling


def _delivering(register: Register, asked: Question) -> tuple[Need, Ruling]:
    act = DeliverUnderControl(asked.acting, asked.route, asked.goods, asked.decided, asked.contents)
    if problems := problems_in_delivery(act):
        raise InvalidDraftError(problems)
    ruling = rule_on_controlled_delivery(register, act, on=asked.on, under=_picked(asked))
    place = max(asked.route.index(asked.acting), 1)
    return need_of_leg(act, asked.route[place - 1], asked.route[place]), ruling


def _exchanging(register: Register, asked: Question) -> tuple[Need, Ruling]:
    act = ExchangeAutomatically(
        asked.acting, _other(asked), asked.dataset, asked.fields, asked.channel, asked.contents
    )
    ruling = rule_on_automatic_exchange(register, act, on=asked.on, under=_picked(asked))
    return need_of_exchanging(act), ruling


def _matching(register: Register, asked: Question) -> tuple[Need, Ruling]:
    act = Match(asked.acting, _other(asked), asked.nominal, asked.purpose, asked.contents)
    ruling = rule_on_matching(register, act, on=asked.on, under=_picked(asked))
    return need_of_matching(act), ruling


def _recognising(register: Register, asked: Question) -> tuple[Need, Ruling]:
    act = Recognise(asked.acting, _other(asked), asked.operating, asked.trader_consents)
    ruling = rule_on_recognition(register, act, on=asked.on, under=_picked(asked))
    return need_of_recognising(act), ruling


_BETWEEN: Mapping[ActKind, Between] = {
    ActKind.ASK: _asking,
    ActKind.ANSWER: _answering,
    ActKind.VOLUNTEER: _volunteering,
    ActKind.ATTEND: _attending,
    ActKind.SERVE: _serving,
    ActKind.WATCH: _watching,
    ActKind.DELIVER_UNDER_CONTROL: _delivering,
    ActKind.EXCHANGE_AUTOMATICALLY: _exchanging,
    ActKind.MATCH: _matching,
    ActKind.RECOGNISE: _recognising,
}
_HELD = frozenset({ActKind.USE, ActKind.PASS_ON, ActKind.SHARE, ActKind.KEEP})


def _on_something_held(register: Register, asked: Question) -> Ruling:
    """Rule on something said to have been supplied, of which only the agreement is known."""
    limits = _limits(register, asked)
    on, by = asked.on, asked.acting
    if asked.act is ActKind.USE:
        use = Use(_purpose(asked), asked.proceedings, asked.recipient, asked.consent)
        return rule_on_use_of_supply(register, limits, use, by=by, on=on)
    if refusal := refusal_of_supply(register, limits, by=by, on=on):
        return refusal
    if asked.act is ActKind.KEEP:
        keep = Keep(by, asked.received_on, asked.on_legal_hold)
        return rule_on_keeping(register, limits, keep, on=on)
    purpose, contents = _purpose(asked), asked.contents
    if asked.act is ActKind.SHARE:
        share = Share(by, asked.recipient, purpose, asked.consent, contents)
        return rule_on_sharing(register, limits, share, on=on)
    onward = PassOn(by, asked.recipient, purpose, asked.abroad, asked.consent, contents)
    return rule_on_passing_on(register, limits, onward, on=on)


def _limits(register: Register, asked: Question) -> UseLimits:
    instrument = register.instrument(asked.under)
    limits = limits_of(instrument, supplier=_other(asked), asked_for=asked.asked_for, on=asked.on)
    return limits.narrowed(purposes=asked.only_for) if asked.only_for else limits


def _purpose(asked: Question) -> Purpose:
    assert asked.purpose is not None, "a question without its purpose was not read"
    return asked.purpose
