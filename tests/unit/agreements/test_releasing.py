"""What own law shuts in, by act, by source and by what a hit tells; and what a promise cites."""

from dataclasses import replace

from comity.agreements.rules import (
    rule_on_answering,
    rule_on_automatic_exchange,
    rule_on_matching,
)
from comity.agreements.rules.citations import cite_settlement
from comity.agreements.terms import (
    ActKind,
    Answer,
    AssistanceKind,
    Assurance,
    Bar,
    DataCategory,
    DomesticLaw,
    ExchangeAutomatically,
    Gateway,
    Match,
    ProvisionKind,
    Scope,
    Settled,
)
from comity.interfaces.sentences import cited
from comity.kernel.rulings import Citation
from tests.spec.language import READ, agreement, day, in_words, with_parameters
from tests.unit.agreements.rulings import (
    ASK,
    KE,
    OF_CHINA,
    ON,
    UA,
    answering,
    held,
    law,
)

PERMITTED = "permitted by Art. 4 of ke-ua"


def test_a_bar_on_some_acts_shuts_in_nothing_from_the_others() -> None:
    tax = frozenset({DataCategory.TAX})
    for act, words in (
        (ActKind.ANSWER, "refused: category_barred"),
        (ActKind.PASS_ON, PERMITTED),
    ):
        bar = Bar("S. 9", READ, category=DataCategory.TAX, acts=frozenset({act}))
        assert in_words(answering(own=law(bars=(bar,)), categories=tax)) == words


def test_what_another_administration_supplied_is_of_a_third_party_said_or_not() -> None:
    own = law(bars=(Bar("S. 9", READ, category=DataCategory.THIRD_PARTY),))
    assert in_words(answering(own=own)) == PERMITTED
    let_go = answering(own=own, suppliers=OF_CHINA, consented=OF_CHINA)
    assert in_words(let_go) == "refused: category_barred"


def test_a_hit_on_a_name_is_barred_with_personal_data_and_no_other_hit_is() -> None:
    text = agreement(covers={"Art. 7": "info.pooling", "Art. 9": "data.personal"})
    text = with_parameters(text, "info.pooling", nominal=True)
    own = law(bars=(Bar("S. 9", READ, category=DataCategory.PERSONAL),))
    for nominal, words in (
        (True, "refused: category_barred"),
        (False, "permitted by Art. 7 of ke-ua"),
    ):
        ruling = rule_on_matching(held(text, laws=(own,)), Match(UA, KE, nominal=nominal), on=ON)
        assert in_words(ruling) == words


def test_a_promise_is_cited_after_the_settlement_that_opened_the_gateway() -> None:
    settled = Settled("a clerk", day("2026-11-20"), "Gazette 7")
    asked = frozenset({Assurance.CONFIDENTIALITY})
    gateway = Gateway("S. 2", settled, frozenset(ActKind), assurances=asked)
    ruling = answering(own=DomesticLaw(UA, "Own law", (gateway,)), assurances=asked)
    (given,) = (each for each in ruling.grounds if each.code == "assurance_given")
    told = Citation("cited_given_with_request")
    assert given.cites.further == (cite_settlement(settled), told)


def test_an_exemption_cites_the_only_text_there_is_even_where_it_carries_nothing() -> None:
    text = agreement(covers={"Art. 18": "ex.sovereignty"})
    text = replace(text, scope=Scope.DECLARATION_DATA, scope_article="Art. 12")
    answer = Answer(
        replace(ASK, kind=AssistanceKind.ENQUIRIES),
        touches=frozenset({ProvisionKind("ex.sovereignty")}),
    )
    ruling = rule_on_answering(held(text, laws=(law(),)), answer, on=ON)
    cites = {each.code: cited(each.cites) for each in ruling.grounds}
    assert cites["exemption_touched"] == "agreement ke-ua, Art. 18"
    bare = rule_on_answering(held(laws=(law(),)), answer, on=ON)
    cites = {each.code: cited(each.cites) for each in bare.grounds}
    assert cites["exemption_touched"] == cited(Citation("cited_nothing"))


def test_a_standing_supply_begins_on_its_first_day() -> None:
    text = with_parameters(agreement(covers={"Art. 6": "info.automatic"}), "info.automatic")
    for start, words in (
        (ON, "permitted by Art. 6 of ke-ua"),
        (day("2026-11-22"), "refused: supply_not_begun"),
    ):
        begun = with_parameters(text, "info.automatic", start=start)
        act = ExchangeAutomatically(UA, KE)
        assert in_words(rule_on_automatic_exchange(held(begun, laws=(law(),)), act, on=ON)) == words
