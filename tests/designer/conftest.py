"""What the designer is given by the server."""

from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from app.web import create_app


@pytest.fixture(scope="session")
def catalog_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Kinds and patterns, as the canvas fetches them."""
    with TestClient(create_app(), base_url="http://127.0.0.1") as client:
        answer = client.get("/api/designer")
    assert answer.status_code == 200
    file = tmp_path_factory.mktemp("designer") / "catalog.json"
    file.write_bytes(answer.content)
    return file
