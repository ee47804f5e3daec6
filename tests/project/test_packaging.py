"""Facts of the layout that would break in silence."""

import subprocess
import sys
from importlib.metadata import requires
from pathlib import Path

import django
import pytest
import wagtail
from django.conf import settings

ROOT = Path(__file__).resolve().parents[2]


def test_site_stays_a_source_folder():
    assert not (ROOT / "site" / "__init__.py").exists()


@pytest.mark.skipif(not (ROOT / ".git").exists(), reason="not a git checkout")
def test_git_tracks_the_project_package():
    ignored = subprocess.run(
        ["git", "check-ignore", "-q", "site/mentoring_site"], cwd=ROOT, check=False
    ).returncode
    assert ignored == 1


def test_nothing_pulled_wagtail_or_django_to_another_line():
    assert wagtail.VERSION >= (8, 0, 1)
    assert django.VERSION[:2] == (5, 2)


def test_installed_packages_agree_with_each_other():
    answer = subprocess.run(
        [sys.executable, "-m", "pip", "check"], capture_output=True, text=True, check=False
    )
    assert answer.returncode == 0, answer.stdout


def test_every_constraint_is_one_exact_version_without_an_address():
    lines = (ROOT / "constraints.txt").read_text().split()
    assert lines
    for line in lines:
        name, exact, version = line.partition("==")
        assert exact, line
        assert name
        assert version
        assert "/" not in line
        assert "@" not in line


def test_every_dependency_of_ours_is_pinned():
    def plain(name):
        return name.lower().replace("_", "-").replace(".", "-")

    pinned = {
        plain(line.partition("==")[0]) for line in (ROOT / "constraints.txt").read_text().split()
    }
    asked = {
        plain(requirement.split(";")[0].split("[")[0].split(">")[0].split("<")[0].strip())
        for requirement in requires("wagtail-nastavnik")
    }
    assert asked <= pinned


def test_a_request_is_not_one_transaction():
    assert not settings.DATABASES["default"].get("ATOMIC_REQUESTS")


def test_papers_lie_outside_of_media():
    media, papers = Path(settings.MEDIA_ROOT), Path(settings.PAPERS_ROOT)
    assert not papers.is_relative_to(media)
    assert not media.is_relative_to(papers)
