"""«Прислать новую ссылку»: the one in this browser closes, the new one goes by letter only."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from intake.services.link_renewal import Renewal, renew_link
from intake.services.people import masked_on_file
from intake.views.browser import end_visit
from intake.views.step import FamilyView
from intake.views.words import renewal_words


class NewLinkView(FamilyView):
    http_method_names = ["post"]

    def post(self, request: HttpRequest) -> HttpResponse:
        person = self.visit.signer
        came_of_it = renew_link(link=self.visit.link, person=person, now=self.visit.now)
        words = renewal_words(came_of_it, masked_on_file(person=person))
        if came_of_it is Renewal.SENT:
            end_visit(request)
        return render(request, "intake/closed.html", {"words": words, "school": self.visit.school})
