"""Append-only tables, kept so by the database itself.

Triggers refuse UPDATE and DELETE, and TRUNCATE on PostgreSQL, which walks past row triggers. They
are put in place after every migrate, because SQLite rebuilds a table to change it and drops its
triggers on the way. ``INSERT OR REPLACE`` passes SQLite's triggers unless ``recursive_triggers``
is on, so it is switched on for every connection.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connections, models, router
from django.db.backends.base.base import BaseDatabaseWrapper

GUARDED_MODELS: list[type[models.Model]] = []

FUNCTION = "nastavnik_refuse_change"

POSTGRESQL_FUNCTION = f"""
CREATE OR REPLACE FUNCTION {FUNCTION}() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'append-only table: %', TG_TABLE_NAME USING ERRCODE = '23000';
END $$
"""


def guard(model: type[models.Model]) -> type[models.Model]:
    """Make the table of ``model`` append-only from the next migrate on. May be called twice."""
    if model not in GUARDED_MODELS:
        GUARDED_MODELS.append(model)
    return model


def trigger_names(connection: BaseDatabaseWrapper, table: str) -> dict[str, str]:
    """The triggers a guarded table has: name → the event it refuses."""
    events = ["update", "delete"]
    if connection.vendor == "postgresql":
        events.append("truncate")
    return {f"guard_{event}_{table}"[:63]: event for event in events}


def install_guards(connection: BaseDatabaseWrapper) -> None:
    """Put every guard in place that is missing. Tables that do not exist yet are left out."""
    missing = set(missing_guards(connection.alias))
    if not missing:
        return
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(POSTGRESQL_FUNCTION)
        for table in _guarded_tables(connection):
            for name, event in trigger_names(connection, table).items():
                if name in missing:
                    cursor.execute(_drop_sql(connection, name, table))
                    cursor.execute(_create_sql(connection, name, event, table))


def missing_guards(using: str) -> list[str]:
    """Names of the guards that should be there and are not, or are switched off."""
    connection = connections[using]
    present = _present_triggers(connection)
    wanted = [
        name for table in _guarded_tables(connection) for name in trigger_names(connection, table)
    ]
    missing = [name for name in wanted if name not in present]
    if connection.vendor == "sqlite" and not _recursive_triggers(connection):
        missing.append("recursive_triggers")
    return missing


@contextmanager
def lifted(using: str) -> Iterator[None]:
    """For tests only: no guards inside, all of them again afterwards."""
    connection = connections[using]
    with connection.cursor() as cursor:
        for table in _guarded_tables(connection):
            for name in trigger_names(connection, table):
                cursor.execute(_drop_sql(connection, name, table))
    try:
        yield
    finally:
        install_guards(connection)


def install_after_migrate(using: str, **_kwargs: Any) -> None:
    """Receiver of ``post_migrate``."""
    install_guards(connections[using])


def switch_on_recursive_triggers(connection: BaseDatabaseWrapper, **_kwargs: Any) -> None:
    """Receiver of ``connection_created``."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA recursive_triggers = ON")


def _guarded_tables(connection: BaseDatabaseWrapper) -> list[str]:
    """Guarded tables that exist in this database."""
    with connection.cursor() as cursor:
        existing = set(connection.introspection.table_names(cursor))
    return [
        model._meta.db_table
        for model in GUARDED_MODELS
        if model._meta.db_table in existing and router.allow_migrate_model(connection.alias, model)
    ]


def _present_triggers(connection: BaseDatabaseWrapper) -> set[str]:
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT tgname FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid"
                " WHERE NOT tgisinternal AND tgenabled <> 'D'"
                " AND relnamespace = current_schema()::regnamespace"
            )
        else:
            cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        return {name for (name,) in cursor.fetchall()}


def _recursive_triggers(connection: BaseDatabaseWrapper) -> bool:
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA recursive_triggers")
        return bool(cursor.fetchone()[0])


def _drop_sql(connection: BaseDatabaseWrapper, name: str, table: str) -> str:
    quote = connection.ops.quote_name
    if connection.vendor == "postgresql":
        return f"DROP TRIGGER IF EXISTS {quote(name)} ON {quote(table)}"
    return f"DROP TRIGGER IF EXISTS {quote(name)}"


def _create_sql(connection: BaseDatabaseWrapper, name: str, event: str, table: str) -> str:
    quote = connection.ops.quote_name
    start = f"CREATE TRIGGER {quote(name)} BEFORE {event.upper()} ON {quote(table)}"
    if connection.vendor == "postgresql":
        each = "STATEMENT" if event == "truncate" else "ROW"
        return f"{start} FOR EACH {each} EXECUTE FUNCTION {FUNCTION}()"
    return f"{start} BEGIN SELECT RAISE(ABORT, 'append-only table: {table}'); END"
