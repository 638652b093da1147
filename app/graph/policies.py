"""Statements of resource policies that several kinds need."""

from collections.abc import Mapping

from app.graph.values import Pseudo, Value


def tls_only(action: str, *resources: Value) -> Mapping[str, Value]:
    """Refuse whoever does not come by TLS."""
    return {
        "Sid": "TlsOnly",
        "Effect": "Deny",
        "Principal": "*",
        "Action": action,
        "Resource": list(resources) if len(resources) > 1 else resources[0],
        "Condition": {"Bool": {"aws:SecureTransport": "false"}},
    }


def admitted(sid: str, principal: str, action: str, resource: Value, source: Value) -> Mapping[str, Value]:
    """Let an AWS service in, for one source; without one, for this account's things of that service."""
    condition: Value = (
        {"StringEquals": {"aws:SourceAccount": Pseudo("AccountId")}}
        if source is None
        else {"ArnLike": {"aws:SourceArn": source}}
    )
    return {
        "Sid": sid,
        "Effect": "Allow",
        "Principal": {"Service": principal},
        "Action": action,
        "Resource": resource,
        "Condition": condition,
    }
