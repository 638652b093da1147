"""What a template has to lose or change so that the emulator takes it, and why: the one place where this stands.

Nothing here changes what a function does or who calls it. What is cut is listed in tests/proof/README.md as not proven.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

Template = dict[str, Any]

CUT: Mapping[str, str] = {
    "AWS::RDS::DBProxy": "the emulator rejects it; functions reach the local PostgreSQL without a proxy",
    "AWS::RDS::DBProxyTargetGroup": "belongs to the proxy",
    "AWS::ElastiCache::ServerlessCache": "the emulator rejects it; the local Redis or Valkey stands in",
    "AWS::EC2::NatGateway": "the emulator rejects it, and handlers run outside any VPC",
    "AWS::EC2::EIP": "belongs to the NAT gateway",
    "AWS::RedshiftServerless::Namespace": "the emulator rejects it; there is no local Redshift",
    "AWS::RedshiftServerless::Workgroup": "as the namespace",
    "AWS::Redshift::Integration": "as the namespace: loading is never proven",
    "AWS::ApiGatewayV2::VpcLink": "the emulator rejects it; a private backend is reached over the loopback",
    "AWS::Events::Archive": "the emulator rejects it; nothing replays an archive here",
    "AWS::CDK::Metadata": "says which constructs were used; no service",
}
"""Resource types that MiniStack 1.5.33 refuses, each of which would have it refuse the whole template."""

LOOSE = re.compile(r"Url$")
"""Parameters without their pattern: it asks for https, and the emulator's addresses are http on the loopback."""


@dataclass(frozen=True)
class Places:
    """Where the local servers are."""

    database: str = "app"
    database_port: int = 5432
    cache_port: int = 6379


def settings(places: Places) -> tuple[tuple[re.Pattern[str], str, str], ...]:
    """Environment variables of functions: which, what instead, and why."""
    return (
        (re.compile(r"_DATABASE_(READER_)?HOST$"), "127.0.0.1", "the local PostgreSQL stands behind RDS"),
        (re.compile(r"_DATABASE_PORT$"), str(places.database_port), "its port is free to choose"),
        (re.compile(r"_DATABASE_NAME$"), places.database, "each deployment has a database of its own"),
        (re.compile(r"_CACHE_HOST$"), "127.0.0.1", "the local Redis or Valkey stands behind ElastiCache"),
        (re.compile(r"_CACHE_PORT$"), str(places.cache_port), "its port is free to choose"),
    )


OFF = {
    "DATABASE_TLS": (re.compile(r"_DATABASE_HOST$"), "the local PostgreSQL has no certificate"),
    "CACHE_TLS": (re.compile(r"_CACHE_HOST$"), "nor has the local Redis or Valkey"),
}
"""Set to `off` where a function has a variable like this."""


def for_emulator(template: Template, places: Places, *, keep: Iterable[str] = ()) -> Template:
    """A template that the emulator takes. `keep` names types not to cut, to show that they are refused."""
    resources: dict[str, Template] = template["Resources"]
    cut = {name for name, said in resources.items() if said["Type"] in CUT and said["Type"] not in set(keep)}
    kept: Template = {name: dict(said) for name, said in resources.items() if name not in cut}
    for said in kept.values():
        if "DependsOn" in said:
            wanted = [said["DependsOn"]] if isinstance(said["DependsOn"], str) else said["DependsOn"]
            said["DependsOn"] = [name for name in wanted if name not in cut]
        if said["Type"] == "AWS::Lambda::Function":
            said["Properties"] = _with_settings(said["Properties"], places)
    rewritten = {name: value for name, value in template.items() if name != "Rules"}
    rewritten |= {"Resources": kept, "Parameters": _parameters(template.get("Parameters", {}))}
    clean: Template = _without(rewritten, frozenset(cut))
    return clean


def _parameters(parameters: Mapping[str, Template]) -> Template:
    # CDK's own parameter names the bootstrap stack's version in SSM, which is not there.
    return {
        name: {key: value for key, value in said.items() if not (key == "AllowedPattern" and LOOSE.search(name))}
        for name, said in parameters.items()
        if name != "BootstrapVersion"
    }


def settings_for(variables: Mapping[str, Any], places: Places) -> dict[str, Any]:
    """A function's environment with the local servers in it."""
    changed = dict(variables)
    for pattern, value, _ in settings(places):
        changed |= {name: value for name in changed if pattern.search(name)}
    return changed | {name: "off" for name, (pattern, _) in OFF.items() if any(map(pattern.search, changed))}


def _with_settings(properties: Template, places: Places) -> Template:
    variables = settings_for(properties.get("Environment", {}).get("Variables", {}), places)
    return properties | {"Environment": {"Variables": variables}} if variables else properties


def _without(value: Any, cut: frozenset[str]) -> Any:  # noqa: ANN401 - a template holds any JSON
    """The value with a plain text in the place of every reference to what was cut."""
    match value:
        case {"Ref": str(name)} if name in cut:
            return _stand_in(name, "")
        case {"Fn::GetAtt": [str(name), str(attribute)]} if name in cut:
            return _stand_in(name, attribute)
        case {"Fn::GetAtt": str(both)} if both.partition(".")[0] in cut:
            return _stand_in(*both.split(".", 1))
        case {"Fn::Sub": str(text)} if cut:
            return {"Fn::Sub": _sub(text, cut)}
        case dict():
            return {key: _without(item, cut) for key, item in value.items()}
        case list():
            return [_without(item, cut) for item in value]
    return value


def _sub(text: str, cut: frozenset[str]) -> str:
    def replaced(match: re.Match[str]) -> str:
        name, _, attribute = match[1].partition(".")
        return _stand_in(name, attribute) if name in cut else match[0]

    return re.sub(r"\$\{([^!}]+)\}", replaced, text)


def _stand_in(name: str, attribute: str) -> str:
    if attribute.endswith("Arn") or attribute in {"ARN", "FullEndpointName"}:
        return f"arn:aws:cut:us-east-1:000000000000:{name}"
    return f"cut-{name.lower()}"
