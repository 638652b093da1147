"""CloudWatch: log groups, alarms."""

from collections.abc import Mapping

from app.export.cdk.code import Code, Json, call, construct, enum, new
from app.export.cdk.draft import RETENTION, Draft, Said, UnsayableError
from app.export.cdk.messaging import duration
from app.graph import Att, Ref, Resource

DAYS: Mapping[int, str] = {
    1: "ONE_DAY",
    3: "THREE_DAYS",
    5: "FIVE_DAYS",
    7: "ONE_WEEK",
    14: "TWO_WEEKS",
    30: "ONE_MONTH",
    60: "TWO_MONTHS",
    90: "THREE_MONTHS",
    120: "FOUR_MONTHS",
    150: "FIVE_MONTHS",
    180: "SIX_MONTHS",
    365: "ONE_YEAR",
    400: "THIRTEEN_MONTHS",
    545: "EIGHTEEN_MONTHS",
    731: "TWO_YEARS",
    1096: "THREE_YEARS",
    1827: "FIVE_YEARS",
    2192: "SIX_YEARS",
    2557: "SEVEN_YEARS",
    2922: "EIGHT_YEARS",
    3288: "NINE_YEARS",
    3653: "TEN_YEARS",
}
"""CDK's words for the retentions that CloudWatch Logs knows."""


def log_group(draft: Draft, resource: Resource) -> None:
    """A log group."""
    said = Said(resource.properties)
    days = said.number("RetentionInDays")
    if days is None or days not in DAYS or resource.deletion_policy is None:
        raise UnsayableError("RetentionInDays")
    options = {
        "logGroupName": draft.optional(said.take("LogGroupName")),
        "retention": enum("logs.RetentionDays", DAYS[days]),
        "removalPolicy": enum("cdk.RemovalPolicy", RETENTION[resource.deletion_policy]),
    }
    said.done()
    making = construct("logs.LogGroup", draft.claim(resource.logical_id), options)
    draft.keep(resource.logical_id, "logs.LogGroup", making, {"": "logGroupName", "Arn": "logGroupArn"})


METRICS: Mapping[tuple[str, str], tuple[str, str, str]] = {
    ("lambda.Function", "Errors"): ("metricErrors", "FunctionName", ""),
    ("lambda.Function", "Throttles"): ("metricThrottles", "FunctionName", ""),
    ("nodejs.NodejsFunction", "Errors"): ("metricErrors", "FunctionName", ""),
    ("nodejs.NodejsFunction", "Throttles"): ("metricThrottles", "FunctionName", ""),
    ("sqs.Queue", "ApproximateAgeOfOldestMessage"): ("metricApproximateAgeOfOldestMessage", "QueueName", "QueueName"),
    ("sqs.Queue", "ApproximateNumberOfMessagesVisible"): (
        "metricApproximateNumberOfMessagesVisible",
        "QueueName",
        "QueueName",
    ),
}
"""Metrics for which a construct has a method: the method, the one dimension, and the attribute that is in it."""
OPERATORS: Mapping[str, str] = {
    "GreaterThanOrEqualToThreshold": "GREATER_THAN_OR_EQUAL_TO_THRESHOLD",
    "GreaterThanThreshold": "GREATER_THAN_THRESHOLD",
    "LessThanOrEqualToThreshold": "LESS_THAN_OR_EQUAL_TO_THRESHOLD",
    "LessThanThreshold": "LESS_THAN_THRESHOLD",
}
STATISTICS: Mapping[str, str] = {
    "Average": "AVERAGE",
    "Maximum": "MAXIMUM",
    "Minimum": "MINIMUM",
    "SampleCount": "SAMPLE_COUNT",
    "Sum": "SUM",
}
MISSING: Mapping[str, str] = {
    "breaching": "BREACHING",
    "ignore": "IGNORE",
    "missing": "MISSING",
    "notBreaching": "NOT_BREACHING",
}


def alarm(draft: Draft, resource: Resource) -> None:
    """An alarm; it may be silent, or tell topics."""
    said = Said(resource.properties)
    metric = _metric(draft, said)
    threshold = said.take("Threshold")
    if isinstance(threshold, bool) or not isinstance(threshold, int | float):
        raise UnsayableError("Threshold")
    options: dict[str, Code | None] = {
        "alarmDescription": said.text("AlarmDescription"),
        "metric": metric,
        "threshold": threshold,
        "evaluationPeriods": said.number("EvaluationPeriods"),
        "comparisonOperator": _word("cloudwatch.ComparisonOperator", OPERATORS, said.text("ComparisonOperator")),
        "treatMissingData": _word("cloudwatch.TreatMissingData", MISSING, said.text("TreatMissingData")),
    }
    actions = said.take("AlarmActions")
    if not isinstance(actions, list):
        raise UnsayableError("AlarmActions")
    told = [new("cloudwatch_actions.SnsAction", draft.object(one, "sns.Topic")) for one in actions]
    said.done()
    making = construct("cloudwatch.Alarm", draft.claim(resource.logical_id), options)
    var = draft.keep(resource.logical_id, "cloudwatch.Alarm", making, {"": "alarmName", "Arn": "alarmArn"})
    if told:
        draft.do(call(var, "addAlarmAction", *told))


def _metric(draft: Draft, said: Said) -> Code:
    namespace, name, dimensions = said.text("Namespace"), said.text("MetricName") or "", said.take("Dimensions")
    options: dict[str, Code | None] = {
        "statistic": _word("cloudwatch.Stats", STATISTICS, said.text("Statistic")),
        "period": duration(said.number("Period")),
    }
    if not isinstance(dimensions, list):
        raise UnsayableError("Dimensions")
    pairs = {str(one["Name"]): one["Value"] for one in dimensions if isinstance(one, Mapping)}
    if len(pairs) == 1:
        ((dimension, value),) = pairs.items()
        if isinstance(value, Ref | Att) and draft.has(value.logical_id):
            known = draft.known(value.logical_id)
            if METRICS.get((known.construct, name), ("", "", ""))[1:] == (
                dimension,
                value.name if isinstance(value, Att) else "",
            ):
                return call(known.var, METRICS[known.construct, name][0], options=options)
    named: dict[str, Code | None] = {
        "namespace": namespace,
        "metricName": name,
        "dimensionsMap": Json({key: draft.value(value) for key, value in pairs.items()}) if pairs else None,
    }
    return new("cloudwatch.Metric", options=named | options)


def _word(class_: str, words: Mapping[str, str], said: str | None) -> Code:
    if said is None or said not in words:
        raise UnsayableError(class_)
    return enum(class_, words[said])


BUILDERS = {"AWS::CloudWatch::Alarm": alarm, "AWS::Logs::LogGroup": log_group}
