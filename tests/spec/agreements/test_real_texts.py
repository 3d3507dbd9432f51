"""Real texts: where agreements differ, the register says so, and says how it knows."""

from collections.abc import Mapping

from comity.agreements.rules import limits_of, rule_on_asking, rule_on_use
from comity.agreements.terms import Ask, AssistanceKind, Proceedings, ProvisionKind, Purpose, Use
from comity.kernel.codes import CountryCode
from comity.kernel.rulings import Ruling
from tests.spec.language import SHIPPED, assert_rulings, day

ON = day("2026-11-22")


def test_court_use_is_a_switch_that_each_text_sets_for_itself() -> None:
    """Paraguay 2002 and 2020 differ in this and nothing else that is known; both are kept."""
    table = """
        supplied under | in             | consent | ruling
        us-se          | criminal       |         | permitted by the purpose stated in the request of us-se
        us-cn-1999     | administrative |         | referred to central_unit under us-cn-1999: consent_needed
        us-cn-1999     | criminal       | CN-7    | permitted by the purpose stated in the request of us-cn-1999
        cn-tw          | civil          |         | referred to central_unit under cn-tw: consent_needed
        nairobi        | criminal       |         | permitted by the purpose stated in the request of nairobi
        us-py-2002     | criminal       |         | refused: proceedings_barred
        us-py-2020     | criminal       |         | permitted by the purpose stated in the request of us-py-2020
        us-py-2020     | civil          |         | referred to treaty_desk under us-py-2020: limit_not_recorded
        us-br-2002     | criminal       |         | referred to treaty_desk under us-br-2002: limit_not_recorded
    """  # noqa: E501  a table is read in rows

    def rule(row: Mapping[str, str]) -> Ruling:
        limits = limits_of(
            SHIPPED.instrument(row["supplied under"]),
            supplier=CountryCode("CN"),
            asked_for=Purpose.OFFENCE_INVESTIGATION,
            on=ON,
        )
        use = Use(Purpose.OFFENCE_INVESTIGATION, Proceedings(row["in"]), consent=row["consent"])
        return rule_on_use(limits, use, on=ON)

    assert_rulings(table, rule)


def test_what_a_text_shuts_out_is_refused_and_what_a_digest_names_waits() -> None:
    """A digest is no text: until an article is noted, what it names goes to the treaty desk."""
    table = """
        from     | to   | for                  | under         | ruling
        US       | AT   | recovery             | us-at         | refused: excluded
        JP       | ES   | recovery             | jp-es         | refused: excluded, force_not_recorded
        EU       | VN   | recovery             | eu-vn         | refused: excluded, force_not_recorded
        US       | GT   | controlled-delivery  | us-gt         | referred to treaty_desk under us-gt: term_assumed
        KE       | AE   | special-surveillance | ke-ae         | referred to treaty_desk under ke-ae: force_not_recorded, term_assumed
        US       | BR   | experts-witnesses    | us-br-2002    | referred to treaty_desk under us-br-2002: term_assumed
        MERCOSUR | SACU | special-surveillance | mercosur-sacu | referred to treaty_desk under mercosur-sacu: force_not_recorded, term_assumed
    """  # noqa: E501  a table is read in rows

    def rule(row: Mapping[str, str]) -> Ruling:
        act = Ask(CountryCode(row["from"]), CountryCode(row["to"]), AssistanceKind(row["for"]))
        return rule_on_asking(SHIPPED, act, on=ON, under=row["under"])

    assert_rulings(table, rule)


def test_two_unions_write_in_two_regimes_of_language() -> None:
    annex = SHIPPED.instrument("mercosur-sacu")
    language = annex.provision_on(ProvisionKind.REQ_LANGUAGE, on=ON)
    assert language is not None
    spoken = dict(language.parameters)["languages"]
    assert str(spoken) == (
        "Southern Common Market: Portuguese, Spanish; Southern African Customs Union: English"
    )


def test_a_term_noted_without_its_article_says_that_the_article_is_not_noted() -> None:
    text = SHIPPED.instrument("us-py-2020")
    limits = limits_of(text, supplier=CountryCode("PY"), asked_for=Purpose.OTHER, on=ON)
    cites = limits.limit_on(Proceedings.CRIMINAL).cites
    assert cites == "United States–Paraguay agreement of 2020, article not noted"
