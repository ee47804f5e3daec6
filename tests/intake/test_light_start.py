"""A web process starts without the signing library: half a second that most commands never need."""

import os
import subprocess
import sys

LOADED = """
import sys
import django
django.setup()
import mentoring_site.urls
from wagtail import hooks
hooks.search_for_hooks()
print(sorted(name for name in sys.modules if name.split(".")[0] == "pyhanko"))
"""


def test_nobody_loads_the_signing_library_before_there_is_something_to_sign():
    bare = {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": os.pathsep.join(sys.path),
        "DJANGO_SETTINGS_MODULE": "mentoring_site.settings.test",
    }
    run = subprocess.run(
        [sys.executable, "-c", LOADED], capture_output=True, text=True, env=bare, check=False
    )
    assert run.stdout.strip() == "[]", run.stderr
