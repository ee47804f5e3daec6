"""Addresses of papers in the hands of staff, of letters to be sent anew, and of meetings."""

from typing import Any

from django.urls import path

from intake.views import staff_meeting as meeting
from intake.views import staff_paper as paper
from intake.views import staff_refusal as refusal
from intake.views.staff_anchors import AnchorAgainView
from intake.views.staff_meeting_papers import ReturnedPapersView
from intake.views.staff_meetings import OpenMeetingView
from intake.views.staff_own_page import SendOwnPageView
from intake.views.staff_paper_print import PrintPapersView
from intake.views.staff_receipts import ReceiptSheetView
from intake.views.staff_send_anew import SendAnewView
from intake.views.staff_withdrawal import WithdrawView

DOCUMENT = "nastavnik/documents/<uuid:key>"
PERSON = "nastavnik/people/<uuid:key>"
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
        path(f"{DOCUMENT}/withdraw/", WithdrawView.as_view(), name="nastavnik_document_withdraw"),
        path(f"{DOCUMENT}/scan/", paper.ScanView.as_view(), name="nastavnik_document_scan"),
        path(
            f"{DOCUMENT}/mind/", refusal.ChangeOfMindView.as_view(), name="nastavnik_document_mind"
        ),
        path(f"{DOCUMENT}/receipt/", ReceiptSheetView.as_view(), name="nastavnik_document_receipt"),
        path(f"{PERSON}/print/", PrintPapersView.as_view(), name="nastavnik_person_print"),
        path(f"{PERSON}/own-page/", SendOwnPageView.as_view(), name="nastavnik_person_own_page"),
        path(
            f"{PERSON}/refusal/",
            refusal.RecordRefusalView.as_view(),
            name="nastavnik_person_refusal",
        ),
        path(
            "nastavnik/messages/<uuid:key>/again/",
            SendAnewView.as_view(),
            name="nastavnik_message_again",
        ),
        path(
            "nastavnik/anchors/<uuid:key>/again/",
            AnchorAgainView.as_view(),
            name="nastavnik_anchor_again",
        ),
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
