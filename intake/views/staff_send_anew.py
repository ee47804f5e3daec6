"""«Отправить ещё раз»: a letter that did not arrive goes to the contact of today, in one press."""

from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from intake.models import Document, IntakeRequest, OutboundMessage, Person
from intake.services.people import masked_on_file
from intake.services.sent_anew import NothingToSend, send_anew, to_send_anew
from intake.views.staff_acts import StaffActView
from intake.views.staff_delivery import became_words
from intake.views.staff_register import Section, link
from mentoring_pages.school_admin_views import SchoolButtonHelper
from mentoring_pages.services.membership import reach

PERMISSION = "intake.change_intakerequest"
LABEL = _("Отправить ещё раз")


class SendAnewView(StaffActView):
    model = OutboundMessage
    permission = PERMISSION
    title = _("Отправить письмо ещё раз")
    intro = _(
        "Письмо не дошло. Новое сделают по тому, что верно сегодня, и отправят на контакт, который "
        "записан сейчас. Личную ссылку сотрудники не видят."
    )
    submit_label = _("Отправить")
    icon = "mail"

    def back_url(self) -> str:
        return reverse("intake_person_modeladmin_inspect", args=[self.row.person_id])

    def facts(self) -> list[tuple[Any, Any]]:
        return [
            (_("Кому"), self.row.person.full_name),
            (_("О чём"), self.row.get_kind_display()),
            (_("Что стало"), became_words(self.row)),
            (_("Куда уйдёт"), masked_on_file(person=self.row.person) or _("писать некуда")),
        ]

    def form_valid(self, form: Any) -> HttpResponse:
        try:
            send_anew(message=self.row, by=self.request.user, now=self.now)
        except NothingToSend as problem:
            return self.not_done(problem.words)
        return self.done(_now("Письмо поставлено в очередь на отправку."))


class SendAnewButtonHelper(SchoolButtonHelper):
    """The button in the row of a failure; rows come marked by ``with_send_anew``."""

    def get_buttons_for_obj(self, obj: Any, *args: Any, **kwargs: Any) -> list[dict[str, Any]]:
        buttons = super().get_buttons_for_obj(obj, *args, **kwargs)
        if getattr(obj, "may_go_anew", False) and self._reaches(obj.school_id):
            buttons.append(
                {
                    "url": reverse("nastavnik_message_again", args=[obj.key]),
                    "label": LABEL,
                    "classname": self.finalise_classname(["button-secondary", "button-small"]),
                    "title": LABEL,
                }
            )
        return buttons

    def _reaches(self, school_id: int) -> bool:
        if not hasattr(self, "_reach"):
            self._reach = reach(user=self.request.user, permission=PERMISSION)
        return self._reach.covers(school_id)


def with_send_anew(messages: QuerySet[Any]) -> QuerySet[Any]:
    """``messages`` with ``may_go_anew``: whether the button stands in their row."""
    these = OutboundMessage.objects.filter(pk=OuterRef("pk"))
    return messages.annotate(may_go_anew=Exists(to_send_anew(these, now=timezone.now())))


LETTERS_SHOWN = 20


def letters_of(request: IntakeRequest) -> QuerySet[Any]:
    """The latest letters that belong to a request, whoever of the family they went to; no codes."""
    about = Document.objects.filter(request=request).values("key")
    found = OutboundMessage.objects.filter(
        Q(request_key=request.key)
        | Q(pk__in=request.reminders.values("message"))
        | Q(document_key__in=about)
    ).exclude(kind="code")
    rows = with_send_anew(found).select_related("person", "school", "contact")
    return rows.order_by("-pk")[:LETTERS_SHOWN]


def lost_letters(person: Person) -> list[Section]:
    """The letters to a person that did not arrive and may go anew; no section where all is well."""
    rows = [
        (
            message.get_kind_display(),
            date_format(localtime(message.queued_at, message.school.zone), "d.m.Y H:i"),
            became_words(message),
            link(reverse("nastavnik_message_again", args=[message.key]), LABEL),
        )
        for message in to_send_anew(
            person.messages.select_related("school"), now=timezone.now()
        ).order_by("-pk")
    ]
    if not rows:
        return []
    return [
        Section(
            _("Письма, которые не дошли"),
            (_("О чём"), _("Поставлено в очередь"), _("Что стало"), _("Что сделать")),
            rows,
        )
    ]
