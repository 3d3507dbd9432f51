"""Use: what was supplied keeps its limits wherever it goes."""

from collections.abc import Mapping

from comity.agreements.rules import limits_of, rule_on_use, rule_on_use_of_supply
from comity.agreements.terms import Leave, Proceedings, Purpose, Use, UseLimits
from comity.interfaces.sentences import cited
from comity.kernel.codes import CountryCode
from comity.kernel.rulings import Permission, Refusal, Ruling
from tests.spec.language import (
    SHIPPED,
    agreement,
    assert_rulings,
    day,
    in_words,
    register,
    with_parameters,
)

ON = day("2026-11-21")
CHINA = CountryCode("CN")


def limits_under(reference: str) -> UseLimits:
    return limits_of(
        SHIPPED.instrument(reference), supplier=CHINA, asked_for=Purpose.DUTY_ASSESSMENT, on=ON
    )


def use_under(limits: UseLimits, row: Mapping[str, str]) -> Ruling:
    proceedings = Proceedings(row["in"]) if row.get("in") else None
    use = Use(Purpose(row["for"]), proceedings, row.get("passed to", ""), row.get("consent", ""))
    return rule_on_use(limits, use, on=day(row.get("on", ON.isoformat())))


def test_under_the_chinese_agreement_evidence_needs_express_consent() -> None:
    table = """
        for             | in             | consent | ruling
        duty-assessment |                |         | permitted by the purpose stated in the request of us-cn-1999
        duty-assessment | administrative |         | referred to central_unit under us-cn-1999: consent_needed
        duty-assessment | criminal       |         | referred to central_unit under us-cn-1999: consent_needed
        duty-assessment | criminal       | CN-7    | permitted by the purpose stated in the request of us-cn-1999
        other-taxes     |                |         | referred to treaty_desk under us-cn-1999: limit_not_recorded
    """  # noqa: E501  a table is read in rows
    assert_rulings(table, lambda row: use_under(limits_under("us-cn-1999"), row))


def test_under_the_swedish_agreement_proceedings_are_inside_the_purposes() -> None:
    table = """
        for             | in       | passed to | ruling
        duty-assessment | criminal |           | permitted by the purpose stated in the request of us-se
        duty-assessment |          | tax board | referred to central_unit under us-se: consent_needed
    """  # noqa: E501  a table is read in rows
    assert_rulings(table, lambda row: use_under(limits_under("us-se"), row))


def test_outside_the_suppliers_condition_use_is_refused_naming_the_consent_needed() -> None:
    narrowed = limits_under("us-cn-1999").narrowed(purposes=[Purpose.DUTY_ASSESSMENT])
    refused = use_under(narrowed, {"for": "other-taxes"})
    assert isinstance(refused, Refusal)
    (ground,) = refused.grounds
    assert (ground.code, cited(ground.cites)) == (
        "use_outside_purposes",
        "condition of the supplying administration",
    )
    assert ("form", "express") in ground.facts
    assert [road.code for road in refused.alternatives] == ["ask_consent"]


def test_consent_lifts_every_limit_but_the_end_of_retention() -> None:
    strict = limits_under("us-cn-1999").narrowed(
        purposes=[Purpose.DUTY_ASSESSMENT],
        proceedings=[(Proceedings.CRIMINAL, Leave.NO)],
        onward=Leave.NO,
        keep_until=day("2027-01-01"),
    )
    table = """
        for             | in       | passed to | consent | on         | ruling
        other-taxes     | criminal | police    |         | 2026-12-31 | refused: use_outside_purposes, proceedings_barred, onward_barred
        other-taxes     | criminal | police    | CN-8    | 2026-12-31 | permitted by consent CN-8 of us-cn-1999
        duty-assessment |          |           |         | 2027-01-01 | refused: kept_too_long
        duty-assessment |          |           | CN-8    | 2027-01-01 | refused: kept_too_long
    """  # noqa: E501  a table is read in rows
    assert_rulings(table, lambda row: use_under(strict, row))


def test_an_assumed_list_of_purposes_refers_and_never_permits() -> None:
    assumed = with_parameters(
        agreement(assumes=("use.purpose",)), "use.purpose", purposes=("duty-assessment",)
    )
    supplier = CountryCode("KE")
    unknown = limits_of(assumed, supplier=supplier, asked_for=None, on=ON)
    stated = limits_of(assumed, supplier=supplier, asked_for=Purpose.DUTY_ASSESSMENT, on=ON)
    to_the_desk = "referred to treaty_desk under ke-ua: limit_not_recorded"
    assert in_words(use_under(unknown, {"for": "duty-assessment"})) == to_the_desk
    assert in_words(use_under(stated, {"for": "statistics"})) == to_the_desk
    by_request = "permitted by the purpose stated in the request of ke-ua"
    assert in_words(use_under(stated, {"for": "duty-assessment"})) == by_request


def test_what_only_the_request_may_say_is_open_while_nobody_knows_the_request() -> None:
    strict = agreement(covers={"Art. 13(4)": "use.only_as_requested"})
    limits = limits_of(strict, supplier=CountryCode("KE"), asked_for=None, on=ON)
    ruled = "referred to treaty_desk under ke-ua: limit_not_recorded"
    assert in_words(use_under(limits, {"for": "other"})) == ruled


def test_only_an_agreement_in_force_between_the_two_supplies_anything() -> None:
    held = register(
        agreement(in_force="2020-01-01/2025-01-01"),
        agreement("ke-ua-young", in_force=""),
        agreement("ke-ua-traders", kind="mra"),
    )
    table = """
        under         | by | on         | ruling
        ke-ua         | UA | 2024-12-31 | permitted by the purpose stated in the request of ke-ua
        ke-ua         | UA | 2019-12-31 | refused: not_in_force
        ke-ua         | UA | 2025-01-01 | refused: ended
        ke-ua         | CN | 2024-12-31 | refused: not_between_them
        ke-ua-young   | UA | 2024-12-31 | referred to treaty_desk under ke-ua-young: force_not_recorded
        ke-ua-traders | UA | 2024-12-31 | refused: recognition_only
    """  # noqa: E501  a table is read in rows
    kenya = CountryCode("KE")

    def ruling(row: Mapping[str, str]) -> Ruling:
        on = day(row["on"])
        text = held.instrument(row["under"])
        limits = limits_of(text, supplier=kenya, asked_for=Purpose.OTHER, on=on)
        use, by = Use(Purpose.OTHER), CountryCode(row["by"])
        return rule_on_use_of_supply(held, limits, use, by=by, on=on)

    assert_rulings(table, ruling)


def test_barred_proceedings_name_the_other_channel() -> None:
    barred = limits_under("us-cn-1999").narrowed(proceedings=[(Proceedings.CRIMINAL, Leave.NO)])
    ruling = use_under(barred, {"for": "duty-assessment", "in": "criminal"})
    assert isinstance(ruling, Refusal)
    assert [road.code for road in ruling.alternatives] == ["ask_consent", "other_channel"]


def test_a_limit_nobody_recorded_is_for_the_treaty_desk() -> None:
    limits = limits_under("us-ke-2014")
    table = """
        for             | in    | passed to | ruling
        duty-assessment | civil |           | referred to treaty_desk under us-ke-2014: limit_not_recorded
        duty-assessment |       | police    | referred to treaty_desk under us-ke-2014: limit_not_recorded
        statistics      |       |           | referred to treaty_desk under us-ke-2014: limit_not_recorded
    """  # noqa: E501  a table is read in rows
    assert_rulings(table, lambda row: use_under(limits, row))


def test_a_supplier_that_may_limit_is_named_with_the_permission() -> None:
    text = with_parameters(
        agreement(covers={"Art. 5": "use.proceedings"}), "use.proceedings", criminal="limit"
    )
    limits = limits_of(text, supplier=CountryCode("KE"), asked_for=Purpose.OTHER, on=ON)
    kept = limits.narrowed(keep_until=day("2030-01-01"), onward=Leave.YES)
    ruling = use_under(kept, {"for": "other", "in": "criminal", "passed to": "police"})
    assert isinstance(ruling, Permission)
    assert [c.code for c in ruling.conditions] == ["supplier_may_limit", "keep_until"]


def test_only_as_requested_shuts_in_what_the_purposes_would_let_through() -> None:
    wide = with_parameters(
        agreement(covers={"Art. 2": "use.purpose"}), "use.purpose", purposes=("statistics",)
    )
    strict = agreement(covers={"Art. 2": "use.purpose", "Art. 13(4)": "use.only_as_requested"})
    as_requested = "refused: use_outside_purposes"
    for text, ruled in (
        (wide, "permitted by agreement ke-ua, Art. 2 of ke-ua"),
        (strict, as_requested),
    ):
        limits = limits_of(text, supplier=CountryCode("KE"), asked_for=Purpose.OTHER, on=ON)
        assert in_words(use_under(limits, {"for": "statistics"})) == ruled


def test_one_consent_is_said_once_however_many_limits_it_lifts() -> None:
    use = Use(Purpose.STATISTICS, Proceedings.CRIMINAL, consent="CN-1")
    ruling = rule_on_use(limits_under("us-cn-1999"), use, on=ON)
    assert [ground.code for ground in ruling.grounds] == ["consent_given"]
