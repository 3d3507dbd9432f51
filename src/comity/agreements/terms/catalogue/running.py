"""Kinds of exemptions, of costs, of running the agreement, and of its beginning and end."""

from collections.abc import Mapping

from comity.agreements.terms.catalogue.entries import (
    KindEntry,
    flag,
    listed,
    number,
    text,
)
from comity.agreements.terms.kinds import ProvisionKind
from comity.kernel.wording import N_

_GROUND = {
    "partly": flag(N_("assistance may be refused in part")),
    "under_conditions": flag(N_("or given under conditions")),
    "must_be_flagged": flag(N_("whoever asks says so itself")),
    "postponement": flag(N_("assistance may be put off")),
    "consultation": flag(N_("both sides consult first")),
    "reasons": flag(N_("reasons are given")),
}

EXEMPTIONS: Mapping[ProvisionKind, KindEntry] = {
    ProvisionKind.EX_SOVEREIGNTY: KindEntry(N_("sovereignty"), _GROUND),
    ProvisionKind.EX_SECURITY: KindEntry(N_("security"), _GROUND),
    ProvisionKind.EX_PUBLIC_POLICY: KindEntry(N_("public policy"), _GROUND),
    ProvisionKind.EX_ESSENTIAL_INTEREST: KindEntry(
        N_("essential interest"),
        {**_GROUND, "interests": listed(N_("the interests the text names"))},
    ),
    ProvisionKind.EX_DOMESTIC_LAW: KindEntry(N_("inconsistent with own law"), _GROUND),
    ProvisionKind.EX_CONTROLLED_DELIVERY_LAW: KindEntry(
        N_("controlled delivery not allowed by own law"), _GROUND
    ),
    ProvisionKind.EX_OUTSIDE_CUSTOMS_LAW: KindEntry(
        N_("currency or tax rules outside customs law"), _GROUND
    ),
    ProvisionKind.EX_SECRET: KindEntry(
        N_("industrial, commercial or professional secret"),
        {**_GROUND, "secrets": listed(N_("the secrets the text names"))},
    ),
    ProvisionKind.EX_RECIPROCITY: KindEntry(N_("the same could not be done in return"), _GROUND),
    ProvisionKind.EX_ONGOING: KindEntry(
        N_("an investigation or proceeding would be disturbed"), _GROUND
    ),
    ProvisionKind.EX_BURDEN: KindEntry(N_("burden out of proportion"), _GROUND),
    ProvisionKind.EX_RETENTION_EXPIRED: KindEntry(
        N_("the period for keeping documents is over"), _GROUND
    ),
    ProvisionKind.EX_TRADER_CONSENT: KindEntry(N_("the trader's consent is required"), _GROUND),
    ProvisionKind.EX_PUBLIC_INTEREST: KindEntry(N_("public interest"), _GROUND),
    ProvisionKind.EX_PRIOR_CONTROL: KindEntry(N_("own verification not done first"), _GROUND),
    ProvisionKind.EX_LIMITS: KindEntry(
        N_("what nobody is obliged to do"),
        {**_GROUND, "matters": listed(N_("as to translate, to start enquiries, to verify"))},
    ),
}

RUNNING: Mapping[ProvisionKind, KindEntry] = {
    ProvisionKind.COST_REQUESTED_BEARS: KindEntry(
        N_("the requested side pays"), {"unless_agreed": flag()}
    ),
    ProvisionKind.COST_WAIVE: KindEntry(
        N_("each side bears its own costs"),
        {"exceptions": listed(N_("costs that are paid back all the same"))},
    ),
    ProvisionKind.COST_EXTRAORDINARY: KindEntry(
        N_("extraordinary costs are agreed"),
        {"threshold": text(N_("from where costs count as extraordinary"))},
    ),
    ProvisionKind.RUN_ARRANGEMENTS: KindEntry(
        N_("detailed arrangements"),
        {"direct_contact": flag(N_("investigators may speak to each other directly"))},
    ),
    ProvisionKind.RUN_COMMITTEE: KindEntry(
        N_("joint committee"),
        {"decisions_bind": flag(), "may_adopt_recognition": flag()},
    ),
    ProvisionKind.RUN_DISPUTES: KindEntry(
        N_("settlement of disputes"),
        {"consultation": flag(N_("both sides consult first")), "channel": text()},
    ),
    ProvisionKind.END_ENTRY: KindEntry(
        N_("entry into force"),
        {
            "mode": text(N_("as on signature, or after the later notice")),
            "days": number(N_("days that pass after that")),
            "months": number(N_("months that pass after that")),
        },
    ),
    ProvisionKind.END_PROVISIONAL: KindEntry(
        N_("provisional application"), {"from": text(N_("from when, as the text says"))}
    ),
    ProvisionKind.END_TERM: KindEntry(
        N_("term and notice"),
        {
            "indefinite": flag(),
            "years": number(N_("years of a fixed term")),
            "renews": flag(N_("a fixed term renews itself")),
            "notice_months": number(N_("months from notice to the end")),
        },
    ),
    ProvisionKind.END_RESIDUAL: KindEntry(
        N_("what outlives the end"),
        {
            "open_requests": flag(N_("requests made before the end are still answered")),
            "open_proceedings": flag(N_("proceedings begun before the end are completed")),
            "confidentiality": flag(N_("limits of use and confidentiality stay")),
        },
    ),
    ProvisionKind.END_REVIEW: KindEntry(
        N_("review"), {"years": number(), "on_request": flag(N_("whenever a side asks for it"))}
    ),
    ProvisionKind.END_SUCCESSION: KindEntry(
        N_("succession"), {"successors": listed(N_("who takes over, as the text says"))}
    ),
}
