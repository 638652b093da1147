"""Projects over HTTP: zips of patterns, zips and previews of any design, and the page that shows them."""

import io
import re
import zipfile
from html.parser import HTMLParser

import pytest
from starlette.testclient import TestClient

from app.documents.yaml_text import MAX_BYTES
from app.web.highlight import highlighted
from tests.export.projects import designs

DESIGN = designs()["scalable-webhook"].model_dump_json(by_alias=True)


def names(body: bytes) -> set[str]:
    with zipfile.ZipFile(io.BytesIO(body)) as archive:
        return {name.partition("/")[2] for name in archive.namelist()}


def test_a_pattern_is_downloaded_as_a_zip(site: TestClient) -> None:
    answer = site.get("/patterns/scalable-webhook/export/sam.zip")
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "application/zip"
    assert 'filename="scalable-webhook.zip"' in answer.headers["content-disposition"]
    assert {"template.yaml", "README.md", "src/writer/app.py"} <= names(answer.content)
    assert site.get("/patterns/scalable-webhook/export/sam.zip").content == answer.content


def test_variation_and_runtime_are_chosen_in_the_address(site: TestClient) -> None:
    answer = site.get("/patterns/scalable-webhook/export/sam.zip?runtime=nodejs&variation=through-topic")
    assert answer.status_code == 200
    assert any(name.endswith("writer/app.ts") for name in names(answer.content))


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/patterns/scalable-webhook/export/terraform.zip", 404),
        ("/patterns/scalable-webhok/export/sam.zip", 404),
        ("/patterns/scalable-webhook/export/sam.zip?variation=nope", 404),
        ("/patterns/scalable-webhook/export/sam.zip?runtime=cobol", 422),
    ],
)
def test_what_there_is_not_is_said(site: TestClient, address: str, status: int) -> None:
    assert site.get(address).status_code == status


def test_any_design_is_exported(site: TestClient) -> None:
    answer = site.post("/api/export/sam?runtime=python", content=DESIGN)
    assert answer.status_code == 200
    assert "template.yaml" in names(answer.content)


def test_several_services_are_one_stack_on_request(site: TestClient) -> None:
    body = designs()["example--order-system"].model_dump_json(by_alias=True)
    apart = names(site.post("/api/export/sam", content=body).content)
    together = names(site.post("/api/export/sam?one_stack=true", content=body).content)
    assert "orders/template.yaml" in apart
    assert "template.yaml" in together


def test_a_preview_says_which_lines_are_whose(site: TestClient) -> None:
    answer = site.post("/api/export/sam/preview", content=DESIGN).json()
    (template,) = [file for file in answer["files"] if file["path"] == "template.yaml"]
    lines = template["text"].split("\n")
    marks = {mark["component"]: lines[mark["first"] - 1] for mark in reversed(template["marks"])}
    assert marks["writer"].strip() == "WriterFunction:"
    first, *rest = [file["path"] for file in answer["files"]]
    assert first == "template.yaml"
    assert [first, *rest] == answer["paths"]
    assert rest == sorted(rest)


def test_a_preview_of_one_file_holds_no_other(site: TestClient) -> None:
    one = site.post("/api/export/sam/preview?path=README.md", content=DESIGN).json()
    assert [file["path"] for file in one["files"]] == ["README.md"]
    assert "template.yaml" in one["paths"]
    gone = site.post("/api/export/sam/preview?path=gone.py", content=DESIGN).json()
    assert [file["path"] for file in gone["files"]] == ["template.yaml"]


@pytest.mark.parametrize("where", ["/api/export/sam", "/api/export/sam/preview"])
def test_what_cannot_be_deployed_is_refused_with_findings(site: TestClient, where: str) -> None:
    lonely = '{"schema": 1, "name": "x", "components": [{"id": "api", "kind": "rest-api", "name": "API"}]}'
    answer = site.post(where, content=lonely)
    assert answer.status_code == 422
    assert answer.headers["content-type"] == "application/problem+json"
    (finding,) = answer.json()["findings"]
    assert finding["components"] == ["api"]
    assert finding["remedy"]


@pytest.mark.parametrize(
    ("body", "status"),
    [(b"{", 422), (b"\xff", 422), (b"name: 1e3x\nnonsense: 1", 422), (b" " * (MAX_BYTES + 1), 413)],
)
def test_what_is_no_design_is_refused(site: TestClient, body: bytes, status: int) -> None:
    assert site.post("/api/export/sam", content=body).status_code == status


def test_a_format_that_there_is_not_names_the_nearest(site: TestClient) -> None:
    answer = site.post("/api/export/sma", content=DESIGN)
    assert answer.status_code == 404
    assert "sam" in answer.json()["detail"]


class Text(HTMLParser):
    """The text of the lines of code on a page."""

    def __init__(self) -> None:
        super().__init__()
        self.inside = False
        self.said = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.inside = self.inside or (tag == "pre" and ("data-code-text", None) in attrs)

    def handle_endtag(self, tag: str) -> None:
        self.inside = self.inside and tag != "pre"

    def handle_data(self, data: str) -> None:
        self.said += data if self.inside else ""


def test_the_page_shows_the_files_as_they_are(site: TestClient) -> None:
    files = {
        file["path"]: file["text"] for file in site.post("/api/export/sam/preview", content=DESIGN).json()["files"]
    }
    for path in ("template.yaml", "README.md", "src/writer/app.py", "diagram.svg"):
        reader = Text()
        reader.feed(site.get(f"/patterns/scalable-webhook/code?file={path}").text)
        assert reader.said == files[path]


def test_the_page_opens_with_the_infrastructure_and_says_whose_lines_are_whose(site: TestClient) -> None:
    page = site.get("/patterns/scalable-webhook/code").text
    assert 'aria-label="template.yaml"' in page
    assert re.search(r'data-line-part="writer"[^>]*title="Write events"', page)
    assert site.get("/patterns/scalable-webhook/code?file=nope.py").status_code == 404


def test_a_pattern_links_to_its_code_without_any_script(site: TestClient) -> None:
    page = site.get("/patterns/scalable-webhook").text
    for format_ in ("sam", "cdk-typescript", "cdk-python"):
        assert f"/patterns/scalable-webhook/code?format={format_}" in page
        assert f"/patterns/scalable-webhook/export/{format_}.zip" in page


def test_what_users_write_is_data_in_highlighted_code() -> None:
    (line,) = highlighted("x.yaml", "name: <script>alert('x')</script>\n")
    assert "<script" not in line
    assert "&lt;" in line
