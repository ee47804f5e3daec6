"""Addresses inside the Wagtail admin: keys of school and form, year; no personal data."""

from django.urls import path

from reports.views.people import CellView, DoubtView, SkippedView
from reports.views.returns import ExportView, ReturnListView, ReturnView

app_name = "reports_admin"
RETURN = "<slug:school>/<slug:form>/<int:year>/"

urlpatterns = [
    path("", ReturnListView.as_view(), name="list"),
    path(RETURN, ReturnView.as_view(), name="return"),
    path(f"{RETURN}cell/<str:row>/<int:column>/", CellView.as_view(), name="cell"),
    path(f"{RETURN}skipped/<slug:rule>/", SkippedView.as_view(), name="skipped"),
    path(f"{RETURN}doubt/<slug:doubt>/", DoubtView.as_view(), name="doubt"),
    path(f"{RETURN}file/<slug:format_key>/", ExportView.as_view(), name="export"),
]
