"""Whom an item reaches, and why: every reason from what the law, its marks and its parts say."""

from datetime import date

import pytest

from comity.agreements.terms import NOTHING
from comity.investigations.rules import (
    Content,
    barred_before_law,
    reach_of_agency,
    reach_of_sharing,
    reach_under,
    telling_of,
)
from comity.investigations.terms import SHOWN, Why
from comity.investigations.wording import (
    KIND_NAMES,
    REACH_SENTENCES,
    REASON_NAMES,
    reach_sentence,
)
from comity.kernel.rulings import (
    Citation,
    Ground,
    Limb,
    Permission,
    Referral,
    Refusal,
    Role,
    Ruling,
)

ON = date(2026, 11, 21)
ARTICLE = Citation("cited_article", (("instrument", "CMAA"), ("article", "Article 4")))
PERMITTED = Permission("us-ua-2016", "Article 4", "00" * 32, ON, (Ground("covered", ARTICLE),))
OWN = Limb.OWN_LAW


def refused(*grounds: Ground) -> Ruling:
    return Refusal(ON, grounds)


def referred(*grounds: Ground) -> Ruling:
    return Referral(ON, grounds, Role.TREATY_DESK)


CONSENT = Ground("third_party_consent_needed", NOTHING)


@pytest.mark.parametrize(
    ("ruling", "why", "article"),
    [
        (PERMITTED, Why.AGREEMENT, "CMAA, Article 4"),
        (refused(Ground("no_instrument", NOTHING)), Why.NO_AGREEMENT, ""),
        (
            refused(Ground("no_instrument", NOTHING), Ground("declaration_data_only", ARTICLE)),
            Why.NO_AGREEMENT,
            "CMAA, Article 4",
        ),
        (refused(Ground("excluded", ARTICLE)), Why.AGREEMENT_BARS, "CMAA, Article 4"),
        (refused(Ground("category_barred", ARTICLE, OWN)), Why.OWN_LAW, "CMAA, Article 4"),
        (referred(Ground("gateway_not_encoded", NOTHING, OWN)), Why.OWN_LAW, ""),
        (referred(Ground("term_not_recorded", ARTICLE)), Why.REFERRED, "CMAA, Article 4"),
        (referred(CONSENT), Why.CONSENT_MISSING, ""),
        # Consent alone would not carry it.
        (referred(CONSENT, Ground("term_not_recorded", ARTICLE)), Why.REFERRED, "CMAA, Article 4"),
        (refused(CONSENT, Ground("excluded", ARTICLE)), Why.AGREEMENT_BARS, "CMAA, Article 4"),
    ],
)
def test_the_reason_is_what_stands_in_the_way(ruling: Ruling, why: Why, article: str) -> None:
    reach = reach_under(ruling, linked=True)
    assert (reach.why, reach.article, reach.ruling) == (why, article, ruling)


def test_a_permission_without_a_link_shows_nothing() -> None:
    reach = reach_under(PERMITTED, linked=False)
    assert reach.why is Why.NO_LINK
    assert not reach.shown


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (Content(), None),
        (Content(kept_from=frozenset({"MX"})), Why.ORIGINATOR_CHOSE),
        (Content(kept_from=frozenset({"UA"})), None),
        (Content(handling=("tlp", "RED")), Why.HANDLING),
        (Content(handling=("tlp", "AMBER")), None),
    ],
)
def test_its_originator_and_its_marks_speak_before_the_law(
    content: Content, why: Why | None
) -> None:
    reach = barred_before_law(content, member="MX")
    assert (reach.why if reach else None) == why


def test_what_a_member_supplied_needs_no_consent_to_go_back_to_it() -> None:
    content = Content(suppliers=frozenset({"UA", "KE"}), consented=frozenset({"KE"}))
    back = telling_of(content, by="US", to="UA").contents
    assert (set(back.suppliers), set(back.consented)) == ({"KE"}, {"KE"})
    on = telling_of(content, by="US", to="MX").contents
    assert (set(on.suppliers), set(on.consented)) == ({"KE", "UA"}, {"KE"})


@pytest.mark.parametrize(
    ("content", "writers", "audience", "why"),
    [
        (Content(), True, True, Why.OWN),
        (Content(handling=("tlp", "RED")), True, True, Why.OWN),
        (Content(), False, True, Why.OWN_AGENCY),
        (Content(), False, False, Why.AUDIENCE),
        (Content(handling=("tlp", "RED")), False, True, Why.HANDLING),
        (Content(suppliers=frozenset({"UA"})), False, True, Why.CONSENT_MISSING),
    ],
)
def test_an_agency_here_is_shown_what_was_written_here_within_its_bounds(
    content: Content, *, writers: bool, audience: bool, why: Why
) -> None:
    assert reach_of_agency(content, is_writers=writers, in_audience=audience).why is why


@pytest.mark.parametrize(
    ("ruling", "why"),
    [
        (PERMITTED, Why.OWN_AGENCY),
        (referred(Ground("consent_needed", ARTICLE)), Why.CONSENT_MISSING),
        (referred(Ground("gateway_not_encoded", NOTHING, OWN)), Why.OWN_LAW),
        (refused(Ground("onward_barred", ARTICLE)), Why.AGREEMENT_BARS),
    ],
)
def test_what_a_partner_told_is_shown_to_another_agency_under_a_ruling(
    ruling: Ruling, why: Why
) -> None:
    assert reach_of_sharing(ruling).why is why


def test_every_reason_is_said_and_named() -> None:
    assert set(REACH_SENTENCES) == set(REASON_NAMES) == set(Why)
    assert len(set(REASON_NAMES.values())) == len(Why)
    assert KIND_NAMES


@pytest.mark.parametrize("why", Why)
def test_a_reason_that_hides_says_so_and_cites_its_article(why: Why) -> None:
    said = reach_sentence(
        why, originator="Ukraine", member="Mexico", article="Article 4", translate=str
    )
    assert said.startswith("Not shown") is (why not in SHOWN)
    assert "Mexico" in said
    assert "Article 4" in said
    assert "{" not in said
