"""A few threads that speak to the database, each keeping its connection until the end.

Opening a connection for each piece of work would cost more than most of the work; leaving one to
be found by the garbage collector would leave the database with a session nobody ends.
"""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import ParamSpec, TypeVar

from django.db import DEFAULT_DB_ALIAS, close_old_connections, connections
from django.db.backends.base.base import BaseDatabaseWrapper

_Result = TypeVar("_Result")
_Arguments = ParamSpec("_Arguments")


class DatabaseThreads(ThreadPoolExecutor):
    """An executor whose threads may use the ORM."""

    def __init__(self, threads: int, *, name: str) -> None:
        """Prepare so many threads; each begins when it is first needed."""
        self._connections: list[BaseDatabaseWrapper] = []
        super().__init__(threads, thread_name_prefix=name, initializer=self._begin)

    def end(self) -> None:
        """Wait for what is under way, drop what is not, and close every connection."""
        self.shutdown(wait=True, cancel_futures=True)
        for connection in self._connections:
            connection.close()

    def _begin(self) -> None:
        connection = connections[DEFAULT_DB_ALIAS]
        # Closing it will be another thread's work.
        connection.inc_thread_sharing()
        self._connections.append(connection)


def with_database(
    work: Callable[_Arguments, _Result],
    *arguments: _Arguments.args,
    **named: _Arguments.kwargs,
) -> _Result:
    """Do one piece of work with this thread's connection, without one that has broken meanwhile."""
    close_old_connections()
    try:
        return work(*arguments, **named)
    finally:
        close_old_connections()
