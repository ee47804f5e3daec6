"""Addresses of papers in the hands of staff, and of meetings."""

from typing import Any

from django.urls import path

from intake.views import staff_meeting as meeting
from intake.views import staff_paper as paper
from intake.views.staff_meeting_papers import ReturnedPapersView
from intake.views.staff_meetings import OpenMeetingView

DOCUMENT = "nastavnik/documents/<uuid:key>"
MEETING = "nastavnik/meetings/<uuid:key>"


def paper_addresses() -> list[Any]:
    pages = {
        "slips": meeting.SlipsView,
        "packets": meeting.PacketsView,
        "screen": meeting.ScreenView,
        "counts": meeting.CountsView,
    }
    return [
        path(f"{DOCUMENT}/paper/", paper.PaperView.as_view(), name="nastavnik_document_paper"),
        path(f"{DOCUMENT}/scan/", paper.ScanView.as_view(), name="nastavnik_document_scan"),
        path("nastavnik/papers/", ReturnedPapersView.as_view(), name="nastavnik_papers"),
        path(
            "nastavnik/meetings/open/",
            OpenMeetingView.as_view(),
            name="nastavnik_meetings_open",
        ),
        path(f"{MEETING}/", meeting.MeetingView.as_view(), name="nastavnik_meeting"),
        *(
            path(f"{MEETING}/{name}/", view.as_view(), name=f"nastavnik_meeting_{name}")
            for name, view in pages.items()
        ),
    ]
