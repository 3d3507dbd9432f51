"""The API describes itself: OpenAPI 3.1, with a page that needs no other host."""

from django.test import Client

from tests.integration.assistance.scene import Scene


def test_openapi_is_served_and_names_every_operation(scene: Scene) -> None:
    told = Client().get("/api/v1/openapi.json").json()
    assert told["openapi"].startswith("3.1")
    assert "/api/v1/requests/{reference}/approve" in told["paths"]
    for path, methods in told["paths"].items():
        for method, operation in methods.items():
            assert operation.get("description"), (method, path)
    assert told["components"]["securitySchemes"]


def test_the_docs_page_loads_nothing_from_elsewhere(scene: Scene) -> None:
    page = Client().get("/api/v1/docs").content.decode()
    assert "openapi.json" in page
    assert "//cdn" not in page
    assert "https://" not in page
