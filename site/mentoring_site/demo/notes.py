"""The demo's plain words beside clauses of its Положение, for each of the three readers."""

from datetime import datetime

from mentoring_pages.models import ClauseNote, RegulationPage, School
from mentoring_pages.services.note import clauses_of, write_note
from mentoring_site.demo.school import demo_content


def explain_clauses(*, school: School, now: datetime) -> None:
    """Put the words of ``notes.json`` beside the clauses they name by number."""
    page = RegulationPage.objects.child_of(school.site.root_page).live().get()
    clauses = {clause.label.split(" Положения: ")[0]: clause for clause in clauses_of(page=page)}
    for said in demo_content("notes.json"):
        note = ClauseNote(
            school=school,
            text=said["text"],
            signed=said["signed"],
            **{f"for_{audience}": True for audience in said["for"]},
        )
        write_note(note=note, clause=clauses[said["clause"]], by=None, now=now)
