"""The first line of a permission names the article, or says that none is recorded."""

import pytest

from comity.agreements.rules import rule_on_asking
from comity.agreements.terms import Ask, AssistanceKind
from comity.interfaces.cli.rulings_told import print_ruling
from comity.interfaces.rulings_json import ruling_json
from comity.kernel.codes import CountryCode
from comity.kernel.rulings import Permission
from tests.spec.language import SHIPPED, day, settlement

ASK = Ask(CountryCode("US"), CountryCode("UA"), AssistanceKind.ORIGIN_AND_VALUE)
WITHOUT = (
    "Permitted under the United States–Ukraine agreement of 2016; the article is not recorded "
    "(settled by the treaty desk)"
)


def permission(article: str) -> Permission:
    stated = settlement("us-ua-2016", "term", provision="info.assessment", article=article)
    held = SHIPPED.with_settlements([stated])
    ruling = rule_on_asking(held, ASK, on=day("2026-11-21"), under="us-ua-2016")
    assert isinstance(ruling, Permission)
    return ruling


def test_a_settled_term_without_an_article_is_not_told_as_an_article(
    capsys: pytest.CaptureFixture[str],
) -> None:
    told = ruling_json(permission(""))
    assert told["sentence"] == WITHOUT + "."
    assert told["article"] == "information for the assessment of duties"
    print_ruling(permission(""))
    assert capsys.readouterr().out.startswith(WITHOUT + " on 2026-11-21")


def test_a_settled_article_is_named() -> None:
    assert ruling_json(permission("Art. 3"))["sentence"] == "Permitted by Art. 3."
