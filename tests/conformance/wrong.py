"""Implementations that are wrong in one thing each, so that the cases are shown to notice it.

`python -m tests.conformance.wrong NAME` runs one behind the adapter: the second implementation with
one of its parts put out. The table says which case must fail for it.
"""

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from hashlib import sha512
from typing import Any, NamedTuple
from weakref import WeakKeyDictionary

import fastjsonschema

from tests.conformance.second import __main__ as second
from tests.conformance.second import (
    documents,
    doors,
    exhibits,
    holder,
    media,
    notes,
    parcels,
    partner_keys,
    refills,
    seals,
    sender,
    suites,
    texts,
    trees,
    verbs,
)
from tests.conformance.second.refused import RefusedError

Anything = Callable[..., Any]


class Wrong(NamedTuple):
    """What is put out, by what it is replaced, and the case that must notice."""

    where: object
    name: str
    instead: object
    case: str


def nothing(*_given: Any, **_named: Any) -> None:
    """In the place of a check."""


def _one_line_will_do(found: Anything = notes.Note.value) -> Anything:
    def value(note: notes.Note, name: str, kind: bytes, public: bytes, algorithm: str) -> bytes:
        try:
            return bytes(found(note, name, kind, public, algorithm))
        except RefusedError:
            if algorithm == notes.ALGORITHMS[1]:
                return bytes(8)
            raise

    return value


def _settles_own_head(found: Anything = sender.Sender.settle) -> Anything:
    def settle(end: sender.Sender, raw: bytes) -> None:
        try:
            found(end, raw)
        finally:
            end.receipted = max(end.heads, default=0)

    return settle


def _numbers_ahead(found: Anything = sender.Sender.next_parcel) -> Anything:
    def next_parcel(end: sender.Sender, at: int = 0) -> bytes | None:
        if end.has_asked:
            end.number()
            end.heads = dict(sorted(end.heads.items())[-1:])
        parcel: bytes | None = found(end, at)
        return parcel

    return next_parcel


def _asks_nothing(found: Anything = sender.Sender.next_parcel) -> Anything:
    def next_parcel(end: sender.Sender, at: int = 0) -> bytes | None:
        end.has_asked = True
        parcel: bytes | None = found(end, at)
        return parcel

    return next_parcel


def _believes(raw: bytes, _key: notes.Key, _origin: str) -> tuple[notes.Head, int]:
    return notes.read_head(notes.read_note(raw, limit=notes.LONGEST_HEAD).text), 0


def _halts_for_a_problem(end: sender.Sender, code: str, _facts: dict[str, str]) -> None:
    end.halted = code


def _begins_anew(found: Anything = exhibits.Puller.given) -> Anything:
    def given(end: exhibits.Puller, status: int, content_range: str, data: bytes) -> None:
        before = len(end.here)
        found(end, status, content_range, data)
        if len(end.here) == before:
            end.here = b""

    return given


def _compares_the_content_alone(end: exhibits.Puller) -> None:
    end.content = seals.unseal(end.here, end.seed)


def _gives_what_there_is(end: exhibits.Giver, capability: str, wanted: str) -> exhibits.Given:
    begins, ends = exhibits._stretch(wanted)
    file = end.files[capability]
    return exhibits.Given(begins, len(file), file[begins : ends + 1])


def _reads_all_first(end: doors.Door, recognise: Anything, take: Anything) -> bytes:
    raw = b"".join(data for _, data in end.pieces)
    end.heard = len(raw)
    recognise(parcels.parted(raw)[0])
    return bytes(take(raw))


def _schemas_without(word: str) -> Anything:
    """Schemas of which one word is passed over, wherever it stands."""

    def without(told: Any) -> Any:
        if isinstance(told, list):
            return [without(each) for each in told]
        if not isinstance(told, dict):
            return told
        # A field may have the name of a word; what it has to be is no text and no number.
        return {
            name: without(value)
            for name, value in told.items()
            if name != word or isinstance(value, dict)
        }

    def compiled(name: str) -> Any:
        schema = json.loads((documents.SCHEMAS / f"{name}.json").read_text())
        return fastjsonschema.compile(without(schema))

    return compiled


def _receipt_of_old(found: Anything = holder.Holder._receipt) -> Anything:
    remembered: WeakKeyDictionary[holder.Holder, bytes] = WeakKeyDictionary()

    def receipt(end: holder.Holder, at: int) -> bytes:
        if end not in remembered:
            remembered[end] = found(end, at)
        return remembered[end]

    return receipt


WRONG = {
    "one signature will do": Wrong(
        notes.Note, "value", _one_line_will_do(), "holder: a head without the second signature"
    ),
    "the second signature is not looked at": Wrong(
        notes, "check_ml", nothing, "holder: a head with the second signature of another head"
    ),
    "settles its own head": Wrong(
        sender.Sender,
        "settle",
        _settles_own_head(),
        "sender: a receipt for less than was posted",
    ),
    "believes any receipt": Wrong(
        partner_keys, "open_receipt", _believes, "sender: a receipt by another key"
    ),
    "skips the consistency proof": Wrong(
        trees, "check_consistency", nothing, "fork whose proof does not lead there"
    ),
    "skips the inclusion proof": Wrong(
        trees, "check_inclusion", nothing, "inclusion of 0 of another leaf"
    ),
    "sees no fork": Wrong(
        holder.Holder,
        "_holds",
        lambda end, head: head.size <= len(end.log.leaves),
        "holder: another root at a size that is held",
    ),
    "takes any beginning": Wrong(holder, "check_beginning", nothing, "holder: out of order"),
    "does not compare the root": Wrong(holder, "check_root", nothing, "holder: 3 without one"),
    "does not compare bodies": Wrong(
        holder, "check_bodies", nothing, "holder: 1 with another body"
    ),
    "receipts what it once held": Wrong(
        holder.Holder, "_receipt", _receipt_of_old(), "holder: each parcel twice"
    ),
    "takes a body of any size": Wrong(
        documents, "check_size", nothing, "holder: messages that are held and refused by name"
    ),
    "takes an id twice": Wrong(
        holder.Holder,
        "_had_its_effect",
        lambda *_given: False,
        "holder: messages that are held and refused by name",
    ),
    "lets any message open an epoch": Wrong(
        holder.Holder, "_check_opening", nothing, "holder: an epoch that begins with a case"
    ),
    "opens an epoch without its receipt": Wrong(
        holder.Holder, "_check_place", nothing, "holder: an epoch of another receipt"
    ),
    "lets a key count for ever": Wrong(
        partner_keys.KeyRange,
        "counts_at",
        lambda key, place: key.begins <= place,
        "holder: a key that has ended counts no more",
    ),
    "takes a key from anybody": Wrong(
        partner_keys,
        "open_text",
        lambda note, _key: note.text,
        "holder: a key that another statement was signed for",
    ),
    "gives anybody what was lost": Wrong(
        refills, "open_text", nothing, "holder: a question by another key"
    ),
    "numbers before the receipt": Wrong(
        sender.Sender,
        "next_parcel",
        _numbers_ahead(),
        "sender: the state is asked for first, and nothing is numbered before the receipt",
    ),
    "does not ask for the state": Wrong(
        sender.Sender,
        "next_parcel",
        _asks_nothing(),
        "sender: the state is asked for first, and nothing is numbered before the receipt",
    ),
    "halts for what nobody signed": Wrong(
        sender.Sender,
        "told",
        _halts_for_a_problem,
        "sender: a problem settles and halts nothing",
    ),
    "takes a field twice": Wrong(texts, "_without_doubles", dict, "envelope of a key twice"),
    "gives what is beyond the end": Wrong(
        exhibits.Giver,
        "give",
        _gives_what_there_is,
        "exhibit not given from beyond its end",
    ),
    "fetches again from the beginning": Wrong(
        exhibits.Puller, "given", _begins_anew(), "exhibit pulled from a door that answers 404"
    ),
    "compares no digest of an exhibit": Wrong(
        exhibits.Puller, "_judge", _compares_the_content_alone, "exhibit refused of another payload"
    ),
    "follows the other side's order": Wrong(
        verbs,
        "choose",
        lambda _own, partner, _on, _table: partner[0],
        "suite in another order",
    ),
    "knows no last day": Wrong(
        suites.Suites, "in_force", lambda *_given: True, "suite, holder: until its last second"
    ),
    "waits for a silent caller": Wrong(
        doors, "SILENT_SECONDS", 10_000, "limit: a door hears 16 seconds of silence"
    ),
    "reads on before it knows who calls": Wrong(
        doors.Door, "hear", _reads_all_first, "limit: a door hears a head of nobody's"
    ),
    "puts more into a parcel than may be": Wrong(
        sender, "MOST_MESSAGES", 300, "limit: a sender posts 256 messages at most"
    ),
    "seals to the key of the descriptor": Wrong(
        partner_keys.PartnerKeys,
        "in_force",
        lambda keys, role: keys.roles[role][:1],
        "turned: what is posted is sealed to the newest key",
    ),
    "lets a holder key sign for what went before": Wrong(
        partner_keys,
        "claimed_size",
        lambda _receipt: 2,
        "turned: a key gives no receipt below where it was introduced",
    ),
    "names files by another digest": Wrong(
        media, "sha256", sha512, "medium written ahead of the receipt"
    ),
    "gives up what comes too early": Wrong(
        media, "LATER", "no code", "folder keeps what comes too early"
    ),
    "reads what is not whole": Wrong(media, "PART", ".never", "folder keeps what is not whole"),
    "sorts no digests": Wrong(documents, "sorted", list, "link number"),
    **{
        f"passes over {word} in a schema": Wrong(
            documents, "_compiled", _schemas_without(word), f"body of {case}"
        )
        for word, case in {
            "enum": "assistance.request.1 whose kind is none of the words",
            "maxItems": "assistance.supply.1 whose exhibits are too many",
            "maxLength": "assistance.request.1 whose subject is too long",
            "maximum": "assistance.supply.1 whose exhibits[].size is too high",
            "minItems": "assistance.supply.1 whose exhibits are too few",
            "minLength": "assistance.supply.1 whose exhibits[].file_name is too short",
            "minimum": "assistance.supply.1 whose exhibits[].size is too low",
            "pattern": "assistance.request.1 whose subject is out of form, 1",
            "required": "assistance.supply.1 without digest of exhibits[]",
            "type": "assistance.request.1 whose subject is no string",
            "uniqueItems": "investigation.members.1 whose members holds one twice",
        }.items()
    },
}


@contextmanager
def wrong_in(name: str) -> Iterator[None]:
    """Let the second implementation be wrong in one thing meanwhile."""
    where, part, instead, _ = WRONG[name]
    before = vars(where).get(part)
    setattr(where, part, instead)
    try:
        yield
    finally:
        if before is None:
            delattr(where, part)
        else:
            setattr(where, part, before)


if __name__ == "__main__":
    with wrong_in(sys.argv[1]):
        raise SystemExit(second.main())
