"""Phrases that a fault names as the part, the form or the thing it is about, for translation.

Lower packages raise them as plain English among the facts of an error; a test compares this list
with what they raise.
"""

from comity.kernel.wording import N_

PHRASES_OF_FAULTS = frozenset(
    {
        N_("a field is missing or wrong"),
        N_("a line without end"),
        N_("a recipient's body"),
        N_("a recipient's first line"),
        N_("a signature line"),
        N_("age identity"),
        N_("an mlkem768x25519 recipient"),
        N_("another root was reached"),
        N_("Bech32 text"),
        N_("day, as 2016-12-13 without quotes"),
        N_("Ed25519 public key"),
        N_("letter key"),
        N_("list of texts"),
        N_("ML-DSA-44 public key"),
        N_("table"),
        N_("tables"),
        N_("text"),
        N_("the Base64"),
        N_("the beginning"),
        N_("the empty line before the signatures"),
        N_("the end"),
        N_("the head"),
        N_("the key's name"),
        N_("the last line"),
        N_("the leaf is outside the tree"),
        N_("the newer tree is the smaller one"),
        N_("the number of lines"),
        N_("the number of recipients"),
        N_("the number of signatures"),
        N_("the origin"),
        N_("the proof is too long"),
        N_("the proof is too short"),
        N_("the root"),
        N_("the sealed part"),
        N_("the size"),
        N_("the text"),
        N_("the version line"),
        N_("there are no such trees"),
        N_("there is no such leaf"),
        N_("true or false"),
        N_("what follows the last line"),
        N_("whole number from 1"),
        N_("X-Wing public key"),
    }
)
