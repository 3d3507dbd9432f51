"""What the filter of the register offers in its longer lists, printed once for each language."""

from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from comity.agreements.terms import Register
from comity.interfaces.web.words import country_name, region_name
from comity.kernel.regions import WHOLE_REGIONS, Region


def countries_of(register: Register) -> SafeString:
    """Return every country of the register, by name, as the options of a list."""
    codes = {party.code for instrument in register.instruments for party in instrument.parties}
    named = sorted(((code, country_name(code)) for code in codes), key=lambda pair: pair[1])
    return format_html_join("", '<option value="{}">{}</option>', named)


def all_regions() -> SafeString:
    """Return every region with its parts, as the grouped options of a list."""
    return format_html_join(
        "",
        '<optgroup label="{}">{}</optgroup>',
        ((region_name(whole), _options(whole, *whole.parts)) for whole in WHOLE_REGIONS),
    )


def _options(*regions: Region) -> SafeString:
    named = ((region.value, region_name(region)) for region in regions)
    return format_html_join("", '<option value="{}">{}</option>', named)
