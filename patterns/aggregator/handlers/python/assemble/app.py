"""Assemble a product page from three services: all asked at once, each with two seconds to answer.

Catalogue and stock are needed, so without either the app gets a 503. Reviews are not: a page without them says so.
"""

import json
import os
from collections.abc import Mapping
from concurrent.futures import Future, ThreadPoolExecutor, wait
from typing import Any

import boto3
from aws_lambda_powertools import Logger, Tracer
from aws_lambda_powertools.event_handler import APIGatewayHttpResolver
from aws_lambda_powertools.event_handler.exceptions import ServiceError
from aws_lambda_powertools.utilities.typing import LambdaContext
from botocore.config import Config

NEEDED = ("catalogue", "stock")
OPTIONAL = ("reviews",)
SECONDS_TO_ANSWER = 2.0

logger = Logger()
tracer = Tracer()
app = APIGatewayHttpResolver()
# One try only: a second would come after the deadline, while the first still runs.
client = boto3.client(
    "lambda",
    config=Config(connect_timeout=1, read_timeout=SECONDS_TO_ANSWER, retries={"total_max_attempts": 1}),
)


class PartError(Exception):
    """A service answered with an error."""


def ask(service: str, product: str) -> Any:  # noqa: ANN401 - any JSON
    """One service's answer. Raises PartError: a function that throws still answers with status 200."""
    answer = client.invoke(
        FunctionName=os.environ[f"{service.upper()}_FUNCTION_NAME"],
        Payload=json.dumps({"product": product}).encode(),
    )
    payload = answer["Payload"].read()
    if "FunctionError" in answer:
        raise PartError(f"{service}: {answer['FunctionError']}")
    return json.loads(payload)


def gather(product: str) -> dict[str, Any]:
    """What came from the services before the deadline, by service."""
    pool = ThreadPoolExecutor(max_workers=len(NEEDED) + len(OPTIONAL))
    asked: Mapping[Future[Any], str] = {pool.submit(ask, name, product): name for name in (*NEEDED, *OPTIONAL)}
    done, late = wait(asked, timeout=SECONDS_TO_ANSWER)
    # Nobody waits for those that are late; their threads end with their own timeouts.
    pool.shutdown(wait=False, cancel_futures=True)
    for future in late:
        logger.warning("no answer in time", service_asked=asked[future])
    answers: dict[str, Any] = {}
    for future in done:
        if (error := future.exception()) is None:
            answers[asked[future]] = future.result()
        else:
            logger.warning("failed", service_asked=asked[future], reason=repr(error))
    return answers


@app.get("/products/<product>")
def assemble(product: str) -> dict[str, Any]:
    """The page, with the names of the parts that are missing. 503 without the parts that are needed."""
    answers = gather(product)
    if lacking := [name for name in NEEDED if name not in answers]:
        raise ServiceError(503, f"No answer from {' and '.join(lacking)}.")
    missing = [name for name in OPTIONAL if name not in answers]
    return {"product": product} | {name: answers.get(name) for name in (*NEEDED, *OPTIONAL)} | {"missing": missing}


@logger.inject_lambda_context
@tracer.capture_lambda_handler
def lambda_handler(event: dict[str, Any], context: LambdaContext) -> dict[str, Any]:
    """One route for one screen."""
    return app.resolve(event, context)
