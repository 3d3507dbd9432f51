"""Words within texts are found by whom may read them, and by nobody else."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.test import Client

from comity.assistance import services, text_index
from comity.assistance.models import Answer, Request, SearchText
from comity.assistance.queries.texts import FoundTexts, found_in_texts
from comity.assistance.services.texts import forget_words
from comity.kernel.search_words import searched_words
from tests.integration.assistance.scene import DRAFT, PASSWORD, Scene
from tests.integration.rest.client import Caller


def found(
    scene: Scene, typed: str, who: str = "j.alvarez", *, days: int = 0, most: int = 10
) -> FoundTexts:
    later = timedelta(days=days)
    return found_in_texts(
        searched_words(typed), seen_by=scene.officer(who), on=(scene.now + later).date(), most=most
    )


def references(scene: Scene, typed: str, who: str = "j.alvarez", *, days: int = 0) -> list[str]:
    return [each.request.reference for each in found(scene, typed, who, days=days).items]


def answered(scene: Scene, text: str) -> str:
    scene.settle_assessment()
    reference = scene.sent()
    scene.accepted_there(reference)
    scene.answered_there(reference, text=text)
    return reference


@pytest.mark.parametrize(
    "field",
    ["facts", "asked", "goods_description", "parties", "legal_elements", "enquiries_made"],
)
def test_a_word_is_found_in_every_text_of_a_request(scene: Scene, field: str) -> None:
    reference = scene.draft(**{field: "A word of its own: Zanzibar."})
    scene.draft()
    assert references(scene, "zanz") == [reference]
    (each,) = found(scene, "ZANZIBAR").items
    assert each.snippet is not None
    assert (each.snippet.field, each.snippet.hit) == (field, "Zanzibar")


@pytest.mark.parametrize("typed", ["zan", "zanz", "zanzi", "zanzib"])
def test_beginnings_of_every_length_are_found_by_an_index_that_was_laid_anew(
    scene: Scene, typed: str
) -> None:
    """An older node's index is laid anew by an upgrade, over what stands in it."""
    reference = scene.draft(facts="A word of its own: Zanzibar.")
    text_index.lay_anew(connection.schema_editor())
    after = scene.draft(facts="Zanzibar again.")
    assert references(scene, typed) == [after, reference]
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("SELECT sql FROM sqlite_master WHERE name = 'assistance_words'")
            assert "prefix='3 4 5'" in cursor.fetchone()[0]


def test_own_fields_of_a_kind_are_texts_too(scene: Scene) -> None:
    reference = scene.draft(particulars={"customs_office": "Kilindini"})
    (each,) = found(scene, "kilindini").items
    assert (each.request.reference, each.snippet and each.snippet.field) == (
        *(reference, "customs_office"),
    )


@pytest.mark.parametrize(
    ("text", "typed"),
    [
        ("Вантаж із Одеси до Маріуполя", "маріуп"),
        ("شحنة من ميناء مومباسا", "ميناء"),
        ("Société Générale d’Électricité", "electricite"),
        ("Mzigo uliopakiwa Mombasa", "uliopakiwa"),
        ("申报价值低于市场价格", "市场"),
        ("สินค้าจากกรุงเทพมหานคร", "กรุงเทพ"),
        ("Container MSCU6639871, seal 0042", "mscu66"),
        ("ÇELİK boru", "celik"),
    ],
)
def test_words_of_every_script_are_found(scene: Scene, text: str, typed: str) -> None:
    reference = scene.draft(facts=text)
    scene.draft()
    assert references(scene, typed) == [reference]


def test_every_word_is_wanted_in_one_text(scene: Scene) -> None:
    reference = scene.draft(facts="Steel from Lviv")
    scene.draft(facts="Steel from Kyiv")
    assert references(scene, "steel lviv") == [reference]
    assert references(scene, "steel odesa") == []


def test_nobody_finds_what_they_may_not_see(scene: Scene) -> None:
    reference = scene.draft(facts="Quillwort")
    assert references(scene, "quillwort", "d.reyes") == []
    assert references(scene, "quillwort", "n.okafor") == []
    for sees in ("k.ortiz", "c.unit", "a.hale", "p.singh"):
        assert references(scene, "quillwort", sees) == [reference]


def test_visibility_has_the_last_word_over_the_index(scene: Scene) -> None:
    reference = scene.draft(facts="Quillwort")
    words = SearchText.objects.get(request__reference=reference)
    theirs = SearchText.objects.get(request__reference=scene.draft("d.reyes"))
    words.words = f"{words.words} {theirs.words}"
    words.save()
    assert references(scene, "quillwort", "d.reyes") == []


@pytest.mark.parametrize("typed", ["=6e6f6465", "node", "agency cbp", "_in_", '" OR "', "a* OR b"])
def test_nothing_typed_asks_for_a_circle_or_in_the_databases_own_words(
    scene: Scene, typed: str
) -> None:
    scene.draft()
    assert references(scene, typed) == []


def test_an_answer_is_found_once_it_is_opened_and_until_its_period_is_over(scene: Scene) -> None:
    reference = answered(scene, "The invoice names Tamarack.")
    assert references(scene, "tamarack") == []
    scene.open(reference)
    (each,) = found(scene, "tamarack").items
    assert (each.request.reference, each.snippet and each.snippet.field) == (reference, "answer")
    answer = Answer.objects.get(request__reference=reference)
    limits = answer.use_limits()
    assert limits is not None and limits.keep_until is not None
    left = (limits.keep_until - scene.now.date()).days
    assert references(scene, "tamarack", days=left - 1) == [reference]
    assert references(scene, "tamarack", days=left) == []


def test_a_snippet_never_tells_an_answer_that_may_not_be_read(scene: Scene) -> None:
    reference = answered(scene, "Bearings from Tamarack.")
    scene.open(reference)
    Request.objects.filter(reference=reference).update(facts="", asked="", enquiries_made="")
    answer = Answer.objects.get(request__reference=reference)
    limits = answer.use_limits()
    assert limits is not None and limits.keep_until is not None
    left = (limits.keep_until - scene.now.date()).days
    for each in found(scene, "bearings", days=left).items:
        assert each.snippet is None


def test_what_changes_is_found_as_it_stands(scene: Scene) -> None:
    reference = scene.draft(facts="Tamarack")
    with transaction.atomic(durable=True):
        services.save_draft(
            reference,
            draft=replace(DRAFT, facts="Sagebrush"),
            officer=scene.officer("j.alvarez"),
            at=scene.now,
        )
    assert references(scene, "tamarack") == []
    assert references(scene, "sagebrush") == [reference]


def test_what_is_forgotten_is_gone_from_table_and_index(scene: Scene) -> None:
    reference = scene.draft(facts="Tamarack")
    kept = scene.draft(facts="Tamarack")
    with transaction.atomic(durable=True):
        forget_words(Request.objects.get(reference=reference))
    assert references(scene, "tamarack") == [kept]
    assert SearchText.objects.count() == 1


def test_the_index_holds_what_the_table_holds(scene: Scene) -> None:
    for facts in ("Tamarack", "Sagebrush", "Quillwort"):
        scene.draft(facts=facts)
    if connection.vendor != "sqlite":
        assert references(scene, "tamarack")
        return
    with connection.cursor() as cursor:
        # FTS5 compares the index with its table and raises where they differ.
        cursor.execute(
            "INSERT INTO assistance_words(assistance_words, rank) VALUES ('integrity-check', 1)"
        )


def test_of_many_the_latest_are_shown_and_that_there_are_more(scene: Scene) -> None:
    made = [scene.draft(facts="Tamarack") for _ in range(4)]
    told = found(scene, "tamarack", most=3)
    assert [each.request.reference for each in told.items] == made[:0:-1]
    assert told.more


def test_the_page_shows_a_snippet_as_text(scene: Scene, client: Client) -> None:
    reference = scene.draft(facts="<b>Tamarack</b> <script>alert(1)</script>")
    assert client.login(username="j.alvarez", password=PASSWORD)
    page = client.get("/search/", {"q": "tamarack"}).content.decode()
    assert reference in page
    assert "<script>alert" not in page
    assert "&lt;b&gt;" in page


def test_the_api_tells_the_snippet(scene: Scene) -> None:
    reference = scene.draft(facts="Steel by way of Tamarack, twice")
    (told,) = Caller("j.alvarez").sign_in().get("/search?q=tamarack").json()["texts"]
    assert told["reference"] == reference
    assert told["snippet"]["hit"] == "Tamarack"
    assert told["snippet"]["before"] == "Steel by way of"
