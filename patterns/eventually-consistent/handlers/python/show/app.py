"""Show a profile: from the cache, where it lies ready, and from the table only if the cache has no entry."""

import os
from typing import Any

import boto3
import ready
from aws_lambda_powertools import Logger, Tracer
from aws_lambda_powertools.event_handler import APIGatewayHttpResolver
from aws_lambda_powertools.event_handler.exceptions import NotFoundError
from aws_lambda_powertools.utilities.typing import LambdaContext
from botocore.config import Config
from cache import connect
from plain import to_json
from redis import RedisError

logger = Logger()
tracer = Tracer()
app = APIGatewayHttpResolver(serializer=to_json)
cache = connect("READY")
profiles = boto3.resource("dynamodb", config=Config(connect_timeout=1, read_timeout=2)).Table(
    os.environ["PROFILES_TABLE_NAME"]
)


def from_cache(person: str) -> dict[str, Any] | None:
    """The profile if it is ready; a dead cache has none."""
    try:
        return ready.get(cache, person)
    except RedisError:
        logger.warning("the cache does not answer", exc_info=True)
        return None


def fill(profile: dict[str, Any]) -> None:
    """Keep what the table said, unless a change was quicker."""
    try:
        ready.put_if_newer(cache, profile)
    except RedisError:
        logger.warning("not kept", exc_info=True)


@app.get("/profiles/<person>")
def show(person: str) -> dict[str, Any]:
    """404 if there is no such profile."""
    found = from_cache(person)
    if found is None:
        found = profiles.get_item(Key={"person": person}).get("Item")
        if found is None:
            raise NotFoundError("No such profile.")
        fill(found)
    return {name: found.get(name) for name in ("person", "name", "picture")}


@logger.inject_lambda_context
@tracer.capture_lambda_handler(capture_response=False)
def lambda_handler(event: dict[str, Any], context: LambdaContext) -> dict[str, Any]:
    """One route."""
    return app.resolve(event, context)
