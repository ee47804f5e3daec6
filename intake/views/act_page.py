"""The page of an act of staff: what will happen, a form and one button."""

from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.generic import FormView
from wagtail.admin import messages

from intake.forms.staff import ConfirmForm
from intake.services.privacy import record_access
from mentoring_pages.models import School
from mentoring_pages.services.membership import reach


class ActPage(FormView):
    """Title, words, facts, a form and one button; ``now`` is the moment of the request."""

    template_name = "intake/staff/act.html"
    permission = ""
    title = ""
    intro = ""
    submit_label = ""
    icon = "form"
    is_serious = False
    form_class: Any = ConfirmForm

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        self.now = timezone.now()
        self.gather()
        return super().dispatch(request, *args, **kwargs)

    def gather(self) -> None:
        """What the act is about, before anything is shown or done.

        Raises ``Http404`` where the user's role does not reach it.
        """

    def facts(self) -> list[tuple[str, Any]]:
        return []

    def back_url(self) -> str:
        return ""

    def seen(self, school: School, action: str, subject_key: str) -> None:
        record_access(
            school=school,
            user=self.request.user,
            action=action,
            subject_key=subject_key,
            now=self.now,
        )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            title=self.title,
            intro=self.intro,
            facts=self.facts(),
            back_url=self.back_url(),
            submit_label=self.submit_label,
            is_serious=self.is_serious,
            header_icon=self.icon,
            **kwargs,
        )

    def done(self, words: str) -> HttpResponse:
        messages.success(self.request, words)
        return redirect(self.back_url())

    def not_done(self, words: str) -> HttpResponse:
        messages.error(self.request, words)
        return redirect(self.back_url())


class SchoolsActView(ActPage):
    """An act that begins at no row: the schools where the user may do it are what it chooses from.

    ``schools`` has one at least; their order is the same each time, the first is the usual one.
    """

    def gather(self) -> None:
        self.found = reach(user=self.request.user, permission=self.permission)
        found = School.objects.filter(self.found.rows(school_path="pk"))
        self.schools = list(found.order_by("short_name", "pk"))
        if not self.schools:
            raise Http404

    @property
    def today(self) -> date:
        return self.now.astimezone(self.schools[0].zone).date()

    def chosen_school(self, answers: dict[str, Any]) -> School:
        """The school of the form's answer; a user of one school is not asked."""
        chosen = str(answers.get("school", self.schools[0].pk))
        return next(one for one in self.schools if str(one.pk) == chosen)
