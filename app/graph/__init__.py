"""The resource graph: CloudFormation-shaped resources with typed references, and what kinds need to fill it.

Every export prints this one graph and decides nothing about AWS, so that SAM and CDK cannot drift apart. Decisions:

- Logical ids come from component ids, not from names: renaming a component must not replace its resource.
- References are values (`Ref`, `Att`, `Pseudo`, `Part`, `Sub`), never text with a dollar sign in it, so a user's name
  that looks like one stays text.
- A role is a principal and explicit statements; how a dialect writes them (policies, grants) is the printer's affair.
- One property is set once. Two aspects that disagree are a mistake in the lowering, and `ConflictError` says which.
- What the design leaves outside (another microservice's address) is a parameter of the stack.

A kind's `lower` module builds the component's own resources on a `Site` and answers for it as a `Handle`: how it is
called (`Call`), delivered to (`Sink`), read (`Reading`), watched (`Metric`). Arrows need to know no kind: they ask the
handles at their ends. What components share (VPC, alarm topic, key) is on the `Stack`.
"""

from app.graph.arrow import Arrow
from app.graph.builder import Builder, ConflictError
from app.graph.calls import Call, HttpIntegration, Inside, RestIntegration, Route, Task
from app.graph.deliveries import Generated, Metric, Push, Reading, Sink
from app.graph.handle import Handle
from app.graph.network import GATEWAYS, NO_EGRESS
from app.graph.policies import admitted, tls_only
from app.graph.resources import Asset, Output, Parameter, Resource, ResourceGraph, Role, Statement
from app.graph.site import Site, alarm
from app.graph.stack import Stack
from app.graph.template import MOST_IN_AND, plain, to_template
from app.graph.values import Att, Part, Pseudo, Ref, Sub, Text, Value, Zone, arn, references, unique

__all__ = [
    "GATEWAYS",
    "MOST_IN_AND",
    "NO_EGRESS",
    "Arrow",
    "Asset",
    "Att",
    "Builder",
    "Call",
    "ConflictError",
    "Generated",
    "Handle",
    "HttpIntegration",
    "Inside",
    "Metric",
    "Output",
    "Parameter",
    "Part",
    "Pseudo",
    "Push",
    "Reading",
    "Ref",
    "Resource",
    "ResourceGraph",
    "RestIntegration",
    "Role",
    "Route",
    "Sink",
    "Site",
    "Stack",
    "Statement",
    "Sub",
    "Task",
    "Text",
    "Value",
    "Zone",
    "admitted",
    "alarm",
    "arn",
    "plain",
    "references",
    "tls_only",
    "to_template",
    "unique",
]
