"""What README and tests say of a project, read off its design and graphs."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from app.export.formats import Format, StackPlan
from app.export.project.costs import Cost, idle_costs
from app.export.project.samples import Sample, sample_for_route, sample_of
from app.graph import ResourceGraph
from app.kinds import kinds
from app.model import Component, Design, Semantics
from app.review import Facts, Hit, rulebook

CODE_RULES = (
    "target-its-handler-misses",
    "trigger-its-handler-does-not-take",
    "route-its-handler-does-not-answer",
    "target-its-handler-does-not-use",
)
"""The review's rules about code that an export ships."""
STATEFUL = frozenset(
    {
        "AWS::DynamoDB::Table",
        "AWS::RDS::DBCluster",
        "AWS::S3::Bucket",
        "AWS::Kinesis::Stream",
        "AWS::RedshiftServerless::Namespace",
    }
)


@dataclass(frozen=True)
class Part:
    """A row of the README's table."""

    name: str
    kind: str
    about: str


@dataclass(frozen=True)
class Trial:
    """Something to try on the deployed stack."""

    words: str
    command: str
    expect: str


@dataclass(frozen=True)
class Place:
    """Where a function's own logic stands."""

    path: str
    name: str
    note: str


def parts(design: Design) -> tuple[Part, ...]:
    """The drawn components."""
    return tuple(
        Part(component.name, kinds()[component.kind].title, component.about or kinds()[component.kind].summary)
        for component in design.components
    )


def places(plans: Sequence[StackPlan]) -> tuple[Place, ...]:
    """The files in which a function's own logic is."""
    found = []
    for plan in plans:
        for code in plan.code.values():
            name = plan.design.by_id[code.component].name
            entry = "app.py" if "app.py" in code.files else "app.ts"
            file = code.own_logic or entry
            note = ", where your own logic goes" if code.own_logic else ""
            found.append(Place(f"{plan.root}{code.folder}/{file}", name, note))
    return tuple(found)


def output_command(plan: StackPlan, output: str) -> str:
    """The shell command that tells an output of a deployed stack."""
    return (
        f"aws cloudformation describe-stacks --stack-name {plan.name} "
        f"--query \"Stacks[0].Outputs[?OutputKey=='{output}'].OutputValue\" --output text"
    )


def trials(plan: StackPlan) -> tuple[Trial, ...]:
    """How to use the entries of a deployed stack: requests along the routes of its APIs, else its first function."""
    found = tuple(_requests(plan))
    return found or tuple(_invocations(plan))


def _requests(plan: StackPlan) -> Iterator[Trial]:
    for name, output, route, sample in _routes(plan):
        method, path = asked(route, sample)
        yield Trial(
            f"Send a request to {_plain(name)}:",
            _curl(plan, f"$({output_command(plan, output)})", method, path, sample),
            f"You should see {sample.expect}." if sample.expect else "",
        )


def _routes(plan: StackPlan) -> Iterator[tuple[str, str, str, Sample]]:
    """Each route of each API: the API's name, the output that holds its address, the route and what to send."""
    for api in plan.design.components:
        output = _output(plan.graph, api.id, "Url") if api.kind in ("rest-api", "http-api") else None
        if output is None:
            continue
        for arrow in plan.design.leaving(api.id):
            if "route" in arrow.properties and arrow.semantics is not Semantics.ERROR:
                route, target = str(arrow.properties["route"]), plan.design.by_id[arrow.target.component]
                sample = (
                    sample_of(_handler(target)) if target.kind == "function" else sample_for_route(plan.design, arrow)
                )
                yield api.name, output, route, sample


def requests(plan: StackPlan) -> Iterator[dict[str, object]]:
    """The requests that an integration test sends, as plain data."""
    for _, output, route, sample in _routes(plan):
        method, path = asked(route, sample)
        yield {
            "stack": plan.name,
            "output": output,
            "method": method,
            "path": path,
            "headers": {"content-type": "application/json", **sample.headers},
            "body": None if method in ("GET", "DELETE", "HEAD") else _json(sample.body),
        }


def asked(route: str, sample: Sample) -> tuple[str, str]:
    """A method and a path that fit a route, the sample's own where it says so."""
    method, _, path = route.partition(" ")
    if route == "$default":
        method, path = "GET", "/"
    filled = "/".join("1" if part.startswith("{") else part for part in path.split("/"))
    return sample.method or ("GET" if method == "ANY" else method), sample.path or filled


def _curl(plan: StackPlan, base: str, method: str, path: str, sample: Sample) -> str:
    if sample.sign is not None:
        return _signed(plan, base, method, path, sample)
    words = [f'curl -i -X {method} "{base}{path}"']
    words += [f"-H {shell(f'{name}: {value}')}" for name, value in sample.headers.items()]
    if method not in ("GET", "DELETE", "HEAD"):
        words += ["-H 'content-type: application/json'", f"-d {shell(_json(sample.body))}"]
    return " \\\n  ".join(words)


def _signed(plan: StackPlan, base: str, method: str, path: str, sample: Sample) -> str:
    """A request whose body is signed with a secret of the stack."""
    said = sample.sign or {}
    secret = next((name for name in outputs_ending(plan.graph, "SecretArn") if said["secret"] in name.lower()), None)
    if secret is None:
        return _curl(plan, base, method, path, replace(sample, sign=None))
    kept = f'aws secretsmanager get-secret-value --secret-id "$({output_command(plan, secret)})"'
    return "\n".join(
        (
            f"BODY={shell(_json(sample.body))}",
            f"SECRET=$({kept} --query SecretString --output text)",
            'SIGNATURE=$(printf %s "$BODY" | openssl dgst -sha256 -hmac "$SECRET" -r | cut -d \' \' -f 1)',
            f'curl -i -X {method} "{base}{path}" \\',
            f'  -H \'content-type: application/json\' -H "{said["header"]}: sha256=$SIGNATURE" -d "$BODY"',
        )
    )


def shell(text: str) -> str:
    """One word of a POSIX shell, quoted whatever is in it."""
    return "'" + text.replace("'", "'\\''") + "'"


def _json(body: object) -> str:

    return body if isinstance(body, str) else json.dumps(body, ensure_ascii=False)


def _invocations(plan: StackPlan) -> Iterator[Trial]:
    for code in plan.code.values():
        component = plan.design.by_id[code.component]
        sample = sample_of(_handler(component))
        name = (
            f"aws cloudformation describe-stack-resources --stack-name {plan.name} "
            f"--query \"StackResources[?starts_with(LogicalResourceId, '{code.function}') && "
            "ResourceType=='AWS::Lambda::Function'].PhysicalResourceId\" --output text"
        )
        yield Trial(
            f"Invoke {_plain(component.name)} with its sample event:",
            f'aws lambda invoke --function-name "$({name})" \\\n'
            f"  --cli-binary-format raw-in-base64-out --payload file://events/{component.id}.json answer.json",
            f"You should see {sample.expect}." if sample.expect else "",
        )
        return


def _plain(name: str) -> str:
    return " ".join(name.split())


def _handler(component: Component) -> str | None:
    said = component.properties.get("handler")
    return str(said) if said else None


def _output(graph: ResourceGraph, component: str, suffix: str) -> str | None:
    owned = {resource.logical_id for resource in graph.by_component.get(component, ())}
    names = [output.name for output in graph.outputs if output.name.endswith(suffix)]
    return next((name for name in names if name.removesuffix(suffix) in owned), None)


def outputs_ending(graph: ResourceGraph, *suffixes: str) -> tuple[str, ...]:
    """The names of outputs that end in one of the suffixes."""
    return tuple(output.name for output in graph.outputs if output.name.endswith(suffixes))


def kept(graphs: Sequence[ResourceGraph]) -> tuple[str, ...]:
    """The logical ids of stores that stay when a stack is deleted."""
    return tuple(
        resource.logical_id
        for graph in graphs
        for resource in graph.resources.values()
        if resource.type in STATEFUL and resource.deletion_policy in ("Retain", "Snapshot")
    )


def costs(plans: Sequence[StackPlan]) -> tuple[Cost, ...]:
    """What all the stacks cost while nobody uses them; of several, each cost names its stack."""
    if len(plans) == 1:
        return idle_costs(plans[0].graph)
    return tuple(replace(cost, what=f"{plan.title}: {cost.what}") for plan in plans for cost in idle_costs(plan.graph))


def unfit(design: Design) -> tuple[Hit, ...]:
    """Where the code of a pattern does not fit what is drawn now: it deploys, and that part does not work."""
    if not any("handler" in component.properties for component in design.components):
        return ()
    facts, rules = Facts(design), rulebook()
    return tuple(hit for rule in CODE_RULES for hit in rules[rule].find(facts))


def dead_letters(graph: ResourceGraph) -> tuple[str, ...]:
    """The logical ids of queues that keep what failed."""
    outputs = {output.name for output in graph.outputs}
    return tuple(queue.logical_id for queue in graph.of_type("AWS::SQS::Queue") if f"{queue.logical_id}Arn" in outputs)


def needs(format_: Format) -> tuple[str, ...]:
    """What must be installed to deploy."""
    if format_ is Format.SAM:
        return ("the AWS SAM CLI",)
    if format_ is Format.CDK_TYPESCRIPT:
        return ("Node.js 22",)
    return ("Python 3.13", "Node.js 22 (for the CDK command)")
