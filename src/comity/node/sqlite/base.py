"""The engine: every write transaction holds the node's write lock from BEGIN to COMMIT.

(Django looks for a module of this name.)
"""

from collections.abc import Callable

from django.db.backends.sqlite3.base import DatabaseWrapper as DjangoDatabaseWrapper

from comity.node.sqlite.lock import WriteLock, lock_for

_READS = ("SELECT", "PRAGMA", "EXPLAIN", "SAVEPOINT", "RELEASE", "ROLLBACK", "WITH", "VALUES")


class DatabaseWrapper(DjangoDatabaseWrapper):
    """SQLite, with a first-come lock around every write."""

    _holds_lock = False

    def _lock(self) -> WriteLock | None:
        name = str(self.settings_dict["NAME"])
        # Databases in memory live in one connection; there is nobody to wait for.
        return None if ":memory:" in name or "mode=memory" in name else lock_for(name)

    def is_waited_for(self) -> bool:
        """Tell whether another process waits until this connection's transaction has ended."""
        lock = self._lock()
        return self._holds_lock and lock is not None and lock.is_waited_for()

    def _take(self) -> None:
        lock = self._lock()
        if lock is not None and not self._holds_lock:
            lock.acquire()
            self._holds_lock = True

    def _give_back(self) -> None:
        lock = self._lock()
        if lock is not None and self._holds_lock:
            self._holds_lock = False
            lock.release()

    def _start_transaction_under_autocommit(self) -> None:
        self._take()
        try:
            super()._start_transaction_under_autocommit()  # type: ignore[misc]  # the stubs leave it out
        except BaseException:
            self._give_back()
            raise

    def _commit(self) -> None:
        try:
            super()._commit()  # type: ignore[misc]  # the stubs leave it out
        except BaseException:
            raise  # the caller rolls back, which gives the lock back
        else:
            self._give_back()

    def _rollback(self) -> None:
        try:
            super()._rollback()  # type: ignore[misc]  # the stubs leave it out
        finally:
            self._give_back()

    def _close(self) -> None:
        try:
            super()._close()  # type: ignore[misc]  # the stubs leave it out
        finally:
            self._give_back()

    def init_connection_state(self) -> None:
        """Route single statements outside a transaction through the lock as well."""
        super().init_connection_state()
        if self._single_write not in self.execute_wrappers:
            self.execute_wrappers.append(self._single_write)

    def _single_write(
        self,
        execute: Callable[..., object],
        sql: str,
        params: object,
        many: bool,
        context: object,
    ) -> object:
        if self.in_atomic_block or self._holds_lock or sql.lstrip().upper().startswith(_READS):
            return execute(sql, params, many, context)
        self._take()
        try:
            return execute(sql, params, many, context)
        finally:
            self._give_back()
