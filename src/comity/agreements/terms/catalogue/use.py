"""Kinds of use, confidentiality and personal data: what travels with every item."""

from collections.abc import Mapping

from comity.agreements.terms.catalogue.entries import (
    FORM_OF_CONSENT,
    PURPOSES,
    KindEntry,
    flag,
    leave,
    listed,
    number,
    one_of,
    text,
)
from comity.agreements.terms.kinds import ProvisionKind
from comity.kernel.wording import N_

USE: Mapping[ProvisionKind, KindEntry] = {
    ProvisionKind.USE_PURPOSE: KindEntry(
        N_("use only for the purposes of the agreement"), {"purposes": PURPOSES}
    ),
    # Court use is a switch with at least five settings in real texts: allowed; allowed unless the
    # supplier limits it; only with consent, of whatever form; consent for criminal courts alone;
    # barred. One leave per kind of proceedings says each of them.
    ProvisionKind.USE_PROCEEDINGS: KindEntry(
        N_("use in proceedings"),
        {
            "administrative": leave(),
            "civil": leave(),
            "criminal": leave(),
            "form_of_consent": FORM_OF_CONSENT,
            "other_channel": text(N_("the road left open where it is barred, as legal assistance")),
        },
    ),
    ProvisionKind.USE_OTHER: KindEntry(
        N_("other use or passing on"),
        {
            "leave": leave(),
            "form_of_consent": FORM_OF_CONSENT,
            "conditions": listed(N_("what the consent may be tied to")),
        },
    ),
    ProvisionKind.USE_ONLY_AS_REQUESTED: KindEntry(
        N_("use only for the purpose stated in the request")
    ),
    ProvisionKind.USE_DRUGS_EXCEPTION: KindEntry(
        N_("wider use against drugs or terrorism"),
        {"domains": listed(N_("what wider use is allowed against, without consent"))},
    ),
    ProvisionKind.USE_LEGAL_DUTY: KindEntry(
        N_("disclosure required by own law"),
        {
            "notice": flag(N_("the supplier is warned beforehand")),
            "days": number(N_("how many days beforehand")),
            "cases": listed(N_("what compels it, as a prosecution")),
        },
    ),
    ProvisionKind.USE_NOTICE_OF_EVIDENCE: KindEntry(
        N_("notice of use in court"), {"days": number(N_("days within which it is told"))}
    ),
}

PROTECTION: Mapping[ProvisionKind, KindEntry] = {
    ProvisionKind.CONF_LEVEL: KindEntry(
        N_("level of confidentiality"),
        {
            "level": one_of(
                "equal",
                "own",
                "supplier",
                means=N_("as own information; under own rules; as the supplier protects it"),
            ),
            "marking": text(N_("the marking given, as “restricted”")),
        },
    ),
    ProvisionKind.CONF_ON_REQUEST: KindEntry(
        N_("further confidentiality on request"),
        {"with_reasons": flag(N_("the request for it gives reasons"))},
    ),
    ProvisionKind.CONF_NEED_TO_KNOW: KindEntry(
        N_("access only for those who need it"), {"roles": listed()}
    ),
    ProvisionKind.CONF_SECURITY: KindEntry(
        N_("security of information"),
        {
            "standard": text(),
            "safeguards": listed(N_("as passwords and encryption")),
            "markings_respected": flag(),
        },
    ),
    ProvisionKind.CONF_LIMIT_IF_NO_ASSURANCE: KindEntry(
        N_("supply may be limited without an assurance")
    ),
    ProvisionKind.DATA_PERSONAL: KindEntry(
        N_("personal data"),
        {
            "protection": one_of(
                "equal",
                "adequate",
                "supplier",
                means=N_("equal to the supplier's; adequate; at the supplier's level at least"),
            ),
            "law": text(N_("the law the protection is measured by")),
            "categories": listed(N_("categories of data it speaks of")),
            "annex": text(N_("the annex that holds the principles")),
        },
    ),
    ProvisionKind.DATA_SUBJECT: KindEntry(
        N_("rights of the person concerned"),
        {
            "access": flag(),
            "correction": flag(),
            "deletion": flag(),
            "liability": flag(N_("whoever does harm makes it good")),
            "records": flag(N_("transfers are recorded")),
            "supplier_heard": flag(N_("the supplier is heard before the person is given access")),
            "objection_binds": flag(N_("the supplier's objection binds")),
        },
    ),
    ProvisionKind.DATA_RETENTION: KindEntry(
        N_("retention"),
        {
            "max_days": number(N_("days it may be kept at most")),
            "event": text(N_("what the days run from, or what ends the keeping")),
            "stages": listed(N_("periods by stage of the case")),
            "conditions": listed(N_("conditions set for the case")),
        },
    ),
    ProvisionKind.DATA_BREACH: KindEntry(
        N_("misuse of information"),
        {
            "days": number(N_("days within which it is reported")),
            "remedy": flag(N_("it is put right")),
            "may_suspend": flag(N_("the other side may suspend its assistance")),
        },
    ),
}
