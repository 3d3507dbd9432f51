"""The sentence of every code of this package."""

from collections.abc import Mapping

from comity.kernel.wording import N_

SENTENCES: Mapping[str, str] = {
    "key_malformed": N_("These bytes are not a key of the kind expected: {what}."),
    "key_not_kept": N_(
        "The private key {digest}… that must sign here is not in the keystore. Restore the keystore"
        " from the recovery file, or rotate the key; nothing is signed with another one."
    ),
    "key_token_unknown": N_(
        "Half of the key {key} lies in a token, and this node is told of none. Nothing was signed,"
        " and what is to be sent waits. The administrator sets `key_token` again."
    ),
    "key_token_differs": N_(
        "The token holds another key under the name {key} than this node does. Nothing was signed,"
        " and what is to be sent waits. The administrator connects the right token."
    ),
    "signature_refused": N_("The signatures on this message were refused."),
    "note_malformed": N_("The message is not a signed note: {part} is not as it should be."),
    "note_too_long": N_("The signed note is longer than the {limit} bytes allowed."),
    "checkpoint_malformed": N_("The signed text is not the head of a log: {part} is not right."),
    "checkpoint_other_origin": N_("The signed head is of the log {found}, not of {expected}."),
    "signature_missing": N_(
        "The {algorithm} signature of {name} is absent or stands there twice; both the Ed25519"
        " and the ML-DSA-44 signature are needed, once each."
    ),
    "signature_wrong": N_("The {algorithm} signature of {name} does not verify."),
    "proof_wrong": N_("The Merkle proof does not lead to the root: {part}."),
    "frontier_malformed": N_("The stored state of the tree is damaged."),
    "not_canonical": N_("The value at {place} cannot be written in canonical form."),
    "seal_refused": N_("The sealed file cannot be opened."),
    "seal_header_malformed": N_("The file does not begin with an age header: {part}."),
    "seal_not_for_this_key": N_("The file is not sealed to this node's key."),
    "seal_header_altered": N_("The header of the sealed file was changed after sealing."),
    "seal_payload_altered": N_("Chunk {chunk} of the sealed file was changed after sealing."),
    "seal_payload_truncated": N_("The sealed file ends too early: its last chunk is missing."),
    "seal_too_large": N_("The sealed content is larger than the {limit} bytes allowed."),
    "seal_wrap_altered": N_("The wrapped file key was changed or belongs to another item."),
    "keystore_refused": N_("The keystore cannot be used."),
    "keystore_missing": N_("There is no keystore at {path}."),
    "keystore_exposed": N_(
        "Other users of this machine may read {path}; make it readable by its owner only"
        " (chmod 600)."
    ),
    "keystore_malformed": N_("{path} is not a keystore this version knows: {part}."),
    "keystore_locked": N_("The passphrase does not open the keystore, or the file was changed."),
}
