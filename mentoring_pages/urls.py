"""Addresses of this app besides its Wagtail pages. Include before Wagtail's own."""

from django.urls import path

from mentoring_pages.views.calendar import calendar_file, calendar_page
from mentoring_pages.views.clause_address import clause_link
from mentoring_pages.views.search import search_page
from mentoring_pages.views.view_settings import view_settings

app_name = "mentoring_pages"

urlpatterns = [
    path("kalendar/", calendar_page, name="calendar"),
    path("kalendar/<str:token>.ics", calendar_file, name="calendar_file"),
    path("poisk/", search_page, name="search"),
    path("c/<str:key>/", clause_link, name="clause"),
    path("view-settings/", view_settings, name="view_settings"),
]
