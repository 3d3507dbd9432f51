"""The public register: pages, feed and data as plain files, for any web server or none.

    publish(register, Path("public"), edition=edition)

Only instruments marked `public` are in it (`material.public_part`). The same register and edition
give the same bytes.
"""

from pathlib import Path

from django.utils.translation import override

from comity.agreements.terms import Register
from comity.interfaces.maps import Boundaries
from comity.interfaces.public.data import document_of, schema_document, table_of
from comity.interfaces.public.edition import Edition
from comity.interfaces.public.engine import PACKAGE, start_translations
from comity.interfaces.public.feed import feed_of
from comity.interfaces.public.folder import NotOurFolderError, replace_folder
from comity.interfaces.public.material import public_part
from comity.interfaces.public.pages import Pages

__all__ = ["Edition", "NotOurFolderError", "files_of", "public_part", "publish"]

MAP_RULES = PACKAGE.parent / "maps" / "static" / "comity" / "map.css"


def publish(
    register: Register, folder: Path, *, edition: Edition, boundaries: Boundaries | None = None
) -> int:
    """Put an edition of the public part of a register in the place of the one before.

    Args:
        register: the whole; what is not marked public is left out here.
        folder: where it shall be; missing, empty, or made by an earlier call.
        edition: what is told of the whole.
        boundaries: the shapes of the map; the shipped ones when not given.

    Returns:
        How many agreements it holds.

    Raises:
        NotOurFolderError: the folder holds something else; nothing was touched.
    """
    told = public_part(register)
    replace_folder(folder, files_of(told, edition=edition, boundaries=boundaries))
    return len(told.instruments)


def files_of(
    told: Register, *, edition: Edition, boundaries: Boundaries | None = None
) -> dict[str, bytes]:
    """Return every file of an edition, by its path below the folder."""
    start_translations()
    with override(edition.language):
        pages = Pages(told, edition, boundaries)
        files = {path: page.encode() for path, page in pages.all()}
        return {
            **files,
            "feed.xml": feed_of(told.instruments, edition),
            "register.csv": table_of(pages.rows, edition),
            "register.json": document_of(told, pages.rows, pages.signings, edition),
            "register.schema.json": schema_document(),
            "register.css": (PACKAGE / "assets" / "register.css").read_bytes()
            + MAP_RULES.read_bytes(),
            "icon.svg": (PACKAGE / "assets" / "icon.svg").read_bytes(),
        }
