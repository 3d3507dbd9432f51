"""The documentation site: every page is found from its navigation, and no link leads nowhere."""

import os
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
CONFIGURATION = ROOT / "zensical.toml"


def in_navigation(entries: object) -> Iterator[str]:
    """Yield every page the navigation names."""
    if isinstance(entries, str):
        yield entries
        return
    assert isinstance(entries, list | dict)
    for entry in entries.values() if isinstance(entries, dict) else entries:
        yield from in_navigation(entry)


def test_every_page_stands_in_the_navigation_once() -> None:
    told = tomllib.loads(CONFIGURATION.read_text())
    named = sorted(in_navigation(told["project"]["nav"]))
    assert named == sorted(str(path.relative_to(DOCS)) for path in DOCS.rglob("*.md"))


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site, built strictly beside the repository: a link to a missing page ends it."""
    folder = tmp_path_factory.mktemp("docs")
    shutil.copytree(DOCS, folder / "docs")
    shutil.copy(CONFIGURATION, folder)
    done = subprocess.run(
        [Path(sys.executable).with_name("zensical"), "build", "--strict"],
        cwd=folder,
        env=os.environ | {"NO_COLOR": "1"},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return folder / "build" / "site"


def test_the_site_builds_strictly_and_loads_nothing_from_elsewhere(site: Path) -> None:
    pages = list(site.rglob("*.html"))
    assert len(pages) > len(list(DOCS.rglob("*.md")))
    loaded = re.compile(r"""<(?:script|img|link|iframe)\b[^>]*?(?:src|href)=["']?(https?:)?//""")
    assert [str(page) for page in pages if loaded.search(page.read_text())] == []


@pytest.mark.parametrize("page", ["README.md", "SECURITY.md", "GOVERNANCE.md", "CHANGELOG.md"])
def test_links_of_the_pages_beside_it_lead_to_files(page: str) -> None:
    links = re.findall(r"\]\(([^)#]+)[^)]*\)", (ROOT / page).read_text())
    missing = [link for link in links if "://" not in link and not (ROOT / link).exists()]
    assert missing == []
