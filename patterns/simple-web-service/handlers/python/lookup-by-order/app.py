"""Answer with all parcels of an order, from a relational database behind a pool of connections."""

import re
from typing import Any

from aws_lambda_powertools import Logger, Tracer
from aws_lambda_powertools.event_handler import APIGatewayHttpResolver
from aws_lambda_powertools.event_handler.exceptions import BadRequestError, NotFoundError, ServiceError
from aws_lambda_powertools.utilities.typing import LambdaContext
from database import Database, NoConnectionError

NUMBER = re.compile(r"[A-Za-z0-9-]{1,40}")
QUERY = """
    SELECT parcel_number, status, place
      FROM parcels
     WHERE order_number = :order_number
     ORDER BY parcel_number
"""

logger = Logger()
tracer = Tracer()
app = APIGatewayHttpResolver()
# Longer than the proxy makes a caller wait for a connection, shorter than the function's own timeout.
database = Database("POOL", timeout=7)


@app.get("/orders/<number>/parcels")
def look_up(number: str) -> dict[str, Any]:
    """The parcels of an order; 404 if it has none, 503 if the pool has no connection to lend."""
    if not NUMBER.fullmatch(number):
        raise BadRequestError("An order number has at most 40 letters, digits and dashes.")
    try:
        with database.transaction() as connection:
            rows = connection.run(QUERY, order_number=number) or []
    except NoConnectionError as error:
        logger.exception("no connection")
        raise ServiceError(503, "Try again in a moment.") from error
    if not rows:
        raise NotFoundError("No parcels for this order.")
    return {
        "order": number,
        "parcels": [{"number": parcel, "status": status, "place": place} for parcel, status, place in rows],
    }


@logger.inject_lambda_context
@tracer.capture_lambda_handler
def lambda_handler(event: dict[str, Any], context: LambdaContext) -> dict[str, Any]:
    """Routes of the HTTP API."""
    return app.resolve(event, context)
