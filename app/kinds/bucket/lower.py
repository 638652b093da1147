"""S3 bucket → AWS::S3::Bucket, private, encrypted, reached by TLS only, kept when the stack goes."""

from collections.abc import Mapping

from app.graph import (
    Arrow,
    Call,
    Handle,
    Push,
    Reading,
    Ref,
    RestIntegration,
    Route,
    Site,
    Statement,
    Sub,
    Task,
    Value,
    arn,
    tls_only,
    unique,
)
from app.kinds.bucket import BucketProperties
from app.kinds.vtl import state_task
from app.protocols.notification import NotificationProperties

SERVICE = "s3.amazonaws.com"
_LISTS = {
    "lambda": ("LambdaConfigurations", "Function"),
    "sqs": ("QueueConfigurations", "Queue"),
    "sns": ("TopicConfigurations", "Topic"),
}


class BucketHandle(Handle):
    """A bucket in the graph."""

    def __init__(self, site: Site, properties: BucketProperties) -> None:
        encryption: Value = [{"ServerSideEncryptionByDefault": {"SSEAlgorithm": "AES256"}}]
        said: dict[str, Value] = {
            "BucketEncryption": {"ServerSideEncryptionConfiguration": encryption},
            "OwnershipControls": {"Rules": [{"ObjectOwnership": "BucketOwnerEnforced"}]},
            "PublicAccessBlockConfiguration": dict.fromkeys(
                ("BlockPublicAcls", "BlockPublicPolicy", "IgnorePublicAcls", "RestrictPublicBuckets"), True
            ),
            "LifecycleConfiguration": {"Rules": _rules(properties)},
        }
        if properties.versioned:
            said["VersioningConfiguration"] = {"Status": "Enabled"}
        super().__init__(site, site.add("AWS::S3::Bucket", said, deletion=properties.on_delete.capitalize()))
        document: Value = {"Version": "2012-10-17", "Statement": [tls_only("s3:*", self.arn, self._objects)]}
        policy: dict[str, Value] = {"Bucket": Ref(self.logical_id), "PolicyDocument": document}
        self.policy = site.add("AWS::S3::BucketPolicy", policy, suffix="Policy")
        self._notified: list[tuple[Arrow, NotificationProperties]] = []

    @property
    def _objects(self) -> Sub:
        return arn("s3", Ref(self.logical_id), "/*", region="", account="")

    @property
    def arn(self) -> Sub:
        """The bucket's ARN, which needs neither region nor account."""
        return arn("s3", Ref(self.logical_id), region="", account="")

    @property
    def _known_name(self) -> Sub | Ref:
        """Its name for callers: given beforehand where it notifies somebody who, by way of others, calls it."""
        if not self.site.circular:
            return Ref(self.logical_id)
        self.graph.set(self.logical_id, "BucketName", unique(self.component.id))
        return unique(self.component.id)

    def call(self, arrow: Arrow) -> Call:
        """Objects are read and written. Who may read may list them too: S3 says which are missing to no other."""
        name = self._known_name
        objects = arn("s3", name, "/*", region="", account="")
        statements = [Statement(arrow.actions, (objects,), reason=arrow.id)]
        if arrow.said("access") != "write":
            bucket = arn("s3", name, region="", account="")
            statements.append(Statement(("s3:ListBucket",), (bucket,), reason=arrow.id))
        return Call(
            statements=tuple(statements),
            settings={"BUCKET_NAME": name},
            endpoint="s3",
            arn=self.arn,
            rest=self._rest,
            task=self._task(write=arrow.said("access") != "read"),
        )

    def _rest(self, route: Route) -> RestIntegration:
        """GET reads the object that the last part of the path names; anything else writes it."""
        names = route.parameters
        reads = route.method in ("GET", "HEAD")
        key = f"{{{names[-1]}}}" if names else "{key}"
        parameters: dict[str, Value] = {} if names else {"integration.request.path.key": "context.requestId"}
        return RestIntegration(
            type="AWS",
            uri=arn("apigateway", "path/", Ref(self.logical_id), f"/{key}", account="s3"),
            method="GET" if reads else "PUT",
            parameters=parameters,
            answer=None if reads else '{"id": "$context.requestId"}',
        )

    def _task(self, *, write: bool) -> Task:
        bucket = Ref(self.logical_id)
        own = "$states.context.Execution.Name & '.json'"
        key = f"{{% $exists($states.input.key) ? $string($states.input.key) : {own} %}}"
        if write:
            said: dict[str, Value] = {"Bucket": bucket, "Key": key, "Body": "{% $states.input %}"}
            return Task(state_task("aws-sdk:s3:putObject"), said, keeps_input=True)
        return Task(
            state_task("aws-sdk:s3:getObject"),
            {"Bucket": bucket, "Key": key},
            output="{% $merge([$states.input, {'object': $states.result.Body}]) %}",
        )

    def keep(self, reason: str) -> Call:
        """It keeps what failed, an object each."""
        name = self._known_name
        put = Statement(("s3:PutObject",), (arn("s3", name, "/*", region="", account=""),), reason=reason)
        seen = Statement(("s3:ListBucket",), (arn("s3", name, region="", account=""),), reason=reason)
        return Call(
            statements=(put, seen),
            settings={"BUCKET_NAME": name},
            endpoint="s3",
            arn=self.arn,
            takes_streams=True,
            task=self._task(write=True),
        )

    def reading(self, arrow: Arrow) -> Reading:
        """Objects are loaded in bulk."""
        objects = Statement(("s3:GetObject",), (self._objects,), reason=arrow.id)
        bucket = Statement(("s3:ListBucket", "s3:GetBucketLocation"), (self.arn,), reason=arrow.id)
        return Reading(self.arn, "s3", (objects, bucket))

    def pushes(self, arrow: Arrow, target: Handle) -> None:
        """It tells the target of objects, or is loaded by it."""
        if arrow.source.id == "copies":
            target.reads(arrow, self.reading(arrow), self)
            return
        said = arrow.read(NotificationProperties)
        name: Value = {"bucket": {"name": [Ref(self.logical_id)]}}
        pattern: Value = {"source": ["aws.s3"], "detail": name}
        # Its ARN in the receiver's policy would be a circle, since the bucket's settings name the receiver.
        sink = target.receive(Push(SERVICE, self.logical_id, pattern=pattern), arrow.id)
        if sink.protocol == "events":
            self.graph.set(self.logical_id, "NotificationConfiguration.EventBridgeConfiguration", ON)
            return
        if sink.fifo:
            words = f"S3 cannot notify {target.component.id!r}, because it is FIFO"
            self.site.refuse("fifo", words, "Notify a standard queue, or send through an EventBridge bus.", arrow.id)
        self._check_overlap(arrow, said)
        rules: list[Value] = [
            {"Name": word, "Value": value}
            for word, value in (("prefix", said.prefix), ("suffix", said.suffix))
            if value
        ]
        shelf, word = _LISTS[sink.protocol]
        for event in said.events:
            entry: dict[str, Value] = {"Event": event, word: sink.arn}
            if rules:
                entry["Filter"] = {"S3Key": {"Rules": rules}}
            self.graph.append(self.logical_id, f"NotificationConfiguration.{shelf}", entry)
        if sink.policy is not None:
            self.graph.depend(self.logical_id, sink.policy)

    def _check_overlap(self, arrow: Arrow, said: NotificationProperties) -> None:
        for other, before in self._notified:
            same = set(said.events) & set(before.events)
            prefix = said.prefix.startswith(before.prefix) or before.prefix.startswith(said.prefix)
            suffix = said.suffix.endswith(before.suffix) or before.suffix.endswith(said.suffix)
            if same and prefix and suffix:
                self.site.refuse(
                    "notification",
                    f"{arrow.id!r} and {other.id!r} would report the same objects, which S3 does once only",
                    "Give them different prefixes or suffixes, or report to one topic or bus that tells both.",
                    arrow.id,
                    other.id,
                )
        self._notified.append((arrow, said))

    def tell(self) -> None:
        """Its name; browsers may come with an address that was signed for them."""
        origin = self.site.parameter(
            "Origin", "Where pages that read or write objects directly come from.", default="*"
        )
        rule: dict[str, Value] = {
            "AllowedHeaders": ["*"],
            "AllowedMethods": ["GET", "PUT", "POST"],
            "AllowedOrigins": [origin],
            "ExposedHeaders": ["ETag"],
            "MaxAge": 3000,
        }
        self.graph.set(self.logical_id, "CorsConfiguration", {"CorsRules": [rule]})

    def finish(self) -> None:
        """Its name, so that whoever looks finds the objects."""
        words = f"The objects of {self.component.id} are in the bucket of this name."
        self.site.output("Name", words, Ref(self.logical_id))


ON: Mapping[str, Value] = {"EventBridgeEnabled": True}


def _rules(properties: BucketProperties) -> list[Value]:
    broken: dict[str, Value] = {"DaysAfterInitiation": 7}
    rules: list[Value] = [
        {"Id": "BrokenUploads", "Status": "Enabled", "AbortIncompleteMultipartUpload": broken},
    ]
    if properties.expiry is not None:
        rules.append({"Id": "Expiry", "Status": "Enabled", "ExpirationInDays": properties.expiry})
    if properties.versioned:
        old: dict[str, Value] = {"NoncurrentDays": 90}
        rules.append({"Id": "OldVersions", "Status": "Enabled", "NoncurrentVersionExpiration": old})
    return rules


HANDLE = BucketHandle
