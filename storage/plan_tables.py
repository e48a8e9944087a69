"""What is stored about plans: group figures and published contacts, never learners. Rows are added, never changed."""

from sqlalchemy import BigInteger, UniqueConstraint
from sqlmodel import Field, SQLModel

Moment = BigInteger
"""Unix seconds, beyond 2038."""


class PlanVersion(SQLModel, table=True):
    """A plan in its canonical form, under its hash."""

    __table_args__ = (UniqueConstraint("company", "hash"),)

    id: int | None = Field(default=None, primary_key=True)
    company: str = Field(index=True)
    hash: str
    plan: bytes
    imported_at: int = Field(sa_type=Moment)


class Approval(SQLModel, table=True):
    """A party approved a version or withdrew its approval; the order of the ids is that of the acts."""

    id: int | None = Field(default=None, primary_key=True)
    company: str = Field(index=True)
    version: str
    party: str
    approves: bool
    at: int = Field(sa_type=Moment)


class Audit(SQLModel, table=True):
    """An entry of a company's change log; see ``content.plan.chain``."""

    __table_args__ = (UniqueConstraint("company", "number"),)

    id: int | None = Field(default=None, primary_key=True)
    company: str
    number: int
    at: int = Field(sa_type=Moment)
    kind: str
    detail: str
    previous: str
    hash: str


# The same tables for SQLAlchemy Core, in which the statements are written.
plan_version = SQLModel.metadata.tables["planversion"]
approval = SQLModel.metadata.tables["approval"]
audit = SQLModel.metadata.tables["audit"]
