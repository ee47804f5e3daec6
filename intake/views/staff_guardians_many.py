"""Checking the parents of a class: one list, one way of checking, a tick for each."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from intake.forms.guardians_many import CheckManyForm
from intake.models import Guardianship
from intake.services.guardianship import check_parents, parents_to_check
from intake.views.act_page import SchoolsActView

AT_ONCE = 100
"""As many stand on one page; the rest come when these are checked."""


class CheckManyView(SchoolsActView):
    """Parents only: of guardians and organisations the act that appoints them is written down."""

    permission = "intake.change_guardianship"
    title = _("Сверить представителей")
    intro = _(
        "Отметьте родителей, о которых вы знаете, что они родители этих детей: по личному делу, по "
        "паспорту или лично. Подписанное ими начнёт действовать. Ваше имя и время сохранятся у "
        "каждого. Опекунов, попечителей и организации сверяют по одному: у них записывают акт."
    )
    form_class = CheckManyForm
    submit_label = _("Полномочия сверены")
    icon = "check"

    def gather(self) -> None:
        super().gather()
        rows = Guardianship.objects.filter(self.found.rows(school_path="ward__school"))
        waiting = parents_to_check(rows, day=self.today)
        self.total = waiting.count()
        self.rows = list(
            waiting.select_related("guardian__data_key", "ward__data_key", "ward__school").order_by(
                "ward__school_class", "ward__search_name", "ward__pk", "pk"
            )[:AT_ONCE]
        )
        self.has_nothing = not self.rows

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        for school in self.schools:
            self.seen(school, "guardianship.check_many", "")
        return super().get(request, *args, **kwargs)

    def back_url(self) -> str:
        return f"{reverse('intake_person_modeladmin_index')}?guardian=unchecked"

    def facts(self) -> list[tuple[str, Any]]:
        return [(_("Ждут сверки"), self.total), (_("На этой странице"), len(self.rows))]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(has_nothing_to_do=self.has_nothing, **kwargs)

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"rows": self.rows}

    def form_valid(self, form: CheckManyForm) -> HttpResponse:
        chosen = set(form.cleaned_data["rows"])
        checked = check_parents(
            rows=[row for row in self.rows if str(row.pk) in chosen],
            how=form.cleaned_data["identified_how"],
            by=self.request.user,
            now=self.now,
        )
        words = _now("Сверено представителей: %(count)s.") % {"count": checked}
        if checked < len(chosen):
            words = f"{words} {_now('Представителя своей семьи сверяет другой сотрудник.')}"
        return self.done(words)
