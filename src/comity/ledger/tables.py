"""The operation by which a squashed migration lays all tables of a package."""

from typing import Any, Final

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations import CreateModel
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState

_RENDERED: Final = "apps"


class CreateTables(Operation):
    """Create several tables at once.

    Each operation that adds a table makes Django build the classes of every table that hangs
    together with it anew, and nearly all of ours hang on an officer. Here that happens once.
    """

    def __init__(self, tables: list[CreateModel]) -> None:
        """Take the tables, each after those it refers to."""
        self.tables = tables

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """Add the tables to what migrations know, and render them together."""
        # Without its rendered classes the state takes tables in without building any.
        rendered = state.__dict__.pop(_RENDERED, None)
        for table in self.tables:
            table.state_forwards(app_label, state)
        if rendered is not None:
            state.__dict__[_RENDERED] = rendered
            names = [(app_label, table.name_lower) for table in self.tables]
            state.reload_models(names, delay=False)

    def database_forwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        """Create the tables, in order."""
        for table in self.tables:
            table.database_forwards(app_label, schema_editor, from_state, to_state)

    def database_backwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        """Take the tables away, the last first."""
        for table in reversed(self.tables):
            table.database_backwards(app_label, schema_editor, from_state, to_state)

    def describe(self) -> str:
        """Say in a line what is done."""
        return "Create tables " + ", ".join(table.name for table in self.tables)

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        """Return what this operation is written as."""
        return type(self).__name__, [self.tables], {}
