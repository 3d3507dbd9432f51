"""Kinds of information: what is supplied on request, by itself, in advance, or pooled."""

from collections.abc import Mapping

from comity.agreements.terms.catalogue.entries import (
    ON_WHOSE_MOTION,
    KindEntry,
    day,
    flag,
    listed,
    number,
    per_side,
    text,
)
from comity.agreements.terms.kinds import ProvisionKind
from comity.kernel.wording import N_

_DATASET = {
    "dataset": text(N_("what is supplied, as the text names it")),
    "fields": listed(N_("the data elements supplied")),
}

INFORMATION: Mapping[ProvisionKind, KindEntry] = {
    ProvisionKind.INFO_APPLICATION_ENFORCEMENT: KindEntry(
        N_("information for applying and enforcing customs law"),
        {
            **ON_WHOSE_MOTION,
            "subjects": listed(N_("as techniques, trends, means and methods, changes of law")),
        },
    ),
    ProvisionKind.INFO_ASSESSMENT: KindEntry(
        N_("information for the assessment of duties"),
        {
            "fields": listed(N_("as value, classification, origin, quantity")),
            "years_back": number(N_("how many years back it may be asked for")),
            "documents": listed(N_("documents behind the declaration")),
            "ongoing": flag(N_("supplied continually, not once")),
        },
    ),
    ProvisionKind.INFO_OFFENCES: KindEntry(
        N_("information on customs offences"),
        {
            **ON_WHOSE_MOTION,
            "planned": flag(N_("activities that are only planned too")),
            "urgent_supply": flag(N_("supplied at once where serious harm threatens")),
        },
    ),
    ProvisionKind.INFO_LAWFUL_IMPORT_EXPORT: KindEntry(
        N_("whether goods were lawfully imported or exported"),
        {
            "goods": flag(),
            "transit": flag(N_("whether transit was cleared")),
            "currency": flag(N_("movements of currency too")),
            "procedure": flag(N_("under which customs procedure")),
        },
    ),
    ProvisionKind.INFO_AUTHENTICITY: KindEntry(
        N_("whether documents, seals and marks are genuine"),
        {"items": listed(N_("what may be checked"))},
    ),
    ProvisionKind.INFO_PARTICULAR_TYPES: KindEntry(
        N_("particular types of information"), {"types": listed()}
    ),
    ProvisionKind.INFO_AUTOMATIC: KindEntry(
        N_("automatic exchange"),
        {
            **_DATASET,
            "trigger": text(N_("what sets a supply off")),
            "frequency": text(),
            "channel": text(),
            "format": text(),
            "units": per_side(N_("the unit that supplies and receives")),
            "start": day(N_("first day of supply")),
            "end": day(N_("first day without supply")),
            "suspension": text(N_("when and how a side may suspend it")),
        },
    ),
    ProvisionKind.INFO_ADVANCE: KindEntry(
        N_("advance exchange"),
        {
            **_DATASET,
            "lead_time": text(N_("how long before arrival, as the text says")),
            "lead_hours": number(N_("how many hours before arrival")),
        },
    ),
    ProvisionKind.INFO_EARLY_MODEL: KindEntry(
        N_("periodic copies of declarations"),
        {
            "commodities": listed(),
            "term": text(N_("for how long, as the text says")),
            "term_months": number(),
            "authentication": flag(N_("copies are authenticated")),
            "monthly_prices": flag(N_("unit prices are supplied each month")),
        },
    ),
    ProvisionKind.INFO_SPONTANEOUS: KindEntry(
        N_("assistance without a request"),
        {
            "mandatory": flag(N_("a duty; false where only as far as possible")),
            "triggers": listed(N_("as serious damage to economy, health or security")),
        },
    ),
    ProvisionKind.INFO_POOLING: KindEntry(
        N_("pooling of information"),
        {
            "nominal": flag(N_("named persons are pooled; false where they are not")),
            "subjects": listed(N_("as persons, methods, concealment, vessels")),
            "system": text(N_("the index or system it is pooled in")),
        },
    ),
}
