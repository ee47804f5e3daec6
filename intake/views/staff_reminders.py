"""Reminding whoever has not answered: who gets a letter and who not, and one press."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.timezone import localtime
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views import View
from wagtail.admin import messages

from intake import conf
from intake.domain.reminders import NotReminded
from intake.forms.reminders import ReminderRuleForm
from intake.matrix_labels import NOT_REMINDED
from intake.models import Person, ReminderRule
from intake.services.matrix import people_of_matrix
from intake.services.privacy import record_access, staff_key
from intake.services.reminders import (
    ReminderPlan,
    plan_reminders,
    record_reminder_rule,
    remind,
)
from intake.views.act_page import ActPage
from intake.views.staff_matrix import school_of
from mentoring_pages.services.membership import reach

PERMISSION = "intake.add_reminder"
RULE_PERMISSION = "intake.change_reminderrule"


class RemindersView(View):
    """A plan of the families of a class or of the school; one POST sends what is ticked."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        self.now = timezone.now()
        self.found = reach(user=request.user, permission=PERMISSION)
        self.school = school_of(request, self.found)
        given = request.POST if request.method == "POST" else request.GET
        self.school_class = given.get("class", "")
        people = people_of_matrix(school=self.school, found=self.found)
        if self.school_class:
            people = people.filter(school_class=self.school_class)
            if not people.exists():
                raise Http404
        self.people = people
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest) -> HttpResponse:
        self._note("act", "")
        plan = plan_reminders(school=self.school, people=self.people, now=self.now)
        return render(request, "intake/staff/reminders.html", self._context(plan))

    def post(self, request: HttpRequest) -> HttpResponse:
        sent = remind(
            school=self.school,
            people=self.people,
            chosen=_keys(request.POST.getlist("person")),
            actor_key=staff_key(request.user),
            now=self.now,
        )
        if sent:
            self._note("sent", str(sent))
            messages.success(
                request,
                ngettext(
                    "Поставлено в очередь %(count)s напоминание.",
                    "Поставлено в очередь напоминаний: %(count)s.",
                    sent,
                )
                % {"count": sent},
            )
        else:
            messages.warning(
                request, _now("Напоминать некому: никто не отмечен или им уже напомнили.")
            )
        return redirect(self._matrix_address())

    def _note(self, act: str, detail: str) -> None:
        record_access(
            school=self.school,
            user=self.request.user,
            action=f"reminder.{act}",
            detail=detail,
            now=self.now,
        )

    def _matrix_address(self) -> str:
        query = {"school": self.school.key, "class": self.school_class}
        kept = urlencode({key: value for key, value in query.items() if value})
        return f"{reverse('nastavnik_matrix')}?{kept}"

    def _context(self, plan: ReminderPlan) -> dict[str, Any]:
        meant = {one.person_id for one in plan.left_out if one.person_id is not None}
        names = dict(_names(meant))
        groups: dict[NotReminded, list[str]] = {}
        for one in plan.left_out:
            words = one.child.full_name
            if one.person_id is not None and one.person_id != one.child.pk:
                words = f"{words} ({names.get(one.person_id, '')})"
            groups.setdefault(one.why, []).append(words)
        rule = ReminderRule.objects.filter(school=self.school).first()
        return {
            "school": self.school,
            "school_class": self.school_class,
            "letters": plan.letters,
            "groups": [
                (NOT_REMINDED[why], people) for why in NotReminded if (people := groups.get(why))
            ],
            "answered": plan.answered,
            "is_later": plan.leaves_at > self.now,
            "leaves_at": localtime(plan.leaves_at, self.school.zone),
            "limits": conf.reminder_limits(),
            "back_url": self._matrix_address(),
            "is_automatic": bool(rule and rule.is_automatic),
            "may_rule": reach(user=self.request.user, permission=RULE_PERMISSION).covers(
                self.school.pk
            ),
        }


def _names(people: set[int]) -> Any:
    found = Person.objects.filter(pk__in=people)
    return ((person.pk, person.full_name) for person in found)


def _keys(values: list[str]) -> set[UUID]:
    """The people ticked; what is no key is nobody."""
    keys = set()
    for value in values:
        try:
            keys.add(UUID(value))
        except ValueError:
            continue
    return keys


class ReminderRuleView(ActPage):
    """Whether the school reminds by itself: off until somebody decides."""

    title = _("Напоминать автоматически")
    intro = _(
        "Программа сама напомнит тем, кто не ответил, с теми же ограничениями: только днём, не "
        "чаще и не больше, чем установлено. Отказавшимся, выбравшим бумагу и тем, у кого нет "
        "контакта, она не пишет. Ваше имя и время сохранятся."
    )
    form_class = ReminderRuleForm
    submit_label = _("Сохранить")
    icon = "time"

    def gather(self) -> None:
        found = reach(user=self.request.user, permission=RULE_PERMISSION)
        self.school = school_of(self.request, found)

    def back_url(self) -> str:
        return f"{reverse('nastavnik_reminders')}?{urlencode({'school': self.school.key})}"

    def facts(self) -> list[tuple[str, Any]]:
        return [(_("Школа"), self.school.short_name)]

    def get_initial(self) -> dict[str, Any]:
        rule = ReminderRule.objects.filter(school=self.school).first()
        return {"is_automatic": bool(rule and rule.is_automatic)}

    def form_valid(self, form: ReminderRuleForm) -> HttpResponse:
        is_automatic = form.cleaned_data["is_automatic"]
        record_reminder_rule(
            school=self.school, is_automatic=is_automatic, by=self.request.user, now=self.now
        )
        return self.done(
            _now("Теперь программа напоминает сама.")
            if is_automatic
            else _now("Теперь напоминает только сотрудник.")
        )
