"""Gatekeeper: nobody passes without a token that is known, and who passes sees only what is theirs."""

import hashlib

from app.model import Connection, Design
from tests.proof.conftest import Deploy
from tests.proof.harness.deployment import Answer, Deployment

SECRET = "s" * 40


def admit(gate: Deployment, user: str, *routes: str) -> dict[str, str]:
    """Make a user known, and give the header that they send."""
    item = {"user": user, "customer": f"of-{user}", "token_sha256": hashlib.sha256(SECRET.encode()).hexdigest()}
    gate.put("permissions", item | ({"routes": set(routes)} if routes else {}))
    return {"Authorization": f"Bearer {user}.{SECRET}"}


def invoices(gate: Deployment, headers: dict[str, str]) -> Answer:
    return gate.http("GET", "/invoices", headers=headers)


def test_without_a_token_nobody_passes(deployed: Deploy) -> None:
    assert invoices(deployed("gatekeeper"), {}).status == 401


def test_a_bad_token_is_refused_and_the_function_never_runs(deployed: Deploy) -> None:
    gate = deployed("gatekeeper")
    admit(gate, "ada", "GET /invoices")

    statuses = [
        invoices(gate, {"Authorization": f"Bearer ada.{'x' * 40}"}).status,
        invoices(gate, {"Authorization": f"Bearer eve.{SECRET}"}).status,
        invoices(gate, {"Authorization": "Basic YWRhOnM="}).status,
    ]

    assert statuses == [401, 401, 401]
    assert not gate.logs("list")


def test_a_good_token_admits_to_ones_own_invoices(deployed: Deploy) -> None:
    gate = deployed("gatekeeper")
    ada, bob = admit(gate, "ada", "GET /invoices"), admit(gate, "bob", "GET /invoices")
    gate.put("invoices", {"customer": "of-ada", "invoice": "1", "cents": 100}, {"customer": "of-bob", "invoice": "2"})

    assert invoices(gate, ada).json == {"invoices": [{"invoice": "1", "cents": 100}]}
    assert invoices(gate, bob).json == {"invoices": [{"invoice": "2"}]}


def test_who_is_known_but_may_not_is_told_so(deployed: Deploy) -> None:
    gate = deployed("gatekeeper")

    assert invoices(gate, admit(gate, "ada")).status == 403


def test_a_cached_policy_lets_the_sibling_route_through_and_only_what_is_allowed(deployed: Deploy) -> None:
    gate = deployed("gatekeeper", redraw=with_siblings)
    ada = admit(gate, "ada", "GET /invoices", "GET /statements")

    assert invoices(gate, ada).status == 200
    # The function knows no statements, and says so itself: the gate has let the request pass.
    assert gate.http("GET", "/statements", headers=ada).status == 404
    assert gate.http("GET", "/refunds", headers=ada).status == 403
    known = [line for line in gate.logs("authorizer") if line.get("message") == "known"]
    assert len(known) == 1


def with_siblings(design: Design) -> Design:
    """Two more routes to the same function."""
    passed = next(arrow for arrow in design.connections if arrow.id == "pass")
    more = [
        Connection.model_validate(passed.model_dump() | {"id": f"pass-{name}", "properties": {"route": f"GET /{name}"}})
        for name in ("statements", "refunds")
    ]
    return design.model_copy(update={"connections": (*design.connections, *more)})
