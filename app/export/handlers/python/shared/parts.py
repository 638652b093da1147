"""Parts of a run as objects: `jobs/<job>/<number>-of-<total>.json`, and the run that they are merged into."""

import json
import re
from collections.abc import Sequence
from typing import Any

from chunks import WIDTH, Chunk
from storage import write_once

KEY = re.compile(r"jobs/([^/]+)/[0-9]+-of-([0-9]+)\.json")


def key_of(chunk: Chunk) -> str:
    """Where a chunk's part lies."""
    return f"jobs/{chunk.job}/{chunk.name}-of-{chunk.total:0{WIDTH}d}.json"


def place_of(key: str) -> tuple[str, int]:
    """The job that a part belongs to, and how many parts that has. Raises ValueError."""
    match = KEY.fullmatch(key)
    if match is None:
        raise ValueError(f"{key} is no part of a run")
    return match[1], int(match[2])


def keys_of(objects: Any, bucket: str, job: str, total: int) -> list[str]:  # noqa: ANN401 - boto3 has no types
    """The parts that are there, in order; not those of a run of the same name that was cut otherwise."""
    pages = objects.get_paginator("list_objects_v2").paginate(Bucket=bucket, Prefix=f"jobs/{job}/")
    keys = (str(item["Key"]) for page in pages for item in page.get("Contents", []))
    return sorted(key for key in keys if (match := KEY.fullmatch(key)) and int(match[2]) == total)


def merge(objects: Any, source: str, keys: Sequence[str], target: str, job: str) -> bool:  # noqa: ANN401 - as above
    """Write the merged run, under the condition that there is none; False if there was. Doing it twice is harmless."""
    read = [json.loads(objects.get_object(Bucket=source, Key=key)["Body"].read()) for key in keys]
    return write_once(objects, target, f"runs/{job}.json", {"job": job, "parts": read})
