"""Rendering the templates of the public register: Django's engine, without a node around it."""

from functools import lru_cache
from pathlib import Path

import django
from django.conf import settings
from django.template import Context, Engine

from comity.interfaces.languages import LOCALES
from comity.kernel.languages import LANGUAGES

PACKAGE = Path(__file__).resolve().parent


def render(template: str, told: dict[str, object]) -> str:
    """Return a page.

    Args:
        template: its name in `templates/public`.
        told: what the template may print.
    """
    page: str = _engine().get_template(f"public/{template}").render(Context(told))
    return page


def start_translations() -> None:
    """Make Django's catalogues and formats usable, where no node has done so."""
    if settings.configured:
        return
    # The export is made from files, on machines where no node was ever founded.
    settings.configure(
        USE_I18N=True,
        USE_TZ=True,
        LANGUAGES=list(LANGUAGES.items()),
        LOCALE_PATHS=[LOCALES],
        FORMAT_MODULE_PATH=["comity.node.formats"],
    )
    django.setup()


@lru_cache(maxsize=1)
def _engine() -> Engine:
    return Engine(
        dirs=[str(PACKAGE / "templates")],
        libraries={
            "i18n": "django.templatetags.i18n",
            "public": "comity.interfaces.public.tags",
        },
        autoescape=True,
    )
