"""Addresses of this app besides its Wagtail pages. Include before Wagtail's own."""

from django.urls import path

from mentoring_pages.views.view_settings import view_settings

app_name = "mentoring_pages"

urlpatterns = [
    path("view-settings/", view_settings, name="view_settings"),
]
