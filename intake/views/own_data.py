"""«Что о нас видит школа и что видит интернет»: opened by a link, so no secret is spelled out."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.formats import date_format

from intake.models import Person, SubjectRequest
from intake.services.held import seen_by_school, seen_on_the_internet
from intake.services.subject_request import RequestRefused, ask
from intake.views.step import FamilyView


class OwnDataView(FamilyView):
    """For the person of the link and, where a representative reads, for the child too."""

    template_name = "intake/own_data.html"

    def people(self) -> list[Person]:
        found = (self.visit.person, self.visit.request.participant)
        people = {person.pk: person for person in found if person is not None}
        if self.visit.person is None or self.visit.person == self.visit.request.participant:
            people = {person.pk: person for person in found[:1] if person is not None}
        return list(people.values())

    def get(self, request: HttpRequest) -> HttpResponse:
        return self.render()

    def post(self, request: HttpRequest) -> HttpResponse:
        """Ask the school for everything it holds on one of these people."""
        chosen = next(
            (one for one in self.people() if str(one.key) == request.POST.get("person")), None
        )
        asker = self.visit.person
        if chosen is None or asker is None:
            return self.render()
        try:
            ask(
                person=chosen,
                asker=asker,
                how="page",
                received_on=self.visit.now.astimezone(self.visit.request.school.zone).date(),
                actor_key=str(asker.key),
                now=self.visit.now,
            )
        except RequestRefused as problem:
            return self.render(problem=problem.words)
        return redirect("intake:own_data")

    def context(self) -> dict[str, Any]:
        asked = {
            row.person_id: date_format(row.due_on, "j E Y")
            for row in SubjectRequest.objects.filter(
                asker=self.visit.person, closed_at__isnull=True
            )
        }
        return {
            "people": [
                {
                    "person": person,
                    "school": seen_by_school(person=person),
                    "internet": seen_on_the_internet(person=person),
                    "answer_day": asked.get(person.pk, ""),
                }
                for person in self.people()
            ]
        }
