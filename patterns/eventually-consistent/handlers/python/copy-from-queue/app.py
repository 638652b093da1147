"""Copy orders from events, whatever the order in which they arrive: what is newer wins."""

import json
from typing import Any

from aws_lambda_powertools import Logger, Tracer
from aws_lambda_powertools.utilities.batch import BatchProcessor, EventType, process_partial_response
from aws_lambda_powertools.utilities.data_classes.sqs_event import SQSRecord
from aws_lambda_powertools.utilities.typing import LambdaContext
from database import Database
from orders_copy import BadRowError, row_of, upsert

logger = Logger()
tracer = Tracer()
processor = BatchProcessor(event_type=EventType.SQS)
reporting = Database("REPORTING")


def copy(record: SQSRecord) -> None:
    """Copy one event. A bad one comes again and, after its tries, waits in the dead-letter queue."""
    detail = json.loads(record.body).get("detail")
    if not isinstance(detail, dict):
        raise BadRowError("no event: detail is missing")
    row = row_of(detail, removed=detail.get("deleted") is True)
    with reporting.transaction() as connection:
        new = upsert(connection, row)
    logger.info("copied" if new else "not newer", order=row["order"], last_updated=row["last_updated"])


@logger.inject_lambda_context
@tracer.capture_lambda_handler
def lambda_handler(event: dict[str, Any], context: LambdaContext) -> Any:  # noqa: ANN401 - Powertools' batch response
    """Name the events that failed."""
    return process_partial_response(event=event, record_handler=copy, processor=processor, context=context)
