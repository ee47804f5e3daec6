"""Addresses of papers in the hands of staff, and of meetings."""

from typing import Any

from django.urls import path

from intake.views import staff_paper as paper

DOCUMENT = "nastavnik/documents/<uuid:key>"


def paper_addresses() -> list[Any]:
    return [
        path(f"{DOCUMENT}/paper/", paper.PaperView.as_view(), name="nastavnik_document_paper"),
        path(f"{DOCUMENT}/scan/", paper.ScanView.as_view(), name="nastavnik_document_scan"),
    ]
