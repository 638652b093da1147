"""What SAM adds by itself: the one home of what this printer, and the test that compares, know of SAM's defaults.

Source: AWS SAM Developer Guide, "Generated CloudFormation resources for AWS SAM" and "AWS SAM policy templates"; AWS
Managed Policy Reference for the actions.
"""

from collections.abc import Mapping

STAGE_TO_PERMIT = "*"
"""The stage from which SAM lets an API invoke a function: any; the API has only one."""
GREEDY = "{proxy+}"
"""The one greedy path parameter that SAM knows in an HTTP API's event: others it would permit letter by letter."""

_LOGS = ("logs:CreateLogGroup", "logs:CreateLogStream", "logs:PutLogEvents")
_TRACING = (
    "xray:PutTraceSegments",
    "xray:PutTelemetryRecords",
    "xray:GetSamplingRules",
    "xray:GetSamplingTargets",
    "xray:GetSamplingStatisticSummaries",
)
MANAGED: Mapping[str, tuple[str, ...]] = {
    "service-role/AWSLambdaBasicExecutionRole": _LOGS,
    "service-role/AWSLambdaVPCAccessExecutionRole": (
        *_LOGS,
        "ec2:CreateNetworkInterface",
        "ec2:DescribeNetworkInterfaces",
        "ec2:DescribeSubnets",
        "ec2:DeleteNetworkInterface",
        "ec2:AssignPrivateIpAddresses",
        "ec2:UnassignPrivateIpAddresses",
    ),
    "service-role/AWSLambdaSQSQueueExecutionRole": (
        "sqs:ReceiveMessage",
        "sqs:DeleteMessage",
        "sqs:GetQueueAttributes",
        *_LOGS,
    ),
    "service-role/AWSLambdaKinesisExecutionRole": (
        "kinesis:DescribeStream",
        "kinesis:DescribeStreamSummary",
        "kinesis:GetRecords",
        "kinesis:GetShardIterator",
        "kinesis:ListShards",
        "kinesis:ListStreams",
        "kinesis:SubscribeToShard",
        *_LOGS,
    ),
    "service-role/AWSLambdaDynamoDBExecutionRole": (
        "dynamodb:DescribeStream",
        "dynamodb:GetRecords",
        "dynamodb:GetShardIterator",
        "dynamodb:ListStreams",
        *_LOGS,
    ),
    "AWSXrayWriteOnlyAccess": _TRACING,
    "AWSXRayDaemonWriteAccess": _TRACING,
}
"""The actions of the managed policies that SAM gives to roles, each on every resource."""

LOGGING = MANAGED["service-role/AWSLambdaBasicExecutionRole"]
"""What every function's role holds."""
TRACING = _TRACING
"""What a role holds where tracing is on."""
NETWORKING = MANAGED["service-role/AWSLambdaVPCAccessExecutionRole"]
"""What a function's role holds in a VPC."""
READING: Mapping[str, tuple[str, ...]] = {
    "SQS": MANAGED["service-role/AWSLambdaSQSQueueExecutionRole"],
    "Kinesis": MANAGED["service-role/AWSLambdaKinesisExecutionRole"],
    "DynamoDB": MANAGED["service-role/AWSLambdaDynamoDBExecutionRole"],
}
"""What a function's role holds for an event of that type."""
FAILING: Mapping[str, tuple[str, ...]] = {
    "SQS": ("sqs:SendMessage",),
    "SNS": ("sns:Publish",),
    "Lambda": ("lambda:InvokeFunction",),
    "EventBridge": ("events:PutEvents",),
    "S3Bucket": ("s3:PutObject", "s3:ListBucket"),
}
"""What a function's role holds for a destination of that type in EventInvokeConfig."""
STREAM_FAILING: Mapping[str, tuple[str, ...]] = {
    "SQS": ("sqs:SendMessage",),
    "SNS": ("sns:Publish",),
    "S3": ("s3:PutObject", "s3:ListBucket"),
}
"""The same for the destination of a stream's failures."""

TEMPLATES: Mapping[tuple[str, tuple[str, ...]], tuple[str, str, str]] = {
    ("AWS::SNS::Topic", ("sns:Publish",)): ("SNSPublishMessagePolicy", "TopicName", "TopicName"),
    ("AWS::Events::EventBus", ("events:PutEvents",)): ("EventBridgePutEventsPolicy", "EventBusName", "Name"),
    ("AWS::StepFunctions::StateMachine", ("states:StartExecution",)): (
        "StepFunctionsExecutionPolicy",
        "StateMachineName",
        "Name",
    ),
    ("AWS::SecretsManager::Secret", ("secretsmanager:GetSecretValue",)): (
        "AWSSecretsManagerGetSecretValuePolicy",
        "SecretArn",
        "",
    ),
    ("AWS::KinesisFirehose::DeliveryStream", ("firehose:PutRecord", "firehose:PutRecordBatch")): (
        "FirehoseWritePolicy",
        "DeliveryStreamName",
        "",
    ),
}
"""Policy templates that allow exactly these actions on one resource of that type: the template, its parameter, and the
attribute that fills it (none means `Ref`). Most others allow more than a design needs (`SQSSendMessagePolicy`:
`sqs:SendMessage*`; `LambdaInvokePolicy`: every function whose name begins so), so that statements stand in their place.
"""
