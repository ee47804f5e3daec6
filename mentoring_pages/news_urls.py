"""The addresses below the news of a school that are no pages: its feeds."""

from django.urls import path

from mentoring_pages.views.news_feed import atom, rss

urlpatterns = [
    path("atom/", atom, name="news_atom"),
    path("rss/", rss, name="news_rss"),
]
