"""The house keeps its own rules: what imports cannot say is checked here."""

import ast
import importlib
import pkgutil
from pathlib import Path

import django.apps
from django.db.models import Model

import comity
from comity.interfaces.sentences import SENTENCES
from comity.kernel.errors import ComityError
from comity.node.wording import SENTENCES as NODE_SENTENCES

SOURCE = Path(comity.__file__).parent
PACKAGES = ("kernel", "crypto", "ledger", "officers", "agreements")
RANK = {name: rank for rank, name in enumerate(PACKAGES)}
RANK |= {"exchange": 10, "evidence": 10, "assistance": 11, "practices": 11}
RANK |= {"investigations": 12, "web": 13, "node": 14}
OWN_APPS = tuple(RANK)


def own_models() -> list[type[Model]]:
    return [m for m in django.apps.apps.get_models() if m.__module__.startswith("comity.")]


def all_modules() -> list[str]:
    found = pkgutil.walk_packages([str(SOURCE)], "comity.")
    # The modules that a server loads start a worker when they are imported.
    started = {"comity.node.partners", "comity.node.doors"}
    return [m.name for m in found if m.name not in started and ".migrations" not in m.name]


def errors_below(kind: type[ComityError]) -> list[type[ComityError]]:
    return [kind, *(deeper for each in kind.__subclasses__() for deeper in errors_below(each))]


def test_a_foreign_key_points_to_a_lower_package_or_its_own() -> None:
    for model in own_models():
        for field in model._meta.get_fields():
            target = getattr(field, "related_model", None)
            if target is None or not getattr(field, "many_to_one", False):
                continue
            ours, theirs = model._meta.app_label, target._meta.app_label
            if ours in RANK and theirs in RANK and ours != theirs:
                assert RANK[theirs] < RANK[ours], f"{model.__name__}.{field.name}"


def test_every_anticipated_error_has_a_sentence_for_an_officer() -> None:
    for name in all_modules():
        importlib.import_module(name)
    known = [each for each in errors_below(ComityError) if each.__module__.startswith("comity.")]
    codes = {error.code for error in known} - {ComityError.code}
    assert codes - set(SENTENCES) - set(NODE_SENTENCES) == set()


def test_no_two_packages_say_the_same_code_in_different_words() -> None:
    said: dict[str, tuple[str, str]] = {}
    for package in ("crypto", "ledger", "officers", "agreements", "exchange", "evidence"):
        wording = importlib.import_module(f"comity.{package}.wording")
        for code, words in wording.SENTENCES.items():
            before = said.setdefault(code, (package, words))
            assert before[1] == words, f"{code}: {before[0]} and {package} differ"


def test_only_a_package_itself_touches_the_tables_of_its_models() -> None:
    owners = {model.__name__: model._meta.app_label for model in own_models()}
    for path in SOURCE.rglob("*.py"):
        package = path.relative_to(SOURCE).parts[0]
        for node in ast.walk(ast.parse(path.read_text())):
            if not (isinstance(node, ast.Attribute) and node.attr == "objects"):
                continue
            if isinstance(node.value, ast.Name) and node.value.id in owners:
                assert owners[node.value.id] == package, f"{path}:{node.lineno}"


def test_no_row_is_locked_against_those_that_only_refer_to_it() -> None:
    # A commit checks what its new rows refer to while it holds the record's head. Whoever locks
    # such a row as if to delete it, and then waits for the head, closes a circle.
    locking = [
        (path, node)
        for path in SOURCE.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr == "select_for_update"
    ]
    hard = [
        f"{path.relative_to(SOURCE)}:{node.lineno}"
        for path, node in locking
        if "no_key" not in {keyword.arg for keyword in node.keywords}
    ]
    assert locking and hard == []


def test_no_module_is_a_drawer_without_a_label() -> None:
    drawers = {"utils", "helpers", "common", "misc", "util", "helper"}
    names = {path.stem for path in SOURCE.rglob("*.py")} | {p.name for p in SOURCE.rglob("*/")}
    assert names & drawers == set()


def test_nothing_in_the_repository_names_the_machine_it_was_made_on() -> None:
    root = SOURCE.parents[1]
    told = ("/work/main", "/work/shared", "/root/", "../shared")
    for folder in ("src", "docs", "register", "requirements", "bench"):
        for path in (root / folder).rglob("*"):
            if path.is_file() and path.suffix in {".py", ".md", ".toml", ".txt", ".html", ".po"}:
                text = path.read_text()
                assert not [word for word in told if word in text], path
