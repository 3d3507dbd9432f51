"""What runs without a request each time: automatic exchange, private matching, recognition."""

from collections.abc import Mapping
from dataclasses import replace

from comity.agreements.rules import (
    rule_on_automatic_exchange,
    rule_on_matching,
    rule_on_recognition,
)
from comity.agreements.terms import (
    Event,
    EventType,
    ExchangeAutomatically,
    Match,
    Parent,
    Recognise,
)
from comity.kernel.codes import CountryCode
from comity.kernel.rulings import Permission, Refusal, Ruling
from tests.spec.language import (
    SHIPPED,
    agreement,
    assert_rulings,
    day,
    in_words,
    own_law_opening_all,
    register,
    with_parameters,
)

ON = day("2026-11-21")
KENYA, UKRAINE = CountryCode("KE"), CountryCode("UA")
LAW = own_law_opening_all("KE")
EXCHANGE = with_parameters(
    agreement(covers={"Art. 6": "info.automatic"}),
    "info.automatic",
    dataset="export declarations",
    fields=("number", "value"),
    channel="node to node",
    start=day("2021-01-01"),
    end=day("2030-01-01"),
)


def test_only_the_data_agreed_is_supplied_on_the_road_agreed_and_in_time() -> None:
    table = """
        on         | dataset             | fields        | channel      | ruling
        2026-11-21 | export declarations | number        | node to node | permitted by Art. 6 of ke-ua
        2026-11-21 |                     |               |              | permitted by Art. 6 of ke-ua
        2026-11-21 | import declarations |               |              | refused: dataset_not_listed
        2026-11-21 | export declarations | number trader |              | refused: field_not_listed
        2026-11-21 |                     |               | mail         | refused: channel_not_listed
        2020-12-31 |                     |               |              | refused: supply_not_begun
        2030-01-01 |                     |               |              | refused: supply_ended
    """  # noqa: E501  a table is read in rows

    def rule(row: Mapping[str, str]) -> Ruling:
        fields = frozenset(row["fields"].split())
        act = ExchangeAutomatically(KENYA, UKRAINE, row["dataset"], fields, row["channel"])
        held = register(EXCHANGE, laws=(LAW,))
        return rule_on_automatic_exchange(held, act, on=day(row["on"]))

    assert_rulings(table, rule)


def roads_of(ruling: Ruling) -> list[str]:
    assert isinstance(ruling, Refusal)
    return [road.code for road in ruling.alternatives]


def test_what_the_register_does_not_list_is_for_the_treaty_desk() -> None:
    bare = register(agreement(covers={"Art. 6": "info.automatic"}), laws=(LAW,))
    act = ExchangeAutomatically(KENYA, UKRAINE, "manifests", frozenset({"number"}), "mail")
    ruling = rule_on_automatic_exchange(bare, act, on=ON)
    assert in_words(ruling) == (
        "referred to treaty_desk under ke-ua: "
        "dataset_not_recorded, field_not_recorded, channel_not_recorded"
    )


def test_a_data_set_that_only_a_template_lists_refers() -> None:
    held = register(agreement(assumes=("info.automatic",)), laws=(LAW,))
    act = ExchangeAutomatically(KENYA, UKRAINE, "manifests", frozenset({"number"}), "mail")
    assert in_words(rule_on_automatic_exchange(held, act, on=ON)) == (
        "referred to treaty_desk under ke-ua: term_assumed"
    )


def test_a_suspended_agreement_supplies_nothing() -> None:
    rests = Event(EventType.SUSPENDED, day("2026-01-01"), source="note")
    held = register(replace(EXCHANGE, events=(*EXCHANGE.events, rests)), laws=(LAW,))
    ruling = rule_on_automatic_exchange(held, ExchangeAutomatically(KENYA, UKRAINE), on=ON)
    assert in_words(ruling) == "refused: suspended"
    assert "ask_on_request" not in roads_of(ruling)


def test_for_what_is_not_agreed_there_is_the_single_request() -> None:
    held = register(EXCHANGE, laws=(LAW,))
    act = ExchangeAutomatically(KENYA, UKRAINE, "something else")
    assert "ask_on_request" in roads_of(rule_on_automatic_exchange(held, act, on=ON))


def test_a_match_on_names_needs_a_pool_of_names_and_protected_data() -> None:
    covers = {"Art. 9": "info.pooling", "Art. 13": "data.personal"}
    table = """
        pool holds names | names | ruling
        yes              | yes   | permitted by Art. 9 of ke-ua
        no               | yes   | refused: names_not_pooled
        no               |       | permitted by Art. 9 of ke-ua
                         | yes   | referred to treaty_desk under ke-ua: names_not_recorded
    """

    def rule(row: Mapping[str, str]) -> Ruling:
        text = agreement(covers=covers)
        if row["pool holds names"]:
            nominal = row["pool holds names"] == "yes"
            text = with_parameters(text, "info.pooling", nominal=nominal)
        act = Match(KENYA, UKRAINE, nominal=bool(row["names"]))
        return rule_on_matching(register(text, laws=(LAW,)), act, on=ON)

    assert_rulings(table, rule)


def test_a_hit_on_a_name_is_personal_data() -> None:
    text = with_parameters(
        agreement(covers={"Art. 9": "info.pooling"}), "info.pooling", nominal=True
    )
    ruling = rule_on_matching(register(text, laws=(LAW,)), Match(KENYA, UKRAINE), on=ON)
    assert in_words(ruling) == (
        "referred to data_protection_officer under ke-ua: personal_data_not_recorded"
    )


def test_recognition_needs_an_arrangement_in_operation_and_the_traders_consent() -> None:
    arrangement = agreement("ke-ua-mra", kind="mra")
    table = """
        operating | consent | ruling
        yes       | yes     | permitted by Agreement ke-ua-mra of ke-ua-mra
        no        | yes     | refused: not_operating
                  | yes     | referred to aeo_manager under ke-ua-mra: operation_not_recorded
        yes       | no      | refused: trader_not_consented
        yes       |         | referred to aeo_manager under ke-ua-mra: trader_not_asked
    """
    known = {"yes": True, "no": False, "": None}

    def rule(row: Mapping[str, str]) -> Ruling:
        act = Recognise(KENYA, UKRAINE, known[row["operating"]], known[row["consent"]])
        return rule_on_recognition(register(arrangement), act, on=ON)

    assert_rulings(table, rule)


def test_an_agreement_on_assistance_recognises_nobody() -> None:
    act = Recognise(KENYA, UKRAINE, operating=True, consented=True)
    assert in_words(rule_on_recognition(register(agreement()), act, on=ON)) == (
        "refused: no_instrument"
    )
    picked = rule_on_recognition(register(agreement()), act, on=ON, under="ke-ua")
    assert in_words(picked) == "refused: assistance_only"


def test_the_end_of_what_it_hangs_from_is_for_the_manager_unless_the_text_ends_with_it() -> None:
    ended = agreement("ke-ua", in_force="2020-01-01/2025-01-01")
    act = Recognise(KENYA, UKRAINE, operating=True, consented=True)
    for ends_with_it, words in (
        (None, "referred to aeo_manager under ke-ua-mra: parent_ended"),
        (True, "refused: ended_with_parent"),
    ):
        parent = Parent("ke-ua", ends_with_it=ends_with_it)
        child = replace(agreement("ke-ua-mra", kind="mra"), parent=parent)
        assert in_words(rule_on_recognition(register(ended, child), act, on=ON)) == words


def test_signed_is_not_operating_in_the_real_register() -> None:
    act = Recognise(CountryCode("US"), CountryCode("JP"), consented=True)
    ruling = rule_on_recognition(SHIPPED, act, on=ON)
    assert not isinstance(ruling, Permission)
