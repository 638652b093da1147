"""Answer a report: from the cache if it is there, from the database only if it is not, and kept for the next reader.

The function talks to both; cache and database know nothing of each other. A connection is opened on a miss only.
"""

import os
import re
from collections.abc import Callable
from datetime import date
from typing import Any

import reports
from aside import CacheAside
from aws_lambda_powertools import Logger, Tracer
from aws_lambda_powertools.event_handler import APIGatewayRestResolver
from aws_lambda_powertools.event_handler.api_gateway import Response
from aws_lambda_powertools.event_handler.exceptions import BadRequestError, NotFoundError, ServiceError
from aws_lambda_powertools.utilities.typing import LambdaContext
from cache import connect
from database import Database
from pg8000.exceptions import DatabaseError, InterfaceError
from plain import to_json
from redis import RedisError

SHOP = re.compile(r"[A-Za-z0-9_-]{1,40}")
DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
QUERIES = {
    "revenue": "SELECT product, sum(cents) FROM sales WHERE shop = :shop AND day = CAST(:day AS date) GROUP BY 1",
    "quantities": "SELECT product, count(*) FROM sales WHERE shop = :shop AND day = CAST(:day AS date) GROUP BY 1",
}

logger = Logger()
tracer = Tracer()
app = APIGatewayRestResolver(serializer=to_json)
cache = connect("REPORTS")
sales = Database("SALES", timeout=12, reader=True)
aside = CacheAside(cache, fresh=float(os.environ.get("REPORTS_CACHE_TTL_SECONDS", "300")))


def is_day(text: str) -> bool:
    """Whether there is such a day; the database would take the 31st of June for its own failure."""
    try:
        return bool(DAY.fullmatch(text)) and bool(date.fromisoformat(text))
    except ValueError:
        return False


def query(report: str, shop: str, day: str) -> list[dict[str, Any]]:
    """Ask the database."""
    with sales.transaction() as connection:
        rows = connection.run(QUERIES[report], shop=shop, day=day) or []
    return [{"product": product, "value": int(value)} for product, value in sorted(rows)]


def cached(report: str, shop: str, day: str, build: Callable[[], Any]) -> tuple[Any, str]:
    """The report and where it came from."""
    try:
        name = reports.key(cache, report, shop, day)
    except RedisError:
        logger.warning("the cache does not answer", exc_info=True)
        return build(), "bypass"
    return aside.get(name, build)


@app.get("/reports/<report>")
def answer(report: str) -> Response[dict[str, Any]]:
    """The report of a shop's day, with the header X-Cache. 503 if neither cache nor database has it."""
    asked = app.current_event.query_string_parameters or {}
    shop, day = asked.get("shop", ""), asked.get("day", "")
    if report not in QUERIES:
        raise NotFoundError("No such report.")
    if not SHOP.fullmatch(shop) or not is_day(day):
        raise BadRequestError("A report needs shop and day, such as 2026-11-23.")
    try:
        lines, source = cached(report, shop, day, lambda: query(report, shop, day))
    except (InterfaceError, DatabaseError, OSError) as error:
        logger.exception("no report")
        raise ServiceError(503, "Try again in a moment.") from error
    logger.info("answered", report=report, source=source)
    body = {"report": report, "shop": shop, "day": day, "lines": lines}
    return Response(200, "application/json", body, headers={"X-Cache": source})


@logger.inject_lambda_context
@tracer.capture_lambda_handler(capture_response=False)
def lambda_handler(event: dict[str, Any], context: LambdaContext) -> dict[str, Any]:
    """One route."""
    return app.resolve(event, context)
