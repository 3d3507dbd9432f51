"""The sentence of every code of this package."""

from collections.abc import Mapping

from comity.exchange import anchor_wording as anchors
from comity.exchange import carried_wording
from comity.exchange.ladder import wording as ladder
from comity.exchange.terms import EVENTS
from comity.kernel.wording import N_

_JSON: Mapping[str, str] = {
    "json_too_large": N_("The text is longer than the {limit} bytes allowed."),
    "json_not_utf8": N_("The text is not UTF-8 (at byte {position})."),
    "json_malformed": N_("The text is not JSON (at character {position})."),
    "json_duplicate_key": N_("The field “{key}” stands there twice; only one can be meant."),
    "json_too_deep": N_("Objects and lists are nested deeper than allowed ({limit})."),
    "json_number_out_of_range": N_("The number {number} is outside what every reader agrees on."),
    "json_text_unprintable": N_("A text holds a character that cannot be stored."),
    "json_not_an_object": N_("The text is JSON, but not an object."),
    "json_field_missing": N_("The field {field} is missing."),
    "json_field_wrong": N_("The field {field} is not in the form agreed."),
}

_LINKS: Mapping[str, str] = {
    "descriptor_malformed": N_(
        "This is not a node descriptor ({cause} {field}). Ask the partner to send the file again."
    ),
    "descriptor_signature_wrong": N_(
        "The descriptor of {administration} is not signed by the keys in it. It was changed on"
        " the way; do not use it."
    ),
    "descriptor_protocol_unknown": N_(
        "The partner's node speaks {found}; this node speaks {expected}. One of the two must be"
        " updated."
    ),
    "link_suite_retired": N_(
        "Both nodes can use {suites} alone, which is retired on {on}. One of the two must be"
        " updated, and the link made again."
    ),
    "link_to_own_node": N_("This is this node's own descriptor."),
    "own_descriptor_missing": N_("This node has not published its own descriptor yet."),
    "link_unknown": N_("There is no link to {partner}."),
    "link_number_differs": N_(
        "The number typed is not the number of this link. Read all twelve groups again, both"
        " ways; if they still differ, somebody stands between the two nodes."
    ),
    "link_second_officer_needed": N_(
        "{officer} has confirmed this link already; a second officer must compare the number too."
    ),
    "link_not_confirmed": N_(
        "There is no confirmed link to {partner}. Two officers must compare the link's number"
        " with the partner first."
    ),
    "link_descriptors_unchanged": N_(
        "These are the descriptors of the link to {partner} that was revoked. At least one side"
        " must make new keys first; the partner then sends its new descriptor."
    ),
    "link_epoch_used": N_(
        "Both descriptors would let the link to {partner} begin anew with an epoch that was used"
        " up to {epoch}. Replace a key here (comity keys rotate sealing): the new descriptor"
        " names a later one; give it to the partner."
    ),
    "descriptor_of_another": N_(
        "This is the descriptor of {found}, not of {partner}. Nothing was done."
    ),
    "link_notice_day_passed": N_(
        "The day {day} has passed. Nothing was told; name the day that is planned."
    ),
    "link_notice_day_too_far": N_(
        "The day {day} is more than two years away, further than a notice looks ahead. Nothing was"
        " told; announce it when it is nearer."
    ),
    "link_notices_too_many": N_(
        "{partner} sent more than {limit} notices within a day; this one was not kept. Ask there"
        " what is sending them."
    ),
    "link_state_forbids": N_("The link to {partner} is {state}; this cannot be done now."),
}

_PARCELS: Mapping[str, str] = {
    "parcel_head_too_long": N_("The parcel's head does not end within {limit} bytes."),
    "parcel_head_malformed": N_("The parcel does not begin with the head of a channel ({part})."),
    "parcel_sender_unknown": N_("This node has no confirmed link to {sender}."),
    "parcel_signature_missing": N_(
        "The {algorithm} signature of {name} is missing from the parcel's head; both are needed."
    ),
    "parcel_signature_wrong": N_("The {algorithm} signature of {name} on the head is wrong."),
    "parcel_key_ended": N_(
        "The head is signed with {name}, a key that has ended. Nothing was taken. If the node that"
        " owns it did not send this, somebody else has that key: ask there."
    ),
    "parcel_for_another_node": N_("The parcel is addressed to {recipient}, not to this node."),
    "parcel_of_another_link": N_(
        "The parcel belongs to a link that was made with other descriptors; the two nodes must"
        " compare their link number again."
    ),
    "parcel_suite_retired": N_(
        "The link uses {suites} alone, which is retired here on {on}. Both nodes must be updated,"
        " and the link made again."
    ),
    "parcel_link_suspended": N_("The link to {sender} is {state} here."),
    "parcel_epoch_closed": N_("Epoch {epoch} of the channel is closed; the open one is {open}."),
    "parcel_epoch_not_opened": N_(
        "The first message of the new epoch does not open it ({cause}); nothing of it is held."
    ),
    "parcel_epoch_unknown": N_("Epoch {epoch} of the channel was never opened here."),
    "parcel_too_large": N_("The parcel is larger than the {limit} bytes allowed."),
    "parcel_too_slow": N_("The parcel did not arrive within {seconds} seconds."),
    "parcel_gave_way": N_(
        "More than {limit} callers were sending the head of a parcel at once; this one was the"
        " slowest and gave way. Send it again."
    ),
    "parcel_too_often": N_(
        "{sender} sends more parcels than this node takes from one partner ({limit}). Send it again"
        " later."
    ),
    "parcel_truncated": N_("The parcel ends too early, in {part}."),
    "parcel_sealed_to_another": N_("The parcel is not sealed to this node's key."),
    "parcel_seal_broken": N_("The sealed part of the parcel was changed on the way ({cause})."),
    "parcel_content_malformed": N_("The opened parcel is not in the form agreed ({part})."),
    "parcel_too_many_messages": N_("The parcel holds {count} messages; {limit} are allowed."),
    "parcel_gap": N_(
        "Messages before this parcel are missing here. The next message expected is {expected}."
    ),
    "parcel_overlap": N_(
        "The parcel begins with messages held already. The next message expected is {expected}."
    ),
    "parcel_root_differs": N_(
        "The messages do not lead to the root that was signed for size {size}: one was changed,"
        " left out, added or moved."
    ),
    "parcel_body_differs": N_("Message {index} does not have the body its envelope names."),
    "parcel_fork": N_(
        "The head signed for size {size} contradicts what is held: the partner has signed two"
        " histories of one channel."
    ),
    "receipt_malformed": N_("The partner's answer is not a receipt."),
    "receipt_signature_wrong": N_("The {algorithm} signature of {name} on the receipt is wrong."),
    "receipt_key_ended": N_(
        "The receipt is signed with {name}, a key that has ended. Nothing was marked as delivered."
        " If the node that owns it did not sign this, somebody else has that key: ask there."
    ),
    "receipt_other_channel": N_("The receipt is for the channel {found}, not for {expected}."),
    "receipt_covers_less": N_(
        "The receipt covers {size} messages only; the parcel went up to {posted}."
    ),
}

_HALTS: Mapping[str, str] = {
    "channel_own_tail_lost": N_(
        "The partner holds {held} messages of this node, which itself knows only {size}: this"
        " node was set back to an older copy. Nothing is sent until a new epoch is opened."
    ),
    "channel_partner_tail_lost": N_(
        "The partner signed that it holds {receipted} messages and now expects number {expected}:"
        " its node was set back to an older copy. Ask its node administrator to open a new epoch."
    ),
    "channel_forked": N_(
        "Two heads of this channel contradict each other. Both are kept as evidence; nothing is"
        " sent until a new epoch is opened."
    ),
}

_MESSAGES: Mapping[str, str] = {
    "message_envelope_malformed": N_("The message's envelope is not in form ({cause} {field})."),
    "message_misaddressed": N_("The message says it goes from {sender} to {recipient}."),
    "message_repeated": N_("A message with this identifier was taken before."),
    "message_type_unknown": N_("Messages of type {type} are not known to this node."),
    "message_version_unknown": N_("Version {version} of {type} is not known to this node."),
    "message_body_malformed": N_("The message's body is not JSON in form ({cause})."),
    "message_body_invalid": N_("The message's body does not fit its type: {what}."),
    "message_too_large": N_("The message has {size} bytes; {limit} are allowed."),
    "message_handler_failed": N_(
        "This node could not take the message up because of an error of its own; the node"
        " administrator finds the cause in the log under {message}."
    ),
    "message_not_set_aside": N_("The message {message} is not set aside."),
    "message_not_of_the_link": N_(
        "Only the messages of the link itself rest on no agreement, and they carry no case,"
        " condition or exhibit; {type} is not such a message."
    ),
}

_EPOCHS: Mapping[str, str] = {
    "epoch_opening_wrong": N_(
        "The first message of a new epoch must say which it closes, and how far ({part})."
    ),
    "epoch_opening_misplaced": N_("Only the first message of an epoch may open it."),
    "epoch_closes_unknown": N_("The epoch that is closed, {closes}, was never open here."),
    "epoch_receipt_not_ours": N_(
        "The new epoch begins at size {size}, but this node's receipt for that size is not with it."
    ),
    "epoch_root_not_held": N_(
        "The new epoch begins at size {size} with another root than the one held here."
    ),
    "epoch_not_proposed": N_(
        "Nobody has proposed a new epoch of the channel to {partner}; propose it first."
    ),
    "epoch_second_person_needed": N_(
        "{officer} proposed this epoch; a second person must confirm it."
    ),
    "epoch_cause_unknown": N_("The cause {cause} is not known. Give one of: {known}."),
    "link_recovering": N_(
        "This node is asking {partner} for what it lost. Nobody acts on this link until that has"
        " ended; the page Links shows how far it is."
    ),
    "link_not_recovering": N_("Nothing is being recovered from {partner}."),
    "refill_ask_malformed": N_("This is not a signed question for what was lost ({part})."),
    "refill_ask_old": N_("The question for what was lost is of {asked_at}; ask again."),
    "refill_too_often": N_("Too many questions for what was lost; try again in a minute."),
    "refill_ends": N_("Nothing more is held here after size {size} of epoch {epoch}."),
    "refill_answer_malformed": N_("What the partner gave back is not in form ({part})."),
    "refill_answer_differs": N_(
        "What the partner gave back at size {size} is not what was signed; nothing of it was kept."
    ),
}

_KEYS: Mapping[str, str] = {
    "key_introduced_malformed": N_("The message does not hold a key of the role it names."),
    "key_not_possessed": N_(
        "The new key {name} has not signed its own introduction; whoever introduced it may not"
        " have it."
    ),
    "key_states_another": N_(
        "The new key {name} signed its introduction to another link, or in another place."
    ),
    "key_known": N_("The key {name} was introduced before."),
    "keys_too_many": N_(
        "More than {limit} keys of one role are in force at once; one of them must end first."
    ),
    "key_unknown": N_("No {role} key with the digest {digest} is in force on this link."),
    "key_is_the_last": N_(
        "The {role} key {name} is the only one in force; another must be introduced first."
    ),
    "key_end_out_of_range": N_("The key {name} cannot end at {size}, which was never reached."),
    "key_turn_under_way": N_("Replacing the {role} key is under way already."),
    "key_turn_unknown": N_("Nobody has asked to replace the {role} key."),
    "key_second_administrator_needed": N_(
        "{officer} asked for this; a second node administrator must confirm it."
    ),
}

_TRANSPORT: Mapping[str, str] = {
    "partner_unreachable": N_("The node of {partner} cannot be reached: {cause}."),
    "partner_too_slow": N_("The node of {partner} did not answer in time."),
    "partner_tls_refused": N_(
        "No safe connection to the node of {partner} could be made: {cause}."
    ),
    "partner_certificate_not_pinned": N_(
        "The door of {partner} showed another certificate than its descriptor names. Ask for its"
        " new descriptor; nothing was sent."
    ),
    "partner_answer_malformed": N_("The node of {partner} gave an answer that is not in form."),
    "exhibit_not_offered": N_("{partner} does not offer this exhibit, or not any more."),
}

_FAULTS: Mapping[str, str] = {
    "channel_envelope_differs": N_(
        "Message {index} ({message}) is not the one that was signed: its envelope was changed."
    ),
    "channel_body_differs": N_(
        "Message {index} ({message}) has another body than its envelope names."
    ),
    "channel_message_missing": N_("Message {index} is missing; {message} stands in its place."),
    "channel_messages_missing": N_("Messages before the head signed for size {size} are missing."),
    "channel_root_differs": N_("The messages up to size {size} do not lead to the root signed."),
    "channel_head_signature_wrong": N_("The head stored for size {size} is not signed as it is."),
    "channel_receipt_wrong": N_("The receipt stored for size {size} is not signed as it is."),
    "channel_receipt_missing": N_("There is no receipt for size {size}, said to be receipted."),
    "channel_state_differs": N_(
        "The channel's stored state (size {size}) is not that of its messages."
    ),
}

_EVENTS: Mapping[str, str] = {kind.name: kind.sentence for kind in EVENTS}

SENTENCES: Mapping[str, str] = {
    **_JSON,
    **_LINKS,
    **_PARCELS,
    **_HALTS,
    **_MESSAGES,
    **_EPOCHS,
    **_KEYS,
    **_TRANSPORT,
    **_FAULTS,
    **ladder.SENTENCES,
    **carried_wording.SENTENCES,
    **anchors.SENTENCES,
    **_EVENTS,
}

LINK_STATE_NAMES: Mapping[str, str] = {
    "proposed": N_("proposed"),
    "half_confirmed": N_("confirmed by one officer"),
    "confirmed": N_("confirmed"),
    "suspended": N_("suspended"),
    "revoked": N_("revoked"),
}
