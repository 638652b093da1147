"""The designer's types are the API's: generated from its JSON schemas and compared by the TypeScript compiler."""

import json
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from pydantic import TypeAdapter

from app.kinds.schema import KindDescription
from app.model import Design, Finding
from app.model.edit import Edit
from app.web.designer import SceneData

STATIC = Path(__file__).parents[2] / "static"
OURS = STATIC / "src/designer/core/types"
TYPES: dict[str, Any] = {
    "Design": Design,
    "Edit": Edit,
    "Kind": KindDescription,
    "Scene": SceneData,
    "Finding": Finding,
}

GENERATE = """
import { compile } from "json-schema-to-typescript";
let text = "";
for await (const piece of process.stdin) text += piece;
for (const [name, schema] of Object.entries(JSON.parse(text))) {
  console.log(`export namespace ${name}Api {`);
  console.log(await compile(schema, "Root", { bannerComment: "", additionalProperties: false }));
  console.log("}");
}
"""

COMPARE = """
import type * as ours from "%s";
import type * as review from "%s";
type Json = ours.Json;
type Plain<T> = T extends readonly (infer U)[] ? Plain<U>[]
  : T extends ours.ObjectSchema ? (ours.ObjectSchema extends T ? "schema" : { -readonly [K in keyof T]: Plain<T[K]> })
  : T extends object ? { -readonly [K in keyof T]: Plain<T[K]> } : T;
type Same<A, B> = [A] extends [B] ? ([B] extends [A] ? true : false) : false;
"""


def written(schema: Any) -> Any:  # noqa: ANN401 - any part of a JSON schema
    """The schema of what the server writes: every field is there, whatever its default; titles only name types."""
    if isinstance(schema, list):
        return [written(one) for one in schema]
    if not isinstance(schema, dict):
        return schema
    kept = {key: written(value) for key, value in schema.items() if key not in ("default", "title", "description")}
    if isinstance(schema.get("properties"), dict) and schema.get("type") == "object":
        # Here the keys are names of fields, which may be "title" or "description".
        kept["properties"] = {key: written(value) for key, value in schema["properties"].items()}
        kept["required"] = list(schema["properties"])
    return kept


def verdict(tmp_path: Path, change: tuple[str, str] = ("", "")) -> tuple[int, str]:
    node = shutil.which("node")
    assert node
    schemas = {
        name: written(TypeAdapter(kind).json_schema(mode="serialization", by_alias=True))
        for name, kind in TYPES.items()
    }
    done = subprocess.run(
        [node, "--input-type=module", "-e", GENERATE],
        cwd=STATIC,
        input=json.dumps(schemas),
        capture_output=True,
        text=True,
        check=True,
    )
    # Values of properties are plain JSON on both sides; a schema is taken as it comes.
    generated = done.stdout.replace("[k: string]: unknown", "[k: string]: Json")
    generated = re.sub(r"value\??: (unknown|\{\s*\[k: string\]: Json;?\s*\})", "value: Json", generated)
    checks = "".join(
        f"const same{name}: Same<Plain<ours.{name}>, Plain<{name}Api.Root>> = true;\nvoid same{name};\n"
        for name in ("Design", "Edit")
    )
    checks += "".join(
        f"const fields{name}: Same<keyof ours.{name}, keyof {name}Api.Root> = true;\nvoid fields{name};\n"
        for name in ("Kind", "Scene")
    )
    # A finding's place is a line of a file, which the canvas has not.
    checks += (
        'const finding: Same<Plain<review.Finding>, Plain<Omit<FindingApi.Root, "place">>> = true;\nvoid finding;\n'
    )
    file = tmp_path / "compare.ts"
    file.write_text(
        COMPARE % (OURS.as_posix(), (OURS.parent / "review").as_posix()) + generated.replace(*change) + checks,
        encoding="utf-8",
    )
    ran = subprocess.run(
        [
            node,
            STATIC / "node_modules/typescript/bin/tsc",
            *("--ignoreConfig", "--noEmit", "--strict", "--skipLibCheck", "--types", ""),
            *("--module", "esnext", "--target", "es2022", "--moduleResolution", "bundler"),
            file,
        ],
        capture_output=True,
        text=True,
        check=False,
    )
    return ran.returncode, ran.stdout + ran.stderr


@pytest.mark.slow
def test_the_designers_types_are_the_apis(tmp_path: Path) -> None:
    code, said = verdict(tmp_path)
    assert code == 0, said


@pytest.mark.slow
@pytest.mark.parametrize(
    "change",
    [
        ('"add-service"', '"add-microservice"'),
        ("label: string", "title: string"),
        ("thumbnail", "picture"),
        ("remedy: string", "cure: string"),
    ],
)
def test_a_type_that_drifts_is_seen(tmp_path: Path, change: tuple[str, str]) -> None:
    code, said = verdict(tmp_path, change)
    assert code != 0
    assert "not assignable" in said
