"""Sample events: what a function's trigger sends it, around the sample that its handler says.

Source of the shapes: Lambda Developer Guide, the chapter of each service under "Invoking Lambda with events from other
AWS services".
"""

import base64
import gzip
import json
from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qsl

from app.export.project.samples import Sample
from app.model import Component, Connection, Design

REGION = "eu-central-1"
ACCOUNT = "123456789012"
TIME = "2026-01-15T12:00:00Z"
MILLISECONDS = 1_768_478_400_000
Json = Any


def event_of(design: Design, function: Component, sample: Sample) -> Json:
    """The event that the first arrow to a function means."""
    for arrow in design.arriving(function.id):
        source = design.by_id[arrow.source.component]
        made = _event(arrow, source, sample)
        if made is not None:
            return made
    return sample.body


def _event(arrow: Connection, source: Component, sample: Sample) -> Json:
    name = source.id
    match arrow.target.port:
        case "invoke" if source.kind == "http-api" and arrow.semantics == "sync":
            return http_request(sample, _route(arrow))
        case "invoke" if source.kind == "rest-api" and arrow.semantics == "sync":
            return rest_request(sample, _route(arrow))
        case "url":
            return http_request(sample, ("POST", "/"))
        case "authorize":
            return _authorizer_request(sample)
        case "messages":
            return {"Records": [_message(name, sample.body)]}
        case "notices":
            return {"Records": [_notice(name, sample.body)]}
        case "records":
            record = _change(name, sample.body) if source.kind == "table" else _stream_record(name, sample.body)
            return {"Records": [record]}
        case "objects":
            return {"Records": [_object(name, sample.body)]}
        case "events":
            return _bus_event(sample.body)
        case "log-lines":
            return _log_lines(name, sample.body)
        case "alarms":
            return {"source": "aws.cloudwatch", "alarmData": {"alarmName": name, "state": {"value": "ALARM"}}}
        case "invoke" | "ticks" | "failures":
            return sample.body
        case _:
            return None


def _text(body: Json) -> str:
    return body if isinstance(body, str) else json.dumps(body, ensure_ascii=False)


def _route(arrow: Connection) -> tuple[str, str]:
    said = str(arrow.properties.get("route", "$default"))
    method, _, path = said.partition(" ")
    return ("GET", "/") if said == "$default" else ("GET" if method == "ANY" else method, path)


def _asked(sample: Sample, route: tuple[str, str]) -> tuple[str, str, dict[str, str], dict[str, str]]:
    """Method, path, headers and path parameters of a request along a route."""
    method, pattern = sample.method or route[0], route[1]
    path = (sample.path or "").partition("?")[0]
    values = {}
    parts = []
    given = [part for part in path.split("/") if part]
    for index, part in enumerate(part for part in pattern.split("/") if part):
        if part.startswith("{"):
            greedy = part.endswith("+}")
            value = "/".join(given[index:]) if greedy else (given[index] if index < len(given) else "1")
            values[part.strip("{}+")] = value or "1"
            parts.append(value or "1")
        else:
            parts.append(part)
    headers = {"content-type": "application/json", **{name.lower(): value for name, value in sample.headers.items()}}
    return method, path or "/" + "/".join(parts), headers, values


def _query(sample: Sample) -> dict[str, str]:
    return dict(parse_qsl((sample.path or "").partition("?")[2]))


def rest_request(sample: Sample, route: tuple[str, str]) -> Json:
    """A request as a REST API passes it on (payload version 1.0)."""
    method, path, headers, values = _asked(sample, route)
    return {
        "resource": route[1],
        "path": path,
        "httpMethod": method,
        "headers": headers,
        "multiValueHeaders": {name: [value] for name, value in headers.items()},
        "queryStringParameters": _query(sample) or None,
        "multiValueQueryStringParameters": {name: [value] for name, value in _query(sample).items()} or None,
        "pathParameters": values or None,
        "stageVariables": None,
        "requestContext": {
            "accountId": ACCOUNT,
            "apiId": "a1b2c3d4e5",
            "stage": "live",
            "requestId": "11111111-1111-4111-8111-111111111111",
            "resourcePath": route[1],
            "httpMethod": method,
            "path": f"/live{path}",
            "identity": {"sourceIp": "192.0.2.1", "userAgent": "curl"},
            "requestTimeEpoch": MILLISECONDS,
        },
        "body": None if method in ("GET", "DELETE", "HEAD") else _text(sample.body),
        "isBase64Encoded": False,
    }


def http_request(sample: Sample, route: tuple[str, str]) -> Json:
    """A request as an HTTP API or a function's own address passes it on (payload version 2.0)."""
    method, path, headers, values = _asked(sample, route)
    event: dict[str, Json] = {
        "version": "2.0",
        "routeKey": f"{route[0]} {route[1]}",
        "rawPath": path,
        "rawQueryString": (sample.path or "").partition("?")[2],
        "headers": headers,
        "requestContext": {
            "accountId": ACCOUNT,
            "apiId": "a1b2c3d4e5",
            "stage": "$default",
            "requestId": "11111111-1111-4111-8111-111111111111",
            "routeKey": f"{route[0]} {route[1]}",
            "time": "15/Jan/2026:12:00:00 +0000",
            "timeEpoch": MILLISECONDS,
            "http": {
                "method": method,
                "path": path,
                "protocol": "HTTP/1.1",
                "sourceIp": "192.0.2.1",
                "userAgent": "curl",
            },
        },
        "isBase64Encoded": False,
    }
    if values:
        event["pathParameters"] = values
    if _query(sample):
        event["queryStringParameters"] = _query(sample)
    if method not in ("GET", "DELETE", "HEAD"):
        event["body"] = _text(sample.body)
    return event


def _authorizer_request(sample: Sample) -> Json:
    arn = f"arn:aws:execute-api:{REGION}:{ACCOUNT}:a1b2c3d4e5/live/GET/"
    return {
        "type": "REQUEST",
        "methodArn": arn,
        "routeArn": arn,
        "version": "2.0",
        "identitySource": list(sample.headers.values()) or ["Bearer TOKEN"],
        "headers": {"authorization": "Bearer TOKEN", **{name.lower(): value for name, value in sample.headers.items()}},
        "requestContext": {"http": {"method": "GET", "path": sample.path or "/"}, "stage": "live"},
        "httpMethod": "GET",
        "path": sample.path or "/",
    }


def _message(queue: str, body: Json) -> Json:
    return {
        "messageId": "22222222-2222-4222-8222-222222222222",
        "receiptHandle": "receipt",
        "body": _text(body),
        "attributes": {
            "ApproximateReceiveCount": "1",
            "SentTimestamp": str(MILLISECONDS),
            "SenderId": ACCOUNT,
            "ApproximateFirstReceiveTimestamp": str(MILLISECONDS),
            "MessageGroupId": "sample",
        },
        "messageAttributes": {},
        "md5OfBody": "",
        "eventSource": "aws:sqs",
        "eventSourceARN": f"arn:aws:sqs:{REGION}:{ACCOUNT}:{queue}",
        "awsRegion": REGION,
    }


def _notice(topic: str, body: Json) -> Json:
    arn = f"arn:aws:sns:{REGION}:{ACCOUNT}:{topic}"
    return {
        "EventSource": "aws:sns",
        "EventVersion": "1.0",
        "EventSubscriptionArn": f"{arn}:33333333-3333-4333-8333-333333333333",
        "Sns": {
            "Type": "Notification",
            "MessageId": "44444444-4444-4444-8444-444444444444",
            "TopicArn": arn,
            "Subject": None,
            "Message": _text(body),
            "Timestamp": TIME,
            "MessageAttributes": {},
        },
    }


def _stream_record(stream: str, body: Json) -> Json:
    return {
        "kinesis": {
            "kinesisSchemaVersion": "1.0",
            "partitionKey": "sample",
            "sequenceNumber": "49590338271490256608559692538361571095921575989136588898",
            "data": base64.b64encode(_text(body).encode()).decode(),
            "approximateArrivalTimestamp": MILLISECONDS / 1000,
        },
        "eventSource": "aws:kinesis",
        "eventID": "shardId-000000000000:49590338271490256608559692538361571095921575989136588898",
        "eventName": "aws:kinesis:record",
        "awsRegion": REGION,
        "eventSourceARN": f"arn:aws:kinesis:{REGION}:{ACCOUNT}:stream/{stream}",
    }


def _change(table: str, body: Json) -> Json:
    item = body if isinstance(body, Mapping) else {"id": str(body)}
    return {
        "eventID": "55555555555555555555555555555555",
        "eventName": "INSERT",
        "eventVersion": "1.1",
        "eventSource": "aws:dynamodb",
        "awsRegion": REGION,
        "dynamodb": {
            "ApproximateCreationDateTime": MILLISECONDS // 1000,
            "Keys": {name: _attribute(value) for name, value in list(item.items())[:1]},
            "NewImage": {name: _attribute(value) for name, value in item.items()},
            "SequenceNumber": "111",
            "SizeBytes": 26,
            "StreamViewType": "NEW_AND_OLD_IMAGES",
        },
        "eventSourceARN": f"arn:aws:dynamodb:{REGION}:{ACCOUNT}:table/{table}/stream/{TIME}",
    }


def _attribute(value: Json) -> Json:
    """A value as DynamoDB writes it."""
    match value:
        case bool():
            return {"BOOL": value}
        case int() | float():
            return {"N": str(value)}
        case None:
            return {"NULL": True}
        case Mapping():
            return {"M": {name: _attribute(item) for name, item in value.items()}}
        case list():
            return {"L": [_attribute(item) for item in value]}
        case _:
            return {"S": str(value)}


def _object(bucket: str, body: Json) -> Json:
    key = body.get("key", "sample.json") if isinstance(body, Mapping) else "sample.json"
    return {
        "eventVersion": "2.1",
        "eventSource": "aws:s3",
        "awsRegion": REGION,
        "eventTime": TIME,
        "eventName": "ObjectCreated:Put",
        "s3": {
            "s3SchemaVersion": "1.0",
            "bucket": {"name": bucket, "arn": f"arn:aws:s3:::{bucket}"},
            "object": {"key": str(key), "size": 1024, "eTag": "66666666666666666666666666666666"},
        },
    }


def _bus_event(body: Json) -> Json:
    kind = body.get("type", "sample") if isinstance(body, Mapping) else "sample"
    return {
        "version": "0",
        "id": "77777777-7777-4777-8777-777777777777",
        "detail-type": str(kind),
        "source": "sample",
        "account": ACCOUNT,
        "time": TIME,
        "region": REGION,
        "resources": [],
        "detail": body if isinstance(body, Mapping) else {"value": body},
    }


def _log_lines(group: str, body: Json) -> Json:
    data = {
        "messageType": "DATA_MESSAGE",
        "owner": ACCOUNT,
        "logGroup": group,
        "logStream": "sample",
        "subscriptionFilters": ["sample"],
        "logEvents": [{"id": "1", "timestamp": MILLISECONDS, "message": _text(body)}],
    }
    # A fixed time inside, so that the same design gives the same bytes.
    packed = gzip.compress(json.dumps(data).encode(), mtime=0)
    return {"awslogs": {"data": base64.b64encode(packed).decode()}}
