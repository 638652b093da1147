"""What can be set from outside, by environment variables that begin with PATTERNBOOK_."""

import os
from functools import lru_cache
from pathlib import Path

from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict

ROOT = Path(__file__).resolve().parent.parent


class Settings(BaseSettings):
    """Every setting, with a default that fits a checkout."""

    model_config = SettingsConfigDict(env_prefix="PATTERNBOOK_", frozen=True, extra="ignore")

    patterns: Path = Field(default=ROOT / "patterns", description="The folder that holds one folder for each pattern.")
    content: Path = Field(
        default=ROOT / "app" / "content", description="The folder of the texts of principles, glossary …"
    )
    static: Path = Field(default=ROOT / "static", description="The front end: styles, and dist/ when it is built.")
    cache_dir: Path = Field(
        default_factory=lambda: Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "patternbook",
        description="Where computed layouts are kept between two starts; may be deleted at any time.",
    )
    data_dir: Path = Field(
        default_factory=lambda: (
            Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share") / "patternbook"
        ),
        description="Where saved designs are kept, in an SQLite file, unless `database_url` names another database.",
    )
    database_url: SecretStr | None = Field(
        default=None,
        description="The database of saved designs: postgresql://name:password@host/database, or sqlite:////file.",
    )
    allowed_hosts: tuple[str, ...] = Field(
        default=("localhost", "127.0.0.1", "testserver"),
        description='Host names that the site answers to, as a JSON list; "*.example.org" for all below a domain.',
    )


@lru_cache(maxsize=1)
def get_settings() -> Settings:
    """The settings of this process, read once."""
    return Settings()
