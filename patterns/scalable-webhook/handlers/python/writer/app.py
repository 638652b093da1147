"""Write queued events into the database, each once; what fails goes back to the queue, and only that."""

import json
from typing import Any

from aws_lambda_powertools import Logger, Tracer
from aws_lambda_powertools.utilities.batch import BatchProcessor, EventType, process_partial_response
from aws_lambda_powertools.utilities.data_classes.sqs_event import SQSRecord
from aws_lambda_powertools.utilities.typing import LambdaContext
from database import Database
from envelope import unwrapped
from events_table import insert

logger = Logger()
tracer = Tracer()
processor = BatchProcessor(event_type=EventType.SQS)
database = Database("DATABASE")


def write(record: SQSRecord) -> None:
    """Write one event in a transaction of its own. Raises what makes its message come again."""
    payload = unwrapped(record.body)
    with database.transaction() as connection:
        new = insert(connection, json.loads(payload), payload)
    logger.info("written" if new else "known already", message_id=record.message_id)


@logger.inject_lambda_context
@tracer.capture_lambda_handler
def lambda_handler(event: dict[str, Any], context: LambdaContext) -> Any:  # noqa: ANN401 - Powertools' batch response
    """Name the messages that failed."""
    return process_partial_response(event=event, record_handler=write, processor=processor, context=context)
