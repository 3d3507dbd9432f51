"""What a purpose that was settled, and a day that is counted, rest on."""

from dataclasses import replace

import pytest

from comity.agreements.rules import rule_on_asking
from comity.agreements.rules.conditions import conditions_of
from comity.agreements.rules.coverage import ground_of_purpose
from comity.agreements.terms import (
    Instrument,
    Provision,
    ProvisionKind,
    Purpose,
    Settled,
)
from tests.spec.language import READ, agreement, day, in_words, with_parameters
from tests.unit.agreements.rulings import ASK, INFO, ON, held


def purposes(provenance: Settled | None) -> Instrument:
    listed = (("purposes", ("statistics",)),)
    settled = Provision(
        ProvisionKind.SCOPE_PURPOSES, "Art. 2", provenance or READ, parameters=listed
    )
    text = agreement(covers=INFO)
    return replace(text, provisions=(*text.provisions, settled))


def test_a_purpose_that_was_settled_is_told_to_be() -> None:
    settled = Settled("a clerk", day("2026-11-20"), "Gazette 7")
    for provenance, end in ((None, ""), (settled, "_settled")):
        text = purposes(provenance)
        listed = ground_of_purpose(text, Purpose.STATISTICS, on=ON)
        assert listed.code == f"purpose_listed{end}"
        outside = ground_of_purpose(text, Purpose.CORRECT_APPLICATION, on=ON)
        assert outside.code == f"purpose_not_covered{end}"
        act = replace(ASK, purpose=Purpose.STATISTICS)
        assert in_words(rule_on_asking(held(text), act, on=ON)) == "permitted by Art. 4 of ke-ua"


@pytest.mark.parametrize(
    ("counted_from", "facts"),
    [
        (None, {"day": "2027-02-19"}),
        ("receipt", {"day": "2027-02-19"}),
        ("request", {"day": "2027-02-19"}),
        ("receipt of the request", {"day": "2027-02-19"}),
        ("end of the enquiry", {}),
    ],
)
def test_days_run_from_the_request_however_the_text_names_it(
    counted_from: str | None, facts: dict[str, str]
) -> None:
    more = {} if counted_from is None else {"counted_from": counted_from}
    text = agreement(covers={"Art. 9": "exe.deadline"})
    text = with_parameters(text, "exe.deadline", days=90, **more)
    (condition,) = conditions_of(text, on=ON, asked_on=ON)
    assert condition.code == ("answer_by" if facts else "answer_days")
    # Each fact once, by name: what is told is compared and kept as it stands.
    assert condition.facts == tuple(sorted({**more, **facts, "days": "90"}.items()))
