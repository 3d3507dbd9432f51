"""The surest term: where two terms could carry an act, what is read comes before what is assumed.

Agreed data may be supplied under a term on automatic exchange or under one on advance information.
A term that shuts the act out speaks where nothing else grants it, and then before a template.
"""

from collections.abc import Mapping

from comity.agreements.rules import rule_on_automatic_exchange
from comity.agreements.terms import ExchangeAutomatically
from comity.kernel.codes import CountryCode
from comity.kernel.rulings import Ruling
from tests.spec.language import agreement, assert_rulings, day, own_law_opening_all, register

ON = day("2026-11-21")
KENYA, UKRAINE = CountryCode("KE"), CountryCode("UA")
LAW = own_law_opening_all("KE")
ARTICLES = {"info.automatic": "Art. 6", "info.advance": "Art. 7"}


def test_the_surest_term_that_grants_carries_the_act() -> None:
    table = """
        info.automatic | info.advance | ruling
        read           | read         | permitted by Art. 6 of ke-ua
        read           | shut out     | permitted by Art. 6 of ke-ua
        shut out       | read         | permitted by Art. 7 of ke-ua
        assumed        | read         | permitted by Art. 7 of ke-ua
        read           | assumed      | permitted by Art. 6 of ke-ua
        assumed        | shut out     | refused: excluded
        shut out       | assumed      | refused: excluded
        assumed        | assumed      | referred to treaty_desk under ke-ua: term_assumed
                       | read         | permitted by Art. 7 of ke-ua
                       |              | referred to treaty_desk under ke-ua: term_not_recorded
    """

    def rule(row: Mapping[str, str]) -> Ruling:
        def known(how: str) -> dict[str, str]:
            return {article: kind for kind, article in ARTICLES.items() if row[kind] == how}

        text = agreement(
            covers=known("read"),
            excludes=known("shut out"),
            assumes=tuple(known("assumed").values()),
        )
        act = ExchangeAutomatically(KENYA, UKRAINE)
        return rule_on_automatic_exchange(register(text, laws=(LAW,)), act, on=ON)

    assert_rulings(table, rule)
