"""Each environment by itself, in a process of its own."""

import json
import os
import re
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from mentoring_site.settings.required import require

KEY = "dGVzdHMtb25seS1rZXktdGVzdHMtb25seS1rZXktMTI="


def run_python(code, settings, **environment):
    clean = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    return subprocess.run(
        [sys.executable, "-c", code],
        env={
            **clean,
            "PYTHONPATH": os.pathsep.join(filter(None, sys.path)),
            "DJANGO_SETTINGS_MODULE": f"mentoring_site.settings.{settings}",
            **environment,
        },
        capture_output=True,
        text=True,
        check=False,
    )


def production_environment(folder):
    return {
        "SECRET_KEY": "b8f2k4" * 12 + "?!abcdefgh",
        "ALLOWED_HOSTS": "school.example",
        "DATABASE_URL": f"sqlite:///{folder}/school.sqlite3",
        "EMAIL_URL": "smtp://user:password@mail.example:587",
        "DEFAULT_FROM_EMAIL": "school@school.example",
        "NASTAVNIK_VAR": str(folder),
        "NASTAVNIK_BASE_URL": "https://school.example",
        "NASTAVNIK_INSTALLATION_KEYS": KEY,
        "NASTAVNIK_CODE_KEY": "throw-away code key",
        "NASTAVNIK_INDEX_KEY": "throw-away index key",
    }


def test_production_names_every_missing_secret_at_once(tmp_path):
    answer = run_python("import django; django.setup()", "production")
    assert answer.returncode != 0
    for name in production_environment(tmp_path):
        assert name in answer.stderr


def test_production_refuses_an_empty_secret():
    with pytest.raises(ImproperlyConfigured, match=r"empty: SECOND\. "):
        require({"FIRST": "yes", "SECOND": " "}, "FIRST", "SECOND")


def test_production_is_ready_to_be_deployed(tmp_path):
    answer = run_python(
        "from django.core.management import execute_from_command_line as run;"
        "run(['', 'check', '--deploy', '--fail-level', 'WARNING'])",
        "production",
        **production_environment(tmp_path),
    )
    assert answer.returncode == 0, answer.stderr


def test_production_asks_staff_for_a_second_factor_and_mails_as_told(tmp_path):
    answer = run_python(
        "import json, django; django.setup();"
        "from django.conf import settings as s;"
        "print(json.dumps([s.NASTAVNIK_STAFF_OTP, s.EMAIL_HOST, s.EMAIL_PORT, s.DEBUG,"
        " s.NASTAVNIK_INSTALLATION_KEYS, s.TASKS['default']['BACKEND']]))",
        "production",
        **production_environment(tmp_path),
    )
    assert json.loads(answer.stdout) == [
        True,
        "mail.example",
        587,
        False,
        [KEY],
        "django_tasks_db.DatabaseBackend",
    ]


def test_the_demo_makes_its_keys_once_and_keeps_them_to_itself(tmp_path):
    code = (
        "import django; django.setup();"
        "from django.conf import settings as s;"
        "print(s.SECRET_KEY, s.NASTAVNIK_INSTALLATION_KEYS, s.DEMO_STAFF_PASSWORD)"
    )
    first = run_python(code, "demo", NASTAVNIK_VAR=str(tmp_path))
    second = run_python(code, "demo", NASTAVNIK_VAR=str(tmp_path))
    assert first.returncode == 0, first.stderr
    assert first.stdout == second.stdout
    assert stat.S_IMODE((tmp_path / "demo.env").stat().st_mode) == 0o600


def test_two_installations_of_the_demo_share_no_secret(tmp_path):
    names = ("SECRET_KEY", "NASTAVNIK_CODE_KEY", "NASTAVNIK_INDEX_KEY", "DEMO_STAFF_PASSWORD")
    code = (
        "import json, django; django.setup(); from django.conf import settings as s;"
        f"print(json.dumps([getattr(s, name) for name in {names}]))"
    )
    one, two = (
        json.loads(run_python(code, "demo", NASTAVNIK_VAR=str(tmp_path / place)).stdout)
        for place in ("one", "two")
    )
    assert all(one)
    assert not set(one) & set(two)


def test_sqlite_keeps_a_commit_through_a_power_cut_and_lets_the_guards_see_a_replace(tmp_path):
    answer = run_python(
        "import json, django; django.setup();"
        "from django.db import connection as c;"
        "print(json.dumps([c.cursor().execute('PRAGMA ' + p).fetchone()[0] for p in"
        " ('journal_mode', 'synchronous', 'recursive_triggers')] + [c.transaction_mode]))",
        "demo",
        NASTAVNIK_VAR=str(tmp_path),
    )
    assert json.loads(answer.stdout) == ["wal", 2, 1, "IMMEDIATE"]


def test_the_outbox_exists_in_the_demo_only(tmp_path):
    code = "import django; django.setup(); from django.urls import resolve; resolve('/outbox/')"
    demo = run_python(
        "import django; django.setup(); from django.urls import reverse;"
        "print(reverse('demo_outbox'))",
        "demo",
        NASTAVNIK_VAR=str(tmp_path),
    )
    production = run_python(
        code.replace("resolve('/outbox/')", "print(resolve('/outbox/').route == 'outbox/')"),
        "production",
        **production_environment(tmp_path),
    )
    assert demo.stdout.strip() == "/outbox/"
    assert "True" not in production.stdout


def test_every_name_read_from_the_environment_is_in_the_example():
    settings = Path(__file__).resolve().parents[2] / "site/mentoring_site/settings"
    read = {
        name
        for file in ("base.py", "production.py")
        for name in re.findall(r'env\.\w+\(\s*"([A-Z_]+)"', (settings / file).read_text())
    }
    example = (settings.parents[2] / ".env.example").read_text()
    assert {name for name in read if not re.search(rf"^#?{name}=", example, re.MULTILINE)} == set()
