"""Addresses of class lists and of inviting many."""

from typing import Any

from django.urls import path

from intake.views import staff_class_list as lists
from intake.views.staff_invite_many import InviteManyView

LIST = "nastavnik/class-lists/<uuid:key>"


def list_addresses() -> list[Any]:
    steps = {
        "columns": lists.ListColumnsView,
        "check": lists.ListCheckView,
        "undo": lists.ListUndoView,
    }
    return [
        path(
            "nastavnik/class-lists/new/",
            lists.ListUploadView.as_view(),
            name="nastavnik_class_lists_new",
        ),
        path(f"{LIST}/", lists.ListView.as_view(), name="nastavnik_class_list"),
        *(
            path(f"{LIST}/{name}/", view.as_view(), name=f"nastavnik_class_list_{name}")
            for name, view in steps.items()
        ),
        path("nastavnik/invite-many/", InviteManyView.as_view(), name="nastavnik_invite_many"),
    ]
