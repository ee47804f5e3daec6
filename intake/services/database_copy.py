"""A whole copy of the database while the site works, made and put back by the database's own tools.

SQLite has an online backup of its own; PostgreSQL has pg_dump and pg_restore. Why not a package
for it: docs/decisions/0009-backup-by-the-databases-own-tools.md.
"""

import os
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path

from django.db import connections
from django.db.backends.postgresql.client import DatabaseClient

MEMBERS = {"sqlite": "database.sqlite3", "postgresql": "database.pgdump"}
"""What the copy is called in a backup, by the kind of the database."""


class CopyFailed(Exception):
    """The database's tool refused; ``words`` are its own, without any row."""

    def __init__(self, words: str) -> None:
        super().__init__(words)
        self.words = words


def copy_out(*, using: str, file: Path) -> None:
    """Write one consistent copy of the database into ``file``. Raises ``CopyFailed``."""
    connection = connections[using]
    if connection.vendor == "sqlite":
        connection.ensure_connection()
        with closing(sqlite3.connect(file)) as target:
            connection.connection.backup(target)
    else:
        _run(using, ["pg_dump", "--format=custom", "--no-owner", f"--file={file}"])


def copy_in(*, using: str, file: Path) -> None:
    """Replace everything in the database by the copy in ``file``. Raises ``CopyFailed``.

    PostgreSQL does it in one transaction: a copy that does not fit changes nothing.
    """
    connection = connections[using]
    if connection.vendor == "sqlite":
        connection.ensure_connection()
        try:
            with closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as source:
                source.backup(connection.connection)
        except sqlite3.DatabaseError as error:
            raise CopyFailed(str(error)) from error
        finally:
            connection.close()
    else:
        connections.close_all()
        _run(
            using,
            ["pg_restore", "--clean", "--if-exists", "--no-owner", "--single-transaction"],
            str(file),
        )


def _run(using: str, command: list[str], *last: str) -> None:
    """Run a tool of PostgreSQL against the database; the password goes by the environment."""
    arguments, environment = DatabaseClient.settings_to_cmd_args_env(
        connections[using].settings_dict, []
    )
    where = [f"--dbname={arguments[-1]}", *arguments[1:-1]]
    try:
        subprocess.run(  # noqa: S603 - our own command, no words of a visitor
            [*command, *where, *last],
            env={**os.environ, **(environment or {})},
            check=True,
            capture_output=True,
            text=True,
        )
    except FileNotFoundError as error:
        raise CopyFailed(f"{command[0]}: not installed") from error
    except subprocess.CalledProcessError as error:
        raise CopyFailed(f"{command[0]}: exit code {error.returncode}") from error
