"""The register pages: one filter behind table, timeline and map; an instrument; two compared."""

import pytest
from django.test import Client

from comity.agreements.queries import current_register
from comity.officers.models import Officer
from tests.integration.assistance.scene import Scene

REGISTER = "/agreements/"


def browser(username: str) -> Client:
    client = Client()
    client.force_login(Officer.objects.get(username=username))
    return client


def shown(client: Client, address: str, **asked: str) -> str:
    answer = client.get(address, asked)
    assert answer.status_code == 200
    return answer.content.decode()


# ---- one filter, three ways of looking


def test_the_three_views_count_the_same_instruments(scene: Scene) -> None:
    client = browser("t.brooks")
    asked = {"one": "UA", "other": "US", "on": "2026-11-21"}
    counts = {
        view: shown(client, REGISTER, view=view, **asked).split('id="found-title">')[1][:2]
        for view in ("table", "timeline", "map")
    }
    assert len(set(counts.values())) == 1


def test_switching_the_view_keeps_the_filter_in_the_address(scene: Scene) -> None:
    page = shown(browser("t.brooks"), REGISTER, one="UA", words="customs", on="2016-12-13")
    assert "?one=UA&amp;words=customs&amp;on=2016-12-13&amp;view=timeline" in page


def test_the_status_is_that_of_the_day(scene: Scene) -> None:
    client = browser("t.brooks")
    asked = {"one": "US", "other": "UA", "words": "2016"}
    for day, word in (("2016-12-12", "signed"), ("2016-12-13", "in-force")):
        page = shown(client, REGISTER, on=day, status=word, **asked)
        assert "us-ua-2016" in page
    assert "us-ua-2016" not in shown(client, REGISTER, on="2016-12-12", status="in-force", **asked)


def test_a_party_is_found_by_its_name_in_the_readers_language(scene: Scene) -> None:
    client = browser("t.brooks")
    assert "us-ke-2014" in shown(client, REGISTER, words="kenya")
    client.post("/language/", {"language": "ar"})
    assert "us-ke-2014" in shown(client, REGISTER, words="كينيا")


def test_the_timeline_leaves_out_what_came_later(scene: Scene) -> None:
    client = browser("t.brooks")
    asked = {"view": "timeline", "one": "US", "other": "UA", "words": "2016"}
    assert "13 Dec 2016" not in shown(client, REGISTER, on="2016-12-12", **asked)
    assert "13 Dec 2016" in shown(client, REGISTER, on="2016-12-13", **asked)


def test_a_year_of_many_acceptances_is_one_line(scene: Scene) -> None:
    page = shown(browser("t.brooks"), REGISTER, view="timeline", one="", words="facilitation")
    assert page.count("happened-force") < 40


def test_the_map_says_in_the_list_what_it_shows(scene: Scene) -> None:
    page = shown(browser("t.brooks"), REGISTER, view="map", on="2026-11-21")
    assert 'href="#state-UA"' in page
    assert 'id="state-UA"' in page
    assert "imply no position" in page
    assert "style=" not in page.split('<figure class="map">')[1].split("</figure>")[0]


@pytest.mark.parametrize("view", ["table", "timeline", "map"])
def test_a_region_leaves_the_agreements_with_its_countries_in_each_view(
    scene: Scene, view: str
) -> None:
    client = browser("t.brooks")
    page = shown(client, REGISTER, view=view, region="eastern-europe", words="2016")
    assert "us-ua-2016" in page
    assert '<option value="eastern-europe" selected>Eastern Europe</option>' in page
    assert "region=eastern-europe" in page.split('class="tabs"')[1]
    elsewhere = shown(client, REGISTER, view=view, region="oceania", words="2016")
    assert "us-ua-2016" not in elsewhere


def test_the_map_of_a_region_shows_no_party_from_elsewhere(scene: Scene) -> None:
    page = shown(browser("t.brooks"), REGISTER, view="map", region="africa", one="UA")
    assert 'id="state-KE"' in page
    assert 'id="state-US"' not in page


def test_a_region_is_named_in_the_readers_language(scene: Scene) -> None:
    client = browser("t.brooks")
    client.post("/language/", {"language": "ar"})
    assert ">شرق أوروبا</option>" in shown(client, REGISTER)


@pytest.mark.parametrize("view", ["table", "timeline", "map"])
def test_nothing_found_is_told_in_each_view(scene: Scene, view: str) -> None:
    page = shown(browser("t.brooks"), REGISTER, view=view, words="nothing-of-the-kind")
    assert "Nothing in the register fits" in page


@pytest.mark.parametrize(
    "wild",
    [
        {"view": "x"},
        {"status": "x"},
        {"region": "x"},
        {"kind": "x"},
        {"one": "??"},
        {"on": "x"},
        {"page": "x"},
    ],
)
def test_a_wild_address_shows_the_register_all_the_same(scene: Scene, wild: dict[str, str]) -> None:
    assert "found-title" in shown(browser("t.brooks"), REGISTER, **wild)


# ---- one instrument


def test_each_cell_of_the_matrix_is_the_ruling_it_leads_to(scene: Scene) -> None:
    client = browser("t.brooks")
    page = shown(client, "/agreements/us-ua-2016/", on="2016-12-12")
    assert page.count("ruled-refused") == 200
    later = shown(client, "/agreements/us-ua-2016/", on="2016-12-13")
    assert "ruled-refused" not in later.split('id="matrix"')[1].split("origin")[0]
    link = later.split('class="ruled ruled-referred" href="')[1].split('"')[0]
    assert "Referred to a person" in shown(client, link.replace("&amp;", "&"))


def test_of_many_parties_one_is_chosen_first(scene: Scene) -> None:
    client = browser("t.brooks")
    assert 'class="ruled' not in shown(client, "/agreements/wto-tfa/")
    assert 'class="ruled' in shown(client, "/agreements/wto-tfa/", asked="KE")


def test_an_arrangement_of_recognition_carries_no_question(scene: Scene) -> None:
    page = shown(browser("t.brooks"), "/agreements/hk-cn-mra/")
    assert "links no two administrations for assistance" in page


def test_an_instrument_without_parties_is_shown_all_the_same(scene: Scene) -> None:
    assert "not recorded" in shown(browser("t.brooks"), "/agreements/nairobi/")


def test_an_open_point_begins_its_own_settlement(scene: Scene) -> None:
    page = shown(browser("t.brooks"), "/agreements/us-ke-2014/")
    assert "#settle" in page
    begun = shown(
        browser("t.brooks"), "/agreements/us-ke-2014/", matter="event", event="entered-into-force"
    )
    assert '<option value="entered-into-force" selected>' in begun
    assert "#settle" not in shown(browser("j.alvarez"), "/agreements/us-ke-2014/")


def test_an_acceptance_is_settled_with_its_parts(scene: Scene) -> None:
    told = {"matter": "event", "event": "accepted", "event_on": "2001-02-03", "party": "UA"}
    told |= {"parts": "Annex I\nAnnex X", "states": "Accepted in part.", "source": "WCO list"}
    client = browser("t.brooks")
    assert client.post("/agreements/wto-tfa/settle/", told).status_code == 302
    settled = [e for e in current_register().instrument("wto-tfa").events if e.settled]
    assert [(e.party, e.parts) for e in settled] == [("UA", ("Annex I", "Annex X"))]


def test_a_term_is_settled_with_what_the_catalogue_asks(scene: Scene) -> None:
    client = browser("t.brooks")
    begun = {"matter": "term", "provision": "use.proceedings"}
    assert 'name="parameters-criminal"' in shown(client, "/agreements/us-ke-2014/", **begun)
    told = {"parameters-criminal": "consent", "article": "Art. 9", "effect": "granted"}
    told |= {"states": "Criminal courts only with consent.", "source": "TIAS"}
    assert client.post("/agreements/us-ke-2014/settle/", begun | told).status_code == 302
    known = current_register().instrument("us-ke-2014").provisions[0]
    assert known.parameters == (("criminal", "consent"),)


# ---- what is open, over the register


def test_the_gaps_are_grouped_and_filtered(scene: Scene) -> None:
    client = browser("t.brooks")
    everything = shown(client, "/agreements/gaps/", one="")
    force = shown(client, "/agreements/gaps/", one="KE", group="force")
    assert "us-ke-2014" in force
    assert everything.count("<li><p>") > force.count("<li><p>")
    assert "Nothing is open here" in shown(client, "/agreements/gaps/", one="ZW", group="parent")


# ---- two compared


def test_two_ticks_of_the_register_are_compared(scene: Scene) -> None:
    client = browser("t.brooks")
    two = client.get("/agreements/compare/", {"pick": ["us-ua-2016", "us-ke-2014"]})
    page = two.content.decode()
    assert "Ukraine" in page
    assert "Kenya" in page
    assert "differences in all" in page


def test_an_instrument_is_not_compared_with_itself(scene: Scene) -> None:
    page = shown(browser("t.brooks"), "/agreements/compare/", one="us-ua-2016", other="us-ua-2016")
    assert "which must be another one" in page


def test_only_what_differs_or_every_article(scene: Scene) -> None:
    client = browser("t.brooks")
    two = {"one": "us-ua-2016", "other": "us-ke-2014"}
    less = shown(client, "/agreements/compare/", **two)
    more = shown(client, "/agreements/compare/", **two, show="all")
    assert len(more) > len(less)
    assert "alike" in more


def test_an_agreement_of_a_union_names_its_members_of_the_day(scene: Scene) -> None:
    client = browser("t.brooks")
    assert "15 members on this day" in shown(client, "/agreements/us-eu-1997/", on="2003-01-01")
    page = shown(client, "/agreements/us-eu-1997/", on="2020-02-01")
    assert "27 members on this day" in page
    assert "Germany" in page


def test_what_binds_through_a_union_is_found_by_its_member(scene: Scene) -> None:
    client = browser("t.brooks")
    asked = {"one": "US", "other": "PL"}
    assert "us-eu-1997" in shown(client, REGISTER, on="2004-05-01", **asked)
    assert "us-eu-1997" not in shown(client, REGISTER, on="2004-04-30", **asked)


def test_the_members_of_a_union_have_no_page_to_change_them(scene: Scene) -> None:
    client = browser("t.brooks")
    assert client.post("/agreements/eu-members/edit/").status_code == 404
    assert client.get("/agreements/eu-members/").status_code == 404
