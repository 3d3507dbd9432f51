"""What can be wrong with a signature, a proof, a sealed file or a keystore."""

from comity.kernel.errors import ComityError


class KeyMalformedError(ComityError):
    """Bytes that are said to be a public or private key are not one of the kind expected."""

    code = "key_malformed"


class KeyNotKeptError(ComityError):
    """A key that should sign is not in the keystore."""

    code = "key_not_kept"


class KeyTokenUnknownError(ComityError):
    """Half of a key lies in a token, and this node is told of none."""

    code = "key_token_unknown"


class KeyTokenDiffersError(ComityError):
    """The token holds another key under the label."""

    code = "key_token_differs"


class SignatureRefusedError(ComityError):
    """A signed note does not say what its signer is said to have signed."""

    code = "signature_refused"


class NoteMalformedError(SignatureRefusedError):
    """The bytes are not a signed note."""

    code = "note_malformed"


class NoteTooLongError(SignatureRefusedError):
    """The bytes are more than a note of this kind may have."""

    code = "note_too_long"


class CheckpointMalformedError(SignatureRefusedError):
    """The note's text is not the head of a log."""

    code = "checkpoint_malformed"


class OriginDiffersError(SignatureRefusedError):
    """The head is of another log than the one asked for."""

    code = "checkpoint_other_origin"


class SignatureMissingError(SignatureRefusedError):
    """One of the two signatures that the pinned key owes is absent, or stands there twice."""

    code = "signature_missing"


class SignatureWrongError(SignatureRefusedError):
    """A signature stands under the pinned key's name and does not verify."""

    code = "signature_wrong"


class ProofError(ComityError):
    """An inclusion or consistency proof does not lead to the root it should lead to."""

    code = "proof_wrong"


class FrontierMalformedError(ComityError):
    """Stored bytes are not the frontier of a tree."""

    code = "frontier_malformed"


class NotCanonicalError(ComityError):
    """A value has no canonical form: it is not text, a whole number, a list, a map or nothing."""

    code = "not_canonical"


class SealError(ComityError):
    """A sealed file cannot be opened."""

    code = "seal_refused"


class SealHeaderMalformedError(SealError):
    """The file does not begin with an age v1 header."""

    code = "seal_header_malformed"


class NotForThisKeyError(SealError):
    """The file is whole as far as can be told, but sealed to somebody else."""

    code = "seal_not_for_this_key"


class SealHeaderAlteredError(SealError):
    """The header was changed after it was sealed."""

    code = "seal_header_altered"


class PayloadAlteredError(SealError):
    """A chunk of the payload was changed, moved or sealed with another key."""

    code = "seal_payload_altered"


class PayloadTruncatedError(SealError):
    """The payload ends before its last chunk."""

    code = "seal_payload_truncated"


class SealTooLargeError(SealError):
    """The content is larger than the reader agreed to take."""

    code = "seal_too_large"


class WrapAlteredError(SealError):
    """A file key wrapped at rest was changed, or belongs to another thing or node."""

    code = "seal_wrap_altered"


class KeystoreError(ComityError):
    """The keystore cannot be used."""

    code = "keystore_refused"


class KeystoreMissingError(KeystoreError):
    """There is no keystore at this place."""

    code = "keystore_missing"


class KeystoreExposedError(KeystoreError):
    """Other users of this machine may read the keystore file."""

    code = "keystore_exposed"


class KeystoreMalformedError(KeystoreError):
    """The file is not a keystore of a version this node knows."""

    code = "keystore_malformed"


class KeystoreLockedError(KeystoreError):
    """The passphrase does not open the keystore, or the file was changed."""

    code = "keystore_locked"
