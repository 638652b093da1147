"""A stack in the making: what its constructs are called, and how other code refers to them."""

import keyword
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from app.export.cdk.code import (
    MODULES,
    Block,
    Cast,
    Class,
    Code,
    Joined,
    Json,
    Member,
    Statement,
    Var,
    module_of,
    static,
)
from app.export.cdk.text import camel, snake
from app.export.formats import StackPlan
from app.graph import Att, Part, Pseudo, Ref, Resource, Role, Sub, Value, Zone, references
from app.graph.values import STACK_SUFFIX

PSEUDO: Mapping[str, str] = {
    "AccountId": "ACCOUNT_ID",
    "Partition": "PARTITION",
    "Region": "REGION",
    "StackId": "STACK_ID",
    "StackName": "STACK_NAME",
    "URLSuffix": "URL_SUFFIX",
}
RETENTION: Mapping[str, str] = {"Delete": "DESTROY", "Retain": "RETAIN", "Snapshot": "SNAPSHOT"}
"""CDK's words for deletion policies. An L1 keeps what CloudFormation does by default, an L2 of a store retains."""
_TYPESCRIPT = (
    "any arguments await boolean break case catch class const constructor continue debugger default delete do else "
    "enum eval export extends false finally for function if implements import in instanceof interface let new null "
    "number package private protected public return static string super switch this throw true try type typeof "
    "undefined var void while with yield"
)
_OURS = "app cdk cast construct construct_id description id infra props scope self stack"
_RESERVED = frozenset([*_TYPESCRIPT.split(), *_OURS.split(), *keyword.kwlist, *keyword.softkwlist, *MODULES])
"""What no constant can be called: words of the two languages, and what the files around the constants name."""


Segment = str | Ref | Att | Pseudo | Part
GUARDED = ("Bucket", "Queues", "Topics")
"""The property by which a resource policy names what it guards."""


class UnsayableError(Exception):
    """A construct has no word for what the graph says, so that the plain resource must stand."""


@dataclass(frozen=True)
class Known:
    """A construct that later code can refer to."""

    var: Var
    construct: str
    """Its class, such as `sqs.Queue`."""
    attributes: Mapping[str, Code] | None = None
    """The code that gives an attribute; the empty name is what `Ref` gives. None for a typed plain resource, which
    tells every attribute under its own name.
    """

    def attribute(self, name: str) -> Code:
        """The code that gives an attribute. Raises UnsayableError if the construct does not tell it."""
        if self.attributes is None:
            bare = camel(name.replace(".", ""))
            return Member(self.var, f"attr{bare[:1].upper()}{bare[1:]}" if name else "ref")
        if name not in self.attributes:
            raise UnsayableError(f"{self.construct} tells no {name}")
        return self.attributes[name]


class Said:
    """A resource's properties, each to be taken once: what nobody takes, no construct has said."""

    def __init__(self, properties: Mapping[str, Value]) -> None:
        self._left = dict(properties)
        self._inner: list[Said] = []

    def take(self, name: str) -> Value:
        """A property, or None."""
        return self._left.pop(name, None)

    def inner(self, name: str) -> "Said":
        """A property's own properties; what is left of them counts as left."""
        found = self._left.pop(name, None)
        self._inner.append(Said(found if isinstance(found, Mapping) else {}))
        if found is not None and not isinstance(found, Mapping):
            raise UnsayableError(name)
        return self._inner[-1]

    def text(self, name: str) -> str | None:
        """A property that is text without references. Raises UnsayableError for another."""
        found = self.take(name)
        if found is None or isinstance(found, str):
            return found
        raise UnsayableError(name)

    def number(self, name: str) -> int | None:
        """A property that is a whole number. Raises UnsayableError for another."""
        found = self.take(name)
        if found is None or (isinstance(found, int) and not isinstance(found, bool)):
            return found
        raise UnsayableError(name)

    def flag(self, name: str) -> bool | None:
        """A property that is true or false. Raises UnsayableError for another."""
        found = self.take(name)
        if found is None or isinstance(found, bool):
            return found
        raise UnsayableError(name)

    def expect(self, name: str, *values: Value) -> None:
        """Take a property that the construct says by itself. Raises UnsayableError if it is none of these."""
        if self.take(name) not in values:
            raise UnsayableError(name)

    def done(self) -> None:
        """See that nothing is left. Raises UnsayableError."""
        if self._left:
            raise UnsayableError(", ".join(self._left))
        for inner in self._inner:
            inner.done()


class Draft:
    """The code of one stack, as far as it is written."""

    def __init__(self, plan: StackPlan) -> None:
        self.plan = plan
        self.graph = plan.graph
        self.blocks: list[Block] = []
        self._known: dict[str, Known] = {}
        self._statements: list[Statement] = []
        # A constant must not be called like a module.
        self._reserved = _RESERVED | {module_of(one.type.split("::")[1]) for one in self.graph.resources.values()}
        self._names: set[str] = {"stack_suffix"}
        self._ids: set[str] = set()
        self._once: dict[str, Var] = {}
        self._suffix: Var | None = None
        self.covered: set[tuple[str, str, str]] = set()
        """What constructs let in by themselves: who is guarded, the service, and what it comes from."""
        self.routes: set[tuple[str, str, str]] = set()
        """What APIs let themselves do: the function, the API, and the rest of the ARN that may invoke it."""
        self.given: list[tuple[str, tuple[str, ...], tuple[Value, ...]]] = []
        """What constructs let roles do by themselves: the role's owner, the actions, and on what."""
        self._guards: dict[str, list[Resource]] = {}
        for resource in self.graph.resources.values():
            for owner in {name for key in GUARDED for name in references(resource.properties.get(key))}:
                self._guards.setdefault(owner, []).append(resource)

    def name(self, wanted: str) -> Var:
        """A variable of that name, or one like it: names differ in every language that CDK speaks."""
        camel = wanted[:1].lower() + wanted[1:]
        base = camel if not {camel, snake(camel)} & self._reserved else f"the{wanted}"
        name, number = base, 1
        while snake(name) in self._names:
            number += 1
            name = f"{base}{number}"
        self._names.add(snake(name))
        return Var(name)

    def claim(self, construct_id: str) -> str:
        """A construct id that the stack does not have yet."""
        name, number = construct_id, 1
        while name in self._ids:
            number += 1
            name = f"{construct_id}-{number}"
        self._ids.add(name)
        return name

    # What is written.

    def keep(
        self, logical_id: str, construct: str, code: Code, attributes: "Mapping[str, str | Code] | None" = None
    ) -> Var:
        """Write the making of a construct, under a name by which the rest knows it. Attributes that are names are
        properties of it; without any, it is a typed plain resource.
        """
        var = self.name(logical_id)
        self._statements.append(Statement(code, var.name))
        given = (
            None
            if attributes is None
            else {key: Member(var, said) if isinstance(said, str) else said for key, said in attributes.items()}
        )
        self._known[logical_id] = Known(var, construct, given)
        return var

    def alias(self, logical_id: str, owner: str) -> None:
        """Say that a resource is part of another one's construct."""
        self._known[logical_id] = self._known[owner]

    def part(self, logical_id: str, known: Known) -> None:
        """Say that a resource was made together with another."""
        self._known[logical_id] = known

    def plain(self, var: Var, logical_id: str, class_: str) -> Var:
        """The typed plain resource inside a construct, for what the construct has no word for."""
        plain = self.name(f"{logical_id}Resource")
        self.do(Cast(Member(Member(var, "node"), "defaultChild"), class_), plain)
        return plain

    def do(self, code: Code, name: Var | None = None) -> None:
        """Write a statement."""
        self._statements.append(Statement(code, name.name if name is not None else ""))

    def once(self, wanted: str, code: Code) -> Var:
        """The constant that holds what this code makes; written when it is first asked for."""
        if wanted not in self._once:
            self._once[wanted] = self.name(wanted)
            self._statements.append(Statement(code, self._once[wanted].name))
        return self._once[wanted]

    @contextmanager
    def attempt(self) -> Iterator[None]:
        """What is written inside counts only if all of it can be said."""
        before = len(self._statements), dict(self._known), set(self._names), set(self._ids), dict(self._once)
        try:
            yield
        except UnsayableError:
            count, self._known, self._names, self._ids, self._once = before
            del self._statements[count:]
            raise

    def end(self, comment: str, component: str | None) -> None:
        """End a block, if anything stands in it."""
        if self._statements:
            self.blocks.append(Block(tuple(self._statements), comment, component))
            self._statements = []

    # What is there.

    def known(self, logical_id: str) -> Known:
        """A construct that was written before."""
        return self._known[logical_id]

    def is_a(self, logical_id: str, construct: str) -> bool:
        """Whether something was written as that construct."""
        return logical_id in self._known and self._known[logical_id].construct == construct

    def folding(self, type_: str) -> list[Resource]:
        """The resources of a type that a construct may take in. Constructs know no conditions."""
        return [found for found in self.graph.of_type(type_) if found.condition is None]

    def guards(self, owner: str) -> Sequence[Resource]:
        """The resource policies of a queue, a topic or a bucket."""
        return [found for found in self._guards.get(owner, ()) if "PolicyDocument" in found.properties]

    def type_of(self, value: Value) -> str:
        """The type of the resource that a reference names; empty if it names none of this stack."""
        name = value.logical_id if isinstance(value, Ref | Att) else ""
        return self.graph.resources[name].type if name in self.graph.resources else ""

    def has(self, logical_id: str) -> bool:
        """Whether a construct was written."""
        return logical_id in self._known

    def object(self, value: Value, *constructs: str) -> Var:
        """The construct that a reference names, if it is one of these classes. Raises UnsayableError."""
        if isinstance(value, Ref | Att) and value.logical_id in self._known:
            known = self._known[value.logical_id]
            if known.construct in constructs:
                return known.var
        raise UnsayableError(str(value))

    def value(self, value: Value) -> Code:
        """A graph's value as code; the keys of mappings are data."""
        match value:
            case Ref(logical_id):
                return self._known[logical_id].attribute("")
            case Att(logical_id, name):
                return self._known[logical_id].attribute(name)
            case Pseudo(name):
                return Member(Class("cdk.Aws"), PSEUDO[name])
            case Part():
                return self._piece(value)
            case Zone(index):
                return static("cdk.Fn", "select", index, static("cdk.Fn", "getAzs"))
            case Sub(parts):
                return self._joined(parts)
            case Mapping():
                return Json({key: self.value(item) for key, item in value.items()})
            case str() | bool() | int() | float():
                return value
            case None:
                raise TypeError("nothing is no value")
            case _:
                return [self.value(item) for item in value]

    def optional(self, value: Value) -> "Code | None":
        """A value, or nothing for nothing."""
        return None if value is None else self.value(value)

    def _joined(self, parts: Sequence[Segment]) -> Code:
        said = [part if isinstance(part, str) else self.value(part) for part in merged(parts)]
        if all(isinstance(part, str) for part in said):
            return "".join(str(part) for part in said)
        if len(said) == 1:
            return said[0]
        return Joined(tuple(said))

    def _piece(self, part: Part) -> Code:
        """A piece of a text; the one that makes names unique is cut out once, before everything else."""
        cut = static("cdk.Fn", "select", part.index, static("cdk.Fn", "split", part.by, self.value(part.of)))
        if part != STACK_SUFFIX:
            return cut
        if self._suffix is None:
            self._suffix = Var("stackSuffix")
            comment = "Twelve digits that differ from stack to stack: they make names unique."
            self.blocks.insert(0, Block((Statement(cut, self._suffix.name),), comment))
        return self._suffix


def merged(parts: Sequence[Segment]) -> tuple[Segment, ...]:
    """The parts of a text, with texts that stand side by side made one."""
    found: list[Segment] = []
    for part in parts:
        last = found[-1] if found else None
        if isinstance(part, str) and isinstance(last, str):
            found[-1] = last + part
        elif part != "":
            found.append(part)
    return tuple(found)


def order(plan: StackPlan, needs: Iterable[tuple[str, str]]) -> Iterator[Resource | Role]:
    """Resources and roles, each after all that it speaks of: component by component, as the design draws them. `needs`
    says what else must come before a resource.
    """
    before: dict[str, list[str]] = {}
    for owner, needed in needs:
        before.setdefault(owner, []).append(needed)
    graph = plan.graph
    places = {component.id: place for place, component in enumerate(plan.design.components)}
    nodes: dict[str, Resource | Role] = {**graph.resources, **graph.roles}
    first = sorted(graph.resources.values(), key=lambda found: places.get(found.component or "", -1))
    done: set[str] = set()
    for start in first:
        stack: list[tuple[str, Iterator[str]]] = [(start.logical_id, iter(_waits(nodes[start.logical_id], before)))]
        while stack:
            name, others = stack[-1]
            other = next((one for one in others if one in nodes and one not in done), None)
            if other is not None:
                stack.append((other, iter(_waits(nodes[other], before))))
                continue
            stack.pop()
            if name not in done:
                done.add(name)
                yield nodes[name]


def _waits(node: Resource | Role, before: Mapping[str, list[str]]) -> Iterable[str]:
    """What must be there before; a resource's role comes last, to stand beside it."""
    if isinstance(node, Role):
        return [
            name
            for statement in node.statements
            for value in (list(statement.resources), statement.condition)
            for name in references(value)
        ]
    role = list(references({key: value for key, value in node.properties.items() if "Role" in key}))
    rest = references({key: value for key, value in node.properties.items() if "Role" not in key})
    return [*before.get(node.logical_id, ()), *node.depends_on, *rest, *role]
