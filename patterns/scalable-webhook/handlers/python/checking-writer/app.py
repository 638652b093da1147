"""Check and write queued events: no code ran before the queue, so the signature is checked here, over the raw body."""

import json
from typing import Any

from aws_lambda_powertools import Logger, Tracer
from aws_lambda_powertools.utilities.batch import BatchProcessor, EventType, process_partial_response
from aws_lambda_powertools.utilities.data_classes.sqs_event import SQSRecord
from aws_lambda_powertools.utilities.typing import LambdaContext
from database import Database
from events_table import insert
from signature import HEADER, is_genuine

logger = Logger()
tracer = Tracer()
processor = BatchProcessor(event_type=EventType.SQS)
database = Database("DATABASE")


class ForgedError(Exception):
    """The provider did not sign this; the message ends in the dead-letter queue, where somebody can look at it."""


def write(record: SQSRecord) -> None:
    """Write one genuine event, once. Raises ForgedError, or what else makes its message come again."""
    attribute = record.message_attributes[HEADER]
    if not is_genuine(record.body.encode(), attribute.string_value if attribute else None):
        raise ForgedError(record.message_id)
    with database.transaction() as connection:
        new = insert(connection, json.loads(record.body), record.body)
    logger.info("written" if new else "known already", message_id=record.message_id)


@logger.inject_lambda_context
@tracer.capture_lambda_handler
def lambda_handler(event: dict[str, Any], context: LambdaContext) -> Any:  # noqa: ANN401 - Powertools' batch response
    """Name the messages that failed, the forged ones included."""
    return process_partial_response(event=event, record_handler=write, processor=processor, context=context)
