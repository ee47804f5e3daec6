import json
from io import StringIO

import pytest
from django.core.management import call_command
from django.test import Client

from mentoring_pages.models import School, WordingPage
from mentoring_site.demo.school import demo_content
from tests.schools import wagtail_ground


@pytest.fixture(autouse=True)
def ground(db):
    return wagtail_ground()


@pytest.fixture
def given():
    """The profile of the invented school, as a person would fill it in."""
    return {
        name: value
        for name, value in demo_content("school.json").items()
        if name in ("key", "title", "profile", "resources", "forms")
    }


def run(tmp_path, given, *options):
    file = tmp_path / "school.json"
    file.write_text(json.dumps(given, ensure_ascii=False), encoding="utf-8")
    out, errors = StringIO(), StringIO()
    try:
        call_command("open_school", str(file), *options, stdout=out, stderr=errors)
    except SystemExit as end:
        return end.code, errors.getvalue()
    return 0, out.getvalue()


def test_a_school_opens_from_one_file_and_its_pages_answer(tmp_path, given):
    code, said = run(
        tmp_path, given, "--host", "sosnovka.example", "--port", "80",
        "--wordings-order", "12-од", "--wordings-date", "2026-08-28",
    )  # fmt: skip

    school = School.objects.get(key="sosnovka")
    assert (code, school.base_url in said) == (0, True)
    assert school.resources.count() == len(given["resources"])
    assert school.mentoring_forms.count() == len(given["forms"])
    assert WordingPage.objects.live().exists()
    answer = Client(SERVER_NAME="sosnovka.example").get("/")
    assert given["title"] in answer.content.decode()


def test_a_profile_papers_cannot_be_printed_from_opens_nothing(tmp_path, given):
    given["profile"]["inn"] = "12"
    given["profile"]["director_name"] = ""

    code, said = run(tmp_path, given, "--host", "sosnovka.example")

    assert code == 2
    assert "inn: В ИНН 10 или 12 цифр." in said
    assert "director_name" in said
    assert not School.objects.exists()


@pytest.mark.parametrize(
    ("change", "word"),
    [
        ({"profile": []}, "profile"),
        ({"title": " "}, "нет «title»"),
        ({"tittle": "…"}, "неизвестно «tittle»"),
        ({"forms": [{"name": "…"}]}, "неизвестно «name»"),
    ],
)
def test_a_file_of_another_shape_is_told_what_is_wrong(tmp_path, given, change, word):
    code, said = run(tmp_path, given | change, "--host", "sosnovka.example")

    assert (code, word in said, School.objects.exists()) == (2, True, False)


def test_a_school_is_not_opened_twice(tmp_path, given):
    run(tmp_path, given, "--host", "sosnovka.example")
    code, said = run(tmp_path, given, "--host", "other.example")

    assert (code, "уже есть" in said, School.objects.count()) == (2, True, 1)


def test_the_example_is_a_file_to_fill_in():
    out = StringIO()
    call_command("open_school", "--example", stdout=out)

    assert {"key", "title", "profile", "resources", "forms"} == set(json.loads(out.getvalue()))
