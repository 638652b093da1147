"""A failed function's `errorType` is its exception's name, as on AWS; MiniStack says Runtime.HandlerError of all.

Step Functions' Retry and Catch go by this name: State Machine and its variations lean on it.
"""

import threading
from typing import Any

import ministack.core.lambda_runtime as runtime
import ministack.services.lambda_svc as functions

TOLD = {
    "_PYTHON_WORKER_SCRIPT": ('"error": str(e), "trace"', '"error": str(e), "error_type": type(e).__name__, "trace"'),
    "_NODEJS_WORKER_SCRIPT": (
        "error: String(err.message || err), trace",
        'error: String(err.message || err), error_type: err.name || "Error", trace',
    ),
}
"""What the workers' scripts write after an exception, and what they are to write."""
GENERIC = "Runtime.HandlerError"


def apply() -> None:
    """Let the workers tell the name, and hand it on from the worker's answer to the function's result."""
    for script, (before, after) in TOLD.items():
        text = getattr(runtime, script)
        if before not in text:
            raise RuntimeError(f"{script} no longer has {before!r}")
        setattr(runtime, script, text.replace(before, after))

    told = threading.local()
    invoke = runtime.Worker.invoke
    execute = functions._execute_function_warm

    def remember(worker: Any, *arguments: Any, **named: Any) -> Any:  # noqa: ANN401 - MiniStack has no types
        answer = invoke(worker, *arguments, **named)
        told.error_type = answer.get("error_type")
        return answer

    def rename(function: Any, event: Any, request_id: str) -> Any:  # noqa: ANN401 - MiniStack has no types
        told.error_type = None
        result = execute(function, event, request_id)
        body = result.get("body")
        if result.get("error") and told.error_type and isinstance(body, dict) and body.get("errorType") == GENERIC:
            body["errorType"] = told.error_type
        return result

    runtime.Worker.invoke = remember
    functions._execute_function_warm = rename
