"""Which of several acts of a school is its Положение of mentoring."""

from datetime import date

import pytest

from mentoring_pages.domain.principal_act import speaks_of_mentoring
from mentoring_pages.models import School
from mentoring_pages.services.chosen_act import act_for_visitors
from mentoring_pages.services.duties import duties_of_acts
from mentoring_pages.services.edition import regulation_in_force
from tests.acts import block, make_act
from tests.schools import make_school, make_staff

DAY = date(2026, 11, 2)


@pytest.fixture
def school():
    return make_school("first")


@pytest.fixture
def own(school):
    sentence = "Куратор сдаёт сведения ежегодно, не позднее 30 декабря."
    return make_act(school, [block("clause", 2, "3.4", sentence)])


def a_club(school, **fields):
    return make_act(
        school,
        [block("clause", 2, "1.1", "Клуб собирается до 20 мая.")],
        slug="klub",
        title="о школьном клубе",
        order_number="77-од",
        order_date=date(2026, 10, 1),
        **fields,
    )


def in_force(school):
    return regulation_in_force(school=school, day=DAY).order_number


@pytest.mark.parametrize(
    ("title", "answer"),
    [
        ("Положение о наставничестве", True),
        ("ПОЛОЖЕНИЕ О НАСТАВНИЧЕСКОЙ ДЕЯТЕЛЬНОСТИ", True),
        ("Положение о программе (системе) наставничества", True),
        ("Положение о школьном клубе", False),
    ],
)
def test_the_title_says_whether_an_act_is_on_mentoring(title, answer):
    assert speaks_of_mentoring(title) is answer


@pytest.mark.django_db
def test_a_later_act_on_something_else_does_not_become_the_act_of_the_programme(school, own):
    a_club(school)
    assert in_force(school) == "05-од"
    assert act_for_visitors(home=school.site.root_page, day=DAY) == own
    assert {cited.duty.number for cited in duties_of_acts(school=school, day=DAY)} == {"3.4"}


@pytest.mark.django_db
def test_the_act_that_the_school_chose_goes_before_the_one_its_title_speaks_for(school, own):
    club = a_club(school)
    School.objects.filter(pk=school.pk).update(principal_act_key=club.translation_key)
    school.refresh_from_db()
    assert in_force(school) == "77-од"
    assert act_for_visitors(home=school.site.root_page, day=DAY) == club
    club.unpublish()
    assert in_force(school) == "05-од"
    assert act_for_visitors(home=school.site.root_page, day=DAY) == own


@pytest.mark.django_db
def test_a_director_chooses_among_the_acts_of_the_own_school(school, own, client):
    theirs = make_act(make_school("second"), [])
    client.force_login(make_staff("director", director=school))
    address = f"/cms/mentoring_pages/school/edit/{school.pk}/"
    form = client.get(address).context["form"]
    assert [key for key, _title in form.fields["principal_act_key"].choices] == [
        "",
        str(own.translation_key),
    ]
    rows = form.formsets["resources"]
    written = {
        **{name: form.initial.get(name) or "" for name in form.fields},
        f"{rows.prefix}-TOTAL_FORMS": 0,
        f"{rows.prefix}-INITIAL_FORMS": 0,
    }
    for key, kept in (
        (own.translation_key, own.translation_key),
        (theirs.translation_key, own.translation_key),
        ("", None),
    ):
        client.post(address, written | {"principal_act_key": str(key)})
        school.refresh_from_db()
        assert school.principal_act_key == kept


@pytest.mark.django_db
def test_a_later_act_on_mentoring_is_the_one_that_is_cited(school, own):
    make_act(school, [], slug="new", order_number="9-од", order_date=date(2026, 9, 1))
    assert in_force(school) == "9-од"


@pytest.mark.django_db
def test_an_unpublished_act_gives_way_to_a_published_one_and_is_not_forgotten_alone(school, own):
    later = make_act(school, [], slug="new", order_number="9-од", order_date=date(2026, 9, 1))
    later.unpublish()
    assert in_force(school) == "05-од"
    own.unpublish()
    assert in_force(school) == "9-од"


@pytest.mark.django_db
def test_a_school_without_an_act_on_mentoring_has_the_act_that_it_has(school):
    a_club(school)
    assert in_force(school) == "77-од"
