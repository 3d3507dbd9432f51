"""The sentences of anchors, of proofs of a day, and of the facts of a message."""

from collections.abc import Mapping

from comity.kernel.wording import N_

_ANCHORS: Mapping[str, str] = {
    "anchor_forgotten": N_(
        "The record says that {partner} was made its witness for {day}, and nothing is kept of"
        " it: it was taken out of the database. Ask {partner} for its receipt, keep this node's"
        " disk as it is, and have the auditor look."
    ),
    "anchor_message_missing": N_(
        "The message by which {partner} witnessed the record for {day} is no longer here. Keep"
        " this node's disk as it is, and have the auditor look."
    ),
    "anchor_message_differs": N_(
        "What is kept of the anchor of {day} is not what was sent to {partner}. Keep this node's"
        " disk as it is, and have the auditor look."
    ),
    "anchor_receipt_differs": N_(
        "The channel that carried the anchor of {day} no longer leads to the receipt {partner}"
        " signed. Keep this node's disk as it is, and have the auditor look."
    ),
    "anchor_head_differs": N_(
        "The head anchored with {partner} for {day} is not one this node's key signed. Keep this"
        " node's disk as it is, and have the auditor look."
    ),
    "anchor_record_differs": N_(
        "The first {size} entries are not those that {partner} witnessed for {day}: the record"
        " was rewritten since. Keep this node's disk as it is, and have the auditor look."
    ),
    "anchor_record_short": N_(
        "{partner} witnessed a record of {size} entries for {day}; not all of them are here any"
        " more. Keep this node's disk as it is, and have the auditor look."
    ),
}

_DAY_PROOFS: Mapping[str, str] = {
    "day_proof_not_one": N_("This file is not a proof of a day, or holds more than one may."),
    "day_proof_malformed": N_("The proof is not written as it should be ({field})."),
    "day_proof_receipt_refused": N_(
        "The receipt in the proof is not one that {name} signed ({cause})."
    ),
    "day_proof_other_partner": N_(
        "The proof was witnessed by {found}; the descriptor you gave is that of {expected}."
    ),
    "day_proof_other_link": N_(
        "The channel in the proof is not one between {sender} and {partner} as their descriptors"
        " stand."
    ),
    "day_proof_channel_differs": N_(
        "The head of the channel in the proof is not what the partner's receipt states."
    ),
    "day_proof_message_elsewhere": N_(
        "The message in the proof does not stand in the channel that the partner signed for."
    ),
    "day_proof_body_differs": N_("The message in the proof has another body than its envelope."),
    "day_proof_not_an_anchor": N_("The message in the proof is not an anchor."),
    "day_proof_digest_differs": N_(
        "The partner did not witness this head of the record: head and nonce do not give the"
        " digest it holds."
    ),
    "day_proof_head_refused": N_(
        "The record's head in the proof is not signed as it is ({cause})."
    ),
    "day_proof_key_not_vouched": N_("The record's key in the proof is not one {name} vouches for."),
    "day_proof_entry_elsewhere": N_(
        "The entry in the proof did not stand in the record at that place."
    ),
    "day_proof_entry_differs": N_(
        "The entry's text in the proof is not the one that was recorded."
    ),
    "entry_not_witnessed": N_(
        "No partner has signed for an anchor under which entry {index} stands. Anchors go out once"
        " a day; ask again once the next one is delivered."
    ),
    "anchor_not_whole": N_(
        "The messages to the partner do not lead to what it signed at size {size}, so nothing was"
        " proved. Have the auditor verify the record."
    ),
}

_MESSAGE_FACTS: Mapping[str, str] = {
    "message_fact.recorded": N_("It was recorded by its writer."),
    "message_fact.delivered": N_(
        "{partner} signed that it durably holds every message up to size {size}, this one among"
        " them."
    ),
    "message_fact.delivered.awaited": N_(
        "Whether {partner} holds it is not known: no receipt covers it yet."
    ),
    "message_fact.held": N_(
        "This node holds it durably, and signed so to {partner} up to size {size}."
    ),
    "message_fact.taken_up": N_("It was taken up here."),
    "message_fact.taken_up.awaited": N_("It waits to be taken up here."),
    "message_fact.set_aside": N_("It could not be taken up and is set aside here ({code})."),
    "message_fact.waits": N_("It waits here behind a message of its case that was set aside."),
    "message_fact.refused_here": N_(
        "It was refused here by name, and {partner} was told ({code})."
    ),
    "message_fact.refused_there": N_("{partner} holds it and refused it by name ({code})."),
    "message_fact.answered_by": N_("A message of the opposite channel answers it: {type}."),
}

SENTENCES: Mapping[str, str] = {**_ANCHORS, **_DAY_PROOFS, **_MESSAGE_FACTS}
