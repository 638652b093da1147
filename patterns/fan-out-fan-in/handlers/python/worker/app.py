"""Work on one chunk, write its result under the job and its own number, and say if that completes the job.

A worker that runs twice overwrites its own result and counts once; exactly one of all declares the job complete.
"""

from typing import Any

import results
from aws_lambda_powertools import Logger, Tracer
from aws_lambda_powertools.utilities.typing import LambdaContext
from chunks import read
from rendering import render

logger = Logger()
tracer = Tracer()


@logger.inject_lambda_context
@tracer.capture_lambda_handler
def lambda_handler(event: dict[str, Any], _context: LambdaContext) -> dict[str, Any]:
    """Nobody waits for the answer; what fails is tried again by Lambda and then kept."""
    chunk = read(event)
    results.record(chunk, render(chunk))
    complete = results.note(chunk)
    logger.info("done", job=chunk.job, chunk=chunk.number, total=chunk.total)
    if complete:
        # The place for what comes after the last chunk: publish it, notify somebody, start the next step.
        logger.info("job complete", job=chunk.job, total=chunk.total)
    return {"job": chunk.job, "chunk": chunk.number, "complete": complete}
