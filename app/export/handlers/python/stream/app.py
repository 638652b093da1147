"""Follow a stream, of Kinesis or of a table, in order: at the first failure, Lambda goes on from there.

Your own logic goes into `logic.py`; its result goes on to what the design draws behind this function.
"""

import base64
import json
from typing import Any

from aws_lambda_powertools import Logger, Tracer
from aws_lambda_powertools.utilities.typing import LambdaContext
from logic import handle
from targets import hand_on

logger = Logger()
tracer = Tracer()


def message_of(record: dict[str, Any]) -> Any:  # noqa: ANN401 - any JSON
    """A Kinesis record's data, as JSON where it is some, or the change of a table as it was told."""
    if "kinesis" not in record:
        return {"event": record["eventName"], **record["dynamodb"]}
    data = base64.b64decode(record["kinesis"]["data"])
    try:
        return json.loads(data)
    except ValueError:
        return data.decode("utf-8", "replace")


def number_of(record: dict[str, Any]) -> str:
    """The number by which Lambda knows the record."""
    return str(record["kinesis"]["sequenceNumber"] if "kinesis" in record else record["dynamodb"]["SequenceNumber"])


@logger.inject_lambda_context
@tracer.capture_lambda_handler(capture_response=False)
def lambda_handler(event: Any, _context: LambdaContext) -> dict[str, Any]:  # noqa: ANN401 - whatever comes
    """Name the record to go on from."""
    for record in event["Records"]:
        try:
            hand_on(handle(message_of(record)))
        except Exception:
            logger.exception("the stream waits", sequence_number=number_of(record))
            return {"batchItemFailures": [{"itemIdentifier": number_of(record)}]}
    return {"batchItemFailures": []}
