"""Step Functions state machine → AWS::StepFunctions::StateMachine with its role, its logs and its alarms."""

from app.graph import (
    Arrow,
    Att,
    Call,
    Handle,
    HttpIntegration,
    Metric,
    Pseudo,
    Push,
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
from app.kinds.state_machine import StateMachineProperties
from app.kinds.state_machine.workflow import Rescue, Step, Workflow
from app.kinds.vtl import BODY, rest_action, state_task

SERVICE = "states.amazonaws.com"
LOGS = (
    "logs:CreateLogDelivery",
    "logs:GetLogDelivery",
    "logs:UpdateLogDelivery",
    "logs:DeleteLogDelivery",
    "logs:ListLogDeliveries",
    "logs:PutResourcePolicy",
    "logs:DescribeResourcePolicies",
    "logs:DescribeLogGroups",
)
"""What a workflow needs to write logs; AWS allows no resource here (Step Functions Developer Guide, "Using CloudWatch
Logs to log execution history").
"""
ANSWER = (
    "#if($input.path('$.status') == 'SUCCEEDED')$input.path('$.output')"
    "#else#set($context.responseOverride.status = 502)"
    '{"message": "the workflow failed", "requestId": "$context.requestId"}#end'
)


class StateMachineHandle(Handle):
    """A state machine in the graph."""

    def __init__(self, site: Site, properties: StateMachineProperties) -> None:
        super().__init__(site, site.claim())
        self.properties = properties
        self.express = properties.type == "express"
        self._steps: list[Step] = []
        self._rescues: list[Rescue] = []

    @property
    def arn(self) -> Value:
        """Its ARN: given beforehand where it calls itself by way of others."""
        if self.site.circular:
            return arn("states", "stateMachine:", unique(self.component.id))
        return Ref(self.logical_id)

    def call(self, arrow: Arrow) -> Call:
        """An execution is started; only an Express workflow answers."""
        if arrow.sync and not self.express and arrow.source.id != "nests":
            self.site.refuse(
                "workflow-answer",
                f"{self.component.id!r} is a Standard workflow, which answers nobody",
                "Set its `type` to express, or draw the arrow as async.",
                arrow.id,
            )
        action = "StartSyncExecution" if arrow.sync else "StartExecution"
        fields: dict[str, Value] = {"input": BODY, "stateMachineArn": self.arn}
        made = rest_action("states", action, fields, "AWSStepFunctions", "1.0")
        if arrow.sync:
            made = RestIntegration(
                made.type, made.uri, template=made.template, parameters=made.parameters, answer=ANSWER, status="200"
            )
        return Call(
            statements=(Statement((f"states:{action}",), (self.arn,), reason=arrow.id),),
            settings={"STATE_MACHINE_ARN": self.arn},
            endpoint="sync-states" if arrow.sync else "states",
            arn=self.arn,
            rest=made,
            http=HttpIntegration(
                type="AWS_PROXY",
                subtype=f"StepFunctions-{action}",
                parameters={"StateMachineArn": self.arn, "Input": "$request.body"},
            ),
            task=self._task(sync=arrow.sync),
        )

    def _task(self, *, sync: bool) -> Task:
        """How another workflow runs it: an Express one answers itself, of a Standard one the end is awaited."""
        said: dict[str, Value] = {"StateMachineArn": self.arn, "Input": "{% $states.input %}"}
        if not sync:
            return Task(state_task("states:startExecution"), said, keeps_input=True)
        if self.express:
            said["Input"] = "{% $string($states.input) %}"
            output = "{% $parse($states.result.Output) %}"
            return Task(state_task("aws-sdk:sfn:startSyncExecution"), said, output=output)
        return Task(state_task("states:startExecution.sync:2"), said, output="{% $states.result.Output %}")

    def receive(self, push: Push, reason: str) -> Sink:
        """Rules and schedules start it with a role of theirs."""
        del push
        start = Statement(("states:StartExecution",), (self.arn,), reason=reason)
        return Sink(self.arn, "states", (start,))

    def calls(self, arrow: Arrow, call: Call, target: Handle) -> None:
        """The target is a step."""
        if call.task is None:
            return
        self.allow(SERVICE, *call.statements)
        if isinstance(target, StateMachineHandle) and arrow.sync and not target.express:
            self._await(arrow, target)
        self._steps.append(
            Step(
                arrow=arrow.id,
                name=target.component.id,
                task=call.task,
                stage=arrow.said("stage") or 1,
                only_if=arrow.said("only_if"),
                for_each=arrow.said("for_each"),
                not_retried=tuple(arrow.said("not_retried") or ()),
            )
        )

    def _await(self, arrow: Arrow, target: "StateMachineHandle") -> None:
        """What it takes to wait for a nested Standard workflow (Step Functions Developer Guide, "Start executions")."""
        if self.express:
            self.site.refuse(
                "workflow-answer",
                f"Express workflows such as {self.component.id!r} cannot wait for a Standard one",
                "Make the nested one Express, or draw the arrow as async.",
                arrow.id,
            )
        name = Att(target.logical_id, "Name") if not target.site.circular else unique(target.component.id)
        executions = arn("states", "execution:", name, ":*")
        rule = arn("events", "rule/StepFunctionsGetEventsForStepFunctionsExecutionRule")
        start = Statement(("states:StartExecution",), (target.arn,), reason=arrow.id)
        watch = Statement(("states:DescribeExecution", "states:StopExecution"), (executions,), reason=arrow.id)
        hear = Statement(("events:PutTargets", "events:PutRule", "events:DescribeRule"), (rule,), reason=arrow.id)
        self.allow(SERVICE, start, watch, hear)

    def fails(self, arrow: Arrow, target: Handle) -> None:
        """Where a step fails for good, the target runs."""
        call = target.keep(arrow.id)
        self.allow(SERVICE, *call.statements)
        if call.task is not None:
            self._rescues.append(Rescue(target.component.id, call.task, arrow.properties.arrows_named()))

    def metric(self, name: str | None) -> Metric:
        """Executions that failed, unless another metric is named."""
        statistic = "Maximum" if name and "Time" in name else "Sum"
        return Metric("AWS/States", name or "ExecutionsFailed", {"StateMachineArn": self.arn}, statistic)

    def tell(self) -> None:
        """Its ARN."""
        self.site.output("Arn", f"Start executions of {self.component.id} under this ARN.", self.arn)

    def finish(self) -> None:
        """The state machine itself, now that its steps are known."""
        for step in self._steps:
            for said in (step.only_if, step.for_each):
                if said is not None and "%}" in said.strip().removesuffix("%}"):
                    words = f"the expression of {step.arrow!r} ends in the middle: it holds %}}"
                    self.site.refuse("expression", words, "Write one JSONata expression.", step.arrow)
        name = Sub.of("/aws/vendedlogs/states/", Pseudo("StackName"), f"-{self.component.id}")
        group = self.site.log_group(name=name)
        xray = (
            "xray:PutTraceSegments",
            "xray:PutTelemetryRecords",
            "xray:GetSamplingRules",
            "xray:GetSamplingTargets",
        )
        role = self.allow(SERVICE, Statement(LOGS, ("*",), reason="logs"), Statement(xray, ("*",), reason="tracing"))
        logging: Value = {
            "Level": "ALL" if self.express else "ERROR",
            "IncludeExecutionData": False,
            "Destinations": [{"CloudWatchLogsLogGroup": {"LogGroupArn": Att(group, "Arn")}}],
        }
        properties: dict[str, Value] = {
            "StateMachineType": self.properties.type.upper(),
            "RoleArn": role,
            "Definition": Workflow(self._steps, self._rescues, self.properties.timeout).definition(),
            "LoggingConfiguration": logging,
            "TracingConfiguration": {"Enabled": True},
        }
        if self.site.circular:
            properties["StateMachineName"] = unique(self.component.id)
        self.site.add("AWS::StepFunctions::StateMachine", properties, name=self.logical_id)
        self.site.alarm("FailuresAlarm", "Executions fail.", self._watched("ExecutionsFailed"))
        self.site.alarm("TimeoutsAlarm", "Executions run out of time.", self._watched("ExecutionsTimedOut"))

    def _watched(self, name: str) -> Metric:
        return Metric("AWS/States", name, {"StateMachineArn": Ref(self.logical_id)})


HANDLE = StateMachineHandle
