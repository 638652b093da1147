"""Work on the chunks of a queue, and write each result under the job and its own number."""

import json
from typing import Any

import results
from aws_lambda_powertools import Logger, Tracer
from aws_lambda_powertools.utilities.batch import BatchProcessor, EventType, process_partial_response
from aws_lambda_powertools.utilities.data_classes.sqs_event import SQSRecord
from aws_lambda_powertools.utilities.typing import LambdaContext
from chunks import read
from rendering import render

logger = Logger()
tracer = Tracer()
processor = BatchProcessor(event_type=EventType.SQS)


def work(record: SQSRecord) -> None:
    """One chunk; a second run overwrites the first."""
    chunk = read(json.loads(record.body))
    results.record(chunk, render(chunk))
    logger.info("done", job=chunk.job, chunk=chunk.number, total=chunk.total)


@logger.inject_lambda_context
@tracer.capture_lambda_handler
def lambda_handler(event: dict[str, Any], context: LambdaContext) -> Any:  # noqa: ANN401 - Powertools' batch response
    """Name the chunks that failed."""
    return process_partial_response(event=event, record_handler=work, processor=processor, context=context)
