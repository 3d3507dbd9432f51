"""Working together: a joint folder, in which every item reaches whom the law lets it reach.

Several agencies and administrations put what they hold of one matter into one folder. There is no
common store: every node holds its own part, and sends its own items itself. For every item, and for
every member, it is ruled anew whether the member may be shown it, under the agreement between the
two of them alone; from whom it is hidden hears that it is there, and why, unless its originator
keeps even that back.
"""

from collections.abc import Mapping
from datetime import date

from comity.agreements.terms import NOTHING
from comity.investigations.rules import Content, barred_before_law, reach_of_agency, reach_under
from comity.investigations.wording import REASON_NAMES
from comity.kernel.rulings import Ground, Limb, Permission, Referral, Refusal, Role, Ruling
from tests.spec.moves import assert_rows

_ON = date(2026, 11, 21)
_LAW: Mapping[str, Ruling] = {
    "permits it": Permission("us-ua-2016", "Article 4", "00" * 32, _ON, ()),
    "knows no agreement": Refusal(_ON, (Ground("no_instrument", NOTHING),)),
    "excludes it": Refusal(_ON, (Ground("excluded", NOTHING),)),
    "bars it at home": Refusal(_ON, (Ground("category_barred", NOTHING, Limb.OWN_LAW),)),
    "is not recorded": Referral(_ON, (Ground("term_not_recorded", NOTHING),), Role.TREATY_DESK),
    "asks a third for consent": Referral(
        _ON, (Ground("third_party_consent_needed", NOTHING),), Role.CENTRAL_UNIT
    ),
}


def _reaches(row: Mapping[str, str]) -> str:
    reach = reach_under(_LAW[row["the law"]], linked=row["link"] == "yes")
    return f"{'shown' if reach.shown else 'hidden'}: {REASON_NAMES[reach.why]}"


def test_a_member_is_shown_an_item_under_the_agreement_between_the_two_alone() -> None:
    table = """
        the law                  | link | to the member it is
        permits it               | yes  | shown: the agreement
        permits it               | no   | hidden: no link
        knows no agreement       | yes  | hidden: no agreement
        excludes it              | yes  | hidden: the agreement does not permit it
        bars it at home          | yes  | hidden: own law
        is not recorded          | yes  | hidden: waits for a decision
        asks a third for consent | yes  | hidden: consent is missing
    """
    assert_rows(table, _reaches)


def _before(row: Mapping[str, str]) -> str:
    kept = frozenset({"MX"} if row["kept from it"] == "yes" else ())
    marks = ("tlp", row["marked"]) if row["marked"] else ("", "")
    reach = barred_before_law(Content(handling=marks, kept_from=kept), member="MX")
    return "the law is asked" if reach is None else f"hidden: {REASON_NAMES[reach.why]}"


def test_what_its_originator_or_its_handling_code_keeps_back_the_law_is_not_asked() -> None:
    table = """
        kept from it | marked | so
        no           |        | the law is asked
        no           | GREEN  | the law is asked
        no           | RED    | hidden: handling code
        yes          |        | hidden: kept back by its originator
    """
    assert_rows(table, _before)


def _here(row: Mapping[str, str]) -> str:
    content = Content(suppliers=frozenset({"UA"} if row["part is a partner's"] == "yes" else ()))
    sees = row["sees the linked request"] == "yes"
    reach = reach_of_agency(content, is_writers=False, in_audience=sees)
    return f"{'shown' if reach.shown else 'hidden'}: {REASON_NAMES[reach.why]}"


def test_to_link_a_request_widens_no_audience() -> None:
    """The item is hidden from an agency in the folder that may not see the request."""
    table = """
        sees the linked request | part is a partner's | to another agency it is
        yes                     | no                  | shown: in the folder
        no                      | no                  | hidden: outside the audience of the request
        yes                     | yes                 | hidden: consent is missing
    """
    assert_rows(table, _here)
