"""The part of SARIF 2.1.0 that we write, strictly: what the standard does not have, or has otherwise, is refused.

Source: OASIS, "Static Analysis Results Interchange Format (SARIF) Version 2.1.0", sections 3.13 to 3.55.
"""

from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

Level = Literal["none", "note", "warning", "error"]


class Strict(BaseModel):
    """Nothing beside what is named here, and no number for a text."""

    model_config = ConfigDict(extra="forbid", strict=True)


class MessageString(Strict):
    """3.12: a text, and the same as Markdown."""

    text: str = Field(min_length=1)
    markdown: str | None = None


class Configuration(Strict):
    """3.50."""

    level: Level


class Descriptor(Strict):
    """3.49: a rule."""

    id: str = Field(min_length=1)
    shortDescription: MessageString | None = None  # noqa: N815 - the standard's names
    fullDescription: MessageString | None = None  # noqa: N815
    help: MessageString | None = None
    defaultConfiguration: Configuration | None = None  # noqa: N815


class Driver(Strict):
    """3.19: the tool."""

    name: str = Field(min_length=1)
    rules: list[Descriptor]


class Tool(Strict):
    """3.18."""

    driver: Driver


class ArtifactLocation(Strict):
    """3.4: a URI reference, so with slashes only."""

    uri: str = Field(pattern=r"^[^\\\s]+$")


class Region(Strict):
    """3.30: lines and columns count from 1."""

    startLine: Annotated[int, Field(ge=1)]  # noqa: N815
    startColumn: Annotated[int, Field(ge=1)] = 1  # noqa: N815


class PhysicalLocation(Strict):
    """3.29."""

    artifactLocation: ArtifactLocation  # noqa: N815
    region: Region | None = None


class LogicalLocation(Strict):
    """3.33."""

    name: str
    kind: str


class Location(Strict):
    """3.28."""

    physicalLocation: PhysicalLocation | None = None  # noqa: N815
    logicalLocations: list[LogicalLocation] | None = None  # noqa: N815


class Result(Strict):
    """3.27."""

    ruleId: str  # noqa: N815
    ruleIndex: Annotated[int, Field(ge=0)]  # noqa: N815
    level: Level
    message: MessageString
    locations: list[Location] | None = None


class Run(Strict):
    """3.14."""

    tool: Tool
    columnKind: Literal["utf16CodeUnits", "unicodeCodePoints"]  # noqa: N815
    results: list[Result]

    @model_validator(mode="after")
    def _rules_are_those_named(self) -> Self:
        rules = [rule.id for rule in self.tool.driver.rules]
        if len(set(rules)) != len(rules):
            raise ValueError("a rule is described twice")
        for result in self.results:
            if rules[result.ruleIndex] != result.ruleId:
                raise ValueError(f"ruleIndex of {result.ruleId} leads to another rule")
        return self


class Log(BaseModel):
    """3.13."""

    model_config = ConfigDict(extra="forbid")

    schema_: str = Field(alias="$schema", pattern=r"^https://.+sarif-schema-2\.1\.0\.json$")
    version: Literal["2.1.0"]
    runs: list[Run]


def read(log: dict[str, Any]) -> Log:
    """Read a SARIF log; raises ValidationError where it departs from the standard."""
    return Log.model_validate(log)
