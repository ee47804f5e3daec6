"""The terms of releases, as acts word them."""

from datetime import date

import pytest

from mentoring_pages.domain.media_plan import length_problem, post_duty, press_duty, timing_problem
from mentoring_pages.domain.release_terms import USUAL, ReleaseTerms, Span, release_terms

FRIDAY = date(2026, 9, 18)

DEFINED = (
    "Контент – то, чем наполняют страницы: пресс-релиз (за 2-4 дня до события), пост-релиз "
    "(в течение 3 дней после события), лонгриды (статьи более 1500 знаков)."
)


def test_a_definition_of_content_names_all_terms():
    assert release_terms([DEFINED]) == ReleaseTerms(Span(4), Span(2), Span(3), 1500)


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("Пресс-релиз выходит за 3–5 дней до события.", USUAL),
        ("Пост-релиз – в течение 1 дня после организации события.", USUAL),
        ("Пресс-релиз выходит не позднее чем за 2 дня до события.", (5, 2, 1)),
        ("Пресс-релиз размещают за 7 дней до мероприятия.", (9, 7, 1)),
        ("Пресс-релиз размещают за 1-2 недели до мероприятия.", (14, 7, 1)),
        ("Пост-релиз публикуют в течение 48 часов после события.", (5, 3, 2)),
        ("Новости выходят за 2 дня до события.", USUAL),
        ("Пресс-релиз и пост-релиз готовит куратор.", USUAL),
        ("", USUAL),
    ],
)
def test_what_an_act_leaves_out_is_as_usual(text, terms):
    if isinstance(terms, tuple):
        first, by, post = terms
        terms = ReleaseTerms(Span(first), Span(by), Span(post))
    assert release_terms([text]) == terms


def test_what_is_said_first_holds():
    texts = ["Пост-релиз – в течение 2 дней после события.", DEFINED]
    assert release_terms(texts).post_by == Span(2)


def test_working_days_leave_out_the_week_end():
    terms = release_terms(["Пост-релиз – в течение 2 рабочих дней после события."])
    assert terms.post_by.after(FRIDAY) == date(2026, 9, 22)
    assert Span(2, working=True).before(date(2026, 9, 21)) == date(2026, 9, 17)


def test_the_plan_and_its_advice_follow_the_terms():
    terms = release_terms([DEFINED])
    duty = press_duty(FRIDAY, terms)
    assert (duty.since, duty.by) == (date(2026, 9, 14), date(2026, 9, 16))
    assert post_duty(FRIDAY, terms).by == date(2026, 9, 21)
    assert timing_problem("press", FRIDAY, day=date(2026, 9, 13), terms=terms) is not None
    assert timing_problem("press", FRIDAY, day=date(2026, 9, 16), terms=terms) is None
    assert length_problem("longread", "я" * 1501, terms=terms) is None
    assert length_problem("longread", "я" * 1500, terms=terms) is not None
