"""The oracle: what must hold of two nodes whatever happened to them, and what is wrong if not.

It knows nothing of how a fault was made. It is given what both databases say, what the road saw and
what the officers were told, and names every difference as lost, doubled or silent.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

_DONE = ("handled", "refused")


class Wrong(StrEnum):
    """What may have become of a message."""

    LOST = "lost"
    DOUBLED = "doubled"
    SILENT = "silent"


@dataclass(frozen=True)
class Finding:
    """One thing that may not be.

    Attributes:
        wrong: whether something is lost, doubled, or was not told.
        what: which, in a line.
    """

    wrong: Wrong
    what: str


@dataclass(frozen=True)
class Held:
    """A message as a holder has it."""

    message_id: str
    type: str
    state: str


@dataclass(frozen=True)
class Log:
    """One channel as one end has it: origin, size, root and how far it is receipted."""

    origin: str
    direction: str
    size: int
    frontier: bytes
    receipted: int


@dataclass(frozen=True)
class Side:
    """Everything one node says of itself at the end.

    Attributes:
        code: its administration.
        sent: ids of its messages in the order of the log, and whether each is delivered.
        unsent: ids of messages without a number.
        held: the partner's messages in the order of the log.
        effects: ids, one for each effect in a case.
        entries: ids, one for each entry of the record about an effect.
        logs: its channels.
        refusals: (origin, size, root in hex, code) of every refusal it recorded.
        parts: files that were never finished.
        faults: what verifying from the bytes found.
    """

    code: str
    sent: tuple[tuple[str, bool], ...] = ()
    unsent: tuple[str, ...] = ()
    held: tuple[Held, ...] = ()
    effects: tuple[str, ...] = ()
    entries: tuple[str, ...] = ()
    logs: tuple[Log, ...] = ()
    refusals: frozenset[tuple[str, int, str, str]] = frozenset()
    parts: tuple[str, ...] = ()
    faults: tuple[str, ...] = ()


@dataclass
class Heads:
    """Every head ever signed: of one origin and size there is one root for ever."""

    roots: dict[tuple[str, int], bytes] = field(default_factory=dict)

    def see(self, origin: str, size: int, root: bytes) -> list[Finding]:
        known = self.roots.setdefault((origin, size), root)
        if known == root:
            return []
        told = f"two roots of {origin} at {size}: {known.hex()[:12]} and {root.hex()[:12]}"
        return [Finding(Wrong.DOUBLED, told)]


@dataclass(frozen=True)
class Answer:
    """A refusal that a door gave to a head whose signatures were good."""

    door: str
    origin: str
    size: int
    root: str
    code: str


def judge_kill(sender: str, *, delivered: int, durable: int) -> list[Finding]:
    """Delivered is what the partner durably holds, and never more.

    Args:
        sender: whose messages they are.
        delivered: how many the sender calls delivered.
        durable: how many the partner has when it can no longer add any.
    """
    if delivered <= durable:
        return []
    told = f"{delivered} messages of {sender} count as delivered, {durable} are there"
    return [Finding(Wrong.LOST, told)]


def judge_end(one: Side, other: Side, accepted: Mapping[str, Iterable[str]]) -> list[Finding]:
    """Both ends at rest: they agree, and each accepted message had effect exactly once.

    Args:
        one: a node.
        other: its partner.
        accepted: for each node, the ids its officers were told of.
    """
    found = []
    for sender, holder in ((one, other), (other, one)):
        found += _judge_direction(sender, holder, list(accepted.get(sender.code, ())))
        found += [Finding(Wrong.LOST, f"{sender.code}: {fault}") for fault in sender.faults]
        found += [Finding(Wrong.SILENT, f"{sender.code} left {part}") for part in sender.parts]
    return found


def _judge_direction(sender: Side, holder: Side, accepted: list[str]) -> list[Finding]:
    told = f"{sender.code} to {holder.code}"
    sent = [message_id for message_id, _ in sender.sent]
    held = [message.message_id for message in holder.held]
    found = _lost(
        f"{told}, accepted and not in the outbox", set(accepted) - {*sent, *sender.unsent}
    )
    found += _lost(f"{told}, never numbered", sender.unsent)
    found += _lost(f"{told}, sent and not held", set(sent) - set(held))
    found += _lost(f"{told}, held and never sent", set(held) - set(sent))
    found += _lost(
        f"{told}, held and not delivered",
        [message_id for message_id, delivered in sender.sent if not delivered],
    )
    if sorted(sent) == sorted(held) and sent != held:
        found.append(Finding(Wrong.LOST, f"{told}: not in the order of the log"))
    found += _doubled(f"{told}, sent twice", sent) + _doubled(f"{told}, held twice", held)
    found += _judge_effects(told, holder)
    return found + _judge_logs(told, sender, holder)


def _judge_effects(told: str, holder: Side) -> list[Finding]:
    found = []
    # What the exchange says itself, as a refusal, has its effect elsewhere.
    due = {m.message_id for m in holder.held if m.type.startswith("faults.")}
    for name, seen in (("effect", holder.effects), ("entry", holder.entries)):
        found += _lost(f"{told}, without {name}", due - set(seen))
        found += _doubled(f"{told}, a second {name}", seen)
        found += _lost(f"{told}, {name} of nothing held", set(seen) - due)
    undone = [m.message_id for m in holder.held if m.state not in _DONE]
    return found + _lost(f"{told}, held and not taken up", undone)


def _judge_logs(told: str, sender: Side, holder: Side) -> list[Finding]:
    out = {log.origin: log for log in sender.logs if log.direction == "out"}
    into = {log.origin: log for log in holder.logs if log.direction == "in"}
    found = []
    for origin in sorted({*out, *into}):
        here, there = out.get(origin), into.get(origin)
        if here is None or there is None:
            found.append(Finding(Wrong.LOST, f"{told}: {origin} stands at one end alone"))
        elif (here.size, here.frontier) != (there.size, there.frontier):
            found.append(Finding(Wrong.LOST, f"{told}: {here.size} here, {there.size} there"))
        elif here.receipted != there.receipted:
            differ = f"{here.receipted} receipted here, {there.receipted} there"
            found.append(Finding(Wrong.LOST, f"{told}: {differ}"))
    return found


def judge_answers(answers: Iterable[Answer], sides: Iterable[Side]) -> list[Finding]:
    """Each refusal of a known sender's parcel stands in the record of the node that refused."""
    recorded = {side.code: side.refusals for side in sides}
    missing = {
        answer
        for answer in answers
        if (answer.origin, answer.size, answer.root, answer.code) not in recorded[answer.door]
    }
    return [
        Finding(Wrong.SILENT, f"{a.door} refused {a.origin} at {a.size} by {a.code}, not recorded")
        for a in sorted(missing, key=str)
    ]


def judge_told(name: str, *, happened: int, told: int) -> list[Finding]:
    """What went wrong so often was told at least so often."""
    if told >= happened:
        return []
    return [Finding(Wrong.SILENT, f"{name}: {happened} times, told {told} times")]


def _lost(what: str, ids: Iterable[str]) -> list[Finding]:
    return [Finding(Wrong.LOST, f"{what}: {each}") for each in sorted(ids)]


def _doubled(what: str, ids: Iterable[str]) -> list[Finding]:
    seen = Counter(ids)
    return [Finding(Wrong.DOUBLED, f"{what}: {each}") for each, n in seen.items() if n > 1]
