"""Kinds of identity and scope: what the agreement is about, who acts, and what it is not for."""

from collections.abc import Mapping

from comity.agreements.terms.catalogue.entries import (
    PURPOSES,
    KindEntry,
    flag,
    listed,
    per_side,
)
from comity.agreements.terms.kinds import ProvisionKind
from comity.kernel.wording import N_

IDENTITY: Mapping[ProvisionKind, KindEntry] = {
    ProvisionKind.DEF_CUSTOMS_LAW: KindEntry(
        N_("definition of customs law"),
        {
            "covers": listed(N_("whatever else the definition names, in its words")),
            "duties": flag(N_("duties are customs law; false where the text leaves them out")),
            "taxes": flag(N_("taxes on imports and exports")),
            "prohibitions": flag(N_("prohibitions and restrictions of imports and exports")),
            "currency": flag(N_("currency and cash control")),
            "export_control": flag(N_("control of strategic exports")),
            "excise": flag(N_("excise")),
            "vat": flag(N_("value added tax; false where the text shuts it out")),
        },
    ),
    ProvisionKind.DEF_CUSTOMS_OFFENCE: KindEntry(
        N_("definition of a customs offence"),
        {
            "includes_attempt": flag(),
            "includes_participation": flag(N_("instigation and criminal association too")),
            "includes_laundering": flag(N_("laundering of the proceeds too")),
        },
    ),
    ProvisionKind.DEF_CUSTOMS_FRAUD: KindEntry(N_("definition of customs fraud")),
    ProvisionKind.DEF_SMUGGLING: KindEntry(N_("definition of smuggling")),
    ProvisionKind.DEF_AUTHORITY: KindEntry(
        N_("who may act"),
        {
            "authorities": per_side(N_("the services that act, for all or for each party")),
            "successors": flag(N_("a service that takes over acts in its place")),
        },
    ),
    ProvisionKind.SCOPE_PURPOSES: KindEntry(
        N_("purposes of the agreement"), {"purposes": PURPOSES}
    ),
    ProvisionKind.SCOPE_PROCEEDINGS: KindEntry(
        N_("proceedings covered"),
        {"proceedings": listed(N_("kinds of proceedings, as inquiries or liquidated damages"))},
    ),
    ProvisionKind.SCOPE_EXCLUSIONS: KindEntry(
        N_("what the agreement is not for"),
        {
            "excludes": listed(N_("as arrest, or collection of duties and fines")),
            "judge_must_agree": flag(
                N_("information obtained at a judge's request only when the judge agrees")
            ),
        },
    ),
    ProvisionKind.SCOPE_NO_PRIVATE_RIGHT: KindEntry(N_("no rights for private persons")),
    ProvisionKind.SCOPE_WITHIN_LAW_AND_RESOURCES: KindEntry(
        N_("within own law, competence and resources")
    ),
    ProvisionKind.SCOPE_ATTACHES: KindEntry(
        N_("exchange of staff and attachés"), {"topics": listed()}
    ),
    ProvisionKind.SCOPE_RELATION: KindEntry(
        N_("relation to other agreements"),
        {
            "keeps": listed(N_("agreements that stay beside this one")),
            "replaces": listed(N_("agreements that this one takes the place of")),
            "more_favourable": flag(N_("whatever gives wider assistance prevails")),
            "leaves_judicial_assistance": flag(
                N_("mutual legal assistance in criminal matters is not touched")
            ),
        },
    ),
    ProvisionKind.SCOPE_TERRITORY: KindEntry(
        N_("territorial application"),
        {
            "territories": per_side(N_("where it applies, for all or for each party")),
            "excluded": per_side(N_("where it does not apply")),
            "may_be_extended": flag(N_("a party may extend it to further territory later")),
        },
    ),
}
