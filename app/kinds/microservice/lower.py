"""Other microservice → parameters of the stack, one for each way in which it is reached."""

from app.graph import (
    Arrow,
    Call,
    Handle,
    HttpIntegration,
    Push,
    Reading,
    Ref,
    RestIntegration,
    Sink,
    Statement,
    Task,
    Value,
    arn,
)
from app.kinds.function.lower import TRANSIENT
from app.kinds.routes import address
from app.kinds.vtl import INPUT, attributes_of, form, state_task

BASE_URL = "^https?://.*[^/]$"
ARN = "^arn:.*$"


class MicroserviceHandle(Handle):
    """Somebody else's microservice."""

    def _parameter(self, suffix: str, words: str, pattern: str) -> Ref:
        return self.site.parameter(suffix, f"{words} of {self.component.id}.", pattern=pattern)

    def call(self, arrow: Arrow) -> Call:
        """By HTTP, as a function, or by its queue."""
        if arrow.target.id == "invoke":
            return self._function(arrow)
        if arrow.target.id == "messages":
            return self._queue(arrow)
        base = self._parameter("BaseUrl", "The address, without a slash at its end,", BASE_URL)
        return Call(
            settings={"BASE_URL": base},
            internet=True,
            rest=lambda route: RestIntegration(type="HTTP_PROXY", uri=address(base, route)),
            http=lambda route: HttpIntegration(type="HTTP_PROXY", uri=address(base, route)),
        )

    def _function(self, arrow: Arrow) -> Call:
        function = self._parameter("FunctionArn", "The ARN of the function", ARN)
        uri = arn("apigateway", "path/2015-03-31/functions/", function, "/invocations", account="lambda")
        said: dict[str, Value] = {"FunctionName": function, "Payload": "{% $states.input %}"}
        event: dict[str, Value] = {"integration.request.header.X-Amz-Invocation-Type": "'Event'"}
        answer = '{"id": "$context.requestId"}'
        return Call(
            statements=(Statement(("lambda:InvokeFunction",), (function,), reason=arrow.id),),
            settings={"FUNCTION_NAME": function},
            endpoint="lambda",
            arn=function,
            rest=RestIntegration(type="AWS_PROXY", uri=uri)
            if arrow.sync
            else RestIntegration(type="AWS", uri=uri, parameters=event, answer=answer, status="202"),
            http=HttpIntegration(type="AWS_PROXY", uri=function, payload="2.0"),
            task=Task(
                state_task("lambda:invoke"),
                said if arrow.sync else said | {"InvocationType": "Event"},
                output="{% $states.result.Payload %}",
                keeps_input=not arrow.sync,
                retry=TRANSIENT,
            ),
        )

    def _queue(self, arrow: Arrow) -> Call:
        url = self._parameter("QueueUrl", "The address of the queue", "^https://.*$")
        queue = self._parameter("QueueArn", "The ARN of the queue", ARN)
        attributes = attributes_of(arrow.said("headers") or ())
        fields: dict[str, Value] = {
            "Action": "SendMessage",
            "QueueUrl": url,
            "MessageBody": "$util.urlEncode($input.body)",
            **attributes.encoded,
        }
        return Call(
            statements=(Statement(("sqs:SendMessage",), (queue,), reason=arrow.id),),
            settings={"QUEUE_URL": url},
            endpoint="sqs",
            arn=queue,
            rest=RestIntegration(
                type="AWS",
                uri=arn("apigateway", "action/SendMessage", account="sqs"),
                template=form(fields),
                parameters={"integration.request.header.Content-Type": "'application/x-www-form-urlencoded'"},
                answer='{"id": "$context.requestId"}',
                status="202",
            ),
            http=HttpIntegration(
                type="AWS_PROXY",
                subtype="SQS-SendMessage",
                parameters={"QueueUrl": url, "MessageBody": "$request.body", **attributes.request},
            ),
            task=Task(state_task("sqs:sendMessage"), {"QueueUrl": url, "MessageBody": INPUT}, keeps_input=True),
        )

    def calls(self, arrow: Arrow, call: Call, target: Handle) -> None:
        """It calls from its own account with its own permissions; it has to know the target's address."""
        del arrow, call
        target.tell()

    def reads(self, arrow: Arrow, reading: Reading, source: Handle) -> None:
        """It polls with its own permissions."""
        del arrow, reading
        source.tell()

    def receive(self, push: Push, reason: str) -> Sink:
        """Topics deliver to its queue, whose policy is its own; buses deliver to its bus."""
        if push.principal == "sns.amazonaws.com":
            return Sink(self._parameter("QueueArn", "The ARN of the queue", ARN), "sqs")
        bus = self._parameter("EventBusArn", "The ARN of the event bus", ARN)
        return Sink(bus, "events", (Statement(("events:PutEvents",), (bus,), reason=reason),))


HANDLE = MicroserviceHandle
