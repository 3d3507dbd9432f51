"""The parts a request is written and read in, the same on the form and on paper."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Section:
    """One part of the form."""

    id: str
    title: Promise
    rows: tuple[tuple[str, ...], ...]


SECTIONS = (
    Section(
        "who",
        _("Who is asked, and for what"),
        (("partner",), ("kind",), ("purpose", "proceedings_nature")),
    ),
    Section(
        "matter", _("The matter"), (("subject",), ("facts",), ("area", "offence"), ("parties",))
    ),
    Section(
        "goods",
        _("Goods concerned"),
        (
            ("goods_description",),
            ("hs_code", "origin_country"),
            ("value_amount", "value_currency"),
            ("consignment_reference",),
        ),
    ),
    Section(
        "asked", _("What is needed, and when"), (("asked",), ("reply_wanted_on",), ("urgent",))
    ),
    Section(
        "law",
        _("Law, own enquiries and use"),
        (
            ("legal_elements",),
            ("enquiries_made",),
            ("intended_use",),
            ("reciprocity",),
            ("assures_confidentiality",),
            ("assures_law_enforcement_use",),
        ),
    ),
)
