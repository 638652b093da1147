"""Roles, and what they may do: by a grant of CDK's where it has one for that need, else by statements to the letter."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from app.export.cdk.code import Code, Json, Var, call, construct, new
from app.export.cdk.draft import Draft, merged
from app.graph import Att, Ref, Role, Statement, Sub, Value

BARE = frozenset({"AWS::Lambda::Function", "AWS::StepFunctions::StateMachine"})
"""Whose constructs wait for what their role is given after it was made."""

TRACING = ("xray:PutTraceSegments", "xray:PutTelemetryRecords")
"""What `tracing` lets a function's role do."""


@dataclass(frozen=True)
class Grant:
    """A construct's method that lets somebody use it."""

    attribute: str
    """The attribute that is the ARN in the graph's statements; empty for `Ref`."""
    method: str
    also: tuple[str, ...] = ()
    """What it allows on that resource beside what is asked for."""


GRANTS: Mapping[tuple[str, tuple[str, ...]], Grant] = {
    ("events.EventBus", ("events:PutEvents",)): Grant("Arn", "grantPutEventsTo"),
    ("kinesis.Stream", ("kinesis:PutRecord", "kinesis:PutRecords")): Grant(
        "Arn", "grantWrite", ("kinesis:ListShards",)
    ),
    ("lambda.Function", ("lambda:InvokeFunction",)): Grant("Arn", "grantInvoke", ("lambda:InvokeFunction",)),
    ("nodejs.NodejsFunction", ("lambda:InvokeFunction",)): Grant("Arn", "grantInvoke", ("lambda:InvokeFunction",)),
    ("logs.LogGroup", ("logs:CreateLogStream", "logs:PutLogEvents")): Grant("Arn", "grantWrite"),
    ("secretsmanager.Secret", ("secretsmanager:GetSecretValue",)): Grant(
        "", "grantRead", ("secretsmanager:DescribeSecret",)
    ),
    ("sns.Topic", ("sns:Publish",)): Grant("", "grantPublish", ("kms:GenerateDataKey*",)),
    ("sqs.Queue", ("sqs:SendMessage",)): Grant(
        "Arn", "grantSendMessages", ("sqs:GetQueueAttributes", "sqs:GetQueueUrl")
    ),
    ("stepfunctions.StateMachine", ("states:StartExecution",)): Grant("", "grantStartExecution"),
    ("stepfunctions.StateMachine", ("states:StartSyncExecution",)): Grant("", "grantStartSyncExecution"),
}
"""The grant for actions on a construct. `grantInvoke` also allows each version and alias of the function. Source: AWS
CDK API Reference, the methods' own pages.
"""

EXACT: Mapping[str, str] = {"dynamodb.Table": "Arn"}
"""Constructs whose `grant` takes the actions by name, and the attribute that is their ARN: the grants with names of
their own, such as `grantReadData`, also allow scans and indexes.
"""


def role(draft: Draft, said: Role) -> None:
    """Write a role; one whose owner does not wait for grants holds its statements from the start."""
    owner = draft.graph.resources.get(said.owner)
    inline = None
    if (owner is None or owner.type not in BARE) and said.statements:
        document = new("iam.PolicyDocument", options={"statements": [statement(draft, one) for one in said.statements]})
        inline = Json({"Design": document})
    making = construct(
        "iam.Role",
        draft.claim(said.logical_id),
        {"assumedBy": new("iam.ServicePrincipal", said.principal), "inlinePolicies": inline},
    )
    draft.keep(said.logical_id, "iam.Role", making, {"Arn": "roleArn", "": "roleName"})


def allow(draft: Draft, grantee: Var, statements: Iterable[Statement]) -> None:
    """Let a construct's role do all that."""
    for said in statements:
        if not _granted_with_topic(draft, said):
            draft.do(_granted(draft, grantee, said) or call(grantee, "addToRolePolicy", statement(draft, said)))


def _granted_with_topic(draft: Draft, said: Statement) -> bool:
    """Whether it is about the topics' key: whoever is granted to publish to a topic may use its key."""
    return all(isinstance(one, Att) and draft.is_a(one.logical_id, "kms.Key") for one in said.resources)


def _granted(draft: Draft, grantee: Var, said: Statement) -> "Code | None":
    if len(said.resources) != 1 or said.condition:
        return None
    target = said.resources[0]
    if not isinstance(target, Ref | Att) or not draft.has(target.logical_id):
        return None
    known, attribute = draft.known(target.logical_id), target.name if isinstance(target, Att) else ""
    if EXACT.get(known.construct) == attribute:
        return call(known.var, "grant", grantee, *said.actions)
    grant = GRANTS.get((known.construct, said.actions))
    return call(known.var, grant.method, grantee) if grant is not None and grant.attribute == attribute else None


def statement(draft: Draft, said: Statement) -> Code:
    """A statement, to the letter."""
    return new(
        "iam.PolicyStatement",
        options={
            "actions": list(said.actions),
            "resources": [resource(draft, one) for one in said.resources],
            "conditions": draft.optional(said.condition),
        },
    )


def resource(draft: Draft, said: Value) -> Code:
    """The ARN of what a statement is about, by the bucket's own word if it is about objects."""
    match merged(said.parts) if isinstance(said, Sub) else ():
        case ("arn:", _, ":s3:::", Ref(bucket), str(tail)) if draft.is_a(bucket, "s3.Bucket") and tail.startswith("/"):
            return call(draft.known(bucket).var, "arnForObjects", tail[1:])
        case ("arn:", _, ":s3:::", Ref(bucket)) if draft.is_a(bucket, "s3.Bucket"):
            return draft.known(bucket).attribute("Arn")
    return draft.value(said)
