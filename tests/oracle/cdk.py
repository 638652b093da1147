"""What CDK's own constructs add to what the graph says, each with its reason."""

from collections.abc import Iterable, Mapping

from app.export.cdk.roles import GRANTS
from tests.oracle.compare import Allowance, Difference
from tests.oracle.grants import Grant
from tests.oracle.values import Text, To

READS: Mapping[str, Iterable[str]] = {
    "sqs:ReceiveMessage": ("sqs:ChangeMessageVisibility", "sqs:GetQueueAttributes", "sqs:GetQueueUrl"),
    "kinesis:GetRecords": ("kinesis:DescribeStreamConsumer", "kinesis:ListStreams", "kinesis:SubscribeToShard"),
    "dynamodb:GetRecords": ("dynamodb:ListStreams",),
}
"""What an event source lets a function do beside what it needs, by an action that it needs."""
ALSO = frozenset(action for grant in GRANTS.values() for action in grant.also) | {
    action for actions in READS.values() for action in actions
}


def _granted(difference: Difference) -> bool:
    given = difference.theirs
    if difference.kind != "extra" or difference.path != "grant" or not isinstance(given, Grant):
        return False
    if given.action == "dynamodb:ListStreams":
        return True  # AWS knows no resource for it
    if given.action == "lambda:InvokeFunction":
        return isinstance(given.resource, Text) and given.resource.parts[-1] == ":*"
    return given.action in ALSO and isinstance(given.resource, To)


def _rule(difference: Difference) -> bool:
    permission = difference.type == "AWS::Lambda::Permission" and difference.path == "SourceArn"
    to = difference.theirs
    return permission and isinstance(to, To) and to.attribute == "Arn" and ":rule/" in str(difference.ours)


def _rule_in_policy(difference: Difference) -> bool:
    if difference.type not in ("AWS::SQS::QueuePolicy", "AWS::SNS::TopicPolicy") or difference.path != "PolicyDocument":
        return False
    said = difference.ours if difference.kind == "missing" else difference.theirs
    return isinstance(said, Grant) and "events.amazonaws.com" in str(said.principal) and "aws:SourceArn" in str(said)


def _alias(difference: Difference) -> bool:
    named = difference.type == "AWS::SNS::Topic" and difference.path == "KmsMasterKeyId"
    return named and isinstance(difference.theirs, Text) and difference.theirs.parts[-1] == f":{difference.ours}"


def _key_by_arn(difference: Difference) -> bool:
    named = difference.type == "AWS::SNS::Topic" and difference.path == "KmsMasterKeyId"
    ours, theirs = difference.ours, difference.theirs
    return named and isinstance(ours, To) and isinstance(theirs, To) and theirs == To(ours.name, "Arn")


def _forever(difference: Difference) -> bool:
    limit = difference.path in ("MaximumRecordAgeInSeconds", "MaximumRetryAttempts")
    return limit and difference.kind == "missing" and str(difference.ours) == "-1"


def _deleted(difference: Difference) -> bool:
    return (
        difference.type == "AWS::StepFunctions::StateMachine"
        and difference.path in ("DeletionPolicy", "UpdateReplacePolicy")
        and difference.theirs == "Delete"
    )


def _attributes(difference: Difference) -> bool:
    scope = difference.path == "FilterPolicyScope" and difference.kind == "missing"
    return scope and difference.ours == "MessageAttributes"


def _fifo_name(difference: Difference) -> bool:
    return difference.path == "TopicName" and difference.kind == "extra" and str(difference.theirs).endswith(".fifo")


def _longest(difference: Difference) -> bool:
    waited = difference.type == "AWS::ApiGatewayV2::Integration" and difference.path == "TimeoutInMillis"
    return waited and difference.kind == "missing" and str(difference.ours) == "30000"


def _http_permission(difference: Difference) -> bool:
    if difference.type != "AWS::Lambda::Permission" or difference.path != "SourceArn":
        return False
    ours, theirs = _flat(difference.ours), _flat(difference.theirs)
    return "/$default/" in ours and "/*/*/" in theirs


def _stage(difference: Difference) -> bool:
    if difference.type != "AWS::Lambda::Permission" or difference.path != "SourceArn":
        return False
    ours, theirs = difference.ours, difference.theirs
    if not isinstance(ours, Text) or not isinstance(theirs, Text):
        return False
    return theirs.parts[-1] == ours.parts[-1].removeprefix("/*") and isinstance(theirs.parts[-2], To)


def _authorizer(difference: Difference) -> bool:
    if difference.type != "AWS::Lambda::Permission" or difference.path != "SourceArn":
        return False
    return "/authorizers/*" in _flat(difference.ours) and "/authorizers/" in _flat(difference.theirs)


def _rest_output(difference: Difference) -> bool:
    return difference.type == "Output" and difference.kind == "extra" and "Endpoint" in difference.resource


def _deployment(difference: Difference) -> bool:
    return difference.type == "AWS::ApiGateway::Deployment" and difference.path == "Description"


def _post(difference: Difference) -> bool:
    method = difference.path in ("Integration.IntegrationHttpMethod", "IntegrationMethod")
    return method and difference.kind == "extra" and difference.theirs == "POST"


def _default(difference: Difference) -> bool:
    return (difference.path, str(difference.ours), difference.kind) == ("BillingMode", "PROVISIONED", "missing")


def _traces(difference: Difference) -> bool:
    return difference.path.endswith(".DataTraceEnabled") and difference.theirs == "false"


def _cut_from_arn(difference: Difference) -> bool:
    ours, theirs = difference.ours, difference.theirs
    if not difference.path.endswith("AuthorizerUri") or not isinstance(ours, Text) or not isinstance(theirs, Text):
        return False
    return ours.parts[-3:] == theirs.parts[-3:]


def _flat(value: object) -> str:
    parts = value.parts if isinstance(value, Text) else (value,)
    return "".join(part if isinstance(part, str) else "?" for part in parts)


ALLOWANCES = (
    Allowance("CDK takes no more than 29 seconds; 30 are what API Gateway waits if nothing is said", _longest),
    Allowance("CDK lets an HTTP API invoke a function by any method of the route's path", _http_permission),
    Allowance("CDK lets the one stage of a REST API invoke a function, not any stage", _stage),
    Allowance(
        "CDK lets one authorizer invoke the function, where the graph says all of the API, which has one", _authorizer
    ),
    Allowance("CDK tells the address of a REST API in an output of its own", _rest_output),
    Allowance("CDK describes a deployment", _deployment),
    Allowance("CDK says that whole requests are not logged, which is the default", _traces),
    Allowance("CDK cuts partition and region from the function's own ARN", _cut_from_arn),
    Allowance("CDK leaves out the billing mode that is CloudFormation's default", _default),
    Allowance("API Gateway always invokes functions by POST; CDK says so", _post),
    Allowance("CDK's grants and event sources let a role do a little more on the same resource", _granted),
    Allowance("CDK lets one rule invoke the function, where the graph can name only the rules of its bus", _rule),
    Allowance(
        "CDK lets one rule send to the queue, where the graph can name only the rules of its bus", _rule_in_policy
    ),
    Allowance("CDK names an alias by its ARN", _alias),
    Allowance("CDK names a key by its ARN", _key_by_arn),
    Allowance("CDK leaves out the limit that is none; so does Lambda", _forever),
    Allowance("CDK says of a state machine what CloudFormation does by default", _deleted),
    Allowance("CDK leaves out the scope that SNS takes by default", _attributes),
    Allowance("CDK gives FIFO topics a name, since it must end in .fifo", _fifo_name),
)
