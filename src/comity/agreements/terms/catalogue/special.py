"""Kinds of special assistance: what one administration does for another beyond information."""

from collections.abc import Mapping

from comity.agreements.terms.catalogue.entries import (
    ON_WHOSE_MOTION,
    KindEntry,
    flag,
    listed,
    one_of,
    per_side,
    text,
)
from comity.agreements.terms.kinds import ProvisionKind
from comity.kernel.wording import N_

_ACROSS_THE_FRONTIER = {
    "offences": listed(N_("the only offences it is allowed for")),
    "prior_approval": flag(N_("the other side agrees first")),
    "duration": text(),
    "reservations": per_side(N_("what the text lets a party reserve, or has it reserve")),
}
_SUBJECTS = {"subjects": listed(N_("as persons, routes, goods and post, means of transport"))}

SPECIAL: Mapping[ProvisionKind, KindEntry] = {
    ProvisionKind.ACT_NOTIFICATION: KindEntry(
        N_("notification of decisions"),
        {
            "language": text(N_("language of the document notified")),
            "method": text(N_("how it is handed over")),
            "proof": text(N_("how it is shown that it was handed over")),
            "no_enforcement": flag(N_("it is told and not enforced")),
        },
    ),
    ProvisionKind.ACT_RECOVERY: KindEntry(
        N_("recovery of customs claims"),
        {
            "reciprocal_only": flag(N_("only where the other side does the same")),
            "threshold": text(N_("below which it is not asked")),
            "enforcement_instrument": flag(N_("the instrument permitting enforcement is sent")),
            "currency": text(N_("in which claims are stated and paid")),
            "priority": text(N_("rank of a foreign claim among own ones")),
        },
    ),
    ProvisionKind.ACT_SURVEILLANCE: KindEntry(
        N_("special surveillance"),
        {
            **ON_WHOSE_MOTION,
            "targets": listed(N_("as persons, goods, places, means of transport or payment")),
            "duration": text(),
            "reporting": text(N_("how and when it is reported on")),
        },
    ),
    ProvisionKind.ACT_CONTROLLED_DELIVERY: KindEntry(
        N_("controlled delivery"),
        {
            "mutual_consent": flag(),
            "case_by_case": flag(),
            "competent_authority": text(N_("who decides on each delivery, as a judge")),
            "substitution": flag(N_("goods may be taken out or replaced on the way")),
            "cost_sharing": flag(),
            "forfeiture_sharing": flag(),
            "substances": listed(N_("the only goods it is allowed for")),
        },
    ),
    ProvisionKind.ACT_EXPERTS_WITNESSES: KindEntry(
        N_("experts and witnesses"),
        {
            "authorise": one_of("may", "shall", means=N_("whether officials may or shall be sent")),
            "within_limits": flag(N_("within the limits the authorisation sets")),
            "case_and_capacity": flag(N_("the request names the case and the capacity")),
            "immunity": text(N_("privileges and immunities of those sent")),
            "documents": flag(N_("they may produce documents")),
        },
    ),
    ProvisionKind.ACT_ENQUIRIES: KindEntry(
        N_("administrative enquiries"),
        {
            "as_for_oneself": flag(N_("as if acting on own account")),
            "other_authorities": flag(N_("other authorities are asked to act")),
            "experts": flag(N_("experts may be heard")),
            "suspects": flag(N_("suspects may be heard")),
            "witnesses": flag(N_("witnesses may be heard")),
        },
    ),
    ProvisionKind.ACT_PRESENCE: KindEntry(
        N_("presence of officials"),
        {
            "consent": flag(N_("only with the consent of the other side")),
            "advisory_only": flag(N_("they advise and have no powers")),
            "as_widely_as_possible": flag(),
            "identification": flag(N_("they can prove at any time who they are")),
            "unarmed": flag(),
            "liability": text(N_("who answers for what they do")),
        },
    ),
    ProvisionKind.ACT_LIAISON: KindEntry(N_("liaison officers"), {"tasks": listed()}),
    ProvisionKind.ACT_HOT_PURSUIT: KindEntry(N_("hot pursuit"), _ACROSS_THE_FRONTIER),
    ProvisionKind.ACT_CROSS_BORDER_SURVEILLANCE: KindEntry(
        N_("surveillance across the frontier"), _ACROSS_THE_FRONTIER
    ),
    ProvisionKind.ACT_COVERT: KindEntry(N_("covert investigation"), _ACROSS_THE_FRONTIER),
    ProvisionKind.ACT_JOINT_TEAM: KindEntry(
        N_("joint control and investigation teams"),
        {**_ACROSS_THE_FRONTIER, "team_agreement": flag(N_("each team has its own agreement"))},
    ),
    ProvisionKind.ACT_PRECAUTIONARY: KindEntry(
        N_("provisional seizure"),
        {"measures": listed(N_("as seizure or freezing")), "duration": text()},
    ),
    ProvisionKind.ACT_FORFEITURE_SHARE: KindEntry(
        N_("disposal and sharing of forfeited assets"),
        {"disposal": flag(), "sharing": flag(), "basis": text(N_("how the shares are found"))},
    ),
    ProvisionKind.ACT_TECHNICAL: KindEntry(N_("technical cooperation"), {"topics": listed()}),
    ProvisionKind.ACT_DRUGS: KindEntry(N_("assistance against drugs"), _SUBJECTS),
    ProvisionKind.ACT_CULTURAL: KindEntry(N_("assistance for cultural property"), _SUBJECTS),
}
