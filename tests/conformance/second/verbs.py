"""The verbs of `docs/protocol/conformance.md`, each a few lines over the rest of this folder."""

from collections.abc import Callable
from datetime import date

from tests.conformance.second import trees
from tests.conformance.second.documents import (
    LONGEST_DESCRIPTOR,
    base,
    check_body,
    digest_of_encoding,
    link_of,
    read_descriptor,
    read_envelope,
    write_descriptor,
    write_envelope,
)
from tests.conformance.second.doors import Door
from tests.conformance.second.holder import Holder
from tests.conformance.second.media_verbs import MediaVerbs
from tests.conformance.second.notes import (
    Head,
    open_posted,
    open_receipt,
    open_text,
    read_note,
    write_head,
    write_receipt,
)
from tests.conformance.second.parcels import (
    check_bodies,
    opened,
    parted,
    write_parcel,
)
from tests.conformance.second.refills import give_back, read_answer
from tests.conformance.second.refused import RefusedError
from tests.conformance.second.seals import public_of_seed
from tests.conformance.second.sender import Sender
from tests.conformance.second.suites import SPOKEN, choose
from tests.conformance.second.told import Told, hashes, key_of, message_of, signer_of, text_of

__all__ = ["answer"]


def head_of(note: str, told: Told) -> Head:
    return open_posted(base(note), key_of(told["key"]), told["origin"])


def posted(parcel: bytes | None) -> Told:
    return {"parcel": None if parcel is None else text_of(parcel)}


class Program(MediaVerbs):
    """One run: the checks remember nothing, holder and sender are those made last."""

    # ---- checks

    def descriptor_check(self, told: Told) -> Told:
        found = read_descriptor(base(told["note"]))
        return {"code": found.code, "first_epoch": found.first_epoch}

    def note_check(self, told: Told) -> Told:
        note = read_note(base(told["note"]), limit=LONGEST_DESCRIPTOR)
        return {"text": text_of(open_text(note, key_of(told["key"])))}

    def terms_digest(self, told: Told) -> Told:
        return {"digest": digest_of_encoding(told["encoding"])}

    def link_number(self, told: Told) -> Told:
        both = (read_descriptor(base(told[name])) for name in ("one", "other"))
        number, identifier = link_of(*both)
        return {"number": number, "identifier": identifier}

    def suite_choose(self, told: Told) -> Told:
        on = date.fromisoformat(told["on"])
        return {"suite": choose(told["own"], told["partner"], on, told["suites"])}

    def tree_root(self, told: Told) -> Told:
        leaves = [trees.leaf_of(base(each)) for each in told["entries"]]
        return {"root": trees.root_of(leaves).hex()}

    def proof_inclusion(self, told: Told) -> Told:
        leaf, root = hashes([told["leaf"], told["root"]])
        trees.check_inclusion(leaf, told["index"], told["size"], root, hashes(told["path"]))
        return {}

    def proof_consistency(self, told: Told) -> Told:
        old, new = hashes([told["old_root"], told["new_root"]])
        trees.check_consistency(told["old"], old, told["new"], new, hashes(told["path"]))
        return {}

    def head_check(self, told: Told) -> Told:
        head = head_of(told["note"], told)
        return {"size": head.size, "root": head.root.hex()}

    def receipt_check(self, told: Told) -> Told:
        head, seconds = open_receipt(base(told["note"]), key_of(told["key"]), told["origin"])
        return {"size": head.size, "root": head.root.hex(), "time": seconds}

    def fork_check(self, told: Told) -> Told:
        """exchange.md §10, "A fork", by its numbered steps."""
        held = bytes.fromhex(told["root"])
        # 1
        one, other = (head_of(told[name], told) for name in ("one", "other"))
        # 2
        if held == one.root:
            raise RefusedError("proof_wrong")
        # 3
        trees.check_consistency(one.size, held, other.size, other.root, hashes(told["path"]))
        return {}

    def parcel_open(self, told: Told) -> Told:
        head, sealed = parted(base(told["parcel"]))
        self.head_check({**told, "note": text_of(head)})
        if not sealed:
            return {"head": text_of(head), "start": None, "messages": []}
        start, messages = opened(sealed, bytes.fromhex(told["seed"]))
        check_bodies(start, messages)
        shown = [
            {"envelope": text_of(m.envelope), "salt": m.salt.hex(), "body": text_of(m.body)}
            for m in messages
        ]
        return {"head": text_of(head), "start": start, "messages": shown}

    def refill_open(self, told: Told) -> Told:
        head, messages = read_answer(
            base(told["answer"]),
            keys=(key_of(told["sender"]), key_of(told["holder"])),
            origin=told["origin"],
            seed=bytes.fromhex(told["seed"]),
            held=hashes(told["held"]),
            start=told["start"],
        )
        shown = [text_of(each.envelope) for each in messages]
        return {"size": head.size, "root": head.root.hex(), "envelopes": shown}

    def envelope_check(self, told: Told) -> Told:
        return {"id": read_envelope(base(told["raw"]))["id"]}

    def body_check(self, told: Told) -> Told:
        check_body(base(told["raw"]), told.get("type", ""), told.get("version", 1))
        return {}

    # ---- what is made

    def descriptor_make(self, told: Told) -> Told:
        sender, holder = signer_of(told["sender"]), signer_of(told["holder"])
        keys: Told = {
            role: {"name": k.name, "ed25519": text_of(k.ed), "mldsa44": text_of(k.ml)}
            for role, k in (("sender", sender.key()), ("holder", holder.key()))
        }
        keys["sealing"] = text_of(public_of_seed(bytes.fromhex(told["sealing_seed"])))
        fields = {"comity": "descriptor/1", **told["fields"], "keys": keys}
        return {"note": text_of(write_descriptor(fields, sender))}

    def envelope_make(self, told: Told) -> Told:
        raw = write_envelope(told["fields"], bytes.fromhex(told["salt"]), base(told["body"]))
        return {"envelope": text_of(raw)}

    def head_make(self, told: Told) -> Told:
        head = Head(told["origin"], told["size"], bytes.fromhex(told["root"]))
        return {"note": text_of(write_head(head, signer_of(told["signer"])))}

    def receipt_make(self, told: Told) -> Told:
        head = Head(told["origin"], told["size"], bytes.fromhex(told["root"]))
        return {"note": text_of(write_receipt(head, signer_of(told["signer"]), told["time"]))}

    def parcel_make(self, told: Told) -> Told:
        messages = [message_of(each) for each in told["messages"]]
        raw = write_parcel(base(told["head"]), told["start"], messages, base(told["recipient"]))
        return {"parcel": text_of(raw)}

    # ---- the two ends

    def holder_new(self, told: Told) -> Told:
        own, partner = (read_descriptor(base(told[name])) for name in ("own", "partner"))
        seed = bytes.fromhex(told["sealing_seed"])
        self.holder = Holder(own, partner, signer_of(told["holder"]), seed)
        self.holder.suites.table = told.get("suites", SPOKEN)
        return {}

    def holder_take(self, told: Told) -> Told:
        assert self.holder, "holder.new comes first"
        return {"receipt": text_of(self.holder.take(base(told["parcel"]), at=told["at"]))}

    def holder_hear(self, told: Told) -> Told:
        assert self.holder, "holder.new comes first"
        holder, at = self.holder, told["at"]
        pieces = ((each["after"], base(each["data"])) for each in told["pieces"])
        door = Door(pieces, told["ends"])
        try:
            door.hear(lambda head: holder.recognised(head, at), lambda raw: holder.take(raw, at=at))
        except RefusedError as refused:
            return {"code": refused.code, "facts": refused.facts, "heard": door.heard}
        return {"code": "", "facts": {}, "heard": door.heard}

    def holder_give(self, told: Told) -> Told:
        assert self.holder, "holder.new comes first"
        return {"answer": text_of(give_back(self.holder, base(told["ask"]), at=told["at"]))}

    def holder_refused(self, _told: Told) -> Told:
        assert self.holder, "holder.new comes first"
        return {"refused": list(self.holder.refused)}

    def sender_new(self, told: Told) -> Told:
        own, partner = (read_descriptor(base(told[name])) for name in ("own", "partner"))
        self.sender = Sender(own, partner, signer_of(told["sender"]))
        self.sender.suites.table = told.get("suites", SPOKEN)
        if "holder" in told:
            seed = bytes.fromhex(told["sealing_seed"])
            self.sender.listens(Holder(own, partner, signer_of(told["holder"]), seed))
        return {}

    def sender_take(self, told: Told) -> Told:
        assert self.sender and self.sender.hears, "sender.new comes first, with a holder"
        return {"receipt": text_of(self.sender.hears.take(base(told["parcel"]), at=told["at"]))}

    def sender_refused(self, _told: Told) -> Told:
        assert self.sender and self.sender.hears, "sender.new comes first, with a holder"
        return {"refused": list(self.sender.hears.refused)}

    def sender_write(self, told: Told) -> Told:
        assert self.sender, "sender.new comes first"
        self.sender.waiting.append(message_of(told))
        return {}

    def sender_next(self, told: Told) -> Told:
        assert self.sender, "sender.new comes first"
        return posted(self.sender.next_parcel(told.get("at", 0)))

    def sender_settle(self, told: Told) -> Told:
        assert self.sender, "sender.new comes first"
        self.sender.settle(base(told["receipt"]))
        return {}

    def sender_told(self, told: Told) -> Told:
        assert self.sender, "sender.new comes first"
        return posted(self.sender.told(told["code"], told["facts"]))

    def sender_state(self, _told: Told) -> Told:
        assert self.sender, "sender.new comes first"
        return {"delivered": self.sender.receipted, "halted": bool(self.sender.halted)}

    def verb(self, name: str) -> Callable[[Told], Told]:
        """The method of a verb; its name has a point where the method has a line."""
        found: Callable[[Told], Told] = getattr(self, name.replace(".", "_"))
        return found


def answer(program: Program, told: Told) -> Told:
    """One answer to one request."""
    try:
        return {"ok": program.verb(told["do"])(told)}
    except RefusedError as refused:
        return {"refused": refused.code, "facts": refused.facts}
