"""Ask all carriers for an offer at once, take what is there after two seconds, and sort it by price.

No carrier is needed: two offers of three are a good answer, and only none at all is an error.
"""

import os
from concurrent.futures import Future, ThreadPoolExecutor, wait
from typing import Any

from aws_lambda_powertools import Logger, Tracer
from aws_lambda_powertools.event_handler import APIGatewayHttpResolver
from aws_lambda_powertools.event_handler.exceptions import BadRequestError, ServiceError
from aws_lambda_powertools.utilities.typing import LambdaContext
from bodies import json_of
from remote import call

SUFFIX = "_BASE_URL"
SECONDS_TO_ANSWER = 2.5

logger = Logger()
tracer = Tracer()
app = APIGatewayHttpResolver()


def carriers() -> list[str]:
    """The carriers that the environment names: a new one needs an arrow in the design and no code."""
    return sorted(name.removesuffix(SUFFIX) for name in os.environ if name.endswith(SUFFIX))


def offer(carrier: str, parcel: dict[str, Any]) -> dict[str, Any]:
    """One carrier's offer. Raises what call raises, and ValueError for an answer that is no offer."""
    match call(carrier, "POST", "/offers", body=parcel):
        case {"cents": int(cents), **told}:
            return {"carrier": carrier.lower().replace("_", "-"), "cents": cents, "days": told.get("days")}
    raise ValueError("no offer")


def parcel_of(body: Any) -> dict[str, Any]:  # noqa: ANN401 - any JSON
    """What is to be sent. Raises BadRequestError."""
    match body:
        case {"from": str(start), "to": str(end), "grams": int(grams)} if start and end and 0 < grams <= 31_500:
            return {"from": start, "to": end, "grams": grams}
    raise BadRequestError("An offer needs from, to and grams, up to 31500.")


@app.post("/offers")
def compare() -> dict[str, Any]:
    """All offers, the cheapest first, and who made none. 503 if nobody did."""
    parcel = parcel_of(json_of(app.current_event))
    names = carriers()
    pool = ThreadPoolExecutor(max_workers=max(1, len(names)))
    asked: dict[Future[dict[str, Any]], str] = {pool.submit(offer, name, parcel): name for name in names}
    done, late = wait(asked, timeout=SECONDS_TO_ANSWER)
    pool.shutdown(wait=False, cancel_futures=True)
    offers: list[dict[str, Any]] = []
    silent = [asked[future] for future in late]
    for future in done:
        if (error := future.exception()) is None:
            offers.append(future.result())
        else:
            logger.warning("no offer", carrier=asked[future], reason=repr(error))
            silent.append(asked[future])
    if not offers:
        raise ServiceError(503, "No carrier made an offer. Try again in a moment.")
    return {
        "offers": sorted(offers, key=lambda found: (found["cents"], found["carrier"])),
        "without_offer": sorted(name.lower().replace("_", "-") for name in silent),
    }


@logger.inject_lambda_context
@tracer.capture_lambda_handler
def lambda_handler(event: dict[str, Any], context: LambdaContext) -> dict[str, Any]:
    """Routes of the HTTP API."""
    return app.resolve(event, context)
