from mentoring_pages.checks import dates_as_editors_type_them


def test_a_site_that_does_not_say_how_dates_are_typed_is_warned(settings):
    settings.WAGTAIL_DATE_FORMAT = ""
    assert [message.id for message in dates_as_editors_type_them(None)] == ["mentoring_pages.W001"]
    settings.WAGTAIL_DATE_FORMAT = "%d.%m.%Y"
    assert dates_as_editors_type_them(None) == []
