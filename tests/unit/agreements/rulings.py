"""Rulings of every sort, each made from an agreement, an own law and an act of its own."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from comity.agreements.rules import (
    limits_of,
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
)
from comity.agreements.terms import (
    ActKind,
    Answer,
    Ask,
    AssistanceKind,
    Assumed,
    Assurance,
    Attend,
    Authority,
    Bar,
    Breach,
    BreachState,
    Contents,
    DataCategory,
    DeliverUnderControl,
    DomesticLaw,
    Event,
    EventType,
    ExchangeAutomatically,
    Gateway,
    GivenAssurance,
    Instruction,
    InstructionEffect,
    Instrument,
    Keep,
    LivingLaw,
    Match,
    Parent,
    Party,
    PassOn,
    Proceedings,
    Provision,
    ProvisionKind,
    Purpose,
    Recognise,
    Register,
    Scope,
    Serve,
    Share,
    Use,
    UseLimits,
    Volunteer,
    Watch,
)
from comity.kernel.codes import CountryCode
from comity.kernel.periods import Period
from comity.kernel.rulings import Role, Ruling
from tests.spec.language import (
    READ,
    agreement,
    day,
    own_law_opening_all,
    settlement,
    with_parameters,
)

ON = day("2026-11-21")
KE, UA, CN, AT = (CountryCode(code) for code in ("KE", "UA", "CN", "AT"))
ORIGIN = AssistanceKind.ORIGIN_AND_VALUE
ASK = Ask(KE, UA, ORIGIN)
INFO = {"Art. 4": "info.assessment"}


def part_of(*events: Event, part: str = "annex-iv") -> Instrument:
    text = agreement("ke-ua-parts", in_force="")
    force = [
        Event(EventType.ENTERED_INTO_FORCE, day("2000-01-01"), source="gazette", party=each)
        for each in (KE, UA)
    ]
    duty = Provision(ProvisionKind.INFO_ASSESSMENT, "Annex IV", READ, part=part)
    whole = Event(EventType.ENTERED_INTO_FORCE, day("2000-01-01"), source="gazette")
    return replace(text, provisions=(duty,), events=(whole, *force, *events))


def took(what: str, *parts: str, party: CountryCode = KE) -> Event:
    return Event(EventType(what), day("2001-01-01"), source="gazette 3", party=party, parts=parts)


def supplied(leave: str = "consent", **retention: int) -> Instrument:
    covers = {
        "Art. 2": "use.purpose",
        "Art. 5": "use.proceedings",
        "Art. 13": "use.other",
        "Art. 14": "data.retention",
    }
    text = with_parameters(agreement("ke-ua-used", covers=covers), "use.other", leave=leave)
    text = with_parameters(text, "use.purpose", purposes=("duty-assessment",))
    text = with_parameters(text, "use.proceedings", criminal="limit", civil="consent")
    named = Party(KE, (Authority("Customs"),))
    text = replace(text, parties=(named, *text.parties[1:]))
    return with_parameters(text, "data.retention", **retention) if retention else text


def held(
    *texts: Instrument, laws: tuple[DomesticLaw, ...] = (), living: LivingLaw | None = None
) -> Register:
    found = Register(files=texts, own_laws=laws)
    return found if living is None else found.with_living_law(living)


def law(*, bars: tuple[Bar, ...] = (), **gateway: object) -> DomesticLaw:
    return own_law_opening_all("UA", bars=bars, **gateway)


def asking(*texts: Instrument, under: str | None = None, **ask: Any) -> Ruling:
    return rule_on_asking(held(*texts), replace(ASK, **ask), on=ON, under=under)


def answering(
    text: Instrument | None = None,
    own: DomesticLaw | None = None,
    living: LivingLaw | None = None,
    **answer: Any,
) -> Ruling:
    texts = (text or agreement(covers=INFO),)
    register = held(*texts, laws=(own or law(),), living=living)
    return rule_on_answering(register, Answer(ASK, **answer), on=ON)


def limits(text: Instrument, **narrowed: Any) -> UseLimits:
    found = limits_of(text, supplier=UA, asked_for=Purpose.DUTY_ASSESSMENT, on=ON)
    return found.narrowed(**narrowed) if narrowed else found


def keeping(text: Instrument, *, received: str = "", **how: Any) -> Ruling:
    act = Keep(KE, day(received) if received else None, **how)
    return rule_on_keeping(held(text), limits(text), act, on=ON)


def delivering(route: str, decided: str = "") -> Ruling:
    legs = (
        agreement("ke-ua", covers={"Art. 12": "act.controlled_delivery"}),
        agreement("ua-at", covers={"Art. 3": "act.controlled_delivery"}),
    )
    states = tuple(CountryCode(each) for each in route.split())
    decisions = tuple((CountryCode(each), f"J-{each}") for each in decided.split())
    act = DeliverUnderControl(UA, states, "", decisions)
    return rule_on_controlled_delivery(held(*legs, laws=(law(),)), act, on=ON)


def exchanging(provided: Mapping[str, Any] | None = None, **act: Any) -> Ruling:
    text = agreement(covers={"Art. 6": "info.automatic"})
    text = with_parameters(text, "info.automatic", **(provided or {}))
    wanted = ExchangeAutomatically(UA, KE, **act)
    return rule_on_automatic_exchange(held(text, laws=(law(),)), wanted, on=ON)


def matching(**provided: bool) -> Ruling:
    text = agreement(covers={"Art. 7": "info.pooling", "Art. 9": "data.personal"})
    text = with_parameters(text, "info.pooling", **provided)
    return rule_on_matching(held(text, laws=(law(),)), Match(UA, KE), on=ON)


def recognising(*, parent: Parent | None = None, **known: bool) -> Ruling:
    text = replace(agreement("ke-ua-mra", kind="mra"), parent=parent)
    above = agreement("ke-ua-above", in_force="2000-01-01/2024-01-01")
    return rule_on_recognition(held(text, above), Recognise(KE, UA, **known), on=ON)


def attending(by: CountryCode, provided: Mapping[str, bool], **act: Any) -> Ruling:
    text = with_parameters(agreement(covers={"Art. 8": "act.presence"}), "act.presence", **provided)
    wanted = Attend(KE, UA, by, **act)
    return rule_on_attending(held(text, laws=(law(),)), wanted, on=ON)


def serving(*, enforce: bool, **provided: bool) -> Ruling:
    text = agreement(covers={"Art. 10": "act.notification"})
    text = with_parameters(text, "act.notification", **provided)
    return rule_on_serving(held(text, laws=(law(),)), Serve(KE, UA, enforce), on=ON)


def watching(*targets: str) -> Ruling:
    text = agreement(covers={"Art. 11": "act.surveillance"})
    text = with_parameters(text, "act.surveillance", targets=("persons", "goods"))
    return rule_on_watching(held(text, laws=(law(),)), Watch(KE, UA, frozenset(targets)), on=ON)


def order(effect: str, **about: Any) -> LivingLaw:
    told = Instruction("", InstructionEffect(effect), Role.TREATY_DESK, **about)
    return LivingLaw(UA, instructions=(told,))


def broken(state: str) -> LivingLaw:
    breach = Breach(KE, BreachState(state), Period(day("2026-01-01")))
    return LivingLaw(UA, breaches=(breach,))


PROMISE = GivenAssurance(KE, Assurance.CONFIDENTIALITY, "Note 7", "the ministry", day("2026-02-01"))
WANTS = law(assurances=frozenset({Assurance.CONFIDENTIALITY}))
MODEL_LAW = DomesticLaw(
    UA, "Own law", (Gateway("S. 2", Assumed("model", "the model law"), frozenset(ActKind)),)
)
OF_CHINA = frozenset({CN})
EVERY_CONDITION = {f"Art. {n}": kind.value for n, kind in enumerate(ProvisionKind, start=30)}
PURPOSES = with_parameters(
    agreement(covers={**INFO, "Art. 2": "scope.purposes"}),
    "scope.purposes",
    purposes=("duty-assessment", "supply-chain-security"),
)
SCENARIOS: Mapping[str, Callable[[], Ruling]] = {
    # ---- asking
    "asking under every kind of provision": lambda: asking(agreement(covers=EVERY_CONDITION)),
    "asking by word of mouth": lambda: asking(
        with_parameters(
            agreement(covers={**INFO, "Art. 7": "req.form"}), "req.form", confirm_days=10
        ),
        oral=True,
    ),
    "asking what is answered in days": lambda: asking(
        with_parameters(
            agreement(covers={**INFO, "Art. 7": "exe.deadline"}), "exe.deadline", days=90
        )
    ),
    "asking where evidence needs consent": lambda: asking(
        with_parameters(
            agreement(covers={**INFO, "Art. 7": "use.proceedings"}),
            "use.proceedings",
            criminal="consent",
            civil="consent",
            form_of_consent="express",
        )
    ),
    "asking under nothing": asking,
    "asking as a courtesy": lambda: asking(courtesy=True),
    "asking what the text shuts out": lambda: asking(agreement(excludes=INFO)),
    "asking what a whole text leaves out": lambda: asking(agreement(reading="whole")),
    "asking what nobody has read": lambda: asking(agreement()),
    "asking what a template would carry": lambda: asking(agreement(assumes=("info.assessment",))),
    "asking what was settled": lambda: rule_on_asking(
        held(agreement()).with_settlements(
            [settlement("ke-ua", "term", provision="info.assessment", article="Art. 4")]
        ),
        ASK,
        on=ON,
    ),
    "asking what was settled without an article": lambda: rule_on_asking(
        held(agreement()).with_settlements(
            [settlement("ke-ua", "term", provision="info.assessment")]
        ),
        ASK,
        on=ON,
    ),
    "asking where force was settled": lambda: rule_on_asking(
        held(agreement(in_force="", covers=INFO)).with_settlements(
            [settlement("ke-ua", "event", event="entered-into-force", event_on=day("2020-01-01"))]
        ),
        ASK,
        on=ON,
    ),
    "asking where force is not recorded": lambda: asking(agreement(in_force="", covers=INFO)),
    "asking before it is in force": lambda: asking(agreement(in_force="2030-01-01", covers=INFO)),
    "asking after it ended": lambda: asking(agreement(in_force="2000-01-01/2020-01-01")),
    "asking under one between others": lambda: asking(agreement("ua-at"), under="ua-at"),
    "asking under one that recognises": lambda: asking(
        agreement("ke-ua-mra", kind="mra"), under="ke-ua-mra"
    ),
    "asking under the child of what ended": lambda: asking(
        replace(agreement(covers=INFO), parent=Parent("ke-ua-above")),
        agreement("ke-ua-above", in_force="2000-01-01/2024-01-01"),
        under="ke-ua",
    ),
    "asking under the child that ends with it": lambda: asking(
        replace(agreement(covers=INFO), parent=Parent("ke-ua-above", ends_with_it=True)),
        agreement("ke-ua-above", in_force="2000-01-01/2024-01-01"),
        under="ke-ua",
    ),
    "asking for a purpose it lists": lambda: asking(
        PURPOSES, purpose=Purpose.SUPPLY_CHAIN_SECURITY
    ),
    "asking for a purpose it does not list": lambda: asking(PURPOSES, purpose=Purpose.STATISTICS),
    "asking for a purpose nobody recorded": lambda: asking(
        agreement(covers=INFO), purpose=Purpose.STATISTICS
    ),
    "asking without doing the same": lambda: asking(
        agreement(covers={**INFO, "Art. 19": "ex.reciprocity"}), reciprocal=False
    ),
    "asking under a part one has not accepted": lambda: asking(
        part_of(took("accepted", "annex-i"), took("accepted", "annex-iv", party=UA))
    ),
    "asking under a part nobody recorded": lambda: asking(part_of()),
    "asking under a part that is reserved": lambda: asking(
        part_of(took("reserved", "Annex IV"), part="")
    ),
    "asking under what carries declaration data only": lambda: asking(
        replace(agreement(), scope=Scope.DECLARATION_DATA, scope_article="Art. 12"),
        kind=AssistanceKind.ENQUIRIES,
        under="ke-ua",
    ),
    "asking when all are refused": lambda: asking(
        agreement(excludes=INFO), agreement("ke-ua-late", in_force="2030-01-01", covers=INFO)
    ),
    "asking against an instruction": lambda: rule_on_asking(
        held(agreement("ua-ke", covers=INFO), living=order("hold")), Ask(UA, KE, ORIGIN), on=ON
    ),
    # ---- letting out
    "answering": answering,
    "answering under no own law": lambda: rule_on_answering(
        held(agreement(covers=INFO)), Answer(ASK), on=ON
    ),
    "answering where own law opens something else": lambda: answering(
        own=law(kinds=frozenset({AssistanceKind.RECOVERY}))
    ),
    "answering by a law that is assumed": lambda: answering(own=MODEL_LAW),
    "answering by a law that was settled": lambda: rule_on_answering(
        held(agreement(covers=INFO)).with_settlements(
            [settlement("domestic/ua", "own-law", article="S. 5")]
        ),
        Answer(ASK),
        on=ON,
    ),
    "answering with approval": lambda: answering(own=law(approval=Role.APPROVER)),
    "answering without the assurance": lambda: answering(own=WANTS),
    "answering with the assurance given": lambda: answering(
        own=WANTS, assurances=frozenset({Assurance.CONFIDENTIALITY})
    ),
    "answering with the assurance recorded": lambda: answering(
        own=WANTS, living=LivingLaw(UA, assurances=(PROMISE,))
    ),
    "answering with a category that is barred": lambda: answering(
        own=law(bars=(Bar("S. 9", READ, category=DataCategory.TAX),)),
        categories=frozenset({DataCategory.TAX}),
    ),
    "answering with what a third supplied and the law bars": lambda: answering(
        own=law(bars=(Bar("S. 9", READ, supplied_by=OF_CHINA),)), suppliers=OF_CHINA
    ),
    "answering with what a third supplied": lambda: answering(suppliers=OF_CHINA),
    "answering with what a third let go": lambda: answering(suppliers=OF_CHINA, consented=OF_CHINA),
    "answering with personal data": lambda: answering(
        categories=frozenset({DataCategory.PERSONAL})
    ),
    "answering with personal data that is protected": lambda: answering(
        agreement(covers={**INFO, "Art. 9": "data.personal"}),
        categories=frozenset({DataCategory.PERSONAL}),
    ),
    "answering with personal data a template protects": lambda: answering(
        agreement(covers=INFO, assumes=("data.personal",)),
        categories=frozenset({DataCategory.PERSONAL}),
    ),
    "answering where an exemption is touched": lambda: answering(
        agreement(covers={**INFO, "Art. 18": "ex.sovereignty"}),
        touches=frozenset({ProvisionKind("ex.sovereignty")}),
    ),
    "answering one who cannot do the same": lambda: rule_on_answering(
        held(agreement(covers=INFO), laws=(law(),)), Answer(replace(ASK, reciprocal=False)), on=ON
    ),
    "answering one in breach": lambda: answering(living=broken("established")),
    "answering one said to be in breach": lambda: answering(living=broken("alleged")),
    "answering one in breach where the text says what then": lambda: answering(
        agreement(covers={**INFO, "Art. 17": "data.breach"}), partner_in_breach=True
    ),
    "answering one in breach where the law bars it": lambda: answering(
        own=law(bars=(Bar("S. 9", READ, on_breach=True),)), partner_in_breach=True
    ),
    "answering against an instruction": lambda: answering(living=order("refer")),
    "answering with higher approval": lambda: answering(living=order("higher-approval")),
    "volunteering": lambda: rule_on_volunteering(
        held(agreement(covers={"Art. 6": "info.spontaneous"}), laws=(law(),)),
        Volunteer(UA, KE),
        on=ON,
    ),
    # ---- doing for another
    "attending, the host rules": lambda: attending(
        UA, {"advisory_only": True, "identification": True}
    ),
    "attending without consent": lambda: attending(KE, {"consent": True}),
    "attending with consent": lambda: attending(KE, {"consent": True}, consent="C-9"),
    "attending armed": lambda: attending(UA, {"unarmed": True}, armed=True),
    "serving": lambda: serving(enforce=False, no_enforcement=True),
    "serving with force": lambda: serving(enforce=True),
    "watching what is listed": lambda: watching("persons"),
    "watching what is not listed": lambda: watching("vessels"),
    "delivering under control": lambda: delivering("KE UA AT", "KE UA AT"),
    "delivering before anybody decided": lambda: delivering("KE UA", "KE"),
    "delivering over a leg that nothing carries": lambda: delivering("KE UA CN", "KE UA CN"),
    # ---- standing work
    "exchanging what is agreed": lambda: exchanging(
        {"dataset": "manifests", "fields": ("value", "origin"), "channel": "node"},
        dataset="Manifests",
        fields=frozenset({"Value"}),
        channel="node",
    ),
    "exchanging what is not agreed": lambda: exchanging(
        {"dataset": "manifests", "fields": ("value", "origin"), "channel": "node"},
        dataset="ledgers",
        fields=frozenset({"weight"}),
        channel="mail",
    ),
    "exchanging what nobody recorded": lambda: exchanging(
        dataset="ledgers", fields=frozenset({"weight", "age"}), channel="mail"
    ),
    "exchanging too early": lambda: exchanging({"start": day("2027-01-01")}),
    "exchanging too late": lambda: exchanging({"end": day("2026-11-21")}),
    "matching names that are pooled": lambda: matching(nominal=True),
    "matching names that are not": lambda: matching(nominal=False),
    "matching names nobody recorded": matching,
    "recognising": lambda: recognising(operating=True, consented=True),
    "recognising what does not operate": lambda: recognising(operating=False, consented=False),
    "recognising what nobody knows": recognising,
    "recognising under the child of what ended": lambda: recognising(
        parent=Parent("ke-ua-above"), operating=True, consented=True
    ),
    # ---- what was supplied
    "using it": lambda: rule_on_use_of_supply(
        held(supplied()),
        limits(supplied(), keep_until=day("2027-01-01")),
        Use(Purpose.DUTY_ASSESSMENT, Proceedings.CRIMINAL),
        by=KE,
        on=ON,
    ),
    "using it under the child of what ended": lambda: rule_on_use_of_supply(
        held(
            replace(supplied(), parent=Parent("ke-ua-above")),
            agreement("ke-ua-above", in_force="2000-01-01/2024-01-01"),
        ),
        limits(supplied()),
        Use(Purpose.DUTY_ASSESSMENT),
        by=KE,
        on=ON,
    ),
    "using what cannot have come": lambda: rule_on_use_of_supply(
        held(supplied()), limits(supplied()), Use(Purpose.DUTY_ASSESSMENT), by=CN, on=ON
    ),
    "passing it on at home": lambda: rule_on_passing_on(
        held(supplied("yes"), laws=(own_law_opening_all("KE"),)),
        limits(supplied("yes")),
        PassOn(KE, "the tax police", Purpose.DUTY_ASSESSMENT),
        on=ON,
    ),
    "passing it on abroad": lambda: rule_on_passing_on(
        held(supplied(), laws=(own_law_opening_all("KE"),)),
        limits(supplied()),
        PassOn(
            KE,
            "customs of China",
            Purpose.DUTY_ASSESSMENT,
            CN,
            contents=Contents(partner_in_breach=True, suppliers=frozenset({AT})),
        ),
        on=ON,
    ),
    "sharing it with an authority": lambda: rule_on_sharing(
        held(supplied(), laws=(own_law_opening_all("KE", approval=Role.APPROVER),)),
        limits(supplied()),
        Share(KE, "Customs", Purpose.DUTY_ASSESSMENT),
        on=ON,
    ),
    "sharing it with another": lambda: rule_on_sharing(
        held(supplied(), laws=(own_law_opening_all("KE"),)),
        limits(supplied()),
        Share(KE, "Tax", Purpose.DUTY_ASSESSMENT),
        on=ON,
    ),
    "sharing it where nobody recorded who acts": lambda: rule_on_sharing(
        held(replace(supplied(), parties=(Party(KE), Party(UA))), laws=(law(),)),
        limits(supplied()),
        Share(KE, "Tax", Purpose.DUTY_ASSESSMENT),
        on=ON,
    ),
    "keeping it": lambda: keeping(supplied()),
    "keeping it for some days more": lambda: keeping(supplied(max_days=365), received="2026-01-01"),
    "keeping it too long": lambda: keeping(supplied(max_days=365), received="2025-01-01"),
    "keeping it on an order": lambda: keeping(
        supplied(max_days=365), received="2025-01-01", on_legal_hold=True
    ),
    "keeping what came on a day nobody knows": lambda: keeping(supplied(max_days=365)),
    "keeping what came before the end": lambda: keeping(
        replace(supplied(), events=agreement(in_force="2000-01-01/2020-01-01").events),
        received="2010-01-01",
    ),
    "keeping what came after the end": lambda: keeping(
        replace(supplied(), events=agreement(in_force="2000-01-01/2020-01-01").events),
        received="2021-01-01",
    ),
}
