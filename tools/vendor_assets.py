"""Refresh the browser files this repository carries. For maintainers; never run at set-up.

    python tools/vendor_assets.py

Needs Node's npm and the network. It fetches pinned releases into a temporary folder, keeps of the
style sheet only the rules our templates use, moves pictures out of `data:` addresses (the content
security policy allows pictures from files alone), and writes name, version, licence and SHA-256 of
every file into VENDORED.toml, which a test compares with the files.
"""

import hashlib
import json
import re
import subprocess
import tempfile
import urllib.parse
from collections.abc import Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
WEB = ROOT / "src" / "comity" / "interfaces" / "web"
STATIC = WEB / "static" / "vendor"
SHEET = STATIC / "icons.svg"
ICONS = WEB / "templates" / "icons"
AXE = ROOT / "tests" / "browser" / "vendor"

PACKAGES = {
    "@tabler/core": "1.6.1",
    "@tabler/icons": "3.51.0",
    "axe-core": "4.14.1",
    "purgecss": "7.0.2",
}
ICON_NAMES = (
    "alert-triangle", "book-2", "check", "circle-check", "circle-x",
    "clock", "copy", "eye", "file-text", "help-circle", "inbox", "language", "link", "lock",
    "login", "logout", "mail-opened", "plus", "scale", "send", "shield-check", "user",
    "circle-dot", "download", "folder-open", "list-details", "map-pin", "gavel", "rubber-stamp",
    "paperclip", "arrow-back-up", "x", "certificate", "users",
)  # fmt: skip
DATA_ADDRESS = re.compile(r"""url\("(data:image/svg\+xml,[^"]+)"\)""")


def fetch(folder: Path) -> None:
    (folder / "package.json").write_text("{}")
    wanted = [f"{name}@{version}" for name, version in PACKAGES.items()]
    subprocess.run(
        ["npm", "install", "--silent", "--ignore-scripts", *wanted], cwd=folder, check=True
    )


def purge(folder: Path, sheet: str) -> str:
    """Keep the rules whose names stand in our templates, forms or scripts."""
    settings = {
        "content": [
            str(WEB / "templates" / "**" / "*.html"),
            str(WEB / "**" / "*.py"),
            str(WEB / "static" / "comity" / "*.js"),
        ],
        "css": [str(folder / "node_modules/@tabler/core/dist/css" / sheet)],
        "variables": True,
        "keyframes": True,
        "fontFace": True,
    }
    script = (
        "const {PurgeCSS} = require('purgecss');"
        f"new PurgeCSS().purge({json.dumps(settings)})"
        ".then(found => process.stdout.write(found[0].css));"
    )
    done = subprocess.run(["node", "-e", script], cwd=folder, check=True, capture_output=True)
    return re.sub(r"/\*# sourceMappingURL=.*?\*/", "", done.stdout.decode())


def pictures_as_files(css: str) -> str:
    """Write each picture given as a `data:` address to a file, and point to that."""

    def moved(found: re.Match[str]) -> str:
        picture = urllib.parse.unquote(found[1].split(",", 1)[1]).encode()
        name = f"{hashlib.sha256(picture).hexdigest()[:12]}.svg"
        (STATIC / "pictures" / name).write_bytes(picture)
        return f'url("pictures/{name}")'

    return DATA_ADDRESS.sub(moved, css)


def drawing(source: str) -> str:
    """Return the lines of an icon; how they are drawn, comity.css says once for all of them."""
    lines = "".join(re.findall(r"<(?:path|circle|rect|line|polyline)[^>]*/>", source))
    return re.sub(r'<path stroke="none"[^>]*/>', "", lines)


def icon_sheet(drawings: Mapping[str, str]) -> str:
    """Return all icons as one file, which a browser keeps however many pages show them."""
    symbols = "".join(
        f'<symbol id="{name}" viewBox="0 0 24 24">{lines}</symbol>\n'
        for name, lines in sorted(drawings.items())
    )
    return f'<svg xmlns="http://www.w3.org/2000/svg">\n{symbols}</svg>\n'


def icon(name: str) -> str:
    """One line that shows an icon of the sheet; assistive technology passes over it."""
    return (
        f'<svg class="icon" aria-hidden="true"><use href="/static/vendor/icons.svg#{name}"/></svg>'
    )


def entry(path: Path, *, name: str, licence: str) -> str:
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    told = path.relative_to(ROOT).as_posix()
    version = PACKAGES[name]
    return (
        f'\n[[file]]\npath = "{told}"\nname = "{name}"\nversion = "{version}"\n'
        f'licence = "{licence}"\nsha256 = "{digest}"\n'
    )


def _maker(path: Path) -> str:
    return "@tabler/icons" if path == SHEET else "@tabler/core"


def write_manifest() -> None:
    told = [
        "# Browser files made elsewhere, written by tools/vendor_assets.py; do not edit by hand.\n"
    ]
    told += [entry(path, name=_maker(path), licence="MIT") for path in sorted(STATIC.rglob("*.*"))]
    told.append(entry(AXE / "axe.min.js", name="axe-core", licence="MPL-2.0"))
    (WEB / "VENDORED.toml").write_text("".join(told))


def main() -> None:
    for folder in (STATIC / "pictures", ICONS, AXE):
        folder.mkdir(parents=True, exist_ok=True)
    for old in (*STATIC.glob("pictures/*.svg"), *ICONS.glob("*.svg")):
        old.unlink()
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        fetch(folder)
        for sheet, kept in (
            ("tabler.min.css", "tabler.css"),
            ("tabler.rtl.min.css", "tabler.rtl.css"),
        ):
            (STATIC / kept).write_text(pictures_as_files(purge(folder, sheet)))
        modules = folder / "node_modules"
        outline = modules / "@tabler/icons/icons/outline"
        drawn = {name: drawing((outline / f"{name}.svg").read_text()) for name in ICON_NAMES}
        SHEET.write_text(icon_sheet(drawn))
        for name in ICON_NAMES:
            (ICONS / f"{name}.svg").write_text(icon(name))
        (AXE / "axe.min.js").write_bytes((modules / "axe-core/axe.min.js").read_bytes())
    write_manifest()


if __name__ == "__main__":
    main()
