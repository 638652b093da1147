"""SAM's own translator, without an account: what CloudFormation makes of a template that says `Transform`.

It runs by itself, under a Python that has aws-sam-translator (which wants an older pydantic than ours), and answers a
line with a line: {"text": template.yaml's text} → {"template": …}, or {"error": what the translator complains of}.
"""

import json
import logging
import os
import sys
from typing import Any

os.environ.setdefault("AWS_DEFAULT_REGION", "us-east-1")

from samtranslator.public.exceptions import InvalidDocumentException
from samtranslator.translator.transform import transform
from samtranslator.yaml_helper import yaml_parse

PACKED = "s3://bucket/key"
"""What `sam package` puts into the place of a folder."""


class Policies:
    """Stands in for the list of managed policies, which SAM fetches from IAM."""

    def load(self) -> dict[str, str]:
        """The ARN of each policy by its name."""
        return {"AWSXrayWriteOnlyAccess": "arn:aws:iam::aws:policy/AWSXrayWriteOnlyAccess"}


def translate(text: str) -> dict[str, Any]:
    """The CloudFormation template, or what the translator complains of."""
    written = yaml_parse(text)
    for said in (written.get("Globals", {}).get("Function", {}), *_functions(written)):
        if "CodeUri" in said:
            said["CodeUri"] = PACKED
    # SAM writes the values of some parameters into what it makes: none are known here, not even defaults.
    parameters = written.pop("Parameters", {})
    unknown = {name: {key: said[key] for key in said if key != "Default"} for name, said in parameters.items()}
    try:
        made = transform(written | ({"Parameters": unknown} if unknown else {}), {}, Policies())
        return {"template": made | ({"Parameters": parameters} if parameters else {})}
    except InvalidDocumentException as error:
        return {"error": "; ".join(str(cause.message) for cause in error.causes)}


def _functions(template: dict[str, Any]) -> list[dict[str, Any]]:
    resources = template["Resources"].values()
    return [found["Properties"] for found in resources if found["Type"] == "AWS::Serverless::Function"]


if __name__ == "__main__":
    logging.disable()
    for line in sys.stdin:
        sys.stdout.write(json.dumps(translate(json.loads(line)["text"])) + "\n")
        sys.stdout.flush()
