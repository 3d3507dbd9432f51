"""Sentences of grounds. A settled ground says in its sentence that the treaty desk settled it."""

from collections.abc import Mapping

from comity.kernel.wording import N_

GROUNDS: Mapping[str, str] = {
    # Force.
    "in_force": N_(
        "The {instrument} has been in force between {requesting} and {requested} since {day}."
    ),
    "in_force_settled": N_(
        "The {instrument} has been in force between {requesting} and {requested} since {day}, "
        "as our treaty desk settled."
    ),
    "applied_provisionally": N_("The {instrument} has been applied provisionally since {day}."),
    "applied_provisionally_settled": N_(
        "The {instrument} has been applied provisionally since {day}, as our treaty desk settled."
    ),
    "in_force_by_succession": N_(
        "The {instrument} has been in force between {requesting} and {requested} by succession "
        "since {day}."
    ),
    "in_force_by_succession_settled": N_(
        "The {instrument} has been in force between {requesting} and {requested} by succession "
        "since {day}, as our treaty desk settled."
    ),
    "accepted": N_(
        "{requesting} and {requested} have both accepted the {instrument}, the later on {day}."
    ),
    "accepted_settled": N_(
        "{requesting} and {requested} have both accepted the {instrument}, the later on {day}, "
        "as our treaty desk settled."
    ),
    "not_in_force": N_(
        "The {instrument} was not in force on {on}; it entered into force on {day}."
    ),
    "not_in_force_settled": N_(
        "The {instrument} was not in force on {on}; it entered into force on {day}, as our "
        "treaty desk settled."
    ),
    "not_yet_signed": N_("The {instrument} was not even signed on {on}; it was signed on {day}."),
    "not_yet_signed_settled": N_(
        "The {instrument} was not even signed on {on}; it was signed on {day}, as our treaty "
        "desk settled."
    ),
    "not_yet_succeeded": N_(
        "The {instrument} did not yet bind {requesting} and {requested} on {on}; the succession "
        "dates from {day}."
    ),
    "not_yet_succeeded_settled": N_(
        "The {instrument} did not yet bind {requesting} and {requested} on {on}; the succession "
        "dates from {day}, as our treaty desk settled."
    ),
    "not_yet_accepted": N_(
        "On {on} one of {requesting} and {requested} had not yet accepted the {instrument}; it "
        "did on {day}."
    ),
    "not_yet_accepted_settled": N_(
        "On {on} one of {requesting} and {requested} had not yet accepted the {instrument}; it "
        "did on {day}, as our treaty desk settled."
    ),
    "ended": N_("The {instrument} ended on {day}."),
    "ended_settled": N_("The {instrument} ended on {day}, as our treaty desk settled."),
    "suspended": N_("The {instrument} has been suspended since {day}."),
    "suspended_settled": N_(
        "The {instrument} has been suspended since {day}, as our treaty desk settled."
    ),
    "force_not_recorded": N_(
        "The register records no entry into force of the {instrument}. The treaty desk must "
        "settle it."
    ),
    "force_day_not_recorded": N_(
        "The {instrument} is recorded as having entered into force, but not on which day. The "
        "treaty desk must settle it."
    ),
    "end_day_not_recorded": N_(
        "The {instrument} is recorded as ended or replaced, but not on which day. The treaty "
        "desk must settle it."
    ),
    "succession_not_recorded": N_(
        "The register does not record since when the {instrument} binds the successor state. "
        "The treaty desk must settle it."
    ),
    "acceptance_not_recorded": N_(
        "The register does not record that {requesting} and {requested} have both accepted the "
        "{instrument}. The treaty desk must settle it."
    ),
    "parent_ended": N_(
        "The {instrument} hangs from the {parent}, which has ended. The treaty desk must say "
        "what remains."
    ),
    "ended_with_parent": N_(
        "The {instrument} ends with the {parent} it hangs from, and that has ended."
    ),
    # Which instrument.
    "no_instrument": N_(
        "On {on} the register holds no agreement between {requesting} and {requested} that "
        "carries: {kind}."
    ),
    "not_between_them": N_("{requesting} and {requested} are not both party to the {instrument}."),
    "recognition_only": N_(
        "The {instrument} recognises traders' programmes; assistance cannot be asked under it."
    ),
    "assistance_only": N_(
        "The {instrument} is about assistance; it recognises no traders' programmes."
    ),
    # Coverage.
    "covered": N_("The {instrument} provides for this: {term}."),
    "covered_settled": N_(
        "The {instrument} provides for this, as our treaty desk settled: {term}."
    ),
    "excluded": N_("The {instrument} shuts this out: {term}."),
    "excluded_settled": N_("The {instrument} shuts this out, as our treaty desk settled: {term}."),
    "not_covered": N_("The {instrument} was read whole and does not provide for this: {term}."),
    "declaration_data_only": N_(
        "The {instrument} carries the data of import and export declarations only; it cannot "
        "carry: {kind}."
    ),
    "term_assumed": N_(
        "Nobody has read the article of the {instrument} on this: {term}. The register only "
        "assumes it from a model text; the treaty desk must settle it."
    ),
    "term_not_recorded": N_(
        "The register does not know whether the {instrument} provides for this: {term}. The "
        "treaty desk must settle it."
    ),
    "part_not_accepted": N_("{party} has not accepted {part} of the {instrument}."),
    "part_reserved": N_("{party} has kept out of {part} of the {instrument}."),
    "part_not_recorded": N_(
        "The register does not record whether {party} has accepted {part} of the {instrument}. "
        "The treaty desk must settle it."
    ),
    "purpose_listed": N_("The {instrument} serves this purpose: {purpose}."),
    "purpose_listed_settled": N_(
        "The {instrument} serves this purpose, as our treaty desk settled: {purpose}."
    ),
    "purpose_not_covered": N_(
        "The {instrument} does not serve this purpose: {purpose}. It serves: {purposes}."
    ),
    "purpose_not_covered_settled": N_(
        "The {instrument} does not serve this purpose, as our treaty desk settled: {purpose}. "
        "It serves: {purposes}."
    ),
    "purpose_assumed": N_(
        "Which purposes the {instrument} serves is only assumed from a model text; this one is "
        "for the treaty desk: {purpose}."
    ),
    "purpose_not_recorded": N_(
        "The register does not list the purposes of the {instrument}; this one is for the "
        "treaty desk: {purpose}."
    ),
    # Own law.
    "gateway_open": N_("The law of {country} gives the power for this: {kind}."),
    "gateway_open_settled": N_(
        "The law of {country} gives the power for this, as our treaty desk settled: {kind}."
    ),
    "assurance_given": N_("{partner} has given the assurance our law asks for: {assurance}."),
    "assurance_missing": N_(
        "Our law asks for an assurance {partner} has not given: {assurance}. The central unit "
        "must obtain it first."
    ),
    "own_law_not_encoded": N_(
        "The register holds nothing of the own law of {country}. The treaty desk must settle "
        "whether it lets this out."
    ),
    "gateway_not_encoded": N_(
        "What the register holds of the law of {country} says nothing on releasing this: "
        "{kind}. The treaty desk must settle it."
    ),
    "own_law_assumed": N_(
        "The power in the law of {country} is only assumed, nobody has read it: {kind}. The "
        "treaty desk must settle it."
    ),
    "source_barred": N_("Our own law forbids letting out what {supplier} supplied."),
    "category_barred": N_("Our own law forbids releasing data of this category: {category}."),
    "breach_barred": N_(
        "Our own law forbids releasing anything to {partner}, which has broken an assurance."
    ),
    "breach_alleged": N_(
        "{partner} is reported to have broken what it promised. The central unit decides before "
        "anything more is released."
    ),
    "breach_established": N_(
        "{partner} has broken what it promised and has not put it right. Whether we go on "
        "releasing is for the treaty desk."
    ),
    "instruction_hold": N_("A national instruction holds everything of this kind with {partner}."),
    "instruction_refer": N_(
        "A national instruction leaves what concerns {partner} to be decided by the office it "
        "names."
    ),
    # Discretion and personal data.
    "exemption_touched": N_(
        "This may touch a ground on which we can refuse or postpone: {exemption}. The central "
        "unit decides; the machine neither refuses nor waives."
    ),
    "not_reciprocal": N_(
        "{partner} says it could not do the same for us, so answering is at our discretion. The "
        "central unit decides."
    ),
    "personal_data_protected": N_("The agreement protects the personal data this contains."),
    "personal_data_protected_settled": N_(
        "The agreement protects the personal data this contains, as our treaty desk settled."
    ),
    "personal_data_not_recorded": N_(
        "This contains personal data, and the register knows no article that protects it. The "
        "data protection officer decides."
    ),
    "courtesy_only": N_(
        "On {on} no agreement between {requesting} and {requested} carries this: {kind}. It can "
        "only be put, or met, as a courtesy; the central unit decides."
    ),
    "third_party_consented": N_("{supplier}, which supplied some of it, has consented."),
    "third_party_consent_needed": N_(
        "Some of this was supplied by {supplier}, whose consent is needed first. The central unit "
        "obtains it."
    ),
    # Acting for another on the ground.
    "host_consented": N_("{host} has consented to it."),
    "host_consent_needed": N_(
        "This needs the consent of {host} first. The central unit obtains it."
    ),
    "arms_not_allowed": N_("The agreement lets officials be present unarmed only."),
    "enforcement_not_covered": N_(
        "The agreement lets a decision be told to a person; it does not carry its enforcement."
    ),
    "target_not_listed": N_(
        "The agreement lets these be watched: {listed}. This is none of them: {target}."
    ),
    "goods_not_listed": N_(
        "The agreement lets these be delivered under control: {listed}. This is none of them: "
        "{goods}."
    ),
    "authority_decided": N_("The competent authority of {country} has decided on this delivery."),
    "authority_must_decide": N_(
        "The competent authority of {country} must decide on this one delivery first. The central "
        "unit obtains the decision."
    ),
    # What runs without a request each time.
    "dataset_listed": N_("The agreement names this data set: {dataset}."),
    "dataset_not_listed": N_(
        "The agreement names the data set {listed}; it does not carry this one: {dataset}."
    ),
    "dataset_not_recorded": N_(
        "The register does not know which data set the agreement names; whether it is this one "
        "the treaty desk must settle: {dataset}."
    ),
    "field_not_listed": N_(
        "The agreement lists what is supplied, and this is not among it: {field}. It lists: "
        "{listed}."
    ),
    "field_not_recorded": N_(
        "The register does not know which data the agreement lists; whether this is among it the "
        "treaty desk must settle: {field}."
    ),
    "channel_listed": N_("The agreement names this road for the data: {channel}."),
    "channel_not_listed": N_(
        "The agreement names the road {listed} for the data, and not this one: {channel}."
    ),
    "channel_not_recorded": N_(
        "The register does not know which road the agreement names for the data; whether this "
        "one will do the treaty desk must settle: {channel}."
    ),
    "supply_not_begun": N_("The supply begins on {day} only."),
    "supply_ended": N_("The supply has ended on {day}."),
    "names_pooled": N_("What is pooled under the agreement includes names."),
    "names_not_pooled": N_(
        "What is pooled under the agreement holds no names; a match on names is not carried."
    ),
    "names_not_recorded": N_(
        "The register does not know whether what is pooled under the agreement includes names. "
        "The treaty desk must settle it."
    ),
    "operating": N_("The arrangement is in operation."),
    "not_operating": N_("The arrangement is not in operation; signed is not operating."),
    "operation_not_recorded": N_(
        "Nobody has recorded whether the arrangement is in operation; signed is not operating. "
        "The AEO manager says."
    ),
    "trader_consented": N_("The trader has consented to its data being sent."),
    "trader_not_consented": N_(
        "The trader has not consented to its data being sent, or has withdrawn its consent."
    ),
    "trader_not_asked": N_(
        "Nobody has recorded whether the trader has consented to its data being sent. The AEO "
        "manager asks."
    ),
    # Use.
    "use_within_purposes": N_("{supplier} supplied this for this use: {purpose}."),
    "use_outside_purposes": N_(
        "{supplier} supplied this for: {purposes}. This use lies outside: {purpose}. It needs "
        "the {form} consent of {supplier}."
    ),
    "proceedings_allowed": N_("It may be used in these proceedings: {proceedings}."),
    "proceedings_barred": N_("It may not be used in these proceedings: {proceedings}."),
    "onward_allowed": N_("It may be passed on to {onward_to}."),
    "onward_barred": N_("It may not be passed on to {onward_to}."),
    "consent_needed": N_("This needs the {form} consent of {supplier} first: {matter}."),
    "use_ended": N_("{supplier} asked for it back; it is not used any more."),
    "handling_needs_leave": N_(
        "Its handling code {code} leaves this to the permission of {supplier}."
    ),
    "handling_bars": N_("Its handling code {code} bars this."),
    "consent_given": N_("{supplier} has consented to exactly this use."),
    "limit_not_recorded": N_(
        "The register does not know for sure whether this is allowed: {matter}. The treaty desk "
        "must settle it."
    ),
    "kept_too_long": N_("It could be kept until {day} only and may no longer be used."),
    "may_be_kept": N_("{supplier} has set no end to keeping it, and no article is known to."),
    "may_be_kept_until": N_("It may be kept until {day}."),
    "held_past_retention": N_(
        "It could be kept until {day} only, and an order holds it. The data protection officer "
        "decides."
    ),
    "retention_start_not_recorded": N_(
        "The agreement counts the days it may be kept, and the day it came from {supplier} is not "
        "recorded. The data protection officer decides."
    ),
    "agency_is_authority": N_("{agency} acts for {country} under the agreement."),
    "agency_not_recorded": N_(
        "The register does not record who acts for {country} under the agreement; whether {agency} "
        "does the treaty desk must settle."
    ),
    # Reliance of a partner on another encoding than ours.
    "terms_not_known": N_(
        "The partner relied on an encoding of the {instrument} that this node does not know; we "
        "rule on our own reading."
    ),
    "terms_differ_elsewhere": N_(
        "The partner relied on another encoding of the {instrument}, which reads {article} as ours "
        "does (differences that bind: {count})."
    ),
    "terms_difference_decided": N_(
        "The partner's encoding of the {instrument} differs from ours at {article}; our treaty "
        "desk has decided to go by our own."
    ),
    "terms_differ_at_article": N_(
        "The partner relied on {article} of the {instrument}, which its encoding and ours do not "
        "read alike. The treaty desk compares the two and decides."
    ),
}
