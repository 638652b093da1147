"""The tables.

Times are whole microseconds since 1970 in UTC: the same value and the same order on both databases, so that a page can
go on exactly where the one before ended.
"""

from typing import ClassVar

from sqlalchemy import BigInteger, Column, ForeignKey, Index, String, Text
from sqlmodel import Field, SQLModel

# Sorted by code points on both databases; PostgreSQL would otherwise follow the server's language.
BY_CODE_POINT = Text().with_variant(Text(collation="C"), "postgresql")


class DesignRow(SQLModel, table=True):
    """A saved design; its document is that of its newest revision, `version`."""

    __tablename__: ClassVar[str] = "designs"
    __table_args__ = (
        Index("ix_designs_modified", "modified", "id"),
        Index("ix_designs_created", "created", "id"),
        Index("ix_designs_name_key", "name_key", "id"),
    )

    id: str = Field(sa_column=Column(String(32), primary_key=True))
    name: str = Field(sa_column=Column(Text, nullable=False))
    name_key: str = Field(sa_column=Column(BY_CODE_POINT, nullable=False))
    """The name as it is sorted and searched by."""
    version: int = Field(sa_column=Column(BigInteger, nullable=False))
    etag: str = Field(sa_column=Column(String(64), nullable=False))
    complete: bool
    created: int = Field(sa_column=Column(BigInteger, nullable=False))
    modified: int = Field(sa_column=Column(BigInteger, nullable=False))
    deleted: int | None = Field(default=None, sa_column=Column(BigInteger, nullable=True))


class RevisionRow(SQLModel, table=True):
    """A version of a design. `document` is JSON text, exactly as it was saved."""

    __tablename__: ClassVar[str] = "revisions"

    design_id: str = Field(sa_column=Column(String(32), ForeignKey("designs.id", ondelete="CASCADE"), primary_key=True))
    number: int = Field(sa_column=Column(BigInteger, primary_key=True, autoincrement=False))
    name: str | None = Field(default=None, sa_column=Column(Text, nullable=True))
    created: int = Field(sa_column=Column(BigInteger, nullable=False))
    etag: str = Field(sa_column=Column(String(64), nullable=False))
    document: str = Field(sa_column=Column(Text, nullable=False))


class ShareRow(SQLModel, table=True):
    """A share link: the SHA-256 of its token."""

    __tablename__: ClassVar[str] = "shares"

    digest: str = Field(sa_column=Column(String(64), primary_key=True))
    design_id: str = Field(
        sa_column=Column(String(32), ForeignKey("designs.id", ondelete="CASCADE"), nullable=False, index=True)
    )
    created: int = Field(sa_column=Column(BigInteger, nullable=False))


METADATA = SQLModel.metadata
