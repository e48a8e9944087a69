"""What is stored about the pages for plan and approval: links that work once, and who is logged in."""

from sqlalchemy import BigInteger
from sqlmodel import Field, SQLModel

Moment = BigInteger
"""Unix seconds, beyond 2038."""


class Login(SQLModel, table=True):
    """A link that opens the pages once: the keyed hash of its token. One for each person at most."""

    learner: str = Field(primary_key=True, foreign_key="learner.id")
    token_hash: bytes = Field(unique=True)
    expires_at: int = Field(sa_type=Moment)


class Session(SQLModel, table=True):
    """Somebody is logged in: the keyed hash of the cookie, and what they were when they came."""

    cookie_hash: bytes = Field(primary_key=True)
    company: str
    role: str
    learner: str = Field(foreign_key="learner.id", index=True)
    expires_at: int = Field(sa_type=Moment)


# The same tables for SQLAlchemy Core, in which the statements are written.
login = SQLModel.metadata.tables["login"]
session = SQLModel.metadata.tables["session"]
