import json
from datetime import UTC, date, datetime

import pytest

from intake.models import Participation
from mentoring_pages.models import RegulationPage
from mentoring_pages.services.edition import freeze_edition
from reports.domain.counting import Doubt, Skipped
from reports.exports.sheet import sheet_of
from reports.services.behind import people_behind, teams_behind
from reports.services.definitions import (
    NoSuchForm,
    all_definitions,
    find_definition,
    sound_definitions,
)
from reports.services.explanation import explain_cell
from reports.services.fill import fill_return
from tests.reports.conftest import erase
from tests.reports.facts import NOW, make_form, make_person, take_part, yearly_data
from tests.schools import make_staff

pytestmark = pytest.mark.django_db


def filled_for(school, now=NOW):
    return fill_return(school=school, year=2026, definition=find_definition(year=2026), now=now)


def figures(filled):
    return {
        line.row.number: [cell.value for cell in line.cells]
        for section in filled.sections
        for line in filled.lines(section)
    }


def test_the_return_is_filled_from_participations(school, programme):
    assert figures(filled_for(school)) == {
        "01": [3, 1, 4, 4, 5, 5, 4, 0, 1],
        "02": [2, 0, 2, 2, 2, 2, 1, 0, 1],
        "03": [1, 0, 1, 1, 1, 1, 1, 0, 0],
        "04": [0] * 9,
        "05": [0] * 9,
        "06": [0] * 9,
        "07": [0, 1, 1, 1, 3, 3, 3, 0, 0],
        "07.1": [0, 1, 1, 1, 3, 3, 3, 0, 0],
        "11": [5],
        "12": [4],
        "13": [1],
        "14": [2],
        "15": [0],
        "16": [0],
        "17": [0],
        "18": [2],
        "19": [1],
        "20": [1],
        "21": [0],
        "31": [4],
        "32": [3],
        "33": [3],
        "34": [1],
        "35": [0],
        "36": [0],
        "37": [0],
        "38": [0],
        "39": [0],
        "40": [1],
    }


def test_a_missing_birth_date_breaks_one_control_and_names_the_person(school, programme):
    filled = filled_for(school)

    assert [control.text for control in filled.broken_controls] == ["Стр. 12 = сумма стр. 13…17"]
    assert filled.doubtful(Doubt.NO_BIRTH_DATE) == (str(programme["Котов"].key),)


def test_who_has_no_order_is_left_out_by_name_of_the_rule(school, programme):
    filled = filled_for(school)

    assert filled.skipped(Skipped.NO_ORDER) == (str(programme["Ильина"].key),)


def test_every_figure_has_exactly_its_people_behind_it(school, programme):
    filled = filled_for(school)
    for section in filled.sections:
        for line in filled.lines(section):
            for cell in line.cells:
                if cell.column.measure.counts_teams:
                    shown = teams_behind(
                        school=school, teams=filled.counted.teams[cell.address], filled=filled
                    )
                    assert all(team.people for team in shown)
                else:
                    shown = people_behind(
                        school=school,
                        keys=filled.counted.people[cell.address],
                        filled=filled,
                        role=cell.column.measure.unit,
                    )
                    assert all(person.participations for person in shown)
                assert len(shown) == cell.value


def test_another_school_changes_nothing(school, programme, stranger_school):
    before = figures(filled_for(school))
    form = make_form(stranger_school, "pupil-pupil", "ученик – ученик")
    staff = make_staff("other", curator=stranger_school)
    take_part(make_person(stranger_school), form, staff)

    assert figures(filled_for(school)) == before
    assert figures(filled_for(stranger_school))["01"][4] == 1


def test_an_erased_person_still_counts_and_has_no_name(school, programme):
    before = figures(filled_for(school))
    erase(programme["Борисов"])
    filled = filled_for(school)

    assert figures(filled) == before
    [person] = [
        person
        for person in people_behind(
            school=school, keys=filled.counted.people["02", 7], filled=filled
        )
        if person.is_erased
    ]
    assert person.name == "сведения удалены по отзыву"


def test_the_number_of_queries_does_not_grow_with_the_people(
    school, programme, forms, curator, django_assert_num_queries
):
    for number in range(20):
        person = make_person(school, family_name=f"Новиков{number}")
        take_part(person, forms["pupil-pupil"], curator, team=f"Пара {number + 10}")

    with django_assert_num_queries(3):
        filled = filled_for(school)
    assert figures(filled)["02"][4] == 22


@pytest.mark.parametrize(
    ("now", "preliminary"),
    [
        pytest.param(datetime(2026, 12, 19, 20, 59, tzinfo=UTC), True, id="19 December in Moscow"),
        pytest.param(datetime(2026, 12, 19, 21, 0, tzinfo=UTC), False, id="20 December in Moscow"),
    ],
)
def test_before_the_as_of_day_the_figures_are_preliminary(school, now, preliminary):
    assert filled_for(school, now).is_preliminary is preliminary


def plain(text):
    return text.replace("\N{NO-BREAK SPACE}", " ")


def approve_regulation(school, meaning):
    page = RegulationPage(
        title="Положение",
        slug="polozhenie",
        order_number="1",
        order_date=date(2026, 1, 12),
        body=[
            {
                "type": "clause",
                "value": {
                    "level": "2",
                    "number": "5.2",
                    "text": "Сведения направляются ежегодно.",
                    "meaning": meaning,
                },
            }
        ],
    )
    school.site.root_page.add_child(instance=page)
    page.refresh_from_db()
    freeze_edition(page=page, now=NOW)


def test_the_clause_that_orders_the_return_is_cited(school):
    approve_regulation(school, ["annual-return"])
    filled = filled_for(school)

    assert (filled.clause.number, filled.clause.text) == ("5.2", "Сведения направляются ежегодно.")
    assert plain(sheet_of(filled).due) == "не позднее 30 декабря 2026 г. (п. 5.2 Положения)"


def test_an_act_without_such_a_clause_is_not_cited(school):
    approve_regulation(school, ["weekly-news"])
    filled = filled_for(school)

    assert filled.clause is None
    assert plain(sheet_of(filled).due) == "не позднее 30 декабря 2026 г."


def test_a_rule_is_told_in_words(school, programme):
    filled = filled_for(school)
    _section, row, column = filled.find(("14", 3))

    assert explain_cell(filled=filled, row=row, column=column) == [
        "наставляемые",
        "основная категория: обучающийся",
        "полных лет на 20.12.2026: от 10 до 13",
        "участие пересекается с периодом с 01.01.2026 по 20.12.2026 и закреплено приказом",
        "каждый человек — один раз",
    ]


def test_a_form_of_mentoring_is_named_in_the_rule(school, programme):
    filled = filled_for(school)
    _section, row, column = filled.find(("07", 7))

    assert "форма наставничества: вожатый – волонтёр" in explain_cell(
        filled=filled, row=row, column=column
    )


def test_adding_a_form_is_adding_one_file(settings, tmp_path, school, programme):
    data = yearly_data()
    data.update(key="regional-centre", version="1", title="Таблица центра за {year} год")
    del data["default"]
    data["sections"] = [
        {
            "number": "1",
            "title": "Пары",
            "units": ["единица – 642"],
            "columns": [{"number": 3, "title": "Пар", "measure": "pairs"}],
            "rows": [{"number": "01", "title": "Всего"}],
        }
    ]
    data["controls"] = []
    (tmp_path / "regional.json").write_text(json.dumps(data), encoding="utf-8")
    settings.NASTAVNIK_RETURN_DEFINITIONS = [tmp_path]

    definition = find_definition(year=2026, key="regional-centre")
    filled = fill_return(school=school, year=2026, definition=definition, now=NOW)

    assert filled.title == "Таблица центра за 2026 год"
    assert figures(filled) == {"01": [3]}
    assert find_definition(year=2026).key == "yearly-return"


def test_the_latest_version_that_applies_to_the_year_is_used(settings, tmp_path):
    data = yearly_data()
    data.update(version="2027", applies_from=2027)
    (tmp_path / "later.json").write_text(json.dumps(data), encoding="utf-8")
    settings.NASTAVNIK_RETURN_DEFINITIONS = [tmp_path]

    assert len(all_definitions()) == 2
    assert find_definition(year=2026).version == "2026"
    assert find_definition(year=2028).version == "2027"


def test_a_default_form_of_the_installation_takes_the_place_of_the_shipped_one(settings, tmp_path):
    save_form(tmp_path, "region")
    settings.NASTAVNIK_RETURN_DEFINITIONS = [tmp_path]

    assert find_definition(year=2026).key == "region"
    assert find_definition(year=2026, key="yearly-return").is_default is False


def test_two_default_forms_are_named_and_one_is_taken(settings, tmp_path):
    save_form(tmp_path, "region")
    save_form(tmp_path, "area")
    settings.NASTAVNIK_RETURN_DEFINITIONS = [tmp_path]

    sound, problems = sound_definitions()

    assert [definition.key for definition in sound if definition.is_default] == ["area"]
    assert "area, region" in str(problems[0])


def save_form(folder, key):
    data = yearly_data()
    data.update(key=key, default=True)
    (folder / f"{key}.json").write_text(json.dumps(data), encoding="utf-8")


def test_a_year_before_the_form_has_no_form():
    with pytest.raises(NoSuchForm):
        find_definition(year=2019)


def test_the_facts_need_no_models_in_memory(school, programme, monkeypatch):
    """Rows stream as plain values: a model instance for each would not fit a region."""

    def refuse(*args, **kwargs):
        raise AssertionError("a participation was loaded as a model")

    monkeypatch.setattr(Participation, "from_db", refuse)
    assert filled_for(school).counted.value(("01", 7)) == 5


def test_a_day_is_the_school_s_own(school):
    assert filled_for(school, datetime(2026, 12, 21, 22, 0, tzinfo=UTC)).made_on == date(
        2026, 12, 22
    )
