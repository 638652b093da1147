"""What the designer's canvas gets from the server."""

import pytest
from starlette.testclient import TestClient

from app.model import Design


@pytest.mark.parametrize("address", ["/designer", "/designs", "/designs/0123456789abcdef0123456789abcdef"])
def test_the_pages_say_nothing_of_designs(site: TestClient, address: str) -> None:
    answer = site.get(address)
    assert answer.status_code == 200
    assert "0123456789abcdef" not in answer.text
    assert "<style" not in answer.text


def test_every_pattern_and_example_has_a_place_for_each_component(site: TestClient) -> None:
    data = site.get("/api/designer").json()
    assert len({scene["pattern"] for scene in data["scenes"]}) == 19
    assert len(data["examples"]) == 3
    for thing in (*data["scenes"], *data["examples"]):
        design = Design.model_validate(thing["design"])
        assert design.layout.keys() == design.by_id.keys()


def test_tidy_places_everything(site: TestClient) -> None:
    design = site.get("/api/designer").json()["scenes"][0]["design"]
    answer = site.post("/api/designer/tidy", json=design)
    assert answer.json()["layout"] == design["layout"]


def test_a_file_is_read_or_refused_with_its_place(site: TestClient) -> None:
    text = "name: A\ncomponents:\n  - {id: q, kind: queue, name: Q}\n"
    read = site.post("/api/designer/read", content=text, headers={"content-type": "text/plain"})
    assert read.json()["components"][0]["kind"] == "queue"
    wrong = text.replace("queue", "kew")
    refused = site.post("/api/designer/read", content=wrong, headers={"content-type": "text/plain"})
    assert refused.status_code == 422
    assert "3:" in refused.json()["detail"]
    assert "there is no kind 'kew'" in refused.json()["findings"][0]["message"]
