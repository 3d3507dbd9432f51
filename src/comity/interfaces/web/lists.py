"""Lists to choose from, printed without a template: all countries took longer than their page."""

from collections.abc import Container, Iterator, Mapping
from typing import Any

from django import forms
from django.forms.renderers import BaseRenderer
from django.forms.utils import flatatt
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString


class ChoiceList(forms.Select):
    """A list of choices, perhaps in groups, as HTML as Django's templates print it."""

    def render(
        self,
        name: str,
        value: object,
        attrs: Mapping[str, Any] | None = None,
        renderer: BaseRenderer | None = None,
    ) -> SafeString:
        """Print the list, the chosen one marked; no `renderer` is asked."""
        chosen = frozenset(self.format_value(value))
        told = flatatt({**self.attrs, **(attrs or {})})
        return format_html('<select name="{}"{}>{}</select>', name, told, self._printed(chosen))

    def _printed(self, chosen: Container[str]) -> SafeString:
        """Print choices and groups of choices in their order."""
        printed = []
        alone: list[tuple[object, object]] = []
        for value, label in self.choices:
            if isinstance(label, list | tuple):
                printed.append(_options(iter(alone), chosen))
                alone = []
                group = '<optgroup label="{}">{}</optgroup>'
                printed.append(format_html(group, value, _options(iter(label), chosen)))
            else:
                alone.append((value, label))
        printed.append(_options(iter(alone), chosen))
        return format_html_join("", "{}", ((each,) for each in printed))


def _options(choices: Iterator[Any], chosen: Container[str]) -> SafeString:
    mark = SafeString(" selected")
    return format_html_join(
        "",
        '<option value="{}"{}>{}</option>',
        ((value, mark if str(value) in chosen else "", label) for value, label in choices),
    )
