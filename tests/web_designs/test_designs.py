"""Saved designs from outside, over HTTP."""

import json
import threading
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from starlette.testclient import TestClient

from app.documents.yaml_text import MAX_BYTES
from app.store import write_json
from app.store.documents import document_of
from tests.store.samples import ORDERS, orders

UNKNOWN = "/api/designs/" + "0" * 32


def make(client: TestClient, **changes: Any) -> tuple[str, str, dict[str, Any]]:  # noqa: ANN401 - any part of a document
    """A saved design: its address, its ETag and what was answered."""
    response = client.post("/api/designs", json={**ORDERS, **changes})
    assert response.status_code == 201, response.text
    return response.headers["location"], response.headers["etag"], response.json()


def problem(response: Any, status: int) -> dict[str, Any]:  # noqa: ANN401 - the client's response has no public name
    assert response.status_code == status, response.text
    assert response.headers["content-type"] == "application/problem+json"
    body: dict[str, Any] = response.json()
    assert body["status"] == status
    assert body["detail"]
    return body


def test_a_design_is_made_read_replaced_and_deleted(client: TestClient) -> None:
    address, etag, made = make(client)
    assert made["design"] == document_of(orders())
    assert made["findings"] == []
    assert (made["complete"], made["version"], f'"{made["etag"]}"') == (True, 1, etag)
    got = client.get(address)
    assert got.json() == made
    assert got.headers["etag"] == etag
    assert "no-cache" in got.headers["cache-control"]
    assert client.get(address, headers={"If-None-Match": etag}).status_code == 304
    put = client.put(address, json={**ORDERS, "name": "B"}, headers={"If-Match": etag})
    assert put.status_code == 200
    assert put.headers["etag"] != etag
    assert client.get(address, headers={"If-None-Match": etag}).json() == put.json()
    assert client.delete(address).status_code == 204
    assert client.get(address).json()["deleted"] is not None
    assert problem(client.put(address, json=ORDERS, headers={"If-Match": etag}), 409)["reason"] == "in-bin"
    assert client.post(f"{address}/restore").json() == put.json()
    assert problem(client.delete(f"{address}?purge=true"), 409)["reason"] == "not-in-bin"
    client.delete(address)
    assert client.delete(f"{address}?purge=true").status_code == 204
    problem(client.get(address), 404)


def test_the_document_comes_back_to_the_byte(client: TestClient) -> None:
    address, _, _ = make(client, name="Ünïcode 😀 \u2028 <b>", description="a\n\tb")
    body = client.get(address).text
    sent = write_json(document_of(orders(name="Ünïcode 😀 \u2028 <b>", description="a\n\tb")))
    assert body.endswith(f'"design":{sent}}}')


def test_a_draft_is_saved_with_its_findings(client: TestClient) -> None:
    wrong = {**ORDERS["connections"][0], "semantics": "error"}
    _, _, made = make(client, connections=[wrong])
    assert made["complete"] is False
    assert [finding["place"]["pointer"] for finding in made["findings"]] == ["/connections/0/semantics"]


def test_replacing_needs_a_version(client: TestClient) -> None:
    address, _, made = make(client)
    for tag in (None, "", "*", "x", '"a", "b"', '""x'):
        headers = {} if tag is None else {"If-Match": tag}
        said = problem(client.put(address, json={**ORDERS, "name": "B"}, headers=headers), 428)
        assert said["reason"] == "no-version"
    assert client.get(address).json() == made


@pytest.mark.parametrize("spelt", ["W/{}", '"other"'], ids=["weak", "other"])
def test_another_version_does_not_match(client: TestClient, spelt: str) -> None:
    address, etag, made = make(client)
    body = problem(client.put(address, json={**ORDERS, "name": "B"}, headers={"If-Match": spelt.format(etag)}), 412)
    assert body["current"] == made
    assert body["merge"] is None


def test_the_loser_is_given_a_merge(client: TestClient) -> None:
    address, etag, _ = make(client)
    theirs = client.put(address, json={**ORDERS, "name": "Theirs"}, headers={"If-Match": etag})
    mine = client.put(address, json={**ORDERS, "description": "Mine"}, headers={"If-Match": etag})
    body = problem(mine, 412)
    assert mine.headers["etag"] == theirs.headers["etag"]
    assert body["current"] == theirs.json()
    assert body["merge"]["conflicts"] == []
    merged = body["merge"]["design"]
    assert (merged["name"], merged["description"]) == ("Theirs", "Mine")
    saved = client.put(address, json=merged, headers={"If-Match": mine.headers["etag"]})
    assert saved.status_code == 200
    assert saved.json()["design"] == merged


def test_the_loser_is_told_where_both_changed_the_same(client: TestClient) -> None:
    address, etag, _ = make(client)

    def renamed(name: str) -> dict[str, Any]:
        parts = [part | {"name": name} if part["id"] == "take" else part for part in ORDERS["components"]]
        return {**ORDERS, "components": parts}

    client.put(address, json=renamed("Theirs"), headers={"If-Match": etag})
    body = problem(client.put(address, json=renamed("Mine"), headers={"If-Match": etag}), 412)
    assert body["merge"]["design"] is None
    assert [(conflict["ids"], conflict["field"]) for conflict in body["merge"]["conflicts"]] == [(["take"], "name")]


def test_three_designs_are_merged_without_saving(client: TestClient) -> None:
    fork = {"base": ORDERS, "mine": {**ORDERS, "name": "A"}, "theirs": {**ORDERS, "description": "B"}}
    merged = client.post("/api/merge", json=fork)
    assert merged.json()["design"] == document_of(orders(name="A", description="B"))
    assert client.get("/api/designs").json()["designs"] == []
    wrong = problem(client.post("/api/merge", json={**fork, "mine": {**ORDERS, "name": 3}}), 422)
    assert wrong["findings"][0]["place"]["pointer"] == "/mine/name"
    problem(client.post("/api/merge", json=[]), 422)


def test_who_asks_again_is_told_the_same(client: TestClient) -> None:
    address, etag, _ = make(client)
    put = [client.put(address, json={**ORDERS, "name": "B"}, headers={"If-Match": etag}) for _ in range(2)]
    assert put[0].json() == put[1].json()
    own = "/api/designs/" + "ab" * 16
    made = [client.put(own, json=ORDERS, headers={"If-None-Match": "*"}) for _ in range(2)]
    assert [each.status_code for each in made] == [201, 201]
    assert made[0].json() == made[1].json()
    problem(client.put(own, json={**ORDERS, "name": "B"}, headers={"If-None-Match": "*"}), 412)
    problem(client.put("/api/designs/mine", json=ORDERS, headers={"If-None-Match": "*"}), 422)


@pytest.mark.slow
def test_of_concurrent_writers_exactly_one_wins(client: TestClient) -> None:
    address, etag, _ = make(client)
    writers = 6
    gate = threading.Barrier(writers)

    def write(number: int) -> int:
        gate.wait()
        put = client.put(address, json={**ORDERS, "name": f"W{number}"}, headers={"If-Match": etag})
        return int(put.status_code)

    with ThreadPoolExecutor(writers) as pool:
        said = list(pool.map(write, range(writers)))
    assert sorted(said) == [200] + [412] * (writers - 1)
    assert client.get(address).json()["name"] == f"W{said.index(200)}"


def test_renaming(client: TestClient) -> None:
    address, etag, made = make(client)
    renamed = client.patch(address, json={"name": "New"})
    assert renamed.json()["design"] == made["design"] | {"name": "New"}
    problem(client.patch(address, json={"name": "Other"}, headers={"If-Match": etag}), 412)
    wrong: Any
    for wrong in ({}, {"name": ""}, {"name": "x" * 301}, {"name": "a", "design": {}}, {"name": None}, []):
        problem(client.patch(address, json=wrong), 422)


def test_a_copy(client: TestClient) -> None:
    address, _, made = make(client)
    copy = client.post(f"{address}/duplicate")
    assert copy.status_code == 201
    assert copy.headers["location"] != address
    assert copy.json()["design"] == made["design"] | {"name": "Copy of Orders"}
    assert client.post(f"{address}/duplicate", json={"name": "Mine"}).json()["name"] == "Mine"


def test_the_list(client: TestClient) -> None:
    for name in ("Beta", "alpha", "Gamma ray"):
        make(client, name=name)
    first = client.get("/api/designs", params={"sort": "name", "limit": 2}).json()
    assert [each["name"] for each in first["designs"]] == ["alpha", "Beta"]
    assert "design" not in first["designs"][0]
    rest = client.get("/api/designs", params={"sort": "name", "limit": 2, "after": first["next"]}).json()
    assert [each["name"] for each in rest["designs"]] == ["Gamma ray"]
    assert rest["next"] is None
    found = client.get("/api/designs", params={"search": "RAY"}).json()
    assert [each["name"] for each in found["designs"]] == ["Gamma ray"]
    assert client.get("/api/designs", params={"bin": True}).json()["designs"] == []
    for wrong in ({"limit": 0}, {"limit": 101}, {"sort": "size"}, {"after": "x"}, {"search": "x" * 301}):
        problem(client.get("/api/designs", params=wrong), 422)


def test_revisions(client: TestClient) -> None:
    address, etag, made = make(client)
    after = client.put(address, json={**ORDERS, "name": "B"}, headers={"If-Match": etag})
    listed = client.get(f"{address}/revisions").json()
    assert [each["number"] for each in listed["revisions"]] == [2, 1]
    assert listed["next"] is None
    page = client.get(f"{address}/revisions", params={"limit": 1}).json()
    assert page["next"] == 2
    older = client.get(f"{address}/revisions", params={"limit": 1, "before": page["next"]}).json()
    assert [each["number"] for each in older["revisions"]] == [1]
    assert client.get(f"{address}/revisions/1").json()["design"] == made["design"]
    assert client.post(f"{address}/revisions", json={"name": "Agreed", "number": 1}).json()["name"] == "Agreed"
    assert client.post(f"{address}/revisions", json={"name": "Now"}).json()["number"] == 2
    difference = client.get(f"{address}/revisions/1/diff/2").json()
    assert difference["added"] == difference["removed"] == []
    assert difference["changed"][0]["before"] == {"name": "Orders"}
    problem(client.post(f"{address}/revisions/1/restore"), 428)
    problem(client.post(f"{address}/revisions/1/restore", headers={"If-Match": etag}), 412)
    back = client.post(f"{address}/revisions/1/restore", headers={"If-Match": after.headers["etag"]})
    assert (back.json()["design"], back.json()["version"]) == (made["design"], 3)
    for number in ("3333", "-1", "0", "9" * 40):
        problem(client.get(f"{address}/revisions/{number}"), 404)
    problem(client.get(f"{address}/revisions/one"), 422)


def test_sharing_shows_one_design_and_nothing_else(client: TestClient) -> None:
    address, etag, made = make(client)
    make(client, name="Secret")
    shared = client.post(f"{address}/share")
    assert shared.status_code == 201
    assert "no-store" in shared.headers["cache-control"]
    link = shared.headers["location"]
    seen = client.get(link)
    assert seen.json()["design"] == made["design"]
    assert made["id"] not in seen.text
    assert client.get(link, headers={"If-None-Match": seen.headers["etag"]}).status_code == 304
    for method in ("PUT", "PATCH", "DELETE", "POST"):
        problem(client.request(method, link, json=ORDERS, headers={"If-Match": etag}), 405)
    copy = client.post(f"{link}/copy")
    assert copy.status_code == 201
    assert copy.json()["id"] != made["id"]
    assert copy.json()["design"] == made["design"]
    assert client.delete(f"{address}/share").status_code == 204
    problem(client.get(link), 404)
    problem(client.post(f"{link}/copy"), 404)


def test_what_is_not_there_looks_like_what_one_was_not_given(client: TestClient) -> None:
    for address in (
        UNKNOWN,
        f"{UNKNOWN}/revisions",
        f"{UNKNOWN}/revisions/1",
        f"{UNKNOWN}/revisions/1/diff/2",
        f"{UNKNOWN}/thumbnail.svg",
        "/api/designs/x",
        "/api/designs/%00",
        "/api/shared/x",
        "/api/shared/%ED%A0%80",
    ):
        problem(client.get(address), 404)


WRONG: list[tuple[bytes, int, str]] = [
    (b"", 400, ""),
    (b"{", 400, ""),
    (b"\xff", 400, ""),
    (b"[" * 100_000, 400, ""),
    (b'{"name": "\\ud800"}', 400, "/name"),
    (b'{"name": "x", "name": "y"}', 400, ""),
    (b'{"name": 1e999}', 400, ""),
    (b"[]", 422, ""),
    (b"null", 422, ""),
    (b'{"name": ""}', 422, "/name"),
    (b'{"name": "x", "schema": 99}', 422, ""),
    (b'{"name": "x", "compnents": []}', 422, "/compnents"),
    (b'{"name": "x", "layout": {"a": {"x": 0, "y": 0}}}', 422, "/layout/a"),
]


def test_a_wrong_body_is_refused_with_its_place(client: TestClient) -> None:
    for body, status, pointer in WRONG:
        response = client.post("/api/designs", content=body, headers={"content-type": "application/json"})
        findings = problem(response, status)["findings"]
        assert pointer in {finding["place"]["pointer"] for finding in findings}, body[:60]
    assert client.get("/api/designs").json()["designs"] == []


def test_too_large_a_body_is_refused_before_it_is_read(client: TestClient) -> None:
    sent = 0

    def endless() -> Any:  # noqa: ANN401 - a body in chunks
        nonlocal sent
        while sent < 50 * MAX_BYTES:
            sent += 65_536
            yield b" " * 65_536

    headers = {"content-type": "application/json"}
    large = b" " * (MAX_BYTES + 1)
    assert problem(client.post("/api/designs", content=large, headers=headers), 413)["limit"] == MAX_BYTES
    problem(client.post("/api/designs", content=endless(), headers=headers), 413)
    problem(client.put(UNKNOWN, content=large, headers=headers | {"If-Match": '"x"'}), 413)


def test_a_form_cannot_save(client: TestClient) -> None:
    for kind in ("text/plain", "application/x-www-form-urlencoded", "", "multipart/form-data"):
        problem(client.post("/api/designs", content=json.dumps(ORDERS), headers={"content-type": kind}), 415)


ELSEWHERE = [
    {"origin": "https://evil.example"},
    {"origin": "null"},
    {"origin": "http://testserver.evil.example"},
    {"sec-fetch-site": "cross-site"},
    {"sec-fetch-site": "same-site", "origin": "http://testserver"},
]


def test_another_sites_page_changes_nothing(client: TestClient) -> None:
    address, etag, made = make(client)
    asked = [("POST", "/api/designs"), ("PUT", address), ("PATCH", address), ("DELETE", address)]
    asked += [("POST", f"{address}/{act}") for act in ("share", "restore", "duplicate", "revisions/1/restore")]
    asked += [("DELETE", f"{address}/share"), ("POST", f"{address}/revisions")]
    for headers in ELSEWHERE:
        for method, path in asked:
            response = client.request(method, path, json={"name": "x"}, headers=headers | {"If-Match": etag})
            assert problem(response, 403)["reason"] == "other-site"
    assert client.get(address).json() == made
    assert len(client.get("/api/designs").json()["designs"]) == 1


def test_our_own_pages_and_programs_may(client: TestClient) -> None:
    for headers in ({"origin": "http://testserver", "sec-fetch-site": "same-origin"}, {}):
        assert client.post("/api/designs", json=ORDERS, headers=headers).status_code == 201


def test_a_thumbnail(client: TestClient) -> None:
    address, etag, _ = make(client, name="<script>alert(1)</script>")
    picture = client.get(f"{address}/thumbnail.svg")
    assert picture.headers["content-type"].startswith("image/svg+xml")
    assert "<svg" in picture.text
    assert "<script" not in picture.text
    assert "default-src 'none'" in picture.headers["content-security-policy"]
    again = client.get(f"{address}/thumbnail.svg", headers={"If-None-Match": picture.headers["etag"]})
    assert again.status_code == 304
    parts = ORDERS["components"]
    client.put(address, json={**ORDERS, "components": [*parts, parts[0] | {"id": "x"}]}, headers={"If-Match": etag})
    assert client.get(f"{address}/thumbnail.svg").text != picture.text


def test_thumbnails_of_drafts_and_of_far_too_many_arrows(client: TestClient) -> None:
    empty, _, _ = make(client, components=[], connections=[], layout={}, suppressions=[])
    strange, _, _ = make(
        client,
        components=[{"id": "client", "kind": "x", "name": "X"}],
        layout={},
        suppressions=[],
        connections=[{"id": "a", "from": "client.x", "to": "client.y", "semantics": "sync"}],
    )
    arrows = [ORDERS["connections"][0] | {"id": f"a{number}"} for number in range(500)]
    dense, _, _ = make(client, connections=arrows)
    for address in (empty, strange, dense):
        picture = client.get(f"{address}/thumbnail.svg")
        assert picture.status_code == 200
        assert "<svg" in picture.text
