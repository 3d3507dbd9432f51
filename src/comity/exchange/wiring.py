"""The table of message types, and the source of exhibits: what `node` fills in at start.

The exchange sits below the packages whose messages it carries, so it knows them only through this
table. It is filled once per process, before anything is queued or handled.
"""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

import fastjsonschema

from comity.exchange.refusals import MessageFault, MessageRefusedError
from comity.exchange.terms import (
    ExhibitSource,
    MessageKind,
    Received,
    RefusedByPartner,
)

Validate = Callable[[object], object]


@dataclass(frozen=True)
class _Entry:
    kind: MessageKind

    @cached_property
    def validate(self) -> Validate:
        # Compiled for the first message: a verb of the command line carries none.
        return _compiled_schema(json.dumps(self.kind.schema))


@dataclass(frozen=True, slots=True)
class Wiring:
    """What the node has joined to the exchange.

    Attributes:
        entries: message kinds by (type, version).
        exhibits: where the door gets exhibits from; None offers none.
        on_refused: told when a partner refuses a message of ours by name.
    """

    entries: Mapping[tuple[str, int], _Entry] = field(default_factory=dict)
    exhibits: ExhibitSource | None = None
    on_refused: Callable[[RefusedByPartner], None] | None = None

    def validator_of(self, type_: str, version: int) -> Callable[[Mapping[str, object]], None]:
        """Return the check of bodies of a type.

        Returns:
            A function that raises MessageRefusedError when a body does not fit its type.

        Raises:
            MessageRefusedError: the type or the version is unknown.
        """
        validate = self._entry(type_, version).validate

        def check(body: Mapping[str, object]) -> None:
            try:
                validate(body)
            except fastjsonschema.JsonSchemaValueException as error:
                what = f"{error.name} {error.rule}"[:200]
                raise MessageRefusedError(MessageFault.BODY_INVALID, what=what) from error

        return check

    def hand_over(self, received: Received) -> None:
        """Give a checked message to the handler of its type."""
        self._entry(received.type, received.version).kind.handle(received)

    def apply_again(self, sent: Received) -> bool:
        """Give a message of ours that came back to its case; False when its kind cannot."""
        take = self._entry(sent.type, sent.version).kind.apply_again
        if take is None:
            return False
        take(sent)
        return True

    def takes_many(self, type_: str) -> bool:
        """Tell whether messages of a type are taken several at a time, in whatever version."""
        return any(
            entry.kind.handle_many is not None
            for (name, _), entry in self.entries.items()
            if name == type_
        )

    def hand_over_many(self, received: Sequence[Received]) -> None:
        """Give checked messages of one type to its handler, all at once where one version is met.

        Raises:
            MessageRefusedError: they are of several versions, or of one that takes each alone.
        """
        version = received[0].version
        handle = self._entry(received[0].type, version).kind.handle_many
        if handle is None or any(each.version != version for each in received):
            raise MessageRefusedError(MessageFault.VERSION_UNKNOWN, type=received[0].type)
        handle(received)

    def _entry(self, type_: str, version: int) -> _Entry:
        entry = self.entries.get((type_, version))
        if entry is None:
            known = any(type_ == name for name, _ in self.entries)
            if known:
                raise MessageRefusedError(MessageFault.VERSION_UNKNOWN, type=type_, version=version)
            raise MessageRefusedError(MessageFault.TYPE_UNKNOWN, type=type_)
        return entry


_joined: list[Wiring] = [Wiring()]


def register(
    kinds: Iterable[MessageKind],
    *,
    exhibits: ExhibitSource | None = None,
    on_refused: Callable[[RefusedByPartner], None] | None = None,
) -> None:
    """Join message kinds and an exhibit source to the exchange; calling again replaces all.

    Args:
        kinds: every message type this node takes and sends.
        exhibits: where the partners' door gets exhibits from.
        on_refused: told when a partner refuses a message of ours by name.
    """
    entries = {(kind.type, kind.version): _Entry(kind) for kind in kinds}
    _joined[0] = Wiring(entries, exhibits, on_refused)


def current() -> Wiring:
    """Return what is joined."""
    return _joined[0]


@lru_cache(maxsize=64)
def _compiled_schema(schema: str) -> Validate:
    # The compiler writes the schema into source text, so it must hold plain JSON values alone, no
    # enums. Defaults are not filled in: what is handled is what was signed.
    compiled: Validate = fastjsonschema.compile(json.loads(schema), use_default=False)
    return compiled
