"""What the setting that names a database comes to."""

from comity.node.settings import database_settings


def test_what_an_address_says_of_tls_reaches_the_driver() -> None:
    told = database_settings(
        "postgresql://u:p%40q@db.example:5433/x?sslmode=verify-full&sslrootcert=/ca"
    )
    assert (told["HOST"], told["PORT"], told["PASSWORD"]) == ("db.example", "5433", "p@q")
    assert told["OPTIONS"] == {"sslmode": "verify-full", "sslrootcert": "/ca"}


def test_a_socket_is_named_in_the_query() -> None:
    told = database_settings("postgresql://u@/x?host=%2Frun%2Fpostgresql")
    assert (told["HOST"], told["NAME"], told["OPTIONS"]) == ("/run/postgresql", "x", {})
