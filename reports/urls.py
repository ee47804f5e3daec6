"""The short address /reports/ leads staff to the pages inside the Wagtail admin."""

from django.urls import path
from django.views.generic import RedirectView

app_name = "reports"
urlpatterns = [
    path("", RedirectView.as_view(pattern_name="reports_admin:list"), name="home"),
]
