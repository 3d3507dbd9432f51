"""Information that nobody asked for says of which area it is, and of which offence."""

import json

import pytest
from django.test import Client
from django.utils import translation

from comity.assistance.models import Answer, Information, Request
from comity.assistance.queries.judging import codes_of
from comity.assistance.services.information_writing import draft_of
from comity.exchange.models import Outbound
from comity.kernel.errors import InvalidDraftError
from comity.officers.queries import officer_named
from comity.subjects.queries import readable_code_lists
from tests.integration.assistance.informing import (
    drafted,
    information_told,
    release,
    rewrite,
    settle_telling,
    told_us,
)
from tests.integration.assistance.scene import ON, Scene


def offence(area: str = "") -> tuple[str, str]:
    """An area with one of its offences, as the lists of this node have them."""
    listed = next(each for each in readable_code_lists().during("offences") if ON in each.period)
    found = next(each for each in listed.codes if each.parent and each.parent != area)
    return found.parent, found.code


def test_area_and_offence_go_with_the_versions_of_their_lists(scene: Scene) -> None:
    settle_telling(scene)
    area, code = offence()
    reference = drafted(scene, area=area, offence=code)
    release(scene, reference)
    body = json.loads(bytes(Outbound.objects.latest("pk").body))
    assert (body["area"], body["offence"]) == (area, code)
    assert set(body["code_lists"]) == {"areas", "offences"}


def test_what_is_not_stated_does_not_go(scene: Scene) -> None:
    settle_telling(scene)
    release(scene, drafted(scene))
    body = json.loads(bytes(Outbound.objects.latest("pk").body))
    assert not {"area", "offence", "code_lists"} & set(body)


def test_an_offence_of_another_area_does_not_leave(scene: Scene) -> None:
    settle_telling(scene)
    area, _ = offence()
    _, other = offence(area)
    reference = drafted(scene, area=area, offence=other)
    with pytest.raises(InvalidDraftError) as refused:
        release(scene, reference)
    assert [each.code for each in refused.value.problems] == ["offence_of_other_area"]


def test_writing_on_keeps_them_and_takes_them_away(scene: Scene) -> None:
    area, code = offence()
    reference = drafted(scene, area=area, offence=code)
    request = Request.objects.get(reference=reference)
    draft = draft_of(request, Information.objects.get(), Answer.objects.get())
    assert (draft.area, draft.offence) == (area, code)
    rewrite(scene, reference)
    request.refresh_from_db()
    assert (request.area, request.offence, request.code_versions) == ("", "", {})


def test_a_partner_s_codes_are_kept_with_the_version_they_are_of(scene: Scene) -> None:
    area, code = offence()
    lists = {"areas": "2031.1", "offences": "2031.1"}
    told_us(scene, area=area, offence=code, code_lists=lists)
    coded = codes_of(Request.objects.get(), on=ON)
    assert [(each.typed, each.version) for each in coded] == [(area, "2031.1"), (code, "2031.1")]


def test_a_node_of_an_earlier_version_tells_none(scene: Scene) -> None:
    assert "area" not in information_told()
    told_us(scene)
    assert Request.objects.get().area == ""


def test_the_page_offers_the_offences_of_the_area_that_was_saved(scene: Scene) -> None:
    area, code = offence()
    reference = drafted(scene, area=area)
    officer = Client()
    officer.force_login(officer_named("j.alvarez"))
    with translation.override("en"):
        page = officer.get(f"/requests/{reference}/information/").content.decode()
    assert f'value="{area}" selected' in page
    assert f'value="{code}"' in page
