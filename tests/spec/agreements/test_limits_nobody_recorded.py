"""Limits nobody recorded: the supplier's consent is a way out of them too."""

from comity.agreements.rules import limits_of, rule_on_use
from comity.agreements.terms import Purpose, Use
from comity.kernel.codes import CountryCode
from comity.kernel.rulings import Referral
from tests.spec.language import agreement, day

ON = day("2026-11-21")


def test_what_nobody_recorded_the_supplier_can_still_consent_to() -> None:
    limits = limits_of(
        agreement(), supplier=CountryCode("KE"), asked_for=Purpose.DUTY_ASSESSMENT, on=ON
    )
    ruling = rule_on_use(limits, Use(Purpose.STATISTICS), on=ON)
    assert isinstance(ruling, Referral)
    assert [road.code for road in ruling.alternatives] == ["ask_consent"]
    assert [ground.code for ground in ruling.grounds] == ["limit_not_recorded"]
