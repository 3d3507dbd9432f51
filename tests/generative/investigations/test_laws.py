"""Laws of joint folders: whatever is typed, ruled or marked, these hold."""

from dataclasses import fields
from datetime import date

import fastjsonschema
from hypothesis import given
from hypothesis import strategies as st

from comity.agreements.rules.bearings import GROUND_CODES
from comity.agreements.terms import NOTHING, DataCategory
from comity.assistance.terms.markings import HANDLING
from comity.interfaces.sentences import SENTENCES
from comity.investigations.rules import (
    Content,
    barred_before_law,
    problems_in_folder,
    problems_in_item,
    reach_of_agency,
    reach_of_sharing,
    reach_under,
    telling_of,
)
from comity.investigations.schemas import INVITATION_SCHEMA, ITEM_SCHEMA
from comity.investigations.terms import SHOWN, FolderDraft, ItemDraft, ItemKind, Why
from comity.kernel.rulings import Ground, Limb, Permission, Referral, Refusal, Role, Ruling

ON = date(2026, 11, 21)
GROUNDS = st.lists(
    st.builds(
        Ground, st.sampled_from(sorted(GROUND_CODES)), st.just(NOTHING), st.sampled_from(Limb)
    ),
    min_size=1,
    max_size=5,
).map(tuple)
RULINGS: st.SearchStrategy[Ruling] = GROUNDS.flatmap(
    lambda grounds: st.sampled_from(
        [
            Permission("us-ua-2016", "Article 4", "00" * 32, ON, grounds),
            Refusal(ON, grounds),
            Referral(ON, grounds, Role.TREATY_DESK),
        ]
    )
)
COUNTRIES = st.sampled_from(["US", "UA", "MX", "KE"])
SETS = st.frozensets(COUNTRIES)
MARKS = st.sampled_from([("", ""), *((s, code) for s, codes in HANDLING.items() for code in codes)])
CONTENTS = st.builds(
    Content,
    handling=MARKS,
    categories=st.frozensets(st.sampled_from([each.value for each in DataCategory])),
    suppliers=SETS,
    consented=SETS,
    kept_from=SETS,
)
TYPED = st.text(max_size=60) | st.sampled_from(["", "UA", "tlp", "RED", "2026-12-01", "CBP"])
LISTS = st.lists(TYPED, max_size=3).map(tuple)
ITEMS = st.builds(
    ItemDraft,
    **{
        field.name: st.booleans() if field.type is bool else TYPED
        for field in fields(ItemDraft)
        if field.name not in {"kind", "categories", "suppliers", "consented", "keep_from"}
    },
    kind=st.sampled_from([kind.value for kind in ItemKind]) | TYPED,
    **dict.fromkeys(("categories", "suppliers", "consented", "keep_from"), LISTS),
)
VALID_ITEM = fastjsonschema.compile(ITEM_SCHEMA)
VALID_INVITATION = fastjsonschema.compile(INVITATION_SCHEMA)
ID = "0b2f7c1e-5d0a-4c3e-9d3f-0a4a7c5f1c11"


@given(ruling=RULINGS, linked=st.booleans())
def test_only_a_permission_and_a_link_together_show_an_item(
    ruling: Ruling, *, linked: bool
) -> None:
    reach = reach_under(ruling, linked=linked)
    assert reach.shown is (isinstance(ruling, Permission) and linked)
    assert reach.shown is (reach.why in SHOWN)


@given(ruling=RULINGS)
def test_only_a_permission_shows_another_agency_what_a_partner_told(ruling: Ruling) -> None:
    assert reach_of_sharing(ruling).shown is isinstance(ruling, Permission)


@given(content=CONTENTS, member=COUNTRIES)
def test_nothing_is_asked_of_the_law_that_its_originator_keeps_back(
    content: Content, member: str
) -> None:
    reach = barred_before_law(content, member=member)
    red = content.handling == ("tlp", "RED")
    assert (reach is not None) is (member in content.kept_from or red)
    assert reach is None or not reach.shown


@given(content=CONTENTS, by=COUNTRIES, to=COUNTRIES)
def test_no_consent_counts_but_of_those_whose_part_it_is(
    content: Content, by: str, to: str
) -> None:
    told = telling_of(content, by=by, to=to).contents
    assert told.consented <= told.suppliers
    assert not {by, to} & told.suppliers
    assert told.suppliers - told.consented == content.suppliers - content.consented - {by, to}


@given(content=CONTENTS, writers=st.booleans(), audience=st.booleans())
def test_who_may_not_see_a_request_never_sees_it_in_a_folder(
    content: Content, *, writers: bool, audience: bool
) -> None:
    reach = reach_of_agency(content, is_writers=writers, in_audience=audience)
    assert not reach.shown or writers or audience
    assert reach.why is not Why.OWN or writers


@given(draft=ITEMS)
def test_whatever_is_typed_is_kept_or_said_to_be_wrong_and_what_is_kept_can_be_sent(
    draft: ItemDraft,
) -> None:
    problems = problems_in_item(draft)
    assert {problem.code for problem in problems} <= set(SENTENCES)
    if problems:
        return
    body = {
        "folder": ID,
        "item": ID,
        "kind": draft.kind,
        "title": draft.title.strip(),
        "text": draft.text.strip(),
        "unit": "CBP",
        "request": "",
        "exhibit": "",
        "handling_scheme": draft.handling_scheme if draft.handling else "",
        "handling": draft.handling,
        "for_member": "",
        "due_on": draft.due_on,
        "reach": [],
    }
    VALID_ITEM(body)


@given(title=TYPED, mandate=TYPED)
def test_a_folder_that_is_opened_can_be_told_of(title: str, mandate: str) -> None:
    if problems_in_folder(FolderDraft(title, mandate)):
        return
    told = {"title": title.strip(), "mandate": mandate.strip(), "unit": "CBP", "members": []}
    VALID_INVITATION({"folder": ID, **told})
