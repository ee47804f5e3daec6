import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from mentoring_pages.models import Edition, MentoringForm, WordingPage
from tests.schools import make_school, wagtail_ground

pytestmark = pytest.mark.django_db

ORDER = ("--order", "14-од", "--date", "2026-09-01")


@pytest.fixture
def school():
    wagtail_ground()
    return make_school("sosnovka")


def adopt(key):
    out = StringIO()
    call_command("adopt_wordings", key, *ORDER, stdout=out)
    return out.getvalue()


def own_agreement(folder, text, **more):
    (folder / "own.json").write_text(
        json.dumps(
            {
                **more,
                "kind": "agreement",
                "variant": "sides",
                "version": "2026.1",
                "title": "Договорённость наставника и наставляемого",
                "summary_plain": ["Мы помогаем друг другу."],
                "blocks": [{"type": "paragraph", "text": text}],
            }
        ),
        encoding="utf-8",
    )
    return [str(folder)]


def test_a_wording_of_a_folder_reaches_a_school_under_its_order(school, settings, tmp_path):
    settings.NASTAVNIK_WORDINGS = own_agreement(tmp_path, "Наставник: [mentor.side].")

    assert "Договорённость наставника и наставляемого" in adopt(school.key)

    page = WordingPage.objects.get(paper_title="Договорённость наставника и наставляемого")
    assert page.live
    assert Edition.objects.get(page_key=page.translation_key).order_number == "14-од"


def test_wordings_a_school_has_stay_as_they_are(school):
    adopt(school.key)
    before = set(WordingPage.objects.values_list("pk", "latest_revision_id"))

    said = adopt(school.key)
    assert said.startswith("Новых текстов: 0.\nУже есть у школы и не изменены: 13.\n")
    assert "agreement-pupil-pupil.json: у школы нет формы наставничества" in said
    assert set(WordingPage.objects.values_list("pk", "latest_revision_id")) == before


def test_a_file_that_does_not_fit_is_named_and_nothing_is_written(school, settings, tmp_path):
    settings.NASTAVNIK_WORDINGS = own_agreement(tmp_path, "Наставник: [mentor.shoe_size].")

    with pytest.raises(CommandError, match=r"own\.json"):
        adopt(school.key)
    assert not WordingPage.objects.exists()


def test_a_folder_that_is_not_there_is_said_and_nothing_is_written(school, settings, tmp_path):
    settings.NASTAVNIK_WORDINGS = [str(tmp_path / "nowhere")]

    with pytest.raises(CommandError, match="nowhere: такой папки нет"):
        adopt(school.key)
    assert not WordingPage.objects.exists()


def test_an_agreement_for_a_form_the_school_lacks_is_named_with_the_forms_it_has(
    school, settings, tmp_path
):
    MentoringForm.objects.create(school=school, key="pupil-pupil", title="ученик – ученик")
    settings.NASTAVNIK_WORDINGS = own_agreement(tmp_path, "[mentor.side]", form="pupil-pupill")

    said = adopt(school.key)
    assert f"Не взят {tmp_path / 'own.json'}: у школы нет формы" in said
    assert "«pupil-pupill»" in said
    assert "Формы этой школы: pupil-pupil." in said


def test_an_unknown_school_is_said_in_words(school):
    with pytest.raises(CommandError, match="Школы с таким ключом нет"):
        adopt("nowhere")
