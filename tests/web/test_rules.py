"""The rules' pages, and the review over HTTP."""

import json

import pytest
from pydantic import TypeAdapter
from starlette.testclient import TestClient

from app.documents import read_design
from app.documents.yaml_text import MAX_BYTES
from app.edits import apply
from app.model.edit import Batch, Edit
from app.review import page, review, rulebook

DESIGN = """
name: Intake
components:
  - {id: shop, kind: microservice, name: "<b>Shop</b>"}
  - {id: orders, kind: queue, name: Orders}
  - {id: book, kind: function, name: Book order}
connections:
  - {id: send, from: shop, to: orders, semantics: async}
  - {id: drain, from: orders, to: book, semantics: async}
"""


def test_the_list_names_every_rule_and_links_to_its_page(site: TestClient) -> None:
    html = site.get("/rules").text
    assert [rule for rule in rulebook() if f'href="/rules/{rule}"' not in html] == []


@pytest.mark.slow  # each page draws two designs
@pytest.mark.parametrize("rule", sorted(rulebook()))
def test_a_rules_page_shows_both_designs_and_what_the_rule_says_of_the_wrong_one(site: TestClient, rule: str) -> None:
    answer = site.get(f"/rules/{rule}")
    assert answer.status_code == 200
    assert answer.text.count("<h1") == 1
    assert answer.text.count('class="rule-says"') >= 1
    for id_ in ("why", "remedy", "wrong", "right"):
        assert f'id="{id_}"' in answer.text
    assert page(rule).source.split(",")[0].split(";")[0][:20] in answer.text.replace("&#34;", '"')


def test_a_patterns_page_says_what_its_precautions_are_good_for(site: TestClient) -> None:
    html = site.get("/patterns/scalable-webhook").text
    assert "What the precautions spare you" in html
    assert 'href="/rules/queue-without-dead-letters"' in html
    assert "What the precautions spare you" not in site.get("/patterns/gatekeeper").text


def test_a_rule_that_there_is_not_leads_to_the_nearest(site: TestClient) -> None:
    answer = site.get("/rules/queue-without-dead-letter")
    assert answer.status_code == 404
    assert 'href="/rules/queue-without-dead-letters"' in answer.text


def test_a_design_is_reviewed_and_its_fix_comes_as_edits(site: TestClient) -> None:
    answer = site.post("/api/review", content=DESIGN, headers={"content-type": "application/yaml"})
    assert answer.status_code == 200
    finding = answer.json()["findings"][0]
    assert (finding["rule"], finding["severity"], finding["components"]) == (
        "queue-without-dead-letters",
        "error",
        ["orders"],
    )
    assert finding["place"]["pointer"] == "/components/1"
    assert [edit["type"] for edit in finding["fix"]] == ["add-component", "add-connection"]
    assert finding["fix"][1]["connection"]["from"] == "orders.redrives"
    assert answer.json()["verdict"][0] == {
        "harm": "would lose data",
        "said": "Would lose data: Orders.",
        "findings": 1,
    }


def test_all_safe_fixes_come_as_one_list_of_edits(site: TestClient) -> None:
    answer = site.post("/api/review/fixes", content=DESIGN, headers={"content-type": "application/yaml"})
    assert answer.status_code == 200
    edits = TypeAdapter(tuple[Edit, ...]).validate_python(answer.json()["edits"])
    design = read_design(DESIGN)
    after, inverse = apply(design, Batch(edits=edits))
    assert answer.json()["fixed"] == len({finding.rule for finding in review(design) if finding.safe}) > 0
    assert [finding.rule for finding in review(after) if finding.safe] == []
    assert apply(after, inverse)[0] == design
    assert site.post("/api/review/fixes", json={"name": "Nothing"}).json() == {"edits": [], "fixed": 0}
    assert site.post("/api/review/fixes", content=b"name: [").status_code == 422


def test_without_the_resources_only_the_drawing_is_reviewed(site: TestClient) -> None:
    text = page("cut-off-in-a-given-network").wrong_text
    whole, quick = site.post("/api/review", content=text), site.post("/api/review?resources=false", content=text)
    assert "cut-off-in-a-given-network" in quick.json()["left_out"]
    assert "cut-off-in-a-given-network" in {finding["rule"] for finding in whole.json()["findings"]}
    kept = [one for one in whole.json()["findings"] if one["rule"] not in quick.json()["left_out"]]
    assert quick.json()["findings"] == kept


def test_json_is_reviewed_as_well(site: TestClient) -> None:
    answer = site.post("/api/review", json={"name": "Nothing"})
    assert (answer.status_code, answer.json()) == (200, {"findings": [], "verdict": [], "left_out": []})


def test_what_is_no_design_is_refused_with_its_complaints(site: TestClient) -> None:
    answer = site.post("/api/review", content=DESIGN.replace("kind: queue", "kind: qeue"))
    assert answer.status_code == 422
    assert answer.headers["content-type"] == "application/problem+json"
    assert "did you mean 'queue'?" in answer.json()["findings"][0]["message"]
    assert site.post("/api/review", content=b"\xff").status_code == 422
    assert site.post("/api/review", content=b"").status_code == 422


def test_too_much_is_refused(site: TestClient) -> None:
    assert site.post("/api/review", content=b" " * (MAX_BYTES + 1)).status_code == 413


def test_the_reference_describes_findings_and_edits(site: TestClient) -> None:
    schema = json.dumps(site.get("/openapi.json").json())
    for name in ("Finding", "SetProperty", "Batch", "Consequence"):
        assert f'"{name}"' in schema
