"""Save a review. The API has answered already, so what is wrong here is raised, retried and then kept."""

import os
from datetime import UTC, datetime
from typing import Any

import boto3
from aws_lambda_powertools import Logger, Tracer
from aws_lambda_powertools.utilities.typing import LambdaContext
from botocore.config import Config

LONGEST = 4_000

logger = Logger()
tracer = Tracer()
reviews = boto3.resource("dynamodb", config=Config(connect_timeout=1, read_timeout=3)).Table(
    os.environ["REVIEWS_TABLE_NAME"]
)


class ReviewError(ValueError):
    """What came is no review; the API's request validation should have refused it."""


@logger.inject_lambda_context
@tracer.capture_lambda_handler
def lambda_handler(event: dict[str, Any], _context: LambdaContext) -> dict[str, Any]:
    """One review per film and visitor: writing again replaces it, so a retry does no harm."""
    match event:
        case {"film": str(film), "visitor": str(visitor), "stars": int(stars), "text": str(text)} if (
            film and visitor and 1 <= stars <= 5 and len(text) <= LONGEST
        ):
            pass
        case _:
            raise ReviewError(f"a review needs film, visitor, stars from 1 to 5, and text up to {LONGEST} letters")
    saved_at = datetime.now(UTC).isoformat(timespec="seconds")
    reviews.put_item(
        Item={"film": film, "visitor": visitor, "stars": stars, "text": text.strip(), "saved_at": saved_at}
    )
    logger.info("saved", film=film, visitor=visitor)
    return {"film": film, "visitor": visitor}
