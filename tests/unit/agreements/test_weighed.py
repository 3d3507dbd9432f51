"""Agreements side by side: what each sets that the others do not, and what stands in its way."""

from comity.agreements.rules.weighed import Weighed, weighed_for
from comity.agreements.terms import Instrument, need_of_asking
from comity.kernel.rulings import Outcome
from tests.spec.language import agreement, with_parameters
from tests.unit.agreements.rulings import ASK, INFO, ON, held

EVERYWHERE = {**INFO, "Art. 9": "exe.deadline", "Art. 20": "cost.waive"}


def text(reference: str, days: int, further: dict[str, str]) -> Instrument:
    made = agreement(reference, covers={**EVERYWHERE, **further})
    return with_parameters(made, "exe.deadline", days=days)


def weighed(*texts: Instrument) -> tuple[Weighed, ...]:
    return weighed_for(held(*texts), need_of_asking(ASK), on=ON)


def told(each: Weighed) -> tuple[str, list[str]]:
    return each.reference, [condition.code for condition in each.differs]


def test_the_first_is_held_against_all_and_each_other_against_the_first() -> None:
    found = weighed(
        text("ke-ua-one", 90, {"Art. 14": "data.retention", "Art. 15": "ex.prior_control"}),
        text("ke-ua-three", 90, {"Art. 14": "data.retention", "Art. 15": "ex.prior_control"}),
        text("ke-ua-two", 30, {"Art. 15": "conf.need_to_know"}),
    )
    assert [told(each) for each in found] == [
        ("ke-ua-one", ["retention", "verify_first", "answer_days"]),
        ("ke-ua-three", []),
        ("ke-ua-two", ["need_to_know", "answer_days"]),
    ]


def test_what_the_second_does_not_set_makes_no_difference_to_the_third() -> None:
    found = weighed(
        text("ke-ua-one", 90, {"Art. 14": "data.retention"}),
        text("ke-ua-three", 30, {}),
        text("ke-ua-two", 90, {"Art. 14": "data.retention"}),
    )
    assert [told(each) for each in found] == [
        ("ke-ua-one", ["retention", "answer_days"]),
        ("ke-ua-three", ["answer_days"]),
        ("ke-ua-two", []),
    ]


def test_each_tells_its_article_and_what_stands_in_the_way_and_one_refused_sets_nothing() -> None:
    permits, silent, refuses = weighed(
        agreement("ke-ua-one", covers=INFO),
        agreement("ke-ua-two"),
        agreement("ke-ua-three", covers={"Art. 9": "doc.return"}, excludes=INFO),
    )
    assert (permits.reference, permits.title) == ("ke-ua-one", "agreement ke-ua-one")
    assert (permits.outcome, permits.article, permits.in_the_way) == (
        Outcome.PERMITTED,
        "Art. 4",
        (),
    )
    assert (silent.outcome, silent.article) == (Outcome.REFERRED, "")
    assert [each.code for each in silent.in_the_way] == ["term_not_recorded"]
    assert (refuses.outcome, refuses.article, refuses.differs) == (Outcome.REFUSED, "Art. 4", ())
    assert [each.code for each in refuses.in_the_way] == ["excluded"]
