"""Book labels from a queue, behind a circuit breaker: while it is open, messages go back without a call.

Nobody waits, so nothing is refused for good: a message comes again after the queue's visibility timeout. The carrier
knows an order by its idempotency key, so booking twice gives one label.
"""

import json
from typing import Any

from aws_lambda_powertools import Logger, Tracer
from aws_lambda_powertools.utilities.batch import BatchProcessor, EventType, process_partial_response
from aws_lambda_powertools.utilities.data_classes.sqs_event import SQSRecord
from aws_lambda_powertools.utilities.typing import LambdaContext
from breaker import Breaker
from remote import RefusedError, RemoteError, call
from table_circuit import TableCircuit, circuit_table

logger = Logger()
tracer = Tracer()
# A whole batch goes back while the circuit is open; that is what should happen and no error of the function.
processor = BatchProcessor(event_type=EventType.SQS, raise_on_entire_batch_failure=False)
breaker = Breaker(TableCircuit(circuit_table("CIRCUITS"), "carrier"))


class OrderError(ValueError):
    """The message is no order; after its tries it is parked with the others."""


def book(record: SQSRecord) -> None:
    """Book one label. Raises OpenError without a call while the circuit is open, and what the call raises."""
    order: Any = json.loads(record.body)
    number = order.get("order") if isinstance(order, dict) else None
    if not isinstance(number, str) or not number:
        raise OrderError("an order needs a number")
    permit = breaker.enter()
    try:
        call("CARRIER", "POST", "/labels", body=order, headers={"Idempotency-Key": number})
    except RemoteError as error:
        breaker.failed(permit, retry_after=error.retry_after)
        raise
    except RefusedError:
        # The carrier is well and does not like this order.
        breaker.succeeded(permit)
        raise
    breaker.succeeded(permit)
    logger.info("booked", order=number)


@logger.inject_lambda_context
@tracer.capture_lambda_handler
def lambda_handler(event: dict[str, Any], context: LambdaContext) -> Any:  # noqa: ANN401 - Powertools' batch response
    """Name the messages to have again."""
    return process_partial_response(event=event, record_handler=book, processor=processor, context=context)
