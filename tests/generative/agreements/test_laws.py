"""Laws of the rulings: never silent, never without force, never two answers to one question."""

from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from comity.agreements.register_files import RegisterFileError, register_from_texts
from comity.agreements.rules import (
    Bearing,
    bearing_of,
    limits_of,
    rule_on_answering,
    rule_on_asking,
    rule_on_use,
)
from comity.agreements.terms import (
    Answer,
    Ask,
    AssistanceKind,
    Assurance,
    DataCategory,
    Event,
    EventType,
    Force,
    Instrument,
    Leave,
    Proceedings,
    ProvisionKind,
    Purpose,
    Reading,
    Register,
    Use,
    standing_between,
)
from comity.agreements.wording import SENTENCES
from comity.interfaces.sentences import cited
from comity.kernel.codes import CountryCode
from comity.kernel.rulings import Citation, Permission, Referral, Refusal, Ruling
from comity.kernel.wording import fill
from tests.spec.language import SHIPPED, agreement, settlement

CODES = [CountryCode(code) for code in ("US", "UA", "KE", "CN", "EU", "AT", "SE", "GT", "PY", "CZ")]
DAYS = st.dates(date(1960, 1, 1), date(2035, 1, 1))
KINDS = [kind.provision for kind in AssistanceKind]
KINDS += [ProvisionKind.INFO_AUTOMATIC, ProvisionKind.INFO_POOLING, ProvisionKind.DATA_PERSONAL]
OPENING = [EventType.SIGNED, EventType.ENTERED_INTO_FORCE, EventType.PROVISIONALLY_APPLIED]
LATER = [EventType.SUSPENDED, EventType.RESUMED, EventType.TERMINATED, EventType.SUPERSEDED]
asks = st.builds(
    Ask,
    requesting=st.sampled_from(CODES),
    requested=st.sampled_from(CODES),
    kind=st.sampled_from(AssistanceKind),
    purpose=st.none() | st.sampled_from(Purpose),
    reciprocal=st.booleans(),
)
answers = st.builds(
    Answer,
    ask=asks,
    categories=st.frozensets(st.sampled_from(DataCategory)),
    assurances=st.frozensets(st.sampled_from(Assurance)),
    partner_in_breach=st.booleans(),
    touches=st.frozensets(
        st.sampled_from([k for k in ProvisionKind if k.is_exemption]), max_size=2
    ),
)
events = st.builds(
    Event,
    what=st.sampled_from([*OPENING, *LATER]),
    on=st.none() | DAYS,
    no_later_than=st.none() | DAYS,
)


@st.composite
def instruments(draw: st.DrawFn, between: tuple[str, str] = ("US", "UA")) -> Instrument:
    kinds = draw(st.lists(st.sampled_from(KINDS), unique=True, max_size=6))
    cut = draw(st.integers(0, len(kinds)))
    name = "-".join(between).lower() + f"-{draw(st.integers(0, 9))}"
    made = agreement(
        name,
        in_force="",
        covers={f"Art. {n}": kind.value for n, kind in enumerate(kinds[:cut], 1)},
        assumes=tuple(kind.value for kind in kinds[cut:]),
    )
    happened = sorted(draw(st.lists(events, max_size=4)), key=lambda e: e.on or date.min)
    reading = draw(st.sampled_from(Reading))
    return replace(made, events=tuple(happened), reading=reading)


registers = st.lists(instruments(), max_size=3, unique_by=lambda i: i.reference).map(
    lambda held: Register(files=tuple(held))
)
settled = SHIPPED.with_settlements(
    [
        settlement("us-ua-2016", "term", provision="info.assessment"),
        settlement("domestic/ua", "own-law"),
    ]
)
held_registers = st.one_of(st.sampled_from([SHIPPED, settled]), registers)


def assert_told(ruling: Ruling) -> None:
    """No ruling is silent: each has grounds, each ground cites, each code has a whole sentence."""
    assert ruling.grounds
    for ground in ruling.grounds:
        assert_cited(ground.cites)
        assert "{" not in fill(SENTENCES[ground.code], ground.facts)
    parts = ruling.conditions if isinstance(ruling, Permission) else ruling.alternatives
    for part in parts:
        assert_cited(part.cites)
        assert "{" not in fill(SENTENCES[part.code], part.facts)
    bearings = {bearing_of(ground) for ground in ruling.grounds}
    assert isinstance(ruling, Refusal) is (Bearing.AGAINST in bearings)
    assert isinstance(ruling, Permission) is (bearings == {Bearing.FOR})


def assert_cited(citation: Citation) -> None:
    told = cited(citation)
    assert told
    assert "{" not in told


@given(register=held_registers, ask=asks, on=DAYS)
def test_no_ruling_on_asking_is_silent_and_the_same_question_gets_the_same_answer(
    register: Register, ask: Ask, on: date
) -> None:
    ruling = rule_on_asking(register, ask, on=on)
    assert_told(ruling)
    again = replace(register, files=tuple(reversed(register.files)))
    assert rule_on_asking(again, ask, on=on) == ruling


@given(register=held_registers, answer=answers, on=DAYS)
def test_no_ruling_on_answering_is_silent(register: Register, answer: Answer, on: date) -> None:
    ruling = rule_on_answering(register, answer, on=on)
    assert_told(ruling)
    assert rule_on_answering(register, answer, on=on) == ruling


@given(register=held_registers, ask=asks, on=DAYS)
def test_nothing_is_permitted_without_force_and_a_known_term_on_that_day(
    register: Register, ask: Ask, on: date
) -> None:
    ruling = rule_on_asking(register, ask, on=on)
    if isinstance(ruling, Permission):
        relied_on = register.instrument(ruling.under)
        standing = standing_between(relied_on, ask.requesting, ask.requested, on=on)
        assert standing.force is Force.YES
        provision = relied_on.provision_on(ask.kind.provision, on=on)
        assert provision is not None
        assert not provision.is_assumed


@given(register=registers, ask=asks, on=DAYS, other=instruments(between=("KE", "CN")))
def test_an_unrelated_agreement_changes_no_ruling_between_others(
    register: Register, ask: Ask, on: date, other: Instrument
) -> None:
    between = {CountryCode("KE"), CountryCode("CN")}
    if {ask.requesting, ask.requested} == between:
        return
    wider = replace(register, files=(*register.files, other))
    assert rule_on_asking(wider, ask, on=on) == rule_on_asking(register, ask, on=on)


@given(register=registers, ask=asks, on=DAYS, other=instruments())
def test_a_further_agreement_never_turns_a_permission_into_less(
    register: Register, ask: Ask, on: date, other: Instrument
) -> None:
    before = rule_on_asking(register, ask, on=on)
    if isinstance(before, Permission) and not register.has(other.reference):
        wider = replace(register, files=(*register.files, other))
        assert isinstance(rule_on_asking(wider, ask, on=on), Permission)


@given(register=registers, ask=asks, on=DAYS)
def test_own_law_never_makes_an_answer_easier_than_the_question(
    register: Register, ask: Ask, on: date
) -> None:
    asked, answered = (
        rule_on_asking(register, ask, on=on),
        rule_on_answering(register, Answer(ask), on=on),
    )
    if isinstance(answered, Permission):
        assert isinstance(asked, Permission)
    if isinstance(asked, Refusal):
        assert isinstance(answered, Refusal)


@given(
    instrument=st.sampled_from(SHIPPED.instruments),
    asked_for=st.sampled_from(Purpose),
    use=st.builds(
        Use,
        purpose=st.sampled_from(Purpose),
        proceedings=st.none() | st.sampled_from(Proceedings),
        onward_to=st.sampled_from(["", "police"]),
        consent=st.sampled_from(["", "C-1"]),
    ),
    allowed=st.none() | st.frozensets(st.sampled_from(Purpose)),
    onward=st.none() | st.sampled_from(Leave),
    keep_until=st.none() | DAYS,
    on=DAYS,
)
def test_a_narrower_condition_never_permits_more(
    instrument: Instrument,
    asked_for: Purpose,
    use: Use,
    allowed: frozenset[Purpose] | None,
    onward: Leave | None,
    keep_until: date | None,
    on: date,
) -> None:
    limits = limits_of(instrument, supplier=CountryCode("UA"), asked_for=asked_for, on=on)
    narrowed = limits.narrowed(purposes=allowed, onward=onward, keep_until=keep_until)
    wide, narrow = rule_on_use(limits, use, on=on), rule_on_use(narrowed, use, on=on)
    assert_told(narrow)
    if isinstance(wide, Refusal):
        assert isinstance(narrow, Refusal)
    if isinstance(narrow, Permission):
        assert isinstance(wide, Permission | Referral)


@given(text=st.text(max_size=300))
def test_no_text_breaks_the_reader_of_register_files(text: str) -> None:
    try:
        register_from_texts({"a.toml": text})
    except RegisterFileError as refused:
        assert all(fault.line >= 1 and fault.code in SENTENCES for fault in refused.faults)


def test_successors_of_one_state_are_not_linked_by_its_agreement() -> None:
    held = SHIPPED.instrument("su-us-1990")
    succeeded = {party.code: party.succeeds for party in held.parties}
    assert succeeded[CountryCode("UA")] == "SU"
