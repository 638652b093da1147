"""Data Firehose stream → AWS::KinesisFirehose::DeliveryStream to S3.

A warehouse is loaded from the bucket: Firehose's own way into Redshift needs a warehouse that the internet can reach
(Data Firehose Developer Guide, "Grant Firehose access to a Redshift destination"), and none of ours can be.
"""

from typing import cast

from app.graph import Arrow, Att, Call, Handle, Push, Reading, Ref, Sink, Site, Statement, Sub, Task, Value
from app.kinds.bucket.lower import BucketHandle
from app.kinds.delivery_stream import DeliveryStreamProperties
from app.kinds.vtl import DATA, INPUT, rest_action, state_task

SERVICE = "firehose.amazonaws.com"
READ = ("kinesis:DescribeStream", "kinesis:GetRecords", "kinesis:GetShardIterator", "kinesis:ListShards")
PUT = ("firehose:PutRecord", "firehose:PutRecordBatch")


class DeliveryStreamHandle(Handle):
    """A delivery stream in the graph."""

    def __init__(self, site: Site, properties: DeliveryStreamProperties) -> None:
        super().__init__(site, site.claim())
        self.properties = properties
        self._bucket: BucketHandle | None = None
        self._backup: BucketHandle | None = None
        self._source: Reading | None = None
        self._direct: str | None = None

    def call(self, arrow: Arrow) -> Call:
        """Records are put into it."""
        self._direct = arrow.id
        name = Ref(self.logical_id)
        record: dict[str, Value] = {"DeliveryStreamName": name, "Record": {"Data": DATA}}
        task: dict[str, Value] = {"DeliveryStreamName": name, "Record": {"Data": INPUT}}
        return Call(
            statements=(Statement(arrow.actions, (self.arn,), reason=arrow.id),),
            settings={"DELIVERY_STREAM_NAME": name},
            endpoint="kinesis-firehose",
            arn=self.arn,
            rest=rest_action("firehose", "PutRecord", record, "Firehose_20150804", "1.1"),
            task=Task(state_task("aws-sdk:firehose:putRecord"), task, keeps_input=True),
        )

    def receive(self, push: Push, reason: str) -> Sink:
        """Whoever delivers assumes a role that may."""
        self._direct = reason
        # What SNS's role needs beside (SNS Developer Guide, "Prerequisites for subscribing Firehose delivery streams").
        seen = ("firehose:DescribeDeliveryStream", "firehose:ListDeliveryStreams", "firehose:ListTagsForDeliveryStream")
        actions = PUT + (seen if push.principal == "sns.amazonaws.com" else ())
        return Sink(self.arn, "firehose", (Statement(actions, (self.arn,), reason=reason),))

    def reads(self, arrow: Arrow, reading: Reading, source: Handle) -> None:
        """It follows a stream."""
        if self._source is not None:
            words = f"{self.component.id!r} follows one stream only"
            self.site.refuse("delivery", words, f"Give {source.component.id!r} a delivery stream of its own.", arrow.id)
        self._source = reading

    def pushes(self, arrow: Arrow, target: Handle) -> None:
        """It writes batches to a bucket, and from there into a warehouse."""
        if self._bucket is not None:
            words = f"{self.component.id!r} has one destination only"
            self.site.refuse("delivery", words, "Draw a second delivery stream for the second destination.", arrow.id)
            return
        if isinstance(target, BucketHandle):
            self._bucket = target
            return
        words = "The warehouse is loaded from this bucket, so that it need not be reachable from the internet."
        self._bucket = cast(BucketHandle, self.site.generate("bucket", "landing", words, {"expiry": 30}))
        target.reads(arrow, self._bucket.reading(arrow), self._bucket)

    def fails(self, arrow: Arrow, target: Handle) -> None:
        """Every record is kept in the target as it came, so that nothing that cannot be delivered is lost."""
        if self._backup is not None or not isinstance(target, BucketHandle):
            words = f"{self.component.id!r} has one place for what it could not deliver"
            self.site.refuse("failure-target", words, "Remove the other arrow.", arrow.id)
            return
        self._backup = target

    def settle(self) -> None:
        """Somewhere to deliver to, drawn or not."""
        if self._bucket is None:
            words = "The design draws no destination: batches are written to this bucket."
            self._bucket = cast(BucketHandle, self.site.generate("bucket", "deliveries", words))

    def finish(self) -> None:
        """The stream itself, now that source and destination are known."""
        if self._bucket is None:
            return
        if self._source is not None and self._direct is not None:
            words = f"{self.component.id!r} follows a stream, so nothing else can put records into it"
            self.site.refuse("delivery", words, "Send to the stream instead.", self._direct)
        logs = self.site.log_group()
        stream = self.site.add(
            "AWS::Logs::LogStream",
            {"LogGroupName": Ref(logs), "LogStreamName": "deliveries"},
            suffix="LogStream",
            deletion="Delete",
        )
        written = Statement(("logs:PutLogEvents",), (Att(logs, "Arn"),), reason="logs")
        role = self.allow(SERVICE, *_writes(self._bucket), written)
        hints: Value = {
            "SizeInMBs": self.properties.buffer_size,
            "IntervalInSeconds": self.properties.buffer_interval,
        }
        destination: dict[str, Value] = {
            "BucketARN": self._bucket.arn,
            "RoleARN": role,
            "BufferingHints": hints,
            "CompressionFormat": "GZIP",
            "Prefix": "records/",
            "ErrorOutputPrefix": "failed/!{firehose:error-output-type}/",
            "CloudWatchLoggingOptions": {"Enabled": True, "LogGroupName": Ref(logs), "LogStreamName": Ref(stream)},
        }
        if self._backup is not None and self._backup is not self._bucket:
            self.allow(SERVICE, *_writes(self._backup))
            backup: Value = {"BucketARN": self._backup.arn, "RoleARN": role, "CompressionFormat": "GZIP"}
            destination |= {"S3BackupMode": "Enabled", "S3BackupConfiguration": backup}
        said: dict[str, Value] = {"ExtendedS3DestinationConfiguration": destination}
        if self._source is not None:
            read = Statement(READ, (self._source.arn,), reason="the stream that it follows")
            said["DeliveryStreamType"] = "KinesisStreamAsSource"
            said["KinesisStreamSourceConfiguration"] = {
                "KinesisStreamARN": self._source.arn,
                "RoleARN": self.allow(SERVICE, read),
            }
        else:
            said["DeliveryStreamType"] = "DirectPut"
            said["DeliveryStreamEncryptionConfigurationInput"] = {"KeyType": "AWS_OWNED_CMK"}
        self.site.add("AWS::KinesisFirehose::DeliveryStream", said, name=self.logical_id)

    def tell(self) -> None:
        """Its name."""
        words = f"Put records for {self.component.id} into the delivery stream of this name."
        self.site.output("Name", words, Ref(self.logical_id))


def _writes(bucket: BucketHandle) -> tuple[Statement, ...]:
    """What Firehose does in a bucket (Data Firehose Developer Guide, "Grant Firehose access to an Amazon S3
    destination").
    """
    whole = ("s3:GetBucketLocation", "s3:ListBucket", "s3:ListBucketMultipartUploads")
    objects = ("s3:AbortMultipartUpload", "s3:GetObject", "s3:PutObject")
    inside = Sub.of(bucket.arn, "/*")
    return (
        Statement(whole, (bucket.arn,), reason="deliveries"),
        Statement(objects, (inside,), reason="deliveries"),
    )


HANDLE = DeliveryStreamHandle
