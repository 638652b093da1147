"""Resources as they are: the typed `CfnX` classes, where CDK has nothing above them or nothing that says the same."""

from collections.abc import Mapping

from app.export.cdk.code import Code, Member, call, construct, enum, module_of, struct
from app.export.cdk.draft import RETENTION, Draft
from app.export.cdk.text import camel
from app.graph import Resource, Value

_SSE = "BucketEncryption.ServerSideEncryptionConfiguration"
STRUCTS: Mapping[str, Mapping[str, str]] = {
    "AWS::ApiGateway::Method": {
        "Integration": "Integration",
        "Integration.IntegrationResponses": "IntegrationResponse",
        "MethodResponses": "MethodResponse",
    },
    "AWS::ApiGateway::RestApi": {"EndpointConfiguration": "EndpointConfiguration"},
    "AWS::ApiGateway::Stage": {"AccessLogSetting": "AccessLogSetting", "MethodSettings": "MethodSetting"},
    "AWS::ApiGateway::UsagePlan": {"ApiStages": "ApiStage"},
    "AWS::ApiGatewayV2::Authorizer": {"JwtConfiguration": "JWTConfiguration"},
    "AWS::ApiGatewayV2::Stage": {
        "AccessLogSettings": "AccessLogSettings",
        "DefaultRouteSettings": "RouteSettings",
    },
    "AWS::CloudWatch::Alarm": {"Dimensions": "Dimension"},
    "AWS::DynamoDB::Table": {
        "AttributeDefinitions": "AttributeDefinition",
        "KeySchema": "KeySchema",
        "PointInTimeRecoverySpecification": "PointInTimeRecoverySpecification",
        "ProvisionedThroughput": "ProvisionedThroughput",
        "SSESpecification": "SSESpecification",
        "StreamSpecification": "StreamSpecification",
        "TimeToLiveSpecification": "TimeToLiveSpecification",
    },
    "AWS::EC2::SecurityGroup": {"SecurityGroupEgress": "Egress", "SecurityGroupIngress": "Ingress"},
    "AWS::Events::Connection": {
        "AuthParameters": "AuthParameters",
        "AuthParameters.ApiKeyAuthParameters": "ApiKeyAuthParameters",
    },
    "AWS::Events::Rule": {
        "Targets": "Target",
        "Targets.DeadLetterConfig": "DeadLetterConfig",
        "Targets.KinesisParameters": "KinesisParameters",
        "Targets.RetryPolicy": "RetryPolicy",
        "Targets.SqsParameters": "SqsParameters",
    },
    "AWS::Kinesis::Stream": {"StreamEncryption": "StreamEncryption", "StreamModeDetails": "StreamModeDetails"},
    "AWS::KinesisFirehose::DeliveryStream": {
        "DeliveryStreamEncryptionConfigurationInput": "DeliveryStreamEncryptionConfigurationInput",
        "ExtendedS3DestinationConfiguration": "ExtendedS3DestinationConfiguration",
        "ExtendedS3DestinationConfiguration.BufferingHints": "BufferingHints",
        "ExtendedS3DestinationConfiguration.CloudWatchLoggingOptions": "CloudWatchLoggingOptions",
        "ExtendedS3DestinationConfiguration.S3BackupConfiguration": "S3DestinationConfiguration",
        "KinesisStreamSourceConfiguration": "KinesisStreamSourceConfiguration",
    },
    "AWS::Lambda::EventInvokeConfig": {
        "DestinationConfig": "DestinationConfig",
        "DestinationConfig.OnFailure": "OnFailure",
    },
    "AWS::Lambda::EventSourceMapping": {
        "DestinationConfig": "DestinationConfig",
        "DestinationConfig.OnFailure": "OnFailure",
        "FilterCriteria": "FilterCriteria",
        "FilterCriteria.Filters": "Filter",
        "ScalingConfig": "ScalingConfig",
    },
    "AWS::RDS::DBCluster": {"ServerlessV2ScalingConfiguration": "ServerlessV2ScalingConfiguration"},
    "AWS::RDS::DBProxyTargetGroup": {"ConnectionPoolConfigurationInfo": "ConnectionPoolConfigurationInfoFormat"},
    "AWS::S3::Bucket": {
        "BucketEncryption": "BucketEncryption",
        "BucketEncryption.ServerSideEncryptionConfiguration": "ServerSideEncryptionRule",
        f"{_SSE}.ServerSideEncryptionByDefault": "ServerSideEncryptionByDefault",
        "CorsConfiguration": "CorsConfiguration",
        "CorsConfiguration.CorsRules": "CorsRule",
        "LifecycleConfiguration": "LifecycleConfiguration",
        "LifecycleConfiguration.Rules": "Rule",
        "LifecycleConfiguration.Rules.AbortIncompleteMultipartUpload": "AbortIncompleteMultipartUpload",
        "LifecycleConfiguration.Rules.NoncurrentVersionExpiration": "NoncurrentVersionExpiration",
        "NotificationConfiguration": "NotificationConfiguration",
        "NotificationConfiguration.EventBridgeConfiguration": "EventBridgeConfiguration",
        "NotificationConfiguration.LambdaConfigurations": "LambdaConfiguration",
        "NotificationConfiguration.LambdaConfigurations.Filter": "NotificationFilter",
        "NotificationConfiguration.LambdaConfigurations.Filter.S3Key": "S3KeyFilter",
        "NotificationConfiguration.LambdaConfigurations.Filter.S3Key.Rules": "FilterRule",
        "NotificationConfiguration.QueueConfigurations": "QueueConfiguration",
        "NotificationConfiguration.QueueConfigurations.Filter": "NotificationFilter",
        "NotificationConfiguration.QueueConfigurations.Filter.S3Key": "S3KeyFilter",
        "NotificationConfiguration.QueueConfigurations.Filter.S3Key.Rules": "FilterRule",
        "NotificationConfiguration.TopicConfigurations": "TopicConfiguration",
        "NotificationConfiguration.TopicConfigurations.Filter": "NotificationFilter",
        "NotificationConfiguration.TopicConfigurations.Filter.S3Key": "S3KeyFilter",
        "NotificationConfiguration.TopicConfigurations.Filter.S3Key.Rules": "FilterRule",
        "OwnershipControls": "OwnershipControls",
        "OwnershipControls.Rules": "OwnershipControlsRule",
        "PublicAccessBlockConfiguration": "PublicAccessBlockConfiguration",
        "VersioningConfiguration": "VersioningConfiguration",
    },
    "AWS::Scheduler::Schedule": {
        "FlexibleTimeWindow": "FlexibleTimeWindow",
        "Target": "Target",
        "Target.DeadLetterConfig": "DeadLetterConfig",
        "Target.EventBridgeParameters": "EventBridgeParameters",
        "Target.KinesisParameters": "KinesisParameters",
        "Target.RetryPolicy": "RetryPolicy",
        "Target.SqsParameters": "SqsParameters",
    },
    "AWS::SecretsManager::Secret": {"GenerateSecretString": "GenerateSecretString"},
    "AWS::StepFunctions::StateMachine": {
        "LoggingConfiguration": "LoggingConfiguration",
        "LoggingConfiguration.Destinations": "LogDestination",
        "LoggingConfiguration.Destinations.CloudWatchLogsLogGroup": "CloudWatchLogsLogGroup",
        "TracingConfiguration": "TracingConfiguration",
    },
}
"""Where a property is a struct with a class of its own, that class without `Property` at its end. Source: the AWS CDK's
own type description (`aws-cdk-lib/.jsii`). A mapping that is not listed is data, whose keys stay as they are.
"""


def write(draft: Draft, resource: Resource) -> None:
    """Write a resource as it is."""
    _, service, bare = resource.type.split("::")
    class_ = f"{module_of(service)}.Cfn{bare}"
    options = {
        camel(key): code
        for key, value in resource.properties.items()
        if (code := _value(draft, resource.type, class_, key, value)) is not None
    }
    making = construct(class_, draft.claim(resource.logical_id), options)
    var = draft.keep(resource.logical_id, class_, making, None)
    if resource.deletion_policy is not None:
        draft.do(call(var, "applyRemovalPolicy", enum("cdk.RemovalPolicy", RETENTION[resource.deletion_policy])))
    wait(draft, resource)


def wait(draft: Draft, resource: Resource) -> None:
    """Say what a resource waits for without speaking of it."""
    if not draft.has(resource.logical_id):
        return
    known = draft.known(resource.logical_id)
    for other in resource.depends_on:
        if draft.has(other):
            draft.do(call(Member(known.var, "node"), "addDependency", draft.known(other).var))


def _value(draft: Draft, type_: str, class_: str, path: str, value: Value) -> "Code | None":
    name = STRUCTS.get(type_, {}).get(path)
    if value is None:
        return None
    if isinstance(value, list | tuple) and name is not None:
        return [_struct(draft, type_, class_, path, item, name) for item in value]
    return _struct(draft, type_, class_, path, value, name) if name is not None else draft.value(value)


def _struct(draft: Draft, type_: str, class_: str, path: str, value: Value, name: str) -> Code:
    if not isinstance(value, Mapping):
        return draft.value(value)
    fields = {camel(key): _value(draft, type_, class_, f"{path}.{key}", item) for key, item in value.items()}
    return struct(f"{class_}.{name}Property", fields)
