"""How the pages print days, instants, digests, sentences and form fields."""

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime

from django import template
from django.forms import BoundField, CheckboxInput, CheckboxSelectMultiple, RadioSelect, Select
from django.utils import formats, timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.timesince import timesince
from django.utils.translation import gettext

from comity.interfaces.names import within_sentence
from comity.interfaces.web.telling import tell
from comity.interfaces.web.words import country_name, printed_day
from comity.kernel.errors import Problem

register = template.Library()


@register.filter
def day(value: date | str | None) -> SafeString | str:
    """Print a civil day as `1 Dec 2026`."""
    if not value:
        return ""
    return printed_day(date.fromisoformat(value[:10]) if isinstance(value, str) else value)


@register.filter
def moment(value: datetime | str | None) -> SafeString | str:
    """Print an instant in the node's time zone, always with the zone."""
    if not value:
        return ""
    at = datetime.fromisoformat(value) if isinstance(value, str) else value
    try:
        local = timezone.localtime(at)
    except OverflowError:  # at an end of the calendar, where somebody put it
        return at.isoformat()
    return format_html(
        # In a narrow column it breaks between day and time, and nowhere else.
        '<time datetime="{}"><bdi><span class="nowrap">{}{}</span> '
        '<span class="nowrap">{} {}</span></bdi></time>',
        at.astimezone(UTC).isoformat(timespec="seconds"),
        formats.date_format(local, "DATE_FORMAT"),
        gettext(", ").strip(),
        formats.date_format(local, "TIME_FORMAT"),
        local.tzname() or "",
    )


@register.filter
def age(value: datetime | None) -> str:
    """Say how long ago something was, in the one largest unit."""
    if value is None:
        return ""
    now = datetime.now(UTC)
    if (now - value).total_seconds() < 60:
        return gettext("just now")
    return gettext("%(time)s ago") % {"time": timesince(value, now, depth=1)}


@register.filter
def short(digest: str) -> SafeString | str:
    """Print the head of a digest; the whole of it is told to those who ask."""
    if not digest:
        return ""
    return format_html('<bdi class="mono" title="{}">{}…</bdi>', digest, digest[:12])


@register.filter
def country(code: str) -> str:
    """Print a country's name in the reader's language."""
    return country_name(code)


@register.filter
def the_country(code: str) -> str:
    """Print a country's name as a sentence says it: the United States, Ukraine."""
    return within_sentence(country_name(code), translate=gettext)


@register.filter
def translated(text: str) -> str:
    """Translate a name that a package keeps in English."""
    return gettext(text) if text else ""


@register.simple_tag
def told(code: str, facts: Iterable[tuple[str, str]] | Mapping[str, str] = ()) -> str:
    """Print the sentence of a code in the reader's language."""
    return tell(code, facts.items() if isinstance(facts, Mapping) else facts)


@register.filter
def sentence_of(problem: Problem) -> str:
    """Print the sentence of one thing that is wrong."""
    return tell(problem.code, problem.facts)


@register.filter
def widget(field: BoundField) -> SafeString:
    """Print a form field's control with the house's classes."""
    kind = field.field.widget
    # A placeholder says the label again, fainter, and is gone when one types.
    kind.attrs.pop("placeholder", None)
    match kind:
        case CheckboxInput() | CheckboxSelectMultiple() | RadioSelect():
            return field.as_widget()
        case Select():
            name = "form-select"
        case _:
            name = "form-control"
    return field.as_widget(attrs={"class": f"{name} wrong" if field.errors else name})


@register.filter
def is_check_box(field: BoundField) -> bool:
    """Tell whether the label belongs after the control."""
    return isinstance(field.field.widget, CheckboxInput)


@register.filter
def is_group(field: BoundField) -> bool:
    """Tell whether the field is several controls under one name."""
    return isinstance(field.field.widget, CheckboxSelectMultiple | RadioSelect)


@register.filter
def away(days: int) -> int:
    """Print how many days lie between, whichever way."""
    return abs(days)
