"""«Соглашения на следующий год»: the running pairs with what a new paper changes; one press."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from wagtail.admin import messages

from intake.forms.staff_renewal import RenewForm
from intake.models import Agreement
from intake.services.agreement import AgreementProblem
from intake.services.agreement_renewal import PairToRenew, pairs_to_renew, renew_agreement
from intake.views.act_page import SchoolsActView
from intake.views.renewal_words import difference_lines
from intake.views.staff_agreement_open import school_choice

NO_PAIRS = _(
    "Пар, которым пора продолжить соглашение, нет. Они появляются здесь, когда "
    "соглашение подпишут все."
)

AT_ONCE = 50
"""As many are opened by one press: each makes a paper. The rest come when these are open."""


class RenewView(SchoolsActView):
    """A list with ticks; what cannot be renewed yet stands below it with the reason."""

    permission = "intake.add_agreement"
    title = _("Соглашения на следующий год")
    intro = _(
        "Для каждой отмеченной пары сделают новое соглашение: те же люди, форма, задачи и срок, "
        "сегодняшний утверждённый текст. Прежнее действует, пока новое не подпишут все. У каждой "
        "пары написано, что изменится."
    )
    submit_label = _("Открыть соглашения отмеченных пар")
    icon = "clipboard-list"
    form_class = RenewForm

    def gather(self) -> None:
        super().gather()
        by_key = {school.key: school for school in self.schools}
        self.school = by_key.get(self.request.GET.get("school", ""), self.schools[0])
        own = Agreement.objects.filter(self.found.rows(school_path="school"), school=self.school)
        pairs, self.left_over = pairs_to_renew(agreements=own, most=AT_ONCE, now=self.now)
        self.pairs = [pair for pair in pairs if not pair.trouble]
        self.troubled = [pair for pair in pairs if pair.trouble]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.seen(self.school, "agreement.renewals", "")
        return super().get(request, *args, **kwargs)

    def back_url(self) -> str:
        return reverse("intake_agreement_modeladmin_index")

    def facts(self) -> list[tuple[str, Any]]:
        lines: list[tuple[str, Any]] = [(_("Школа"), school_choice(self.school, self.schools))]
        if not self.pairs:
            lines.append((_("Пары"), NO_PAIRS))
        if self.left_over:
            lines.append((_("Покажем потом"), self.left_over))
        if self.troubled:
            words = format_html_join(
                "", "<p>{}: {}</p>", ((_pair_words(one), one.trouble) for one in self.troubled)
            )
            lines.append((_("Пока нельзя"), words))
        return lines

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(has_nothing_to_do=not self.pairs, **kwargs)

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {
            "rows": [(str(one.agreement.key), _row(one)) for one in self.pairs],
            "ticked": [str(one.agreement.key) for one in self.pairs if one.is_due],
        }

    def form_valid(self, form: RenewForm) -> HttpResponse:
        chosen = set(form.cleaned_data["agreements"])
        opened = 0
        for pair in self.pairs:
            if str(pair.agreement.key) not in chosen:
                continue
            try:
                renew_agreement(
                    before=pair.agreement,
                    term_months=form.cleaned_data["term_months"],
                    send=form.cleaned_data["send"],
                    by=self.request.user,
                    now=self.now,
                )
                opened += 1
            except AgreementProblem as problem:
                messages.error(self.request, f"{_pair_words(pair)}: {problem.words}")
        return self.done(_now("Открыто соглашений: %(count)s.") % {"count": opened})


def _pair_words(pair: PairToRenew) -> str:
    one = pair.agreement
    return f"{one.mentor.full_name} – {one.mentee.full_name}"


def _row(pair: PairToRenew) -> Any:
    """The pair, when its term ends, and what the new paper says otherwise."""
    one = pair.agreement
    until = date_format(one.ends_on, "d.m.Y")
    lines = difference_lines(pair.difference) if pair.difference else []
    return format_html(
        "{}, {}, {} {}",
        _pair_words(pair),
        one.form,
        _now("до %(day)s.") % {"day": until},
        " ".join(lines) or _now("Изменится только срок."),
    )
