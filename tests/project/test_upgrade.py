"""A school of the release before comes to this one whole, on both databases."""

import json
import lzma
import os
import subprocess
import sys
from collections import Counter
from pathlib import Path
from uuid import uuid4

import pytest
from django.db import connection

from tests.conftest import ROOT

RELEASE = Path(__file__).with_name("previous_release")


def upgraded(database_url):
    """What ``upgraded_school.py`` tells of the database."""
    done = subprocess.run(
        [sys.executable, str(Path(__file__).with_name("upgraded_school.py")), str(RELEASE)],
        env={
            **os.environ,
            "DATABASE_URL": database_url,
            "DJANGO_SETTINGS_MODULE": "mentoring_site.settings.test",
            "PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "site")]),
        },
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def require_whole(told):
    assert told["after"] == told["before"]
    assert told["verify_evidence"] == 0
    assert told["tick"] == 0
    assert told["verify_evidence_after_tick"] == 0
    assert {address: status for address, status in told["pages"].items() if status != 200} == {}
    assert len(told["pages"]) > 20
    assert len(told["after"]["signatures"]) == 16
    states = Counter(state for _number, state, _digest in told["after"]["papers"])
    assert states["signed"] > 10
    assert states["withdrawn"] == 2
    assert {state for _number, state, *_rest in told["after"]["seals"]} == {"sealed"}


def test_a_school_on_sqlite_is_whole_after_the_upgrade(tmp_path):
    file = tmp_path / "school.sqlite3"
    file.write_bytes(lzma.decompress((RELEASE / "school.sqlite3.xz").read_bytes()))
    told = upgraded(f"sqlite:///{file}")
    require_whole(told)
    assert told["paper"] == 0


@pytest.mark.postgres
def test_a_school_on_postgresql_is_whole_after_the_upgrade(django_db_blocker):
    name = f"upgrade_{uuid4().hex}"
    parameters = {**connection.settings_dict}
    psycopg = pytest.importorskip("psycopg")
    where = {"host": parameters["HOST"], "user": parameters["USER"]}
    with psycopg.connect(**where, dbname="postgres", autocommit=True) as server:
        server.execute(f'CREATE DATABASE "{name}"')
        try:
            with psycopg.connect(**where, dbname=name, autocommit=True) as fresh:
                fresh.execute(lzma.decompress((RELEASE / "school.sql.xz").read_bytes()))
            told = upgraded(f"postgres://{where['user']}@/{where['host']}/{name}")
        finally:
            server.execute(f'DROP DATABASE "{name}" WITH (FORCE)')
    require_whole(told)
