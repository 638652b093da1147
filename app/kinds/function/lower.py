"""Lambda function → the function, its role, its log group, its triggers, its failure targets and its alarms.

Environment variables are the contract with the handlers; `app.lower` writes it down.
"""

from collections.abc import Mapping

from app.graph import (
    Arrow,
    Asset,
    Att,
    Call,
    Handle,
    HttpIntegration,
    Inside,
    Metric,
    Pseudo,
    Push,
    Reading,
    Ref,
    RestIntegration,
    Sink,
    Site,
    Statement,
    Sub,
    Task,
    Value,
    arn,
    unique,
)
from app.kinds.function import FunctionProperties
from app.kinds.function.readers import mapping_properties
from app.kinds.function.vpc import attach
from app.kinds.vtl import state_task

SERVICE = "lambda.amazonaws.com"
TRANSIENT = (
    "Lambda.ServiceException",
    "Lambda.AWSLambdaException",
    "Lambda.SdkClientException",
    "Lambda.TooManyRequestsException",
)
"""Errors that a workflow should always try again (Step Functions Developer Guide, "Handle transient Lambda service
exceptions").
"""
CALLERS = {"cloudwatch.amazonaws.com": "lambda.alarms.cloudwatch.amazonaws.com"}
"""The name by which a service invokes functions, where it has one for that (CloudWatch User Guide, "Invoke a Lambda
function from an alarm").
"""
_RESERVED = ("AWS_", "LAMBDA_", "_X_")


class FunctionHandle(Handle):
    """A function in the graph."""

    def __init__(self, site: Site, properties: FunctionProperties) -> None:
        super().__init__(site, site.claim())
        self.properties = properties
        role = self.role(SERVICE)
        self._log_group: str | None = None
        self._inside: dict[str | None, Inside] = {}
        self._calls: list[Call] = []
        self._asynchronous: dict[str, None] = {}
        self._targets: list[tuple[Arrow, Call]] = []
        self._kept: Call | None = None
        self._mappings: dict[str, str] = {}
        self._has_url = False
        said: dict[str, Value] = {
            "Description": site.component.name[:256],
            "Role": Att(role, "Arn"),
            "MemorySize": properties.memory,
            "Timeout": properties.timeout,
            "TracingConfig": {"Mode": "Active"},
            "Environment": {"Variables": {"POWERTOOLS_SERVICE_NAME": site.component.id}},
        }
        if properties.reserved_concurrency is not None:
            said["ReservedConcurrentExecutions"] = properties.reserved_concurrency
        if properties.recursive_loop == "Allow":
            said["RecursiveLoop"] = "Allow"
        site.add("AWS::Lambda::Function", said, name=self.logical_id)
        for name in properties.secrets:
            self._read_secret(name)
        self.graph.asset(Asset(self.logical_id, site.owner, properties.handler, properties.runtime))

    def _read_secret(self, name: str) -> None:
        secret = Ref(self.site.stack.secret(self.component.service, name))
        read = Statement(("secretsmanager:GetSecretValue",), (secret,), reason=f"the secret {name}")
        self._calls.append(Call(endpoint="secretsmanager"))
        self.graph.allow(self.role(SERVICE), read)
        self._setting(name, "SECRET_ARN", secret, "")

    # How it is called.

    @property
    def known_name(self) -> Sub | Ref:
        """Its name for callers: given beforehand where it calls itself by way of others."""
        if not self.site.circular:
            return Ref(self.logical_id)
        self.graph.set(self.logical_id, "FunctionName", unique(self.component.id))
        return unique(self.component.id)

    @property
    def known_arn(self) -> Sub | Att:
        """Its ARN for callers."""
        return arn("lambda", "function:", self.known_name) if self.site.circular else Att(self.logical_id, "Arn")

    def call(self, arrow: Arrow) -> Call:
        """It is invoked, asked to authorize, or called at its own address."""
        if arrow.target.id == "url":
            return self._url_call(arrow)
        if arrow.target.id == "failures":
            return self.keep(arrow.id)
        if not arrow.sync:
            self._asynchronous[arrow.id] = None
        invoke = Statement(("lambda:InvokeFunction",), (self.known_arn,), reason=arrow.id)
        return Call(
            statements=(invoke,),
            settings={"FUNCTION_NAME": self.known_name},
            endpoint="lambda",
            arn=self.known_arn,
            rest=self._rest(sync=arrow.sync),
            http=self._http(),
            task=self._task(sync=arrow.sync),
            admit=lambda principal, source: self._admit(principal, source, arrow.connection.source.component),
        )

    def _rest(self, *, sync: bool) -> RestIntegration:
        path = ("path/2015-03-31/functions/", Att(self.logical_id, "Arn"), "/invocations")
        uri = arn("apigateway", *path, account="lambda")
        if sync:
            return RestIntegration(type="AWS_PROXY", uri=uri)
        return RestIntegration(
            type="AWS",
            uri=uri,
            parameters={"integration.request.header.X-Amz-Invocation-Type": "'Event'"},
            answer='{"id": "$context.requestId"}',
            status="202",
        )

    def _http(self) -> HttpIntegration:
        return HttpIntegration(type="AWS_PROXY", uri=self.arn, payload="2.0")

    def _task(self, *, sync: bool) -> Task:
        said: dict[str, Value] = {"FunctionName": self.known_name, "Payload": "{% $states.input %}"}
        if not sync:
            said["InvocationType"] = "Event"
        return Task(
            state_task("lambda:invoke"),
            said,
            output="{% $states.result.Payload %}",
            keeps_input=not sync,
            retry=TRANSIENT,
        )

    def _url_call(self, arrow: Arrow) -> Call:
        self._add_url()
        statements: tuple[Statement, ...] = ()
        if self.properties.url_auth == "iam":
            url = Statement(("lambda:InvokeFunctionUrl",), (self.known_arn,), reason=arrow.id)
            seen = {"Bool": {"lambda:InvokedViaFunctionUrl": "true"}}
            statements = (url, Statement(("lambda:InvokeFunction",), (self.known_arn,), seen, reason=arrow.id))
        address = Att(self._url_id, "FunctionUrl")
        return Call(
            statements=statements,
            settings={"BASE_URL": address},
            internet=True,
            rest=lambda route: RestIntegration(type="HTTP_PROXY", uri=Sub.of(address, route.path.strip("/"))),
            http=lambda route: HttpIntegration(type="HTTP_PROXY", uri=Sub.of(address, route.path.strip("/"))),
        )

    def _add_url(self) -> None:
        if self._has_url:
            return
        self._has_url = True
        auth = "AWS_IAM" if self.properties.url_auth == "iam" else "NONE"
        said: dict[str, Value] = {"AuthType": auth, "TargetFunctionArn": self.arn}
        self._url_id = self.site.add("AWS::Lambda::Url", said, suffix="Url")
        self.site.output("Url", f"{self.component.id} answers here.", Att(self._url_id, "FunctionUrl"))
        if auth == "NONE":
            # Since October 2025 a public address needs both permissions (Lambda Developer Guide, "Control access to
            # Lambda function URLs").
            common: dict[str, Value] = {"FunctionName": Ref(self.logical_id), "Principal": "*"}
            public: dict[str, Value] = {"Action": "lambda:InvokeFunctionUrl", "FunctionUrlAuthType": "NONE"}
            self.site.add("AWS::Lambda::Permission", common | public, suffix="UrlPermission")
            invoked: dict[str, Value] = {"Action": "lambda:InvokeFunction", "InvokedViaFunctionUrl": True}
            self.site.add("AWS::Lambda::Permission", common | invoked, suffix="UrlInvokePermission")

    def _admit(self, principal: str, source: Value, name: str) -> str:
        said: dict[str, Value] = {
            "Action": "lambda:InvokeFunction",
            "FunctionName": Ref(self.logical_id),
            "Principal": CALLERS.get(principal, principal),
        }
        said |= {"SourceAccount": Pseudo("AccountId")} if source is None else {"SourceArn": source}
        word = "".join(part[:1].upper() + part[1:] for part in name.replace(".", "-").split("-"))
        return self.site.add("AWS::Lambda::Permission", said, suffix=f"{word}Permission")

    def keep(self, reason: str) -> Call:
        """It takes care of what failed; Lambda and workflows invoke it."""
        self._asynchronous[reason] = None
        return Call(
            statements=(Statement(("lambda:InvokeFunction",), (self.known_arn,), reason=reason),),
            settings={"FUNCTION_NAME": self.known_name},
            endpoint="lambda",
            arn=self.known_arn,
            task=self._task(sync=True),
        )

    def receive(self, push: Push, reason: str) -> Sink:
        """Its policy lets the service in, or the service's role may invoke it. Both are asynchronous."""
        self._asynchronous[reason] = None
        invoke = Statement(("lambda:InvokeFunction",), (self.arn,), reason=reason)
        if push.by_role:
            return Sink(self.arn, "lambda", (invoke,))
        return Sink(self.arn, "lambda", policy=self._admit(push.principal, push.source, push.name))

    def reads(self, arrow: Arrow, reading: Reading, source: Handle) -> None:
        """Lambda polls for it."""
        for statement in reading.statements:
            self.graph.allow(self.role(SERVICE), statement)
        said = mapping_properties(self, arrow, reading)
        suffix = f"{source.site.stem}Trigger"
        self._mappings[arrow.id] = self.site.add("AWS::Lambda::EventSourceMapping", said, suffix=suffix)
        if reading.service != "sqs":
            self._asynchronous[arrow.id] = None

    # What it calls.

    def calls(self, arrow: Arrow, call: Call, target: Handle) -> None:
        """Its code calls the target: a permission, environment variables, and a way through the VPC."""
        self._calls.append(call)
        for statement in call.statements:
            self.graph.allow(self.role(SERVICE), statement)
        for suffix, value in call.settings.items():
            self._setting(arrow.name, suffix, value, arrow.id)
        for word, suffix in (("timeout", "TIMEOUT_SECONDS"), ("group_by", "GROUP_BY")):
            if (said := arrow.said(word)) is not None:
                self._setting(arrow.name, suffix, str(said), arrow.id)
        if call.inside is not None:
            self._inside[call.inside.network] = call.inside
        del target

    def _setting(self, name: str, suffix: str, value: Value, arrow: str) -> None:
        variable = f"{name.upper().replace('-', '_')}_{suffix}"
        if variable.startswith(_RESERVED):
            variable = f"TARGET_{variable}"
        path = f"Environment.Variables.{variable}"
        if self.graph.get(self.logical_id, path) not in (None, value):
            self.site.refuse(
                "environment",
                f"two targets of {self.component.id!r} would both be known as {variable}",
                "Give one of the arrows another `known_as`.",
                *((arrow,) if arrow else ()),
            )
            return
        self.graph.set(self.logical_id, path, value)

    def pushes(self, arrow: Arrow, target: Handle) -> None:
        """It writes its log lines into a drawn log group."""
        group = target.logical_id
        if self._log_group not in (None, group):
            message, remedy = "a function writes into one log group", "Draw one log arrow only."
            self.site.refuse("log-group", message, remedy, arrow.id)
        self._log_group = group

    # What fails.

    def fails(self, arrow: Arrow, target: Handle) -> None:
        """Its failures go to the target: by Lambda where Lambda sees them, else by its own code."""
        call = target.keep(arrow.id)
        self.calls(arrow, call, target)
        self._targets.append((arrow, call))

    def settle(self) -> None:
        """Asynchronous calls and streams get a failure target, drawn or not."""
        streams = [name for name in self._mappings if name in self._asynchronous]
        for name in streams:
            target = self._failure_target(name)
            self.graph.set(self._mappings[name], "DestinationConfig.OnFailure.Destination", target)
        if len(streams) < len(self._asynchronous):
            self._invoke_config(self._failure_target(None))

    def _failure_target(self, mapping: str | None) -> Value:
        """The ARN of what takes a stream's failures, or, with None, those of asynchronous invocations."""
        pushed = {name for name in self._asynchronous if name not in self._mappings}
        wanted = pushed if mapping is None else {mapping}
        found = [
            (arrow, call)
            for arrow, call in self._targets
            if (not arrow.properties.arrows_named() or wanted.intersection(arrow.properties.arrows_named()))
            and (call.takes_streams or mapping is None)
        ]
        if not found:
            return self._generated_target()
        if len(found) > 1:
            self.site.refuse(
                "failure-target-twice",
                f"{self.component.id!r} has more than one failure target for the same failures",
                "Say with `of` which arrow's failures each of them takes, or remove one.",
                *(arrow.id for arrow, _ in found),
            )
        arrow, call = found[0]
        if call.fifo:
            self.site.refuse(
                "failure-target",
                "Lambda leaves failures with standard queues and topics only",
                f"Make {arrow.connection.target.component!r} a standard queue or topic.",
                arrow.id,
            )
        return call.arn

    def _generated_target(self) -> Value:
        if self._kept is None:
            words = "The design draws no failure target here: this queue keeps what the function could not process."
            queue = self.site.generate("queue", "failures", words, {"retention": 1_209_600})
            self._kept = queue.keep("the default failure target")
            for statement in self._kept.statements:
                self.graph.allow(self.role(SERVICE), statement)
        return self._kept.arn

    def _invoke_config(self, target: Value) -> None:
        said: dict[str, Value] = {
            "FunctionName": Ref(self.logical_id),
            "Qualifier": "$LATEST",
            "MaximumRetryAttempts": self.properties.retry_attempts,
            "MaximumEventAgeInSeconds": self.properties.maximum_event_age,
            "DestinationConfig": {"OnFailure": {"Destination": target}},
        }
        self.site.add("AWS::Lambda::EventInvokeConfig", said, suffix="AsyncInvocation")

    # The end.

    def metric(self, name: str | None) -> Metric:
        """Errors, unless another metric is named."""
        name = name or "Errors"
        statistic = "Sum" if name in ("Errors", "Throttles", "Invocations", "DeadLetterErrors") else "Maximum"
        return Metric("AWS/Lambda", name, {"FunctionName": Ref(self.logical_id)}, statistic)

    def tell(self) -> None:
        """Its name."""
        self.site.output("Name", f"Invoke {self.component.id} by this name.", Ref(self.logical_id))

    def finish(self) -> None:
        """Logs, tracing, VPC and alarms."""
        drawn = self._log_group
        group = drawn or self.site.log_group()
        logging: Mapping[str, Value] = {"LogFormat": "JSON", "LogGroup": Ref(group)}
        self.graph.set(self.logical_id, "LoggingConfig", logging)
        self._basics(group)
        if self._inside:
            attach(self, self._inside, self._calls)
        self.site.alarm("ErrorsAlarm", "Invocations fail.", self.metric("Errors"))
        self.site.alarm("ThrottlesAlarm", "Invocations are refused for want of concurrency.", self.metric("Throttles"))
        if any(name in self._asynchronous for name in self._mappings):
            text = "The function falls behind its stream: records wait more than ten minutes."
            self.site.alarm("IteratorAgeAlarm", text, self.metric("IteratorAge"), threshold=600_000, periods=5)

    def _basics(self, group: str) -> None:
        role = self.role(SERVICE)
        lines = ("logs:CreateLogStream", "logs:PutLogEvents")
        self.graph.allow(role, Statement(lines, (Att(group, "Arn"),), reason="logs"))
        trace = ("xray:PutTraceSegments", "xray:PutTelemetryRecords")
        self.graph.allow(role, Statement(trace, ("*",), reason="tracing"))


HANDLE = FunctionHandle
