"""What the processes of a node remember together for a while: a table instead of one's own memory.

Failed sign-ins are counted here, codes that were used are remembered, and a terminal that waits
for its officer is found by whichever process is asked. A process that is ended forgets nothing of
it, so that nobody buys new tries by a restart.
"""

import hashlib
import json
from datetime import UTC, datetime
from typing import Any, Final

from django.core.cache.backends.base import DEFAULT_TIMEOUT, BaseCache
from django.db import connection

from comity.node.models import Remembered

_FOR_EVER: Final = datetime(9999, 12, 31, tzinfo=UTC)
_TABLE: Final = Remembered._meta.db_table
_KEEP: Final = (
    f'INSERT INTO "{_TABLE}" ("name", "value", "until") VALUES (%s, %s, %s)'  # noqa: S608  our own table's name
    ' ON CONFLICT ("name") DO UPDATE SET "value" = excluded."value", "until" = excluded."until"'
)
# Whoever comes second changes no row, and is told so; a row that has lapsed counts as none.
_KEEP_NEW: Final = f'{_KEEP} WHERE "{_TABLE}"."until" <= %s'


class SharedMemory(BaseCache):
    """Django's cache, kept in the node's database.

    Names are hashed, since some hold a secret. Values are JSON and never pickled: whoever could
    write to the table must not thereby run anything.
    """

    def __init__(self, _location: str, params: dict[str, Any]) -> None:
        super().__init__(params)

    def get(self, key: str, default: Any = None, version: int | None = None) -> Any:  # noqa: ANN401  as Django's own
        """Return what is remembered, or `default`; nothing is written."""
        found = Remembered.objects.filter(pk=self._name(key, version), until__gt=_now())
        value = found.values_list("value", flat=True).first()
        return default if value is None else json.loads(value)

    def set(
        self,
        key: str,
        value: Any,  # noqa: ANN401  as Django's own
        timeout: float | None = DEFAULT_TIMEOUT,
        version: int | None = None,
    ) -> None:
        """Remember a value, in place of what was."""
        with connection.cursor() as cursor:
            cursor.execute(_KEEP, self._row(key, value, timeout, version))

    def add(
        self,
        key: str,
        value: Any,  # noqa: ANN401  as Django's own
        timeout: float | None = DEFAULT_TIMEOUT,
        version: int | None = None,
    ) -> bool:
        """Remember a value unless there is one; of several at once exactly one is told True."""
        name = self._name(key, version)
        # Asked first: most callers come late, and a reader waits for nobody.
        if Remembered.objects.filter(pk=name, until__gt=_now()).exists():
            return False
        now = connection.ops.adapt_datetimefield_value(_now())
        with connection.cursor() as cursor:
            cursor.execute(_KEEP_NEW, [*self._row(key, value, timeout, version), now])
            return bool(cursor.rowcount == 1)

    def delete(self, key: str, version: int | None = None) -> bool:
        """Forget a value; return whether there was one."""
        forgotten, _ = Remembered.objects.filter(pk=self._name(key, version)).delete()
        return forgotten > 0

    def clear(self) -> None:
        """Forget everything."""
        Remembered.objects.all().delete()

    def _name(self, key: str, version: int | None) -> str:
        return hashlib.sha256(self.make_key(key, version=version).encode()).hexdigest()

    def _row(
        self,
        key: str,
        value: Any,  # noqa: ANN401  as Django's own
        timeout: float | None,
        version: int | None,
    ) -> list[Any]:
        lapses = self.get_backend_timeout(timeout)
        until = _FOR_EVER if lapses is None else datetime.fromtimestamp(lapses, UTC)
        told = connection.ops.adapt_datetimefield_value(until)
        return [self._name(key, version), json.dumps(value), told]


def forget_lapsed(at: datetime) -> int:
    """Remove what lapsed.

    Args:
        at: aware UTC instant.

    Returns:
        How much was removed.
    """
    forgotten, _ = Remembered.objects.filter(until__lte=at).delete()
    return forgotten


def _now() -> datetime:
    return datetime.now(UTC)
