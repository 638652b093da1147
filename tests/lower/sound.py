"""What holds for every graph, whatever it was lowered from; each law yields its complaints."""

from collections.abc import Iterator, Mapping
from typing import Any

from app.graph import ResourceGraph, Statement, Value, plain, references

ANYTHING = {
    "xray:PutTraceSegments": "X-Ray knows no resources for what is sent to it",
    "xray:PutTelemetryRecords": "X-Ray knows no resources for what is sent to it",
    "xray:GetSamplingRules": "X-Ray knows no resources for what is sent to it",
    "xray:GetSamplingTargets": "X-Ray knows no resources for what is sent to it",
    "ec2:CreateNetworkInterface": "Lambda's interfaces have no names before they exist",
    "ec2:DeleteNetworkInterface": "Lambda's interfaces have no names before they exist",
    "ec2:AssignPrivateIpAddresses": "Lambda's interfaces have no names before they exist",
    "ec2:UnassignPrivateIpAddresses": "Lambda's interfaces have no names before they exist",
    "ec2:DescribeNetworkInterfaces": "EC2 allows no resource for Describe",
    "ec2:DescribeSubnets": "EC2 allows no resource for Describe",
    "redshift-data:DescribeStatement": "statements have no ARN; the condition leaves the caller its own",
    "redshift-data:GetStatementResult": "statements have no ARN; the condition leaves the caller its own",
    "logs:CreateLogDelivery": "deliveries of logs have no ARN that could be known",
    "logs:GetLogDelivery": "deliveries of logs have no ARN that could be known",
    "logs:UpdateLogDelivery": "deliveries of logs have no ARN that could be known",
    "logs:DeleteLogDelivery": "deliveries of logs have no ARN that could be known",
    "logs:ListLogDeliveries": "deliveries of logs have no ARN that could be known",
    "logs:PutResourcePolicy": "policies of logs have no ARN",
    "logs:DescribeResourcePolicies": "policies of logs have no ARN",
    "logs:DescribeLogGroups": "CloudWatch allows no resource for it in this use",
}
"""Actions that may be allowed on everything, and why."""

STATEFUL = (
    "AWS::DynamoDB::Table",
    "AWS::S3::Bucket",
    "AWS::RDS::DBCluster",
    "AWS::RDS::DBInstance",
    "AWS::SQS::Queue",
    "AWS::Kinesis::Stream",
    "AWS::Logs::LogGroup",
    "AWS::KMS::Key",
    "AWS::ElastiCache::ServerlessCache",
    "AWS::RedshiftServerless::Namespace",
    "AWS::SecretsManager::Secret",
)


def complaints(graph: ResourceGraph) -> list[str]:
    """Everything that is wrong with a graph."""
    laws = (dangling, too_much, unsaid_deletion, unguarded, without_failure_target, unpublished, locked_out, ill_named)
    return [complaint for law in laws for complaint in law(graph)]


def dangling(graph: ResourceGraph) -> Iterator[str]:
    """Every reference names something, and a resource waits only for resources."""
    known = {*graph.resources, *graph.roles, *(parameter.name for parameter in graph.parameters)}
    for name, resource in graph.resources.items():
        yield from (f"{name} speaks of {other}" for other in references(resource.properties) if other not in known)
        yield from (f"{name} waits for {other}" for other in resource.depends_on if other not in graph.resources)
    for name, role in graph.roles.items():
        yield from (f"{name} is owned by {role.owner}" for _ in [0] if role.owner not in graph.resources)
        for statement in role.statements:
            for other in (*references(statement.resources), *references(statement.condition)):
                if other not in known:
                    yield f"{name} allows something on {other}"
    for output in graph.outputs:
        yield from (f"output {output.name} tells {other}" for other in references(output.value) if other not in known)


def too_much(graph: ResourceGraph) -> Iterator[str]:
    """No action of a wildcard, no resource of everything except where AWS allows nothing else."""
    for name, role in graph.roles.items():
        for statement in role.statements:
            if any("*" in action for action in statement.actions):
                yield f"{name} allows {statement.actions}"
            if _everything(statement) and not set(statement.actions) <= ANYTHING.keys():
                yield f"{name} allows {statement.actions} on everything"


def _everything(statement: Statement) -> bool:
    return any(resource == "*" for resource in statement.resources)


def unsaid_deletion(graph: ResourceGraph) -> Iterator[str]:
    """What keeps data says what becomes of it."""
    for name, resource in graph.resources.items():
        if resource.type in STATEFUL and resource.deletion_policy is None:
            yield f"{name} does not say what becomes of its data"


def unguarded(graph: ResourceGraph) -> Iterator[str]:
    """Queues, topics and buckets refuse whoever does not come by TLS; buckets are private and encrypted."""
    documents = {"AWS::SQS::Queue": "AWS::SQS::QueuePolicy", "AWS::S3::Bucket": "AWS::S3::BucketPolicy"}
    for type_, policy in (documents | {"AWS::SNS::Topic": "AWS::SNS::TopicPolicy"}).items():
        for resource in graph.of_type(type_):
            texts = [str(plain(found.properties)) for found in graph.of_type(policy)]
            if not any(f"'{resource.logical_id}'" in text and "aws:SecureTransport" in text for text in texts):
                yield f"{resource.logical_id} can be reached without TLS"


def without_failure_target(graph: ResourceGraph) -> Iterator[str]:
    """What fails is kept: of polled queues, streams, subscriptions, rules, schedules, asynchronous invocations."""
    sources = {name: resource.properties for name, resource in graph.resources.items()}
    for mapping in graph.of_type("AWS::Lambda::EventSourceMapping"):
        (source,) = list(references(mapping.properties["EventSourceArn"]))
        if source not in graph.resources:
            # A queue of another stack, whose own graph is looked at by itself.
            continue
        kept = (
            "RedrivePolicy" in sources[source]
            if graph.resources[source].type == "AWS::SQS::Queue"
            else "DestinationConfig" in mapping.properties
        )
        if not kept:
            yield f"{mapping.logical_id} loses what fails"
    for type_, path in (
        ("AWS::SNS::Subscription", ("RedrivePolicy",)),
        ("AWS::Scheduler::Schedule", ("Target", "DeadLetterConfig")),
        ("AWS::Lambda::EventInvokeConfig", ("DestinationConfig", "OnFailure")),
    ):
        for resource in graph.of_type(type_):
            if _at(resource.properties, path) is None:
                yield f"{resource.logical_id} loses what fails"
    for rule in graph.of_type("AWS::Events::Rule"):
        targets = plain(rule.properties["Targets"])
        passes_on = "From" in rule.logical_id
        if not passes_on and any("DeadLetterConfig" not in target for target in targets):
            yield f"{rule.logical_id} loses what fails"


def _at(properties: Mapping[str, Value], path: tuple[str, ...]) -> Any:  # noqa: ANN401 - a property holds any value
    here: Any = properties
    for key in path:
        here = here.get(key) if isinstance(here, Mapping) else None
    return here


def unpublished(graph: ResourceGraph) -> Iterator[str]:
    """Whoever delivers without a role is let in by the receiver's policy."""
    permitted = {str(plain(permission.properties["FunctionName"])) for permission in graph.of_type(PERMISSION)}
    policies = " ".join(str(plain(policy.properties)) for policy in graph.of_type("AWS::SQS::QueuePolicy"))
    for subscription in graph.of_type("AWS::SNS::Subscription"):
        endpoint = next(references(subscription.properties["Endpoint"]), None)
        protocol = subscription.properties["Protocol"]
        if protocol == "lambda" and endpoint in graph.resources and str({"Ref": endpoint}) not in permitted:
            yield f"{subscription.logical_id} may not invoke {endpoint}"
        if protocol == "sqs" and endpoint in graph.resources and f"'{endpoint}'" not in policies:
            yield f"{subscription.logical_id} may not send to {endpoint}"
        if protocol == "firehose" and "SubscriptionRoleArn" not in subscription.properties:
            yield f"{subscription.logical_id} has no role to deliver with"


PERMISSION = "AWS::Lambda::Permission"


def locked_out(graph: ResourceGraph) -> Iterator[str]:
    """Whoever may publish to a topic under a key of the stack's own may use that key, and nobody else may."""
    topics = {topic.logical_id: topic for topic in graph.of_type("AWS::SNS::Topic")}
    keys = {name: next(references(topic.properties.get("KmsMasterKeyId")), None) for name, topic in topics.items()}
    let_in: dict[str, set[str]] = {key.logical_id: set() for key in graph.of_type("AWS::KMS::Key")}
    for policy in graph.of_type("AWS::SNS::TopicPolicy"):
        for topic in references(policy.properties["Topics"]):
            services = _services(policy.properties["PolicyDocument"])
            if (key := keys[topic]) is not None:
                let_in[key] |= services
            elif services and "KmsMasterKeyId" in topics[topic].properties:
                yield f"{topic} shuts {services} out by a key that no service may use"
    for key, services in let_in.items():
        held = _services(graph.resources[key].properties["KeyPolicy"])
        yield from (f"{key} shuts {service} out" for service in sorted(services - held))
        yield from (f"{key} lets {service} in for nothing" for service in sorted(held - services))
    for name, role in graph.roles.items():
        publishes = {
            keys[topic]
            for said in role.statements
            if "sns:Publish" in said.actions
            for topic in references(said.resources)
            if keys.get(topic) is not None
        }
        uses = {key for said in role.statements if set(said.actions) == USE for key in references(said.resources)}
        yield from (f"{name} publishes without {key}" for key in publishes if key not in uses)
        yield from (f"{name} may use {key} for nothing" for key in uses & let_in.keys() - publishes)


USE = {"kms:Decrypt", "kms:GenerateDataKey"}
"""What a publisher needs of a topic's key (SNS Developer Guide, "Managing Amazon SNS encryption keys and costs")."""


def _services(document: Value) -> set[str]:
    found = plain(document)["Statement"]
    principals = [said["Principal"] for said in found if said["Effect"] == "Allow"]
    return {said["Service"] for said in principals if isinstance(said, dict) and "Service" in said}


def ill_named(graph: ResourceGraph) -> Iterator[str]:
    """Logical ids and parameter names are letters and digits, and none stands for two things."""
    names = [*graph.resources, *graph.roles, *(parameter.name for parameter in graph.parameters)]
    yield from (f"{name} is no logical id" for name in names if not name.isalnum() or not name.isascii())
    yield from (f"{name} stands for two things" for name in set(names) if names.count(name) > 1)
