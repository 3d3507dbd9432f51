"""What a letter says: every field once, the form in both languages, nothing hidden."""

import json
from itertools import chain

import pytest

from comity.kernel.languages import LANGUAGES
from comity.letters.attaching import attached_request
from comity.letters.faces import covered, runs_right_to_left, shown
from comity.letters.terms import Languages, LanguagesNotTakenError, Letter, Line
from tests.unit.letters.matters import DRAFT, MATTER, composed


def lines_of(letter: Letter) -> list[Line]:
    return list(chain.from_iterable(part.lines for part in letter.parts))


def test_what_officers_wrote_stands_once_and_the_form_in_both_languages() -> None:
    letter = composed()
    typed = [line.typed for line in lines_of(letter) if line.typed]
    assert [typed.count(text) for text in (DRAFT.facts, DRAFT.asked, "12500.00 USD")] == [1, 1, 1]
    for first, second in (letter.title, letter.opening, *letter.closing):
        assert (first[:4], second[:4]) == ("en: ", "uk: ")
    kinds = [line.words for line in lines_of(letter) if "origin and value" in line.words[0]]
    assert kinds == [("en: origin and value of goods", "uk: origin and value of goods")]


def test_the_letter_names_agreement_and_article_and_what_is_undertaken() -> None:
    letter = composed(assures_confidentiality=True)
    assert "Agreement on mutual assistance, en: Art. 4" in letter.opening[0]
    undertaken = [first for first, _ in letter.parts[-1].sentences]
    assert undertaken[0].startswith("en: We could give the same assistance")
    assert undertaken[1].startswith("en: We shall protect the answer")
    assert undertaken[2] == "en: need_to_know"


def test_in_an_arabic_sentence_names_stand_apart_from_its_direction() -> None:
    assert "\u2068Agreement on mutual assistance\u2069" in composed("ar").opening[1]
    assert composed("ar").turned == (False, True)


def test_what_was_left_empty_has_no_line_and_no_part() -> None:
    letter = composed(value_amount="", origin_country="", reply_wanted_on="")
    assert "Goods concerned" not in " ".join(part.title[0] for part in letter.parts)


def test_what_has_no_sign_is_named_and_what_is_hidden_is_gone() -> None:
    assert shown("a\u202eb\u2066c\x00d") == "a b c d"
    assert shown("paid 💶 in 上海") == "paid [U+1F4B6] in [U+4E0A][U+6D77]"
    assert shown("Київ, مرفأ, l'été: Œuvre €5") == "Київ, مرفأ, l'été: Œuvre €5"
    assert max(map(len, shown("x" * 500).split("\u200b"))) < 60


def test_the_typefaces_have_every_letter_of_the_six_languages() -> None:
    wanted = (
        "".join(LANGUAGES.values())
        + "ґєіїҐЄІЇ’ñÑ¿¡çœÿàâêîôûاأإآبةتثجحخدذرزسشصضطظعغفقكلمنهويىءؤئ؟،؛"
    )
    assert {each for each in wanted if ord(each) not in covered()} <= {" "}


def test_a_text_runs_as_its_first_letter_does() -> None:
    assert runs_right_to_left("12. شركة Gulf")
    assert not runs_right_to_left("Gulf شركة")
    assert not runs_right_to_left("7304.59")


@pytest.mark.parametrize("pair", [("en", "en"), ("en", "xx"), ("", "en")])
def test_a_letter_is_in_two_different_languages_spoken_here(pair: tuple[str, str]) -> None:
    with pytest.raises(LanguagesNotTakenError):
        Languages(*pair)


def test_what_is_attached_is_what_was_typed_to_the_letter() -> None:
    told = json.loads(attached_request(MATTER, languages=Languages("en", "ar")))
    assert told["request"]["facts"] == DRAFT.facts
    assert (told["reference"], told["article"], told["languages"]) == (
        "US-UA-2026-00001",
        "Art. 4",
        ["en", "ar"],
    )
