"""What the setting that names a database comes to."""

from comity.node.settings import database_settings


def test_what_an_address_says_of_tls_reaches_the_driver() -> None:
    told = database_settings(
        "postgresql://u:p%40q@db.example:5433/x?sslmode=verify-full&sslrootcert=/ca"
    )
    assert (told["HOST"], told["PORT"], told["PASSWORD"]) == ("db.example", "5433", "p@q")
    options = told["OPTIONS"]
    assert isinstance(options, dict)
    assert (options["sslmode"], options["sslrootcert"]) == ("verify-full", "/ca")


def test_a_socket_is_named_in_the_query() -> None:
    told = database_settings("postgresql://u@/x?host=%2Frun%2Fpostgresql")
    assert (told["HOST"], told["NAME"]) == ("/run/postgresql", "x")


def test_no_page_is_read_by_several_processes_unless_the_address_says_so() -> None:
    def options(query: str) -> object:
        return database_settings(f"postgresql://u@/x?host=%2Frun%2Fpostgresql{query}")["OPTIONS"]

    assert options("") == {"options": "-c max_parallel_workers_per_gather=0 -c jit=off"}
    assert options("&options=-c%20work_mem%3D8MB") == {"options": "-c work_mem=8MB"}
