"""Starting a Step Functions execution.

Source: Step Functions Developer Guide, "Starting state machine executions"; only Express workflows answer.
"""

from app.model import Protocol, Semantics

PROTOCOL = Protocol(
    id="start",
    title="Workflow start",
    summary="The caller starts an execution of the state machine.",
    semantics=frozenset({Semantics.SYNC, Semantics.ASYNC}),
    words={
        Semantics.SYNC: "{source} starts {target} and waits for its result (StartSyncExecution, Express only)",
        Semantics.ASYNC: "{source} starts {target} and goes on (StartExecution)",
    },
)
