"""A wrong file of one's own is named by the check, and no page fails for it."""

import json
from pathlib import Path

import pytest
from django.core.checks import Error, Warning
from django.core.checks.registry import registry
from django.urls import reverse

from mentoring_pages.models import DocumentsPage, PeoplePage
from mentoring_pages.rendering.amendments import template_of
from mentoring_pages.sveden import read_marks, usable_marks
from tests.mentoring_pages.text_checks import FAULT, make_act
from tests.schools import make_school, make_staff, wagtail_ground

SETTINGS = {
    "NASTAVNIK_LINT_RULES": "mentoring_pages.{}003",
    "NASTAVNIK_WORDINGS": "mentoring_pages.{}004",
    "NASTAVNIK_DOCUMENT_TEMPLATES": "mentoring_pages.{}006",
    "NASTAVNIK_RETURN_DEFINITIONS": "reports.{}001",
}
SHIPPED = Path(__file__).resolve().parents[2] / "mentoring_pages"


def found(*, deploy: bool = False) -> dict[str, str]:
    messages = registry.run_checks(include_deployment_checks=deploy)
    ours = ("mentoring_pages.", "reports.")
    kinds = {"W": Warning, "E": Error}
    said = {one.id: one for one in messages if one.id.startswith(ours)}
    assert all(isinstance(one, kinds[id_.split(".")[1][0]]) for id_, one in said.items())
    return {id_: one.msg for id_, one in said.items()}


@pytest.mark.parametrize(("setting", "number"), SETTINGS.items())
def test_a_folder_that_is_not_there_is_a_warning_and_in_a_deployment_an_error(
    settings, tmp_path, setting, number
):
    folder = tmp_path / "nowhere"
    setattr(settings, setting, [str(folder)])
    sentence = f"{setting}: {folder}: такой папки нет, проверьте путь в настройке."
    assert found() == {number.format("W"): sentence}
    assert found(deploy=True) == {number.format(letter): sentence for letter in "WE"}


@pytest.mark.parametrize(("setting", "number"), SETTINGS.items())
def test_a_file_that_cannot_be_read_is_named_with_what_to_do(settings, tmp_path, setting, number):
    name = "amending-order.docx" if "TEMPLATES" in setting else "own.json"
    (tmp_path / name).write_bytes(b"\xff\xfe no file of this kind")
    setattr(settings, setting, str(tmp_path))
    (sentence,) = found().values()
    assert sentence.startswith(f"{setting}: {tmp_path / name}: ")
    assert "это не " in sentence.lower()
    assert sentence.endswith(".")


def test_our_own_files_pass_where_they_are_copied(settings, tmp_path):
    settings.NASTAVNIK_SVEDEN_MARKS = str(SHIPPED / "sveden" / "itemprop.json")
    settings.NASTAVNIK_WORDINGS = [str(SHIPPED / "wordings")]
    settings.NASTAVNIK_DOCUMENT_TEMPLATES = [SHIPPED / "document_templates"]
    settings.NASTAVNIK_RETURN_DEFINITIONS = [SHIPPED.parent / "reports" / "definitions"]
    assert found(deploy=True) == {}


def test_a_template_that_cannot_be_read_gives_way_to_ours(settings, tmp_path, monkeypatch):
    shipped = template_of("sosnovka")
    (tmp_path / "amending-order.docx").write_bytes(b"own")
    settings.NASTAVNIK_DOCUMENT_TEMPLATES = [tmp_path]
    assert template_of("sosnovka") == b"own"
    read = Path.read_bytes

    def refused(file):
        if file.parent == tmp_path:
            raise PermissionError
        return read(file)

    monkeypatch.setattr(Path, "read_bytes", refused)
    assert template_of("sosnovka") == shipped
    assert "файл нельзя прочитать" in found()["mentoring_pages.W006"]


def wrong_marks(tmp_path, change) -> str:
    data = json.loads((SHIPPED / "sveden" / "itemprop.json").read_text(encoding="utf-8"))
    change(data)
    file = tmp_path / "marks.json"
    file.write_text(json.dumps(data), encoding="utf-8")
    return str(file)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda data: data.pop("documents"), "нет поля «documents»"),
        (lambda data: data["manager"].update(nmae="x"), "manager: неизвестное поле «nmae», может"),
        (lambda data: data["manager"].update(name=7), "manager/name: стоит 7, а нужно: строка"),
    ],
)
def test_marks_that_do_not_fit_are_named_and_ours_are_used(settings, tmp_path, change, said):
    settings.NASTAVNIK_SVEDEN_MARKS = wrong_marks(tmp_path, change)
    assert said in found()["mentoring_pages.W005"]
    assert usable_marks(settings.NASTAVNIK_SVEDEN_MARKS) == read_marks()


@pytest.mark.django_db
def test_no_page_fails_for_a_wrong_file_of_ones_own(settings, tmp_path, client):
    wagtail_ground()
    school = make_school("sosnovka")
    act = make_act(school, FAULT)
    home = school.site.root_page
    public = [DocumentsPage(title="Документы"), PeoplePage(title="Люди")]
    for page in public:
        home.add_child(instance=page)
    settings.NASTAVNIK_SVEDEN_MARKS = str(tmp_path / "nowhere.json")
    (tmp_path / "rules.json").write_text('{"rules": [{"fynd": "("}]}', encoding="utf-8")
    settings.NASTAVNIK_LINT_RULES = [tmp_path]

    for page in public:
        answer = client.get(page.url, headers={"host": school.site.hostname})
        assert answer.status_code == 200
    client.force_login(make_staff("editor", editor=school))
    edit = client.get(reverse("wagtailadmin_pages:edit", args=[act.pk]))
    assert edit.status_code == 200
    answer = client.get(reverse("nastavnik_page_check", args=[act.pk]))
    assert "пункта\N{NO-BREAK SPACE}9.9 в документе нет" in answer.content.decode()
