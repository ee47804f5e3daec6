from mentoring_pages.checks import (
    REFUSAL_MIDDLEWARE,
    dates_as_editors_type_them,
    refusals_in_words,
)


def test_a_site_that_would_not_say_why_a_page_is_refused_is_warned(settings):
    assert refusals_in_words(None) == []
    settings.MIDDLEWARE = [one for one in settings.MIDDLEWARE if one != REFUSAL_MIDDLEWARE]
    assert [message.id for message in refusals_in_words(None)] == ["mentoring_pages.W002"]


def test_a_site_that_does_not_say_how_dates_are_typed_is_warned(settings):
    settings.WAGTAIL_DATE_FORMAT = ""
    assert [message.id for message in dates_as_editors_type_them(None)] == ["mentoring_pages.W001"]
    settings.WAGTAIL_DATE_FORMAT = "%d.%m.%Y"
    assert dates_as_editors_type_them(None) == []
