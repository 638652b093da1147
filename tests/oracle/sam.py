"""What SAM's own forms add to what the graph says, each with its reason."""

from typing import Any

from app.export.sam.facts import MANAGED, STAGE_TO_PERMIT
from tests.oracle.compare import Allowance, Difference
from tests.oracle.grants import Grant
from tests.oracle.values import Text, To


def _tags(difference: Difference) -> bool:
    return difference.kind == "extra" and difference.path == "Tags" and "createdBy" in str(difference.theirs)


def _managed(difference: Difference) -> bool:
    given = difference.theirs
    if difference.kind != "extra" or difference.path != "grant" or not isinstance(given, Grant):
        return False
    return given.by in MANAGED


def _stage(difference: Difference) -> bool:
    if difference.type != "AWS::Lambda::Permission" or difference.path != "SourceArn":
        return False
    any_stage = f"/{STAGE_TO_PERMIT}/"
    ours = _replaced(difference.ours, "/$default/", any_stage)
    return difference.kind == "other" and ours != difference.ours and ours == difference.theirs


def _rule(difference: Difference) -> bool:
    if difference.type != "AWS::Lambda::Permission" or difference.path != "SourceArn":
        return False
    to = difference.theirs
    return isinstance(to, To) and to.attribute == "Arn" and ":events:" in _text(difference.ours)


def _authorizer_name(difference: Difference) -> bool:
    named = difference.type.endswith("::Authorizer") and difference.path == "Name"
    return named and difference.theirs == "".join(part[:1].upper() + part[1:] for part in difference.ours.split("-"))


def _deployment(difference: Difference) -> bool:
    return difference.type == "AWS::ApiGateway::Deployment" and difference.path == "Description"


def _post(difference: Difference) -> bool:
    method = difference.type == "AWS::ApiGatewayV2::Integration" and difference.path == "IntegrationMethod"
    return method and difference.kind == "extra" and difference.theirs == "POST"


def _stage_keys(difference: Difference) -> bool:
    return difference.type == "AWS::ApiGateway::ApiKey" and difference.path == "StageKeys"


def _replaced(value: Any, old: str, new: str) -> Any:
    parts = value.parts if isinstance(value, Text) else ()
    return Text(tuple(part.replace(old, new) if isinstance(part, str) else part for part in parts))


def _text(value: Any) -> str:
    parts = value.parts if isinstance(value, Text) else (value,)
    return "".join(part if isinstance(part, str) else "?" for part in parts)


ALLOWANCES = (
    Allowance("SAM marks what it makes with a tag of its own", _tags),
    Allowance("SAM gives every role that it makes AWS's managed policies for logs, traces and event sources", _managed),
    Allowance("SAM lets every stage of an HTTP API invoke the function; the API has one", _stage),
    Allowance("SAM names the rule itself where the graph can name only the rules of its bus", _rule),
    Allowance(
        "SAM makes a logical id of an authorizer's name, so that it must be letters and digits", _authorizer_name
    ),
    Allowance("SAM describes a deployment by the digest of what it publishes", _deployment),
    Allowance("API Gateway always invokes functions by POST; SAM says so", _post),
    Allowance("SAM ties a key to its stage in the older way too", _stage_keys),
)
