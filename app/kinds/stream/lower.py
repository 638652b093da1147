"""Kinesis stream → AWS::Kinesis::Stream, encrypted, with an alarm on refused writes."""

from app.graph import (
    Arrow,
    Call,
    Handle,
    HttpIntegration,
    Metric,
    Push,
    Reading,
    Ref,
    Sink,
    Site,
    Statement,
    Task,
    Value,
)
from app.kinds.stream import StreamProperties
from app.kinds.vtl import DATA, INPUT, ITS_OWN, group_of, rest_action, state_task

READ = (
    "kinesis:DescribeStream",
    "kinesis:DescribeStreamSummary",
    "kinesis:GetRecords",
    "kinesis:GetShardIterator",
    "kinesis:ListShards",
)
"""What a reader needs (Lambda Developer Guide, "Process Amazon Kinesis Data Streams records with Lambda")."""


class StreamHandle(Handle):
    """A stream in the graph."""

    def __init__(self, site: Site, properties: StreamProperties) -> None:
        said: dict[str, Value] = {
            "RetentionPeriodHours": properties.retention,
            "StreamEncryption": {"EncryptionType": "KMS", "KeyId": "alias/aws/kinesis"},
            "StreamModeDetails": {"StreamMode": properties.mode.upper().replace("-", "_")},
        }
        if properties.mode == "provisioned":
            said["ShardCount"] = properties.shards
        super().__init__(site, site.add("AWS::Kinesis::Stream", said, deletion="Delete"))

    def call(self, arrow: Arrow) -> Call:
        """Records are put into it."""
        name = Ref(self.logical_id)
        key = group_of(arrow.said("group_by"), ITS_OWN)
        record: dict[str, Value] = {"StreamName": name, "Data": DATA, "PartitionKey": key.quoted}
        http: dict[str, Value] = {"StreamName": name, "Data": "$request.body", "PartitionKey": key.request}
        task: dict[str, Value] = {"StreamName": name, "Data": INPUT, "PartitionKey": key.jsonata}
        return Call(
            statements=(Statement(arrow.actions, (self.arn,), reason=arrow.id),),
            settings={"STREAM_NAME": name},
            endpoint="kinesis-streams",
            arn=self.arn,
            rest=rest_action("kinesis", "PutRecord", record, "Kinesis_20131202", "1.1"),
            http=HttpIntegration(type="AWS_PROXY", subtype="Kinesis-PutRecord", parameters=http),
            task=Task(state_task("aws-sdk:kinesis:putRecord"), task, keeps_input=True),
        )

    def receive(self, push: Push, reason: str) -> Sink:
        """Whoever delivers assumes a role that may."""
        del push
        put = Statement(("kinesis:PutRecord", "kinesis:PutRecords"), (self.arn,), reason=reason)
        return Sink(self.arn, "kinesis", (put,), {"KinesisParameters": {"PartitionKeyPath": "$.id"}})

    def reading(self, arrow: Arrow) -> Reading:
        """Readers follow it."""
        return Reading(self.arn, "kinesis", (Statement(READ, (self.arn,), reason=arrow.id),))

    def metric(self, name: str | None) -> Metric:
        """Writes that were refused, unless another metric is named."""
        chosen = name or "WriteProvisionedThroughputExceeded"
        statistic = "Maximum" if "Age" in chosen else "Sum"
        return Metric("AWS/Kinesis", chosen, {"StreamName": Ref(self.logical_id)}, statistic)

    def tell(self) -> None:
        """Its name."""
        self.site.output(
            "Name", f"Put records for {self.component.id} into the stream of this name.", Ref(self.logical_id)
        )

    def finish(self) -> None:
        """An alarm on writers that are refused."""
        self.site.alarm("WritesAlarm", "Writes are refused: the stream has too few shards.", self.metric(None))


HANDLE = StreamHandle
