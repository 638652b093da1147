"""Resource policies: part of the construct that they guard."""

from collections.abc import Mapping, Sequence

from app.export.cdk.code import Code, call, enum, new
from app.export.cdk.draft import GUARDED, Draft, UnsayableError
from app.graph import Resource, Value, arn, references

Guard = tuple[str, str, str]
"""What is guarded, the service that is let in, and what it comes from."""
_ROOT = arn("iam", "root", region="")


def tls_only(said: Value) -> bool:
    """Whether a statement is the one that `enforceSSL` makes."""
    return isinstance(said, Mapping) and said.get("Sid") == "TlsOnly"


def statements(document: Value) -> Sequence[Mapping[str, Value]]:
    """The statements of a policy. Raises UnsayableError for what is none."""
    found = document.get("Statement") if isinstance(document, Mapping) else None
    if not isinstance(found, list) or not all(isinstance(one, Mapping) for one in found):
        raise UnsayableError("PolicyDocument")
    return found


def statement(draft: Draft, said: Mapping[str, Value]) -> Code:
    """A statement of a resource policy. Raises UnsayableError for parts that such statements do not have here."""
    if not said.keys() <= {"Sid", "Effect", "Principal", "Action", "Resource", "Condition"}:
        raise UnsayableError("Statement")
    return new(
        "iam.PolicyStatement",
        options={
            "sid": draft.optional(said.get("Sid")),
            "effect": enum("iam.Effect", "DENY") if said["Effect"] == "Deny" else None,
            "principals": [_principal(draft, said["Principal"])],
            "actions": _listed(draft, said["Action"]),
            "resources": _listed(draft, said["Resource"]),
            "conditions": draft.optional(said.get("Condition")),
        },
    )


def _principal(draft: Draft, said: Value) -> Code:
    if said == "*":
        return new("iam.AnyPrincipal")
    if isinstance(said, Mapping) and len(said) == 1:
        if isinstance(service := said.get("Service"), str):
            return new("iam.ServicePrincipal", service)
        if said.get("AWS") == _ROOT:
            return new("iam.AccountRootPrincipal")
        if "AWS" in said:
            return new("iam.ArnPrincipal", draft.value(said["AWS"]))
    raise UnsayableError("Principal")


def _listed(draft: Draft, said: Value) -> Code:
    return [draft.value(one) for one in said] if isinstance(said, list | tuple) else [draft.value(said)]


def policy(draft: Draft, resource: Resource) -> None:
    """The policy of a queue, a topic or a bucket: what its construct does not say by itself."""
    (owner,) = {name for key in GUARDED for name in references(resource.properties.get(key))}
    known = draft.known(owner)
    if not known.construct.endswith((".Queue", ".Topic", ".Bucket")):
        raise UnsayableError(owner)
    for said in statements(resource.properties.get("PolicyDocument")):
        if not tls_only(said) and guard(owner, said) not in draft.covered:
            draft.do(call(known.var, "addToResourcePolicy", statement(draft, said)))
    draft.alias(resource.logical_id, owner)


def guard(owner: str, said: Mapping[str, Value]) -> Guard | None:
    """What a statement that lets a service in is about."""
    principal = said.get("Principal")
    service = principal.get("Service") if isinstance(principal, Mapping) else None
    sources = list(references(said.get("Condition")))
    return (owner, service, sources[0]) if isinstance(service, str) and len(sources) == 1 else None


def enforces_tls(draft: Draft, owner: str) -> bool:
    """Whether the policy of a queue, a topic or a bucket refuses whoever does not come by TLS."""
    found = [said for one in draft.guards(owner) for said in statements(one.properties["PolicyDocument"])]
    return any(tls_only(said) for said in found)


BUILDERS = dict.fromkeys(("AWS::SQS::QueuePolicy", "AWS::SNS::TopicPolicy", "AWS::S3::BucketPolicy"), policy)
