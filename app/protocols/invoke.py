"""A Lambda invocation; the two invocation types are the two meanings.

Source: Lambda Developer Guide, "Invoking Lambda functions".
"""

from app.model import Protocol, Semantics

PROTOCOL = Protocol(
    id="invoke",
    title="Lambda invocation",
    summary="The caller invokes the function through Lambda's Invoke API.",
    semantics=frozenset({Semantics.SYNC, Semantics.ASYNC}),
    words={
        Semantics.SYNC: "{source} invokes {target} and waits for its result (InvocationType RequestResponse)",
        Semantics.ASYNC: "{source} hands {target} an event and goes on (InvocationType Event)",
    },
)
