"""The resource graph: CloudFormation-shaped resources with typed references, and the builder that fills it.

Every export prints this one graph and decides nothing about AWS, so that SAM and CDK cannot drift apart. Decisions:

- Logical ids come from component ids, not from names: renaming a component must not replace its resource.
- References are values (`Ref`, `Att`, `Pseudo`, `Sub`), never text with a dollar sign in it, so a user's name that
  looks like one stays text.
- A role is a principal and explicit statements; how a dialect writes them (policies, grants) is the printer's affair.
- One property is set once. Two aspects that disagree are a mistake in the lowering, and `ConflictError` says which.
- What the design leaves outside (another microservice's address) is a parameter of the stack.
"""

from app.graph.builder import Builder, ConflictError
from app.graph.resources import Asset, Output, Parameter, Resource, ResourceGraph, Role, Statement
from app.graph.template import to_template
from app.graph.values import Att, Pseudo, Ref, Sub, Value, references

__all__ = [
    "Asset",
    "Att",
    "Builder",
    "ConflictError",
    "Output",
    "Parameter",
    "Pseudo",
    "Ref",
    "Resource",
    "ResourceGraph",
    "Role",
    "Statement",
    "Sub",
    "Value",
    "references",
    "to_template",
]
