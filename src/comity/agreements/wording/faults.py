"""Sentences of errors, of problems in drafts, and of faults in register files."""

from collections.abc import Mapping

from comity.kernel.wording import N_

FAULTS: Mapping[str, str] = {
    # Errors and problems.
    "instrument_not_found": N_("The register holds no agreement called {reference}."),
    "two_to_compare": N_("Name two agreements to compare, or one (or none) with two days."),
    "register_refused": N_("The register files are refused, {count} faults. The first: {first}"),
    "register_not_imported": N_("This node has no register yet. Import the register files first."),
    "route_malformed": N_("A route passes two states at least, and none of them twice."),
    "not_on_the_route": N_("The state that asks is not on the route: {party}."),
    "same_administration": N_("An administration cannot ask itself: {party}."),
    "settlement_incomplete": N_("A settlement must say this: {field}."),
    "settlement_about_nothing": N_("The register holds nothing called {about}."),
    "party_not_in_instrument": N_("{party} is not party to this agreement."),
    # The file itself.
    "no_files": N_("There is no register file here."),
    "not_text": N_("The file is not UTF-8 text."),
    "file_too_long": N_("The file is longer than {limit} bytes."),
    "not_toml": N_("The file is not TOML: {reason}."),
    "impossible_date": N_("There is no such day: {reason}."),
    "hidden_characters": N_(
        "Here stand characters that cannot be seen, or that reorder what is seen. Write the text "
        "without them."
    ),
    "reference_missing": N_("The reference is missing."),
    "day_out_of_range": N_("{day} cannot be meant: days lie between {first} and {last}."),
    "unknown_key": N_("No such key is known here: {key}."),
    "missing_key": N_("This key is missing: {key}."),
    "wrong_type": N_("{key} must be: {wanted}."),
    "empty_text": N_("{key} is empty. Leave the key out where nothing is known."),
    "said_twice": N_("{key} says the same twice."),
    "unknown_value": N_("{key} cannot be “{value}”. Known: {known}"),
    "no_such_country": N_("No country or union has this code: {value}."),
    "empty_period": N_("The period ends on {end}, not after it starts on {start}."),
    "no_source": N_("A file without a source is not taken."),
    # Provisions.
    "unknown_provision": N_("The catalogue has no such kind of provision: {value}."),
    "unknown_parameter": N_("This kind of provision takes no such parameter: {key}."),
    "unknown_template": N_("There is no template called {template}."),
    "term_not_in_template": N_("The template {template} has no such term: {kind}."),
    "assumed_and_verified": N_(
        "{kind} is assumed from a template, so it cites no article and is not verified."
    ),
    "provision_without_article": N_("{kind} names neither its article nor a template."),
    "provision_not_verified": N_("{kind}: nobody is named who compared it with a text."),
    "bar_without_matter": N_("The bar names no category of data, no supplier and no breach."),
    # Parties, events, references.
    "party_twice": N_("{party} stands among the parties twice."),
    "too_few_parties": N_("An agreement of this kind has two parties at least."),
    "predecessor_no_party": N_("{party} is succeeded here but is not a party."),
    "event_of_no_party": N_("The event names {party}, which is not a party."),
    "event_without_party": N_("This event needs its party: {event}."),
    "event_by_another": N_(
        "Another agreement amends or supersedes this one; it cannot stand with: {event}."
    ),
    "event_with_parts": N_("Parts are accepted or reserved; they cannot stand with: {event}."),
    "event_twice": N_("The event stands here twice: {event}."),
    "unknown_part": N_("No provision here stands in such a part or article: {part}."),
    "succession_of_nobody": N_("{party} is not recorded as the successor of another party."),
    "acceptance_not_asked": N_(
        "{party} accepts, but the file does not say that parties join by acceptance."
    ),
    "cyclic_successions": N_("The successions go round in a circle, by way of {party}."),
    "cyclic_successors": N_("The agreements supersede each other in a circle: {reference}."),
    "authority_twice": N_("{name} stands among the authorities twice for the same days."),
    "unknown_authority": N_("No authority of this party is called {name}."),
    "member_twice": N_("{party} stands among the members twice for the same days."),
    "member_of_itself": N_("{party} cannot be a member of itself."),
    "member_is_union": N_("{party} is itself a union; name the states that are members."),
    "union_twice": N_("The members of the {party} stand in {other} already."),
    "no_union": N_("{party} is no union, so it acts through no members."),
    "term_twice": N_("The template has this term twice: {kind}."),
    "provision_twice": N_(
        "{kind} stands twice for the same days. Give each its days or its part, or join them."
    ),
    "side_no_party": N_("A term names {party} as a side, which is not a party."),
    "source_twice": N_("This source stands twice: {title}."),
    "bad_reference": N_(
        "A reference is made of small letters, digits and single hyphens, as us-ua-2016: {value}"
    ),
    "event_without_day": N_("This event needs its day: {event}."),
    "figure_of_another_kind": N_(
        "This number counts instruments of kind {counted}; {reference} is of kind {kind}."
    ),
    "day_given_twice": N_("The day is known, so nothing less exact stands beside it."),
    "event_out_of_order": N_("The event is out of order: {event} {day}, after {before}."),
    "entered_twice": N_(
        "An agreement enters into force once. For a party that joined later, name the party."
    ),
    "parent_unclear": N_("Name the parent by reference or title, or say that it is unknown."),
    "unknown_parent": N_("No file holds the parent called {parent}."),
    "cyclic_parents": N_("The parents go round in a circle, by way of {parent}."),
    "unknown_instrument": N_("No file holds an agreement called {reference}."),
    "reference_twice": N_("{reference} is already held by {other}."),
    "reference_not_file_name": N_("The file is not named after what it holds: {reference}."),
}
