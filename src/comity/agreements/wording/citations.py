"""Phrases of citations: what a ground, a condition or another road rests on.

Limits of use travel between nodes as text. The phrases are therefore told in English here, for
what is sent, and those that are wholly ours are known again in what arrives.
"""

from collections.abc import Mapping

from comity.agreements.terms.happenings import EventType
from comity.agreements.terms.limits import ASKED_FOR, BY_THE_SUPPLIER
from comity.kernel.rulings import QUOTED, Citation
from comity.kernel.wording import N_, fill

JOINED = "cited_further"
CITATIONS: Mapping[str, str] = {
    QUOTED: "{words}",
    JOINED: N_("{first}; {further}"),
    "cited_nothing": N_("nothing in the register on this day"),
    "cited_instrument": "{instrument}",
    "cited_article": N_("{instrument}, {article}"),
    "cited_term": N_("{instrument}, {term}"),
    "cited_title": N_("{instrument}: {title}"),
    "cited_parties": N_("{instrument}: parties"),
    "cited_silence": N_("{instrument}, read whole: no such provision"),
    "cited_template": N_("assumed from {template}"),
    "cited_settlement": N_("settled by {by} on {day}: {source}"),
    "cited_event": N_("{instrument}: {event} on {day}"),
    "cited_event_no_later": N_("{instrument}: {event} no later than {day}"),
    "cited_event_printed": N_("{instrument}: {event} in {printed}, day not recorded"),
    "cited_event_undated": N_("{instrument}: {event}, day not recorded"),
    "cited_event_by": N_("{instrument}: {event} by {party} on {day}"),
    "cited_event_by_no_later": N_("{instrument}: {event} by {party} no later than {day}"),
    "cited_event_by_printed": N_("{instrument}: {event} by {party} in {printed}, day not recorded"),
    "cited_event_by_undated": N_("{instrument}: {event} by {party}, day not recorded"),
    "cited_no_event": N_("{instrument}: {event} not recorded"),
    "cited_outside_the_register": N_("no agreement between customs administrations"),
    "cited_stated_with_act": N_("stated with the act"),
    "cited_decision": N_("decision {decision}"),
    "cited_given_with_request": N_("given with the request"),
    "cited_assurance": N_("given by {by} on {day}: {document}"),
    "cited_national_instruction": N_("a national instruction"),
    "cited_breach_register": N_("this node's breach register"),
    "cited_consent": N_("consent {consent}"),
    "cited_recall": N_("a recall by {supplier}"),
    "cited_handling": N_("handling code {code}"),
    "cited_retention": N_("retention until {day}"),
    "cited_asked_for": ASKED_FOR,
    "cited_by_the_supplier": BY_THE_SUPPLIER,
}

EVENT_PHRASES: Mapping[EventType, str] = {
    EventType.NEGOTIATED: N_("negotiated"),
    EventType.INITIALLED: N_("initialled"),
    EventType.SIGNED: N_("signed"),
    EventType.PROVISIONALLY_APPLIED: N_("provisionally applied"),
    EventType.ENTERED_INTO_FORCE: N_("entered into force"),
    EventType.ACCEPTED: N_("accepted"),
    EventType.RESERVED: N_("reserved"),
    EventType.RESERVATION_WITHDRAWN: N_("reservation withdrawn"),
    EventType.AMENDED: N_("amended"),
    EventType.SUSPENDED: N_("suspended"),
    EventType.RESUMED: N_("resumed"),
    EventType.NOTICE_GIVEN: N_("notice given"),
    EventType.NOTICE_WITHDRAWN: N_("notice withdrawn"),
    EventType.TERMINATED: N_("terminated"),
    EventType.SUPERSEDED: N_("superseded"),
    EventType.SUCCEEDED: N_("succeeded to"),
}
# What can be missing, by the reason force is not known.
MISSING_EVENTS: Mapping[str, str] = {
    "force_not_recorded": N_("entry into force"),
    "succession_not_recorded": N_("succession"),
    "acceptance_not_recorded": N_("acceptance by both parties"),
}
SOME_EVENT = N_("an event")
DAY_NOT_RECORDED = N_("a day not recorded")

_OURS: Mapping[str, Citation] = {
    phrase: Citation(code) for code, phrase in CITATIONS.items() if "{" not in phrase
}


def cited_in_english(citation: Citation) -> str:
    """Return a citation as text, for what travels and for what has no reader yet."""
    told = fill(CITATIONS[citation.code], citation.facts)
    for each in citation.further:
        further = cited_in_english(each)
        told = fill(CITATIONS[JOINED], (("first", told), ("further", further)))
    return told


def citation_from(text: str) -> Citation:
    """Return a citation that travelled as text: a phrase of ours, or the sender's own words."""
    return _OURS.get(text) or Citation.quoting(text)
