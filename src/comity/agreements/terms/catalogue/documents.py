"""Kinds of documents, evidence and procedure: form, language, channel, time."""

from collections.abc import Mapping

from comity.agreements.terms.catalogue.entries import (
    KindEntry,
    flag,
    listed,
    number,
    per_side,
    text,
)
from comity.agreements.terms.kinds import ProvisionKind
from comity.kernel.wording import N_

DOCUMENTS: Mapping[ProvisionKind, KindEntry] = {
    ProvisionKind.DOC_COPIES_FIRST: KindEntry(N_("originals only when copies do not suffice")),
    ProvisionKind.DOC_CERTIFIED: KindEntry(
        N_("certified copies on request"),
        {
            "certifier": text(N_("who certifies")),
            "wording": text(N_("the words of the certificate")),
            "without_apostille": flag(N_("no further authentication is asked")),
        },
    ),
    ProvisionKind.DOC_RETURN: KindEntry(
        N_("originals are returned"),
        {
            "due": text(N_("when, as the text says")),
            "due_days": number(N_("days within which they go back")),
            "third_party_rights": flag(N_("rights of third parties in them are kept")),
        },
    ),
    ProvisionKind.DOC_EXPLANATION: KindEntry(
        N_("information comes with what is needed to read it")
    ),
    ProvisionKind.DOC_ELECTRONIC: KindEntry(
        N_("electronic form may replace paper"),
        {
            "formats": listed(),
            "signature": text(N_("the electronic signature or seal asked")),
            "originals_on_request": flag(N_("paper and originals are still sent when asked")),
        },
    ),
    ProvisionKind.DOC_EVIDENCE: KindEntry(
        N_("findings and copies may be put before courts"),
        {
            "kinds": listed(N_("what is admissible, as findings, certificates, copies")),
            "weight_by_national_law": flag(N_("what they prove is for the court's own law")),
        },
    ),
}

PROCEDURE: Mapping[ProvisionKind, KindEntry] = {
    ProvisionKind.REQ_CHANNEL: KindEntry(
        N_("requests go directly between administrations"),
        {
            "unit": text(N_("the contact point, as the text names it")),
            "units": per_side(N_("the contact point of each party")),
            "deputies": per_side(N_("who stands in for it")),
            "hours": text(N_("when it answers")),
            "hotline": flag(),
            "designated_officials": flag(N_("lists of officials are exchanged and kept")),
        },
    ),
    ProvisionKind.REQ_FORM: KindEntry(
        N_("form of a request"),
        {
            "written": flag(),
            "electronic": flag(N_("an electronic request is good enough")),
            "confirm_electronic": flag(
                N_("the requested side may have an electronic request confirmed in writing")
            ),
            "oral_when_urgent": flag(N_("by word of mouth where it is urgent, then confirmed")),
            "confirm_within": text(N_("when an oral request is confirmed, as the text says")),
            "confirm_days": number(N_("days within which an oral request is confirmed")),
        },
    ),
    ProvisionKind.REQ_LANGUAGE: KindEntry(
        N_("language of a request"),
        {
            "languages": per_side(N_("any of these; a table where each side has its own")),
            "language_of_requested": flag(N_("the requested side's language will do")),
        },
    ),
    ProvisionKind.REQ_CONTENTS: KindEntry(
        N_("contents of a request"), {"fields": listed(N_("what every request must say"))}
    ),
    ProvisionKind.REQ_DEFECTIVE: KindEntry(
        N_("a defective request may be completed"),
        {"protective_steps": flag(N_("protective steps may be taken meanwhile"))},
    ),
    ProvisionKind.REQ_PROCEDURE: KindEntry(N_("a special procedure may be followed")),
    ProvisionKind.EXE_REASONABLE: KindEntry(
        N_("all reasonable measures are taken"),
        {"judicial_measures": flag(N_("judicial measures that are needed are sought"))},
    ),
    ProvisionKind.EXE_TRANSFER: KindEntry(
        N_("a request is passed to the competent body"),
        {"requester_is_told": flag()},
    ),
    ProvisionKind.EXE_TIME_PLACE: KindEntry(N_("time and place are told on request")),
    ProvisionKind.EXE_DEADLINE: KindEntry(
        N_("time limit for the answer"),
        {
            "days": number(),
            "counted_from": text(N_("the event the days run from, as receipt")),
            "soft": flag(N_("to the extent possible, and no more")),
        },
    ),
    ProvisionKind.EXE_RESULT: KindEntry(
        N_("result or reasons are told"),
        {"helps_elsewhere": flag(N_("with what helps the requester to go on elsewhere"))},
    ),
}
