"""What staff do by a button: each act is a page that says what will happen, and one POST."""

from typing import Any

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from intake.forms.staff import CheckForm, ConfirmForm, GuardianCheckForm, ReasonForm
from intake.models import Document, IntakeRequest, Person, SigningAllowance
from intake.services.checking import any_contact, mark_checked, refuse
from intake.services.people import contact_value, current_contact
from intake.services.staff_people import (
    allow_shared_contact,
    end_allowance,
    send_link_again,
)
from intake.views.act_page import ActPage
from mentoring_pages.services.membership import reach


class StaffActView(ActPage):
    """An act about one row of the user's schools."""

    model: Any = None
    key_field = "key"

    def gather(self) -> None:
        self.row = self.row_or_404(self.kwargs["key"])

    def row_or_404(self, key: Any) -> Any:
        """The row, if the user's role in the row's own school carries the permission."""
        found = reach(user=self.request.user, permission=self.permission)
        row = (
            self.model.objects.filter(found.rows(school_path="school"))
            .select_related("school")
            .filter(**{self.key_field: key})
            .first()
        )
        if row is None:
            raise Http404
        return row

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.seen(self.row.school, f"{self.model._meta.model_name}.act", str(self.row_key()))
        return super().get(request, *args, **kwargs)

    def row_key(self) -> Any:
        return getattr(self.row, "key", self.row.pk)


class DocumentActView(StaffActView):
    """An act about one document."""

    model = Document
    permission = "intake.change_document"
    signers = _("Кто подписывает")

    def back_url(self) -> str:
        return reverse("intake_document_modeladmin_inspect", args=[self.row.pk])

    def facts(self) -> list[tuple[str, Any]]:
        parties = self.row.parties.select_related("person")
        return [
            (_("Документ"), f"{self.row.get_kind_display()} № {self.row.number}"),
            (_("Об участнике"), str(self.row.participant)),
            (self.signers, ", ".join(str(party.person) for party in parties)),
        ]


def _names(person: Person | None) -> str:
    return person.full_name if person else _("не записан")


def _contact(person: Person | None) -> str:
    """The whole address: whoever checks compares it with what the person says."""
    contact = current_contact(person=person) if person else None
    return contact_value(contact) if contact else _("нет")


class RequestActView(StaffActView):
    model = IntakeRequest
    permission = "intake.change_intakerequest"

    def back_url(self) -> str:
        return reverse("intake_intakerequest_modeladmin_inspect", args=[self.row.pk])

    def facts(self) -> list[tuple[str, Any]]:
        row = self.row
        child = row.participant
        return [
            (_("Заявка"), row.number),
            (_("Участник"), _names(child)),
            (
                _("Дата рождения"),
                date_format(child.birth_date, "d.m.Y") if child and child.birth_date else "–",
            ),
            (_("Класс"), (child.school_class if child else "") or "–"),
            (_("Контакт участника"), _contact(child)),
            (_("Представитель"), _names(row.guardian)),
            (_("Контакт представителя"), _contact(row.guardian)),
        ]


class CheckView(RequestActView):
    title = _("Сверка заявки")
    intro = _(
        "Заявка пришла без приглашения. Она ничего не значит, пока сотрудник не установил, кто её "
        "подал, и не сверил контакт. Ваше имя и время сохранятся в журнале."
    )
    submit_label = _("Заявка сверена")
    icon = "check"

    def get_form_class(self) -> Any:
        child, guardian = self.row.participant, self.row.guardian
        is_named = (
            child is not None
            and guardian is not None
            and child.guardians_of.filter(guardian=guardian, named_by="participant").exists()
        )
        return GuardianCheckForm if is_named else CheckForm

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"has_contact": any_contact(request=self.row)}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            other_url=reverse("nastavnik_request_refuse", args=[self.row.key]),
            other_label=_("Не принять заявку"),
            **kwargs,
        )

    def form_valid(self, form: CheckForm) -> HttpResponse:
        checked = mark_checked(
            request=self.row,
            by=self.request.user,
            identified_how=form.cleaned_data["identified_how"],
            contact_is_theirs=form.cleaned_data.get("contact_is_theirs", False),
            guardian_seen=form.cleaned_data.get("guardian_seen"),
            now=self.now,
        )
        if not checked:
            return self.not_done(_("Эта заявка уже не ждёт сверки."))
        return self.done(_("Заявка сверена. Подписанные согласия теперь действуют."))


class RefuseView(RequestActView):
    title = _("Не принять заявку")
    intro = _("Напишите причину. Подписанное по этой заявке действовать не будет.")
    form_class = ReasonForm
    submit_label = _("Не принимать заявку")
    icon = "cross"
    is_serious = True

    def form_valid(self, form: ReasonForm) -> HttpResponse:
        if not refuse(
            request=self.row,
            by=self.request.user,
            reason=form.cleaned_data["reason"],
            now=self.now,
        ):
            return self.not_done(_("Эта заявка уже не ждёт сверки."))
        return self.done(_("Заявка не принята. Причина сохранена."))


class SendLinkView(RequestActView):
    title = _("Отправить ссылку ещё раз")
    intro = _(
        "Новая личная ссылка уйдёт на записанный контакт. Прежние ссылки этого человека перестанут "
        "открываться. Саму ссылку сотрудники не видят."
    )
    submit_label = _("Отправить")
    icon = "mail"

    def recipients(self) -> list[Person]:
        people = (self.row.guardian, self.row.participant)
        return [person for person in people if person and current_contact(person=person)]

    def form_valid(self, form: ConfirmForm) -> HttpResponse:
        if self.row.state == "refused":
            return self.not_done(_("Заявка не принята, ссылку по ней отправить нельзя."))
        with transaction.atomic():
            sent = [
                person
                for person in self.recipients()
                if send_link_again(
                    request=self.row, person=person, by=self.request.user, now=self.now
                )
            ]
        if not sent:
            return self.not_done(
                _(
                    "Писать некуда: контакта нет или сообщения на него не доходят. Запишите другой "
                    "контакт или распечатайте документ и примите его на бумаге."
                )
            )
        return self.done(_("Ссылка поставлена в очередь на отправку."))


class AllowSharedContactView(StaffActView):
    model = Person
    permission = "intake.add_signingallowance"
    title = _("Разрешить общий контакт")
    intro = _(
        "Обычно два подписанта не могут подписывать с одного адреса: школа не узнала бы, кто из "
        "них подписал. Исключение с вашим именем и причиной будет видно на листе подписания."
    )
    form_class = ReasonForm
    submit_label = _("Разрешить")
    icon = "key"

    def back_url(self) -> str:
        return reverse("intake_person_modeladmin_inspect", args=[self.row.pk])

    def facts(self) -> list[tuple[str, Any]]:
        return [(_("Кому"), self.row.full_name)]

    def form_valid(self, form: ReasonForm) -> HttpResponse:
        allow_shared_contact(
            person=self.row,
            reason=form.cleaned_data["reason"],
            by=self.request.user,
            now=self.now,
        )
        return self.done(_("Исключение записано."))


class EndAllowanceView(StaffActView):
    model = SigningAllowance
    key_field = "pk"
    permission = "intake.change_signingallowance"
    title = _("Отменить исключение")
    intro = _("После отмены два подписанта снова не смогут подписывать с одного адреса.")
    submit_label = _("Отменить исключение")
    is_serious = True
    icon = "cross"

    def back_url(self) -> str:
        return reverse("intake_signingallowance_modeladmin_index")

    def facts(self) -> list[tuple[str, Any]]:
        return [(_("Кому"), str(self.row.person)), (_("Причина"), self.row.reason)]

    def form_valid(self, form: ConfirmForm) -> HttpResponse:
        if not end_allowance(allowance=self.row, by=self.request.user, now=self.now):
            return self.not_done(_("Исключение уже было отменено."))
        return self.done(_("Исключение отменено."))
