"""The code of Python functions, packed without Docker."""

import shutil
import subprocess
import sys
from pathlib import Path

import aws_cdk as cdk
import jsii
from aws_cdk import aws_lambda as lambda_

PLATFORM = ("--platform", "manylinux2014_x86_64", "--python-version", "3.13", "--only-binary", ":all:")
"""What Lambda runs, so that packages with compiled parts are those that were built for it."""


@jsii.implements(cdk.ILocalBundling)
class _Pip:
    """Installs what a folder's requirements.txt names, and copies the folder."""

    def __init__(self, folder: str) -> None:
        self._folder = Path(folder)

    def try_bundle(self, output_dir: str, *_: object, **__: object) -> bool:
        """Put everything into the folder that CDK packs."""
        wanted = ["-r", str(self._folder / "requirements.txt"), "-t", output_dir]
        pip = [sys.executable, "-m", "pip", "install", "--quiet", *PLATFORM, *wanted]
        subprocess.run(pip, check=True)  # noqa: S603 - every word of it stands above
        ignored = shutil.ignore_patterns("tests", "__pycache__")
        shutil.copytree(self._folder, output_dir, ignore=ignored, dirs_exist_ok=True)
        return True


def python_code(folder: str) -> lambda_.Code:
    """The code of a Python function: its folder and what its requirements.txt names. Needs pip, but no Docker."""
    return lambda_.Code.from_asset(
        folder,
        exclude=["tests", "__pycache__"],
        bundling=cdk.BundlingOptions(
            image=lambda_.Runtime.PYTHON_3_13.bundling_image,
            command=["bash", "-c", "pip install -r requirements.txt -t /asset-output && cp -r . /asset-output"],
            local=_Pip(folder),
        ),
        asset_hash_type=cdk.AssetHashType.OUTPUT,
    )
