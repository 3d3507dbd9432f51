"""The receiving end: exchange.md §6 (parcels), §5 (messages) and §10 (epochs)."""

from dataclasses import dataclass, field

from tests.conformance.second import trees
from tests.conformance.second.documents import (
    Descriptor,
    check_body,
    check_message,
    link_of,
    read_envelope,
)
from tests.conformance.second.notes import (
    Head,
    Signer,
    open_receipt,
    write_receipt,
)
from tests.conformance.second.parcels import (
    MOST_MESSAGES,
    Message,
    Origin,
    check_beginning,
    check_bodies,
    check_root,
    claimed,
    opened,
    parted,
    read_origin,
)
from tests.conformance.second.partner_keys import PartnerKeys
from tests.conformance.second.refused import RefusedError
from tests.conformance.second.suites import SPOKEN, Suites

MOST_EPOCHS_AHEAD = 100


@dataclass
class Log:
    """One log as it is held."""

    origin: Origin
    messages: list[Message] = field(default_factory=list)
    heads: dict[int, bytes] = field(default_factory=dict)
    receipts: dict[int, bytes] = field(default_factory=dict)

    @property
    def leaves(self) -> list[bytes]:
        return [each.leaf() for each in self.messages]

    def root_at(self, size: int) -> bytes:
        return trees.root_of(self.leaves[:size])


class Holder:
    """One end of a link, as it receives."""

    def __init__(self, own: Descriptor, partner: Descriptor, signer: Signer, seed: bytes) -> None:
        self.own, self.partner, self.signer, self.seed = own, partner, signer, seed
        self.link = link_of(own, partner)[1]
        first = max(own.first_epoch, partner.first_epoch)
        self.logs = {first: Log(Origin(self.link, partner.code, own.code, first))}
        self.keys = PartnerKeys(partner)
        self.suites = Suites(own, partner, SPOKEN)
        self.taken: dict[str, tuple[bytes, int]] = {}
        self.refused: list[dict[str, str | None]] = []

    @property
    def log(self) -> Log:
        """The log of the open epoch."""
        return self.logs[max(self.logs)]

    def take(self, parcel: bytes, *, at: int) -> bytes:
        """Answer a parcel with a receipt, or raise; the steps are those of §6."""
        raw, sealed = parted(parcel)
        head, origin = self.recognised(raw, at)
        open_epoch = self.log.origin.epoch
        # §6, before the steps: the head is of the open log of this link, to this node.
        if origin.epoch < open_epoch:
            raise RefusedError("parcel_epoch_closed", epoch=origin.epoch, open=open_epoch)
        if origin.epoch > open_epoch:
            return self._take_later(head, origin, (raw, sealed), at=at)
        # 1
        if self._holds(head):
            return self._receipt(at)
        # 2
        held = len(self.log.leaves)
        if head.size - held > MOST_MESSAGES or not sealed:
            raise RefusedError("parcel_gap", expected=held)
        start, messages = opened(sealed, self.seed)
        check_bodies(start, messages)
        check_beginning(start, held)
        # 3
        check_root(head, self.log.leaves + [each.leaf() for each in messages])
        # 4
        self._keep(head, raw, messages)
        return self._receipt(at)

    def recognised(self, raw: bytes, at: int) -> tuple[Head, Origin]:
        """Who signed a head, with both signatures, and that it is of this link and to this node."""
        told, origin = claimed(raw)
        if origin.sender != self.partner.code:
            raise RefusedError("parcel_sender_unknown", sender=origin.sender)
        head = self.keys.signed(raw, origin, told.size)
        if not self.suites.in_force(at):
            raise RefusedError("parcel_suite_retired")
        if origin.recipient != self.own.code:
            raise RefusedError("parcel_for_another_node", recipient=origin.recipient)
        if origin.link != self.link:
            raise RefusedError("parcel_of_another_link")
        return head, origin

    def _holds(self, head: Head) -> bool:
        """§6 step 1, and §4: another root at a size that is held is a fork."""
        if head.size > len(self.log.leaves):
            return False
        if self.log.root_at(head.size) != head.root:
            raise RefusedError("parcel_fork", size=head.size)
        return True

    def _receipt(self, at: int) -> bytes:
        """§6 step 1: the receipt for everything that is held, signed once for each size."""
        log = self.log
        if not log.leaves:
            return write_receipt(Head(log.origin.line(), 0, trees.EMPTY), self.signer, at)
        size = len(log.leaves)
        if size not in log.receipts:
            stated = Head(log.origin.line(), size, log.root_at(size))
            log.receipts[size] = write_receipt(stated, self.signer, at)
        return log.receipts[size]

    def _keep(self, head: Head, raw: bytes, messages: list[Message]) -> None:
        first = len(self.log.messages)
        self.log.messages += messages
        self.log.heads[head.size] = raw
        for place, each in enumerate(messages):
            self._take_up(each, head, index=first + place)

    # ---- messages

    def _take_up(self, message: Message, head: Head, *, index: int) -> None:
        """§5: take a held message up, or refuse it by name; a refusal is never answered."""
        try:
            told = read_envelope(message.envelope)
        except RefusedError as wrong:
            self.refused.append({"answers": None, "code": wrong.code})
            return
        try:
            if self._had_its_effect(told["id"], message.leaf()):
                return
            check_message(
                message.envelope, message.body, sender=self.partner.code, recipient=self.own.code
            )
            self._act_on(told["type"], message, head, index=index)
        except RefusedError as wrong:
            if told["type"] != "message.refused":
                self.refused.append({"answers": told["id"], "code": wrong.code})

    def _had_its_effect(self, id_: str, leaf: bytes) -> bool:
        """§10: the same message in a later epoch has no second effect; else it is refused."""
        epoch = self.log.origin.epoch
        before, in_epoch = self.taken.get(id_, (b"", 0))
        self.taken[id_] = leaf, epoch
        if before and (in_epoch == epoch or before != leaf):
            raise RefusedError("message_repeated")
        return bool(before)

    def _act_on(self, type_: str, message: Message, head: Head, *, index: int) -> None:
        if type_ == "epoch.opened" and index:
            raise RefusedError("epoch_opening_misplaced")
        body = check_body(message.body, type_, 1) if type_.startswith("key.") else {}
        now = (self.log.origin.epoch, head.size)
        if type_ == "key.introduced":
            self.keys.introduce(body, self.link, now)
        elif type_ == "key.ended":
            self.keys.end(body, now)

    # ---- epochs

    def _take_later(
        self, head: Head, origin: Origin, parts: tuple[bytes, bytes], *, at: int
    ) -> bytes:
        """§10: a head of a later epoch than the one open."""
        raw, sealed = parts
        if origin.epoch > self.log.origin.epoch + MOST_EPOCHS_AHEAD:
            raise RefusedError("parcel_epoch_unknown", epoch=origin.epoch)
        if head.size == 0:
            if head.root != trees.EMPTY:
                raise RefusedError("parcel_fork", size=0)
            return write_receipt(head, self.signer, at)
        if not sealed:
            raise RefusedError("parcel_gap", expected=0)
        start, messages = opened(sealed, self.seed)
        check_bodies(start, messages)
        self._check_opening(messages[0], origin)
        check_beginning(start, 0)
        check_root(head, [each.leaf() for each in messages])
        self.logs[origin.epoch] = Log(origin)
        self._keep(head, raw, messages)
        return self._receipt(at)

    def _check_opening(self, first: Message, origin: Origin) -> None:
        """The numbered steps of §10."""
        try:
            told = read_envelope(first.envelope)
            if told["type"] != "epoch.opened":
                raise RefusedError("epoch_opening_wrong", part=told["type"])
            check_message(
                first.envelope, first.body, sender=self.partner.code, recipient=self.own.code
            )
            body = check_body(first.body, "epoch.opened", 1)
            # 1
            closes = read_origin(body["closes"])
            same = (closes.link, closes.sender, closes.recipient) == (
                origin.link,
                origin.sender,
                origin.recipient,
            )
            if body["epoch"] != origin.epoch or not same or closes.epoch >= origin.epoch:
                raise RefusedError("epoch_opening_wrong", part="the epoch")
            # 2
            if closes.epoch not in self.logs:
                raise RefusedError("epoch_closes_unknown", closes=body["closes"])
            self._check_place(self.logs[closes.epoch], body)
        except RefusedError as wrong:
            raise RefusedError("parcel_epoch_not_opened", cause=wrong.code) from None

    def _check_place(self, log: Log, body: dict[str, str | int]) -> None:
        size, root = int(body["size"]), bytes.fromhex(str(body["root"]))
        # 3
        if size:
            try:
                receipt = str(body["receipt"]).encode()
                stated, _ = open_receipt(receipt, self.signer.key(), log.origin.line())
            except RefusedError:
                raise RefusedError("epoch_receipt_not_ours", size=size) from None
            if (stated.size, stated.root) != (size, root):
                raise RefusedError("epoch_receipt_not_ours", size=size)
        # 4
        if size <= len(log.leaves) and log.root_at(size) != root:
            raise RefusedError("epoch_root_not_held", size=size)
