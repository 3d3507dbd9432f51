"""Templates, style sheets and vendored files keep what the pages promise."""

import hashlib
import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
WEB = ROOT / "src" / "comity" / "interfaces" / "web"
TEMPLATES = sorted((WEB / "templates").rglob("*.html"))
PHYSICAL = re.compile(
    r"(?:margin|padding|border|inset)-(?:left|right|top|bottom)|(?<![-\w])(?:left|right)\s*:"
    r"|text-align:\s*(?:left|right)|float:\s*(?:left|right)|(?<![-\w])(?:width|height)\s*:"
)


def named(path: Path) -> str:
    return path.relative_to(WEB).as_posix()


def test_every_vendored_file_is_the_one_that_was_reviewed() -> None:
    told = tomllib.loads((WEB / "VENDORED.toml").read_text())["file"]
    found = {each["path"]: hashlib.sha256((ROOT / each["path"]).read_bytes()) for each in told}
    assert {path: digest.hexdigest() for path, digest in found.items()} == {
        each["path"]: each["sha256"] for each in told
    }
    assert all(each["licence"] and each["version"] for each in told)
    vendored = (WEB / "static" / "vendor").rglob("*.*")
    assert {path.relative_to(ROOT).as_posix() for path in vendored} <= found.keys()


def test_every_icon_is_drawn_in_the_sheet_of_icons() -> None:
    drawn = re.findall(r'<symbol id="([^"]+)"', (WEB / "static/vendor/icons.svg").read_text())
    shown = {}
    for path in (WEB / "templates" / "icons").glob("*.svg"):
        address, _, name = re.findall(r'<use href="([^"]+)"/>', path.read_text())[0].partition("#")
        assert address == "/static/vendor/icons.svg"
        shown[path.stem] = name
    assert sorted(shown.values()) == sorted(shown) == sorted(drawn)


def test_style_sheets_ask_nobody_else_for_anything() -> None:
    for sheet in (WEB / "static").rglob("*.css"):
        css = sheet.read_text()
        assert "sourceMappingURL" not in css
        assert not re.search(r"https?://(?!tabler\.io|github\.com)", css)
        assert "data:" not in css
        assert "@import" not in css


def test_our_own_style_sheet_knows_no_left_and_right() -> None:
    css = (WEB / "static" / "comity" / "comity.css").read_text()
    rules = re.sub(r"@media[^{]*\{", "", css)
    assert PHYSICAL.findall(rules) == []


@pytest.mark.parametrize("template", TEMPLATES, ids=named)
def test_a_template_holds_no_script_no_style_and_no_unprotected_form(template: Path) -> None:
    text = template.read_text()
    assert not re.search(r"\sstyle=|\son[a-z]+=|javascript:", text)
    assert all("src=" in script for script in re.findall(r"<script[^>]*>", text))
    assert "<style" not in text
    for form in re.findall(r"<form[^>]*post[^>]*>.*?</form>", text, re.DOTALL):
        assert "csrf_token" in form


def test_every_class_of_a_template_has_a_rule() -> None:
    sheets = "".join(path.read_text() for path in (WEB / "static").rglob("*.css"))
    known = set(re.findall(r"\.(-?[A-Za-z_][\w-]*)", sheets))
    used = set()
    for template in TEMPLATES:
        for attribute in re.findall(r'class="((?:[^"{]|\{[%{].*?[%}]\})*)"', template.read_text()):
            plain = re.sub(r"\S*\{\{.*?\}\}\S*|\{%.*?%\}", " ", attribute)
            used |= {name for name in plain.split() if not name.endswith("-")}
    assert used - known == set()
