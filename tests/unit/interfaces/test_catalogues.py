"""Every sentence of the source speaks every language, or is marked as awaiting it."""

import json
import re
import subprocess
import sys
from functools import lru_cache
from pathlib import Path

import pytest
from babel.messages.catalog import Message
from typer.testing import CliRunner

from comity.interfaces.languages import LOCALES, coverage
from comity.interfaces.languages.reviews import (
    REVIEW,
    forms,
    in_english,
    is_translated,
    read_catalogue,
    read_reviews,
    sentence_digest,
    sentences,
    translation_digest,
)
from comity.kernel.languages import LANGUAGES, SOURCE, direction_of
from comity.node.main import app

ROOT = Path(__file__).resolve().parents[3]
TRANSLATED = [code for code in LANGUAGES if code != SOURCE]
PLACE = re.compile(r"%\(\w+\)[sd]|%[sd%]|\{\w+\}|</?[a-z]+>|`[^`]*`")
# Numbers a language has a form for, and of which the last holds for any number whatever.
FORMS = {"fr": 2, "es": 2, "uk": 3, "sw": 2, "ar": 6}
# French puts a narrow space of its own before a semicolon.
OUTER = " \n"
in_each_language = pytest.mark.parametrize("language", TRANSLATED)


@lru_cache
def held(language: str) -> tuple[Message, ...]:
    return tuple(sentences(read_catalogue(LOCALES / language)))


def key(message: Message) -> tuple[str, object]:
    return message.context or "", message.id


@lru_cache
def told_by_the_source() -> str:
    asked = (
        "import sys; sys.path.insert(0, 'tools'); import catalogues;"
        "print(sorted(str((m.context or '', m.id)) for m in catalogues.gathered() if m.id))"
    )
    done = subprocess.run(
        [sys.executable, "-c", asked], cwd=ROOT, check=True, capture_output=True, text=True
    )
    return done.stdout.strip()


@in_each_language
def test_the_catalogue_knows_every_sentence_of_the_source_and_no_other(language: str) -> None:
    kept = sorted(str(key(message)) for message in held(language))
    assert str(kept) == told_by_the_source(), "run: python tools/catalogues.py extract"


@in_each_language
def test_what_has_no_translation_is_marked_as_awaiting_it(language: str) -> None:
    silent = {in_english(each) for each in held(language) if not is_translated(each)}
    assert silent == set(read_reviews(LOCALES / language).awaiting)


@in_each_language
def test_a_translation_keeps_every_place_of_its_sentence(language: str) -> None:
    for message in held(language):
        # Of several numbers only the last stands for any; the others may say theirs in words.
        told = forms(message)
        wanted = set(PLACE.findall(in_english(message)))
        assert not told[-1] or set(PLACE.findall(told[-1])) == wanted, message.id
        assert all(set(PLACE.findall(each)) <= wanted for each in told), message.id


@in_each_language
def test_a_translation_begins_and_ends_as_its_sentence_does(language: str) -> None:
    for message in filter(is_translated, held(language)):
        english = in_english(message)
        for text in forms(message):
            assert (text[0] in OUTER) == (english[0] in OUTER), message.id
            assert (text[-1] in OUTER) == (english[-1] in OUTER), message.id


def test_a_day_in_figures_keeps_its_order_in_a_sentence_written_from_right_to_left() -> None:
    """After an Arabic letter its parts would be shown the last first, and a day read wrongly."""
    bare = re.compile("(?<!\u200e)[0-9]{4}-[0-9]{2}-[0-9]{2}")
    for language in filter(lambda code: direction_of(code) == "rtl", TRANSLATED):
        found = [text for message in held(language) for text in forms(message)]
        assert [text for text in found if bare.search(text)] == []


@in_each_language
def test_every_number_of_the_language_has_its_form(language: str) -> None:
    assert read_catalogue(LOCALES / language).num_plurals == FORMS[language]
    for message in held(language):
        if not isinstance(message.id, str):
            assert len(forms(message)) == FORMS[language], message.id


@in_each_language
def test_a_language_nobody_has_reviewed_says_so_itself(language: str) -> None:
    catalogue = (LOCALES / language / "LC_MESSAGES" / "django.po").read_text()
    assert ("UNREVIEWED" in catalogue.split("msgid", 1)[0]) == coverage(language).is_unreviewed


def test_every_folder_of_a_catalogue_is_a_language_of_the_pages() -> None:
    assert {path.name for path in LOCALES.iterdir() if path.is_dir()} == set(TRANSLATED)
    assert [direction_of(code) for code in ("ar", "ar-eg", "uk")] == ["rtl", "rtl", "ltr"]


# ---- reviews


CATALOGUE = """
msgid ""
msgstr ""
"Content-Type: text/plain; charset=utf-8\\n"
"Plural-Forms: nplurals=2; plural=(n > 1);\\n"

msgid "Sign in"
msgstr "{said}"

msgctxt "button"
msgid "Record"
msgstr "Consigner"

msgid "%(n)s day"
msgid_plural "%(n)s days"
msgstr[0] "%(n)s jour"
msgstr[1] "{days}"
"""


def write(folder: Path, *, said: str = "Se connecter", days: str = "%(n)s jours") -> None:
    (folder / "fr" / "LC_MESSAGES").mkdir(parents=True, exist_ok=True)
    told = CATALOGUE.replace("{said}", said).replace("{days}", days)
    (folder / "fr" / "LC_MESSAGES" / "django.po").write_text(told.lstrip())


def approve(folder: Path) -> None:
    read = {
        sentence_digest(each): translation_digest(each)
        for each in sentences(read_catalogue(folder / "fr"))
    }
    lines = ["[[review]]", 'by = "A. Reader"', "on = 2026-12-01", "[review.sentences]"]
    told = [*lines, *(f'"{sentence}" = "{form}"' for sentence, form in read.items())]
    (folder / "fr" / REVIEW).write_text("\n".join(told))


def test_nobody_has_reviewed_what_no_file_tells(tmp_path: Path) -> None:
    write(tmp_path)
    found = coverage("fr", locales=tmp_path)
    assert (found.total, found.translated, found.reviewed, found.changed) == (3, 3, 0, 0)
    assert found.is_unreviewed


def test_a_form_left_out_is_no_translation(tmp_path: Path) -> None:
    write(tmp_path, days="")
    assert coverage("fr", locales=tmp_path).translated == 2


def test_a_review_counts_until_the_translation_is_changed(tmp_path: Path) -> None:
    write(tmp_path)
    approve(tmp_path)
    assert not coverage("fr", locales=tmp_path).is_unreviewed
    write(tmp_path, said="Ouvrir une session")
    found = coverage("fr", locales=tmp_path)
    assert (found.reviewed, found.changed) == (2, 1)
    assert found.is_unreviewed


def test_a_review_is_of_one_context(tmp_path: Path) -> None:
    write(tmp_path)
    approve(tmp_path)
    path = tmp_path / "fr" / "LC_MESSAGES" / "django.po"
    path.write_text(path.read_text().replace('msgctxt "button"', 'msgctxt "heading"'))
    found = coverage("fr", locales=tmp_path)
    assert (found.reviewed, found.changed) == (2, 0)


def test_the_command_line_counts_each_language() -> None:
    told = json.loads(CliRunner().invoke(app, ["languages", "--json"]).output)["items"]
    assert [each["code"] for each in told] == list(LANGUAGES)
    assert [each["unreviewed"] for each in told] == [False] + [True] * len(TRANSLATED)
    shown = CliRunner().invoke(app, ["languages"]).output
    assert all(name in shown for name in LANGUAGES.values())


def test_marking_a_review_is_believed_and_a_later_change_is_found(tmp_path: Path) -> None:
    """The tool writes what the pages read."""
    write(tmp_path)
    run = "import sys; sys.path.insert(0, 'tools'); import reviews; from pathlib import Path;"
    run += f"reviews.LOCALES = Path({str(tmp_path)!r}); reviews.ROOT = reviews.LOCALES;"

    def tell(*words: str) -> str:
        asked = f"{run} sys.argv = ['reviews.py', *{list(words)!r}]; reviews.main()"
        done = subprocess.run(
            [sys.executable, "-c", asked], cwd=ROOT, check=True, capture_output=True, text=True
        )
        return done.stdout

    assert tell("show", "fr").count("not reviewed") == 3
    assert "3 marked" in tell("mark", "fr", "--by", 'A "Reader"', "--on", "2026-12-01")
    assert tell("show", "fr") == ""
    write(tmp_path, said="Ouvrir une session")
    assert 'changed since A "Reader" read it on 2026-12-01' in tell("changed", "fr")
