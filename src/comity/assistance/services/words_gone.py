"""Leaving no word of an erased text in the index that texts are searched by."""

from django.db import connection


def press_index() -> None:
    """Write the index of texts anew without what was deleted from it, in the same transaction.

    SQLite keeps deleted words in the segments of a full-text index until these are joined; joining
    reads the whole index, which an act that is done seldom may cost. PostgreSQL keeps the words in
    the row itself, which is gone.
    """
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute(
                "INSERT INTO assistance_words(assistance_words) VALUES ('optimize')", params=None
            )
