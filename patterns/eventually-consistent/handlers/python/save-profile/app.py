"""Save a profile with the time of its change, to the table only."""

import os
from typing import Any

import boto3
import newest
from aws_lambda_powertools import Logger, Tracer
from aws_lambda_powertools.event_handler import APIGatewayHttpResolver
from aws_lambda_powertools.event_handler.exceptions import BadRequestError
from aws_lambda_powertools.utilities.typing import LambdaContext
from bodies import json_of
from botocore.config import Config
from plain import to_json

logger = Logger()
tracer = Tracer()
app = APIGatewayHttpResolver(serializer=to_json)
profiles = boto3.resource("dynamodb", config=Config(connect_timeout=1, read_timeout=3)).Table(
    os.environ["PROFILES_TABLE_NAME"]
)


@app.put("/profiles/<person>")
def save(person: str) -> dict[str, Any]:
    """The profile as it was saved."""
    match json_of(app.current_event):
        case {"name": str(name), **rest} if name and isinstance(rest.get("picture", ""), str):
            profile = {"person": person, "name": name, "picture": rest.get("picture", "")}
        case _:
            raise BadRequestError("A profile needs a name, and may have a picture.")
    saved = newest.put(profiles, profile)
    logger.info("saved", person=person, last_updated=saved["last_updated"])
    return saved


@logger.inject_lambda_context
@tracer.capture_lambda_handler
def lambda_handler(event: dict[str, Any], context: LambdaContext) -> dict[str, Any]:
    """One route. Copies learn of the change from the table's stream, and this function knows nothing of them."""
    return app.resolve(event, context)
