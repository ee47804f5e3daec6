"""Addresses of what staff do about representatives, special states and ways of signing."""

from typing import Any

from django.urls import path

from intake.views import staff_guardians as guardians
from intake.views import staff_guardians_many as guardians_many
from intake.views import staff_modes as modes
from intake.views import staff_states as states
from intake.views.staff_likeness import LikenessView

PERSON = "nastavnik/people/<uuid:key>"
GUARDIANSHIP = "nastavnik/guardianships/<int:key>"


def people_addresses() -> list[Any]:
    return [
        path(
            "nastavnik/guardianships/check/",
            guardians_many.CheckManyView.as_view(),
            name="nastavnik_guardianships_check",
        ),
        path(
            f"{GUARDIANSHIP}/check/",
            guardians.CheckGuardianView.as_view(),
            name="nastavnik_guardianship_check",
        ),
        path(
            f"{GUARDIANSHIP}/end/",
            guardians.EndGuardianView.as_view(),
            name="nastavnik_guardianship_end",
        ),
        path(
            f"{GUARDIANSHIP}/tell/",
            guardians.InviteOnlookerView.as_view(),
            name="nastavnik_guardianship_tell",
        ),
        path(
            f"{PERSON}/objection/",
            guardians.RecordObjectionView.as_view(),
            name="nastavnik_person_objection",
        ),
        path(
            "nastavnik/objections/<uuid:key>/lift/",
            guardians.LiftObjectionView.as_view(),
            name="nastavnik_objection_lift",
        ),
        path(
            f"{PERSON}/status/", states.RecordStatusView.as_view(), name="nastavnik_person_status"
        ),
        path(
            "nastavnik/statuses/<int:key>/end/",
            states.EndStatusView.as_view(),
            name="nastavnik_status_end",
        ),
        path(f"{PERSON}/same/", LikenessView.as_view(), name="nastavnik_person_likeness"),
        path(f"{PERSON}/join/", states.JoinView.as_view(), name="nastavnik_person_join"),
        path(
            f"{PERSON}/leave/", states.LeaveForPersonView.as_view(), name="nastavnik_person_leave"
        ),
        path("nastavnik/signing-mode/", modes.ModeView.as_view(), name="nastavnik_mode"),
    ]
