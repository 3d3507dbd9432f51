"""What an instrument must provide for, so that it carries an act between two administrations."""

from collections.abc import Mapping
from typing import NamedTuple

from comity.agreements.terms.act_kinds import ActKind
from comity.agreements.terms.acts import (
    Answer,
    Ask,
    Attend,
    DeliverUnderControl,
    ExchangeAutomatically,
    Match,
    Recognise,
    Serve,
    Volunteer,
    Watch,
)
from comity.agreements.terms.assistance import ASSISTANCE, AssistanceKind
from comity.agreements.terms.kinds import ProvisionKind
from comity.agreements.terms.vocabulary import DataCategory, Purpose
from comity.kernel.codes import CountryCode

# Acts whose own words an instrument may limit: which data, which targets, which goods.
Particulars = (
    Attend | DeliverUnderControl | ExchangeAutomatically | Match | Recognise | Serve | Watch
)


class Need(NamedTuple):
    """What must carry an act.

    A named tuple, as whatever every ruling makes anew: a frozen dataclass takes three times as
    long to make.

    Attributes:
        act: what would be done.
        requesting: the side it is done for.
        requested: the side that does it.
        provisions: the kinds of provision that carry it; any one of them does.
        label: what it is, for a sentence.
        kind: the assistance it is; None when it is of no kind in particular.
        purpose: a purpose of its own, which the instrument must list; None when it serves the
            purpose such provisions always serve.
        on_own: whether nobody has asked for it.
        personal: whether it lets out personal data, which the instrument must protect.
        declaration_data: whether an instrument limited to declaration data could carry it.
        particulars: the act, where the instrument may limit it further.
    """

    act: ActKind
    requesting: CountryCode
    requested: CountryCode
    provisions: tuple[ProvisionKind, ...]
    label: str
    kind: AssistanceKind | None = None
    purpose: Purpose | None = None
    on_own: bool = False
    personal: bool = False
    declaration_data: bool = False
    particulars: Particulars | None = None

    @property
    def recognises(self) -> bool:
        """Whether it needs an arrangement that recognises traders' programmes."""
        return self.act is ActKind.RECOGNISE


def need_of_asking(ask: Ask) -> Need:
    """Return what must carry a request."""
    return _need_of_request(ask, ActKind.ASK, personal=False)


def need_of_answering(answer: Answer) -> Need:
    """Return what must carry an answer: what carries the request, and protects its content."""
    personal = DataCategory.PERSONAL in answer.categories
    return _need_of_request(answer.ask, ActKind.ANSWER, personal=personal)


def _need_of_request(ask: Ask, act: ActKind, *, personal: bool) -> Need:
    kind = ask.kind
    entry = ASSISTANCE[kind]
    return Need(
        act,
        ask.requesting,
        ask.requested,
        (entry.provision,),
        entry.label,
        kind=kind,
        purpose=_own_purpose(ask.purpose, kind),
        personal=personal,
        declaration_data=entry.declaration_data,
    )


def need_of_volunteering(act: Volunteer) -> Need:
    """Return what must carry telling something unasked: a duty to, or leave to of its own kind."""
    kind = act.kind
    spontaneous = ProvisionKind.INFO_SPONTANEOUS
    own = () if kind.provision is spontaneous else (kind.provision,)
    return Need(
        ActKind.VOLUNTEER,
        act.recipient,
        act.supplier,
        (*own, spontaneous),
        kind.label,
        kind=kind,
        purpose=_own_purpose(act.purpose, kind),
        on_own=True,
        personal=act.contents.is_personal,
    )


def need_of_executing(
    act: Attend | Serve | Watch, *, requesting: CountryCode, requested: CountryCode
) -> Need:
    """Return what must carry an act one side does on the ground for the other."""
    what, kind = _EXECUTED[type(act)]
    purpose = act.purpose if isinstance(act, Attend) else None
    return Need(
        what,
        requesting,
        requested,
        (kind.provision,),
        kind.label,
        kind=kind,
        purpose=_own_purpose(purpose, kind),
        on_own=isinstance(act, Watch) and act.on_own,
        personal=act.contents.is_personal,
        particulars=act,
    )


_EXECUTED: Mapping[type, tuple[ActKind, AssistanceKind]] = {
    Attend: (ActKind.ATTEND, AssistanceKind.PRESENCE),
    Serve: (ActKind.SERVE, AssistanceKind.NOTIFICATION),
    Watch: (ActKind.WATCH, AssistanceKind.SPECIAL_SURVEILLANCE),
}


def need_of_leg(act: DeliverUnderControl, one: CountryCode, other: CountryCode) -> Need:
    """Return what must carry one leg of a controlled delivery."""
    kind = AssistanceKind.CONTROLLED_DELIVERY
    return Need(
        ActKind.DELIVER_UNDER_CONTROL,
        one,
        other,
        (kind.provision,),
        kind.label,
        kind=kind,
        personal=act.contents.is_personal,
        particulars=act,
    )


def need_of_exchanging(act: ExchangeAutomatically) -> Need:
    """Return what must carry a standing supply."""
    return Need(
        ActKind.EXCHANGE_AUTOMATICALLY,
        act.recipient,
        act.supplier,
        (ProvisionKind.INFO_AUTOMATIC, ProvisionKind.INFO_ADVANCE),
        ActKind.EXCHANGE_AUTOMATICALLY.label,
        personal=act.contents.is_personal,
        particulars=act,
    )


def need_of_matching(act: Match) -> Need:
    """Return what must carry a private match: an index that says who holds something.

    A hit on a name says something of a person.
    """
    return Need(
        ActKind.MATCH,
        act.asking,
        act.answering,
        (ProvisionKind.INFO_POOLING,),
        ActKind.MATCH.label,
        purpose=None if act.purpose is Purpose.OFFENCE_PREVENTION else act.purpose,
        personal=act.nominal or act.contents.is_personal,
        particulars=act,
    )


def need_of_recognising(act: Recognise) -> Need:
    """Return what must carry recognition: an arrangement, and no article of another agreement."""
    return Need(
        ActKind.RECOGNISE,
        act.recognised,
        act.recognising,
        (),
        ActKind.RECOGNISE.label,
        particulars=act,
    )


def _own_purpose(purpose: Purpose | None, kind: AssistanceKind) -> Purpose | None:
    """Whoever may be asked for the assessment of duties may be asked for the sake of it."""
    return None if purpose is None or purpose is kind.purpose else purpose
