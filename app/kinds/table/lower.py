"""DynamoDB table → AWS::DynamoDB::Table, encrypted; restorable and kept when the stack goes, unless its properties say
otherwise.
"""

from app.graph import (
    Arrow,
    Att,
    Call,
    Handle,
    Reading,
    Ref,
    RestIntegration,
    Route,
    Site,
    Statement,
    Task,
    Value,
)
from app.kinds.table import TableProperties
from app.kinds.vtl import BODY, rest_action, state_task

READ = ("dynamodb:DescribeStream", "dynamodb:GetRecords", "dynamodb:GetShardIterator", "dynamodb:ListStreams")
"""What Lambda's poller needs (Lambda Developer Guide, "Process DynamoDB records with Lambda")."""


class TableHandle(Handle):
    """A table in the graph."""

    def __init__(self, site: Site, properties: TableProperties) -> None:
        keys = [(properties.partition_key, "HASH")]
        if properties.sort_key is not None:
            keys.append((properties.sort_key, "RANGE"))
        said: dict[str, Value] = {
            "AttributeDefinitions": [{"AttributeName": key, "AttributeType": "S"} for key, _ in keys],
            "KeySchema": [{"AttributeName": key, "KeyType": type_} for key, type_ in keys],
            "BillingMode": "PAY_PER_REQUEST" if properties.billing == "on-demand" else "PROVISIONED",
            "SSESpecification": {"SSEEnabled": True},
            "PointInTimeRecoverySpecification": {"PointInTimeRecoveryEnabled": properties.point_in_time_recovery},
        }
        if properties.billing == "provisioned":
            said["ProvisionedThroughput"] = {"ReadCapacityUnits": 5, "WriteCapacityUnits": 5}
        if properties.time_to_live is not None:
            said["TimeToLiveSpecification"] = {"AttributeName": properties.time_to_live, "Enabled": True}
        super().__init__(site, site.add("AWS::DynamoDB::Table", said, deletion=properties.on_delete.capitalize()))
        self.properties = properties

    def call(self, arrow: Arrow) -> Call:
        """Items are read and written."""
        properties = self.properties
        settings: dict[str, Value] = {
            "TABLE_NAME": Ref(self.logical_id),
            "PARTITION_KEY": properties.partition_key,
        }
        if properties.sort_key is not None:
            settings["SORT_KEY"] = properties.sort_key
        if properties.time_to_live is not None:
            settings["TTL_ATTRIBUTE"] = properties.time_to_live
        return Call(
            statements=(Statement(arrow.actions, (self.arn,), reason=arrow.id),),
            settings=settings,
            endpoint="dynamodb",
            arn=self.arn,
            rest=self._rest,
            task=self._task(arrow),
        )

    def _key(self, first: str, second: str) -> dict[str, Value]:
        key: dict[str, Value] = {self.properties.partition_key: {"S": first}}
        return key | ({self.properties.sort_key: {"S": second}} if self.properties.sort_key is not None else {})

    def _rest(self, route: Route) -> RestIntegration:
        """GET and DELETE of a path with the key, anything else stores the body under the key."""
        if any(letter in f"{self.properties.partition_key}{self.properties.sort_key}" for letter in "$#"):
            words = "an API's templates cannot name a key with a dollar or number sign"
            self.site.refuse("route", words, "Name the key otherwise, or put a function between.")
        names = [*route.parameters, "id", "sort"]
        first = f"$util.escapeJavaScript($input.params('{names[0]}'))" if route.parameters else "$context.requestId"
        key = self._key(first, f"$util.escapeJavaScript($input.params('{names[1]}'))")
        table: dict[str, Value] = {"TableName": Ref(self.logical_id)}
        if route.method == "DELETE":
            action, fields = "DeleteItem", table | {"Key": key}
        elif route.method in ("GET", "HEAD"):
            action, fields = "GetItem", table | {"Key": key}
        else:
            action, fields = "PutItem", table | {"Item": key | {"body": {"S": BODY}}}
        made = rest_action("dynamodb", action, fields, "DynamoDB_20120810", "1.0")
        answer = "$input.json('$.Item')" if action == "GetItem" else '{"id": "' + first + '"}'
        return RestIntegration(
            made.type, made.uri, template=made.template, parameters=made.parameters, answer=answer, status="200"
        )

    def _task(self, arrow: Arrow) -> Task:
        """Reading gets the item under the input's key; writing stores the input under its key, or the execution's."""
        name = Ref(self.logical_id)
        own = "$states.context.Execution.Name"
        first = _field(self.properties.partition_key)
        second = _field(self.properties.sort_key or "sort")
        key = self._key(f"{{% $string({first}) %}}", f"{{% $string({second}) %}}")
        if arrow.said("access") == "read":
            return Task(
                state_task("dynamodb:getItem"),
                {"TableName": name, "Key": key},
                output="{% $merge([$states.input, {'item': $states.result.Item}]) %}",
            )
        item = self._key(
            f"{{% $exists({first}) ? $string({first}) : {own} %}}",
            f"{{% $exists({second}) ? $string({second}) : $states.context.State.EnteredTime %}}",
        )
        said: dict[str, Value] = {"TableName": name, "Item": item | {"body": {"S": "{% $string($states.input) %}"}}}
        return Task(state_task("dynamodb:putItem"), said, keeps_input=True)

    def reading(self, arrow: Arrow) -> Reading:
        """Its stream is followed; it is switched on by the first who does."""
        view = {"StreamViewType": self.properties.stream_view}
        self.graph.set(self.logical_id, "StreamSpecification", view)
        stream = Att(self.logical_id, "StreamArn")
        return Reading(stream, "dynamodb", (Statement(READ, (stream,), reason=arrow.id),))

    def finish(self) -> None:
        """Its name, so that whoever looks finds the data."""
        self.site.output(
            "Name", f"The items of {self.component.id} are in the table of this name.", Ref(self.logical_id)
        )


def _field(name: str) -> str:
    """A field of the input in JSONata, whatever its name holds."""
    quoted = name.replace("\\", "\\\\").replace("`", "")
    return f"$states.input.`{quoted}`"


HANDLE = TableHandle
