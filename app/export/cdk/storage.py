"""What keeps data: tables, buckets, streams, secrets, parameters, keys."""

from collections.abc import Mapping

from app.export.cdk.code import Call, Code, Joined, call, construct, enum, new, seconds, static, struct
from app.export.cdk.draft import RETENTION, Draft, Said, UnsayableError
from app.export.cdk.policies import enforces_tls, statement, statements
from app.graph import Att, Resource, Value

TYPES: Mapping[str, str] = {"B": "BINARY", "N": "NUMBER", "S": "STRING"}
METHODS = frozenset({"DELETE", "GET", "HEAD", "POST", "PUT"})


def _retention(resource: Resource) -> Code:
    if resource.deletion_policy is None:
        raise UnsayableError("DeletionPolicy")
    return enum("cdk.RemovalPolicy", RETENTION[resource.deletion_policy])


def table(draft: Draft, resource: Resource) -> None:
    """A table without secondary indexes."""
    said = Said(resource.properties)
    attributes = _mappings(said.take("AttributeDefinitions"))
    types = {str(one["AttributeName"]): str(one["AttributeType"]) for one in attributes}
    keys = {str(one["KeyType"]): str(one["AttributeName"]) for one in _mappings(said.take("KeySchema"))}
    if set(types) != set(keys.values()):
        raise UnsayableError("AttributeDefinitions")
    billing, capacity = said.text("BillingMode") or "PROVISIONED", said.inner("ProvisionedThroughput")
    said.inner("SSESpecification").expect("SSEEnabled", True)
    recovery = said.inner("PointInTimeRecoverySpecification").flag("PointInTimeRecoveryEnabled")
    expiry = said.inner("TimeToLiveSpecification")
    lifetime = expiry.text("AttributeName")
    expiry.expect("Enabled", *([True] if lifetime else [None]))
    view = said.inner("StreamSpecification").text("StreamViewType")
    options: dict[str, Code | None] = {
        "partitionKey": _attribute(keys["HASH"], types),
        "sortKey": _attribute(keys["RANGE"], types) if "RANGE" in keys else None,
        "billingMode": enum("dynamodb.BillingMode", billing),
        "readCapacity": capacity.number("ReadCapacityUnits"),
        "writeCapacity": capacity.number("WriteCapacityUnits"),
        "encryption": enum("dynamodb.TableEncryption", "AWS_MANAGED"),
        "pointInTimeRecoverySpecification": struct(
            "dynamodb.PointInTimeRecoverySpecification", {"pointInTimeRecoveryEnabled": recovery}
        )
        if recovery is not None
        else None,
        "timeToLiveAttribute": lifetime,
        "stream": enum("dynamodb.StreamViewType", view) if view else None,
        "removalPolicy": _retention(resource),
    }
    said.done()
    making = construct("dynamodb.Table", draft.claim(resource.logical_id), options)
    known = {"": "tableName", "Arn": "tableArn"} | ({"StreamArn": "tableStreamArn"} if view else {})
    draft.keep(resource.logical_id, "dynamodb.Table", making, known)


def _attribute(name: str, types: Mapping[str, str]) -> Code:
    return struct("dynamodb.Attribute", {"name": name, "type": enum("dynamodb.AttributeType", TYPES[types[name]])})


def _mappings(said: Value) -> list[Mapping[str, Value]]:
    found = said if isinstance(said, list) else []
    return [one for one in found if isinstance(one, Mapping)]


def bucket(draft: Draft, resource: Resource) -> None:
    """A bucket. Its notifications are a property of it; CDK's own would be set by a function behind the scenes."""
    said = Said(resource.properties)
    notified = said.take("NotificationConfiguration")
    if _encryption(said.take("BucketEncryption")) != "AES256":
        raise UnsayableError("BucketEncryption")
    if said.take("OwnershipControls") != {"Rules": [{"ObjectOwnership": "BucketOwnerEnforced"}]}:
        raise UnsayableError("OwnershipControls")
    access = said.take("PublicAccessBlockConfiguration")
    if not isinstance(access, Mapping) or list(access.values()) != [True] * 4:
        raise UnsayableError("PublicAccessBlockConfiguration")
    rules = _mappings(said.inner("LifecycleConfiguration").take("Rules"))
    origins = _mappings(said.inner("CorsConfiguration").take("CorsRules"))
    versions = said.inner("VersioningConfiguration").text("Status")
    options: dict[str, Code | None] = {
        "bucketName": draft.optional(said.take("BucketName")),
        "encryption": enum("s3.BucketEncryption", "S3_MANAGED"),
        "objectOwnership": enum("s3.ObjectOwnership", "BUCKET_OWNER_ENFORCED"),
        "blockPublicAccess": enum("s3.BlockPublicAccess", "BLOCK_ALL"),
        "enforceSSL": enforces_tls(draft, resource.logical_id) or None,
        "versioned": True if versions == "Enabled" else None,
        "lifecycleRules": [_rule(Said(one)) for one in rules] or None,
        "cors": [_cors(draft, Said(one)) for one in origins] or None,
        "removalPolicy": _retention(resource),
    }
    said.done()
    making = construct("s3.Bucket", draft.claim(resource.logical_id), options)
    var = draft.keep(resource.logical_id, "s3.Bucket", making, {"": "bucketName", "Arn": "bucketArn"})
    if notified is not None:
        plain = draft.plain(var, resource.logical_id, "s3.CfnBucket")
        draft.do(call(plain, "addPropertyOverride", "NotificationConfiguration", draft.value(notified)))


def _encryption(said: Value) -> Value:
    match said:
        case {"ServerSideEncryptionConfiguration": [{"ServerSideEncryptionByDefault": {"SSEAlgorithm": algorithm}}]}:
            return algorithm if isinstance(algorithm, str) else None
        case _:
            return None


def _rule(said: Said) -> Code:
    said.expect("Status", "Enabled")
    aborted = said.inner("AbortIncompleteMultipartUpload").number("DaysAfterInitiation")
    old = said.inner("NoncurrentVersionExpiration").number("NoncurrentDays")
    fields = {
        "id": said.text("Id"),
        "prefix": said.text("Prefix"),
        "expiration": _days(said.number("ExpirationInDays")),
        "noncurrentVersionExpiration": _days(old),
        "abortIncompleteMultipartUploadAfter": _days(aborted),
    }
    said.done()
    return struct("s3.LifecycleRule", fields)


def _days(number: int | None) -> "Code | None":
    return None if number is None else static("cdk.Duration", "days", number)


def _cors(draft: Draft, said: Said) -> Code:
    methods = said.take("AllowedMethods")
    if not isinstance(methods, list) or not METHODS.issuperset(map(str, methods)):
        raise UnsayableError("AllowedMethods")
    fields = {
        "allowedMethods": [enum("s3.HttpMethods", str(method)) for method in methods],
        "allowedOrigins": draft.optional(said.take("AllowedOrigins")),
        "allowedHeaders": draft.optional(said.take("AllowedHeaders")),
        "exposedHeaders": draft.optional(said.take("ExposedHeaders")),
        "maxAge": said.number("MaxAge"),
    }
    said.done()
    return struct("s3.CorsRule", fields)


def stream(draft: Draft, resource: Resource) -> None:
    """A stream that scales by itself, encrypted by the key that AWS manages."""
    said = Said(resource.properties)
    said.inner("StreamModeDetails").expect("StreamMode", "ON_DEMAND")
    encryption = said.inner("StreamEncryption")
    encryption.expect("EncryptionType", "KMS")
    encryption.expect("KeyId", "alias/aws/kinesis")
    hours = said.number("RetentionPeriodHours")
    options: dict[str, Code | None] = {
        "streamMode": enum("kinesis.StreamMode", "ON_DEMAND"),
        "encryption": enum("kinesis.StreamEncryption", "MANAGED"),
        "retentionPeriod": None if hours is None else seconds(hours * 3600),
        "removalPolicy": _retention(resource),
    }
    said.done()
    making = construct("kinesis.Stream", draft.claim(resource.logical_id), options)
    draft.keep(resource.logical_id, "kinesis.Stream", making, {"": "streamName", "Arn": "streamArn"})


def secret(draft: Draft, resource: Resource) -> None:
    """A secret with a generated first value."""
    said = Said(resource.properties)
    made = said.inner("GenerateSecretString")
    fields = {"passwordLength": made.number("PasswordLength"), "excludePunctuation": made.flag("ExcludePunctuation")}
    options: dict[str, Code | None] = {
        "description": said.text("Description"),
        "generateSecretString": struct("secretsmanager.SecretStringGenerator", fields),
        "removalPolicy": _retention(resource),
    }
    said.done()
    making = construct("secretsmanager.Secret", draft.claim(resource.logical_id), options)
    draft.keep(resource.logical_id, "secretsmanager.Secret", making, {"": "secretArn"})


def parameter(draft: Draft, resource: Resource) -> None:
    """A parameter that is a text."""
    said = Said(resource.properties)
    said.expect("Type", "String")
    tier = said.text("Tier")
    value = said.take("Value")
    # A table has a stream's ARN only if it has a stream, so its type is a text or nothing; this makes it a text.
    sure = isinstance(value, Att) and value.name == "StreamArn"
    options: dict[str, Code | None] = {
        "parameterName": draft.optional(said.take("Name")),
        # The name holds the stack's, which CDK cannot look into for a slash.
        "simpleName": False,
        "description": said.text("Description"),
        "tier": enum("ssm.ParameterTier", tier.upper()) if tier else None,
        "stringValue": Joined((draft.value(value),)) if sure else draft.optional(value),
    }
    said.done()
    making = construct("ssm.StringParameter", draft.claim(resource.logical_id), options)
    var = draft.keep(resource.logical_id, "ssm.StringParameter", making, {"": "parameterName"})
    if resource.deletion_policy is not None:
        draft.do(call(var, "applyRemovalPolicy", _retention(resource)))


def key(draft: Draft, resource: Resource) -> None:
    """A key and who may use it."""
    said = Said(resource.properties)
    document: Call = new(
        "iam.PolicyDocument",
        options={"statements": [statement(draft, one) for one in statements(said.take("KeyPolicy"))]},
    )
    options: dict[str, Code | None] = {
        "enableKeyRotation": said.flag("EnableKeyRotation"),
        "policy": document,
        "removalPolicy": _retention(resource),
    }
    said.done()
    making = construct("kms.Key", draft.claim(resource.logical_id), options)
    draft.keep(resource.logical_id, "kms.Key", making, {"": "keyId", "Arn": "keyArn"})


BUILDERS = {
    "AWS::DynamoDB::Table": table,
    "AWS::KMS::Key": key,
    "AWS::Kinesis::Stream": stream,
    "AWS::S3::Bucket": bucket,
    "AWS::SSM::Parameter": parameter,
    "AWS::SecretsManager::Secret": secret,
}
