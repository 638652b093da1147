"""Book entries from a queue into the ledger, each once; what fails goes back to the queue, and only that."""

import json
from typing import Any

from aws_lambda_powertools import Logger, Tracer
from aws_lambda_powertools.utilities.batch import BatchProcessor, EventType, process_partial_response
from aws_lambda_powertools.utilities.data_classes.sqs_event import SQSRecord
from aws_lambda_powertools.utilities.typing import LambdaContext
from database import Database
from envelope import unwrapped

INSERT = """
    INSERT INTO entries (entry, account, cents, text)
    VALUES (:entry, :account, :cents, :text)
    ON CONFLICT (entry) DO NOTHING
    RETURNING entry
"""

logger = Logger()
tracer = Tracer()
processor = BatchProcessor(event_type=EventType.SQS)
# A database of its own, or a proxy before it, which lends a connection for each transaction.
ledger = Database("LEDGER", timeout=12)


class EntryError(ValueError):
    """The message is no entry; after its tries it waits in the dead-letter queue."""


def read(message: str) -> dict[str, Any]:
    """The entry in a message. Raises EntryError."""
    match json.loads(message):
        case {"entry": str(entry), "account": str(account), "cents": int(cents), **rest} if entry and account:
            return {"entry": entry, "account": account, "cents": cents, "text": str(rest.get("text", ""))}
    raise EntryError("an entry needs entry, account and cents")


def book(record: SQSRecord) -> None:
    """Book one entry in a transaction of its own."""
    entry = read(unwrapped(record.body))
    with ledger.transaction() as connection:
        new = bool(connection.run(INSERT, **entry))
    logger.info("booked" if new else "booked before", entry=entry["entry"])


@logger.inject_lambda_context
@tracer.capture_lambda_handler
def lambda_handler(event: dict[str, Any], context: LambdaContext) -> Any:  # noqa: ANN401 - Powertools' batch response
    """Name the messages that failed."""
    return process_partial_response(event=event, record_handler=book, processor=processor, context=context)
